package tail

import (
	"bytes"
	"strings"
)

// run is a run of events of a chunk that repeat each other.
type run struct {
	begin uint32 // the line that begins the last one, which is shown
	since uint32 // that begins the first one
	count uint32
}

// repeatLines is how many lines an event may have to be compared with the one before.
const repeatLines = 64

// entry is an event, to be compared with the one after it.
type entry struct {
	head  []byte
	rest  [][]byte // its other lines
	line  Line     // the head understood, when it was wanted
	known bool     // it was
}

// entryOf reads lines [begin, end) of a block; false where they are too many.
func (b *block) entryOf(begin, end int) (e entry, ok bool) {
	if end-begin > repeatLines {
		return e, false
	}
	e.head = b.line(begin)
	for i := begin + 1; i < end; i++ {
		e.rest = append(e.rest, b.line(i))
	}
	return e, true
}

// own is the entry with bytes of its own.
func (e entry) own() entry {
	e.head = bytes.Clone(e.head)
	rest := make([][]byte, len(e.rest))
	for i, l := range e.rest {
		rest[i] = bytes.Clone(l)
	}
	e.rest = rest
	return e
}

// repeatSlack is by how many bytes two lines may differ that say the same: times and ids
// are not always written with as many digits.
const repeatSlack = 24

// repeats reports whether an entry says the same as the one before: the same level, logger,
// message and further lines, and the same fields, but for ids and for those that say how
// long or how often.
func (e *entry) repeats(before *entry) bool {
	d := len(e.head) - len(before.head)
	if d > repeatSlack || d < -repeatSlack || len(e.rest) != len(before.rest) {
		return false
	}
	for i, l := range e.rest {
		if !bytes.Equal(l, before.rest[i]) {
			return false
		}
	}
	if differ(e.head, before.head) {
		return false
	}
	a, b := e.understood(), before.understood()
	return a.Level == b.Level && a.Logger == b.Logger && a.Message == b.Message && sameFields(a.Fields, b.Fields)
}

func (e *entry) understood() *Line {
	if !e.known {
		e.line, e.known = ParseLine(text(e.head)), true
	}
	return &e.line
}

// sameFields reports whether two lists of fields are the same but for those that vary.
func sameFields(a, b string) bool {
	for a != b {
		var x, y string
		x, a = steadyField(a)
		y, b = steadyField(b)
		if x != y {
			return false
		}
	}
	return true
}

// steadyField cuts the first field off that does not vary; empty when there is none.
func steadyField(s string) (field, rest string) {
	for s != "" {
		field, s = cutField(s)
		if name, _, _ := strings.Cut(field, "="); !varies(name) {
			return field, s
		}
	}
	return "", ""
}

// cutField cuts the first key=value off; a value is a JSON string, array or object, or one
// word.
func cutField(s string) (field, rest string) {
	end := strings.IndexByte(s, ' ')
	if i := strings.IndexByte(s, '='); i >= 0 && i+1 < len(s) && (end < 0 || i < end) && strings.IndexByte(`"{[`, s[i+1]) >= 0 {
		if n := valueEnd(s[i+1:]); n >= 0 {
			end = i + 1 + n
		}
	}
	if end < 0 || end >= len(s) {
		return s, ""
	}
	return s[:end], s[end+1:]
}

// varies reports whether a field says how long something took or how often it was tried.
func varies(name string) bool {
	for _, unit := range []string{"_ms", "_s", "_us", "_ns", "_seconds"} {
		if strings.HasSuffix(name, unit) {
			return true
		}
	}
	switch strings.ToLower(name) {
	case "ms", "duration", "elapsed", "took", "attempt", "attempts", "retry", "retries", "consecutive_failures",
		"pid", "thread", "request_id", "trace_id", "span_id", "correlation_id", "correlationid":
		return true
	}
	return false
}
