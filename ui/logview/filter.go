package logview

import (
	"strings"
	"unicode/utf8"

	"stationcompanion/logging/tail"
)

// filter says which lines are shown: those of a level or worse that hold a text.
type filter struct {
	level  tail.Level // this and worse; tail.Debug lets every line through
	text   string     // lower case unless it is an expression; empty lets every line through
	regexp bool       // text is a regular expression
	id     string     // only lines of this correlation id; text is the same then, for logs that know none
	mark   bool       // text hides nothing: where it stands is marked
	fold   bool       // of lines that repeat each other the last one alone is shown
}

// newFilter makes a filter; case does not matter in text.
func newFilter(level tail.Level, text string, regexp bool) filter {
	text = strings.TrimSpace(text)
	if !regexp {
		text = strings.ToLower(text)
	}
	return filter{level: level, text: text, regexp: regexp}
}

// all reports whether nothing is hidden but repeats.
func (f filter) all() bool { return f.level <= tail.Debug && (f.mark || f.text == "") }

// every reports whether every line is shown.
func (f filter) every() bool { return f.all() && !f.fold }

// shown is the filter of the lines that are shown.
func (f filter) shown() filter {
	if f.mark {
		f.text, f.regexp = "", false
	}
	return f
}

// query is the filter for the engine; its error is fit to be shown.
func (f filter) query() (*tail.Query, error) {
	if f.id != "" {
		return tail.Filter{Level: f.level, Correlation: f.id, Tally: true}.Compile()
	}
	return tail.Filter{Level: f.level, Text: f.text, Regexp: f.regexp, Fold: f.fold, Tally: true}.Compile()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
