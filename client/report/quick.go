package report

import "unicode/utf8"

// quick reads the many small steps of a report fast. It walks the bytes of a step
// that stand in the JSON reader's buffer, guessing that the field at each place has
// the name, and mostly the value, that it had in the step before. Whatever it does
// not expect makes it give up, leaving no trace, and the step is read token by token,
// which finds the same and more. When it comes through, the JSON reader checks the
// same bytes and goes past them. So it may be blind, but never wrong.
type quick struct {
	step, meas [quickPlaces]guess
	b          []byte
	at         int
	begun      bool // an object stands at at, which is all that is known of it
	taken      int  // steps that were read so, as a whole or in part
	off        bool // for tests
}

const (
	quickPlaces = 16 // fields of one object
	maxGuess    = 96 // bytes of a field worth comparing
)

// guess is the field met last at one place of an object.
type guess struct {
	lead  []byte // from the end of the field before up to the value
	whole []byte // with the value; empty for values that are not compared
	field uint8
	val   uint32
}

// quickBegin sets out on the next element of a list if it is an object that has begun
// to arrive.
func (d *decoder) quickBegin(first bool) bool {
	q := &d.quick
	if q.begun = false; q.off {
		return false
	}
	q.b, q.at = d.dec.UnreadBuffer(), 0
	q.space()
	if !first {
		if q.peek() != ',' {
			return false
		}
		q.at++
		q.space()
	}
	q.begun = q.peek() == '{'
	return q.begun
}

// peek gives the next byte; 0 at the end.
func (q *quick) peek() byte {
	if q.at < len(q.b) {
		return q.b[q.at]
	}
	return 0
}

func (q *quick) space() {
	for q.at < len(q.b) && (q.b[q.at] == ' ' || q.b[q.at] == '\n' || q.b[q.at] == '\r' || q.b[q.at] == '\t') {
		q.at++
	}
}

// sees reports whether w comes next, and that something follows it.
func (q *quick) sees(w []byte) bool {
	return len(q.b)-q.at > len(w) && string(q.b[q.at:q.at+len(w)]) == string(w)
}

// guess reads the next field up to its value, or with it where that is known.
func (q *quick) guess(g *guess, of func(name []byte) uint8) (known bool) {
	if len(g.whole) > 0 && q.sees(g.whole) {
		if c := q.b[q.at+len(g.whole)]; c == ',' || c == '}' { // else it is a longer number
			q.at += len(g.whole)
			return true
		}
	}
	g.whole = g.whole[:0]
	if len(g.lead) > 0 && q.sees(g.lead) {
		q.at += len(g.lead)
		return false
	}
	q.lead(g, of)
	return false
}

// remember keeps the field that began at from, to be compared with the next one.
func (q *quick) remember(g *guess, from int) {
	if q.at-from <= maxGuess {
		g.whole = append(g.whole[:0], q.b[from:q.at]...)
	}
}

// end goes past the closing bracket; not ok is what is neither that nor a comma.
func (q *quick) end(bracket byte) (end, ok bool) {
	if q.at < len(q.b) && q.b[q.at] == ',' {
		return false, true
	}
	return q.realEnd(bracket)
}

func (q *quick) realEnd(bracket byte) (end, ok bool) {
	q.space()
	c := q.peek()
	if c == bracket {
		q.at++
		return true, true
	}
	return false, c == ','
}

// lead reads a comma, a name and its colon into g; of gives the number of a field.
// The field is 0 for a name it does not know, and where it does not understand what
// it sees.
func (q *quick) lead(g *guess, of func(name []byte) uint8) {
	from := q.at
	g.field, g.lead = 0, g.lead[:0]
	if q.peek() == ',' {
		q.at++
	}
	q.space()
	name, ok := q.plain()
	if !ok {
		return
	}
	f := of(name)
	q.space()
	if q.peek() != ':' {
		return
	}
	q.at++
	q.space()
	g.field = f
	g.lead = append(g.lead, q.b[from:q.at]...)
}

// plain reads a text without escapes and control characters, in UTF-8.
func (q *quick) plain() ([]byte, bool) {
	if q.peek() != '"' {
		return nil, false
	}
	high := byte(0)
	for i, c := range q.b[q.at+1:] {
		if c == '"' {
			v := q.b[q.at+1 : q.at+1+i]
			q.at += i + 2
			return v, high < 0x80 || utf8.Valid(v)
		}
		if c == '\\' || c < ' ' {
			return nil, false
		}
		high |= c
	}
	return nil, false
}

// letter reads a text of one letter, or null.
func (q *quick) letter() (uint32, bool) {
	if len(q.b)-q.at > 3 && q.b[q.at] == '"' && q.b[q.at+2] == '"' {
		c := q.b[q.at+1]
		q.at += 3
		return uint32(c), c > ' ' && c < 0x7f && c != '"' && c != '\\'
	}
	return 0, q.word("null")
}

// word reads a word of JSON.
func (q *quick) word(w string) bool {
	if len(q.b)-q.at > len(w) && string(q.b[q.at:q.at+len(w)]) == w {
		q.at += len(w)
		return true
	}
	return false
}

// boolean reads true, false and null.
func (q *quick) boolean() (uint32, bool) {
	if q.word("false") || q.word("null") {
		return 0, true
	}
	return 1, q.word("true")
}

// digits reads what a number is made of; the JSON reader says whether it is one.
func (q *quick) digits() []byte {
	for i, c := range q.b[q.at:] {
		if (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			q.at += i
			return q.b[q.at-i : q.at]
		}
	}
	return nil // the rest is not there yet
}

// id reads a whole number without a sign.
func (q *quick) id() (uint32, bool) {
	b := q.digits()
	n := uint32(0)
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + uint32(c-'0')
	}
	return n, len(b) > 0 && len(b) <= 9
}
