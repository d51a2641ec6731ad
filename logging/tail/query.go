package tail

import (
	"strings"

	"stationcompanion/logging/tail/match"
)

// Filter says which lines pass; the zero Filter passes all. What passes is whole events:
// a line that begins one, with the lines that continue it, as a stack trace does. The
// text may stand in any of them.
type Filter struct {
	Level       Level  // this and worse; Unknown and Debug = all. A line of no event counts as Info
	Text        string // lines that hold it, or
	Regexp      bool   // match it: a regular expression (RE2 syntax)
	Case        bool   // letter case matters
	Correlation string // lines of this correlation id only
	Heads       bool   // of each event only the line that begins it
	Fold        bool   // of events that repeat each other only the last one: see Hits.Run
	Tally       bool   // count events by their level where that costs something: see Hits.Tally
}

// textLevel is what a line counts as that no event begins before, as every line of a file
// in a form nobody knows: one that nobody asked to be hidden is shown.
const textLevel = Info

// All reports whether every line passes.
func (f Filter) All() bool {
	return f.Level <= Debug && f.Text == "" && f.Correlation == "" && !f.Heads && !f.Fold
}

// passesLevel reports whether events of a level pass.
func (f Filter) passesLevel(l Level) bool { return f.Level <= Debug || l >= f.Level }

// tallies reports whether events are counted by their level.
func (f Filter) tallies() bool {
	return f.Tally || f.Level > Debug || f.Text == "" && f.Correlation == ""
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

// judge reports whether an event passes but perhaps for its level, and what that is where
// it counts. Its lines are given, the first of which begins it; one of them is known to
// match first.
func (q *Query) judge(lines func(i int) []byte, n int) (level Level, ok bool) {
	head := lines(0)
	if id := q.filter.Correlation; id != "" && !strings.EqualFold(ParseLine(text(head)).CorrelationID, id) {
		return Unknown, false
	}
	if q.text != nil && q.text != q.first && !q.holds(lines, n) {
		return Unknown, false
	}
	if q.filter.tallies() {
		if level = LevelOf(head); level == Unknown {
			level = textLevel
		}
	}
	return level, true
}

// holds reports whether the text stands in one of some lines.
func (q *Query) holds(lines func(i int) []byte, n int) bool {
	for i := range n {
		if q.text.Match(lines(i)) {
			return true
		}
	}
	return false
}
