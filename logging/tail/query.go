package tail

import (
	"strings"

	"stationcompanion/logging/tail/match"
)

// Filter says which lines pass; the zero Filter passes all. What passes is whole events:
// a line that begins one, with the lines that continue it, as a stack trace does. The
// text may stand in any of them.
type Filter struct {
	Level       Level  // this and worse; Unknown and Debug = all
	Text        string // lines that hold it, or
	Regexp      bool   // match it: a regular expression (RE2 syntax)
	Case        bool   // letter case matters
	Correlation string // lines of this correlation id only
	Heads       bool   // of what passes by its level alone, only the lines that begin an event
}

// All reports whether every line passes.
func (f Filter) All() bool {
	return f.Level <= Debug && f.Text == "" && f.Correlation == "" && !f.Heads
}

// Query is a compiled Filter. It never changes.
type Query struct {
	filter Filter
	first  *match.Matcher // lines in which to look closer; nil = all: a level may stand there as one letter
	text   *match.Matcher // nil = any
}

// Compile makes a Query; the error says in plain words what is wrong with the expression.
func (f Filter) Compile() (*Query, error) {
	q := &Query{filter: f}
	if f.Text != "" {
		var err error
		if q.text, err = f.matcher(); err != nil {
			return nil, err
		}
	}
	switch {
	case f.Correlation != "":
		q.first = match.Text(f.Correlation, true)
	default:
		q.first = q.text
	}
	return q, nil
}

func (f Filter) matcher() (*match.Matcher, error) {
	if f.Regexp {
		return match.Regexp(f.Text, !f.Case)
	}
	return match.Text(f.Text, !f.Case), nil
}

// Spans appends where the text of the filter stands in a text, as [from, to) in bytes.
func (q *Query) Spans(text string, to [][2]int) [][2]int {
	if q == nil || q.text == nil {
		return to
	}
	return q.text.Spans([]byte(text), to)
}

// passes reports whether an event passes whose lines are given, the first of which begins
// it. One of them is known to match first.
func (q *Query) passes(lines func(i int) []byte, n int) bool {
	if q.filter.Level > Debug && LevelOf(lines(0)) < q.filter.Level {
		return false
	}
	if id := q.filter.Correlation; id != "" && !strings.EqualFold(ParseLine(text(lines(0))).CorrelationID, id) {
		return false
	}
	if q.text == nil || q.text == q.first {
		return true
	}
	for i := range n {
		if q.text.Match(lines(i)) {
			return true
		}
	}
	return false
}
