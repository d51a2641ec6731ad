package logview

import (
	"time"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/words"
)

// span is a part of a text, in bytes.
type span = [2]int

// ref is a part of a line that leads somewhere: a report's id, a serial number, an address.
type ref struct {
	span   span
	fields bool   // in the line's Fields, else in its Message
	text   string // what it names
}

// decoration is what a row says beyond its line.
type decoration struct {
	repeat int       // so many like it, the newest of which it is; 0 or 1 for none
	since  time.Time // the first of these
	start  bool      // a program started with this line
}

// rowText is a line prepared for painting.
type rowText struct {
	no        int64
	set       bool // else to be read
	lost      bool // the source has dropped the line
	line      tail.Line
	message   string
	when      string // the time, as it stands on day
	day       day
	repeat    string
	start     bool
	refs      []ref
	found     []span // in message
	foundRest []span // in line.Fields

	end, fieldsAt, fieldsEnd int // where message ends and fields stand, from the last paint
}

// hooks are what rows ask about lines. All but fetch may be nil.
type hooks struct {
	fetch    func(no int64) (tail.Line, bool)
	marks    func(text string) [][2]int // what a search found in a text, in order
	refs     func(tail.Line) []ref      // in order
	decorate func(no int64, l tail.Line) decoration
}

// rowCache keeps the rows in view prepared. Row i of the list is kept at i modulo its
// size, so those of a screen never meet.
type rowCache struct {
	rows []rowText
}

// room makes sure of room for a screen of n rows.
func (c *rowCache) room(n int) {
	if len(c.rows) < n {
		c.rows = make([]rowText, 2*n)
	}
}

// drop forgets the lines before a number and reports whether there were any.
func (c *rowCache) drop(first int64) (dropped bool) {
	for i := range c.rows {
		if r := &c.rows[i]; r.set && !r.lost && r.no < first {
			r.set, dropped = false, true
		}
	}
	return dropped
}

// grown forgets a line if it is another one now and reports whether it was.
func (c *rowCache) grown(no int64, fetch func(int64) (tail.Line, bool)) bool {
	for i := range c.rows {
		if r := &c.rows[i]; r.set && r.no == no {
			l, ok := fetch(no)
			r.set = ok && l.Raw == r.line.Raw
			return !r.set
		}
	}
	return false
}

// clear forgets all.
func (c *rowCache) clear() {
	for i := range c.rows {
		c.rows[i].set = false
	}
}

// get gives row i, which shows line no, prepared.
func (c *rowCache) get(i, no int64, h *hooks, newest day) *rowText {
	r := &c.rows[int(i%int64(len(c.rows)))]
	if !r.set || r.no != no {
		r.prepare(no, h)
		r.when, r.day = clock(r.line.Time, newest), newest
	}
	if r.day != newest {
		r.when, r.day = clock(r.line.Time, newest), newest
	}
	return r
}

// prepare reads line no.
func (r *rowText) prepare(no int64, h *hooks) {
	*r = rowText{no: no, set: true}
	l, ok := h.fetch(no)
	if !ok {
		r.lost = true
		r.line = tail.Line{No: no, Level: tail.Unknown}
		r.message = words.T("logview.gone")
		return
	}
	r.line, r.message = l, l.Message
	if l.Message == "" && l.Fields == "" {
		r.message = l.Raw
	}
	if h.marks != nil {
		r.found, r.foundRest = h.marks(r.message), h.marks(l.Fields)
	}
	if h.refs != nil {
		r.refs = h.refs(l)
	}
	if h.decorate != nil {
		r.decorate(h.decorate(no, l))
	}
}

func (r *rowText) decorate(d decoration) {
	r.start = d.start
	switch {
	case d.repeat < 2:
	case d.since.IsZero():
		r.repeat = words.T("logview.repeat", d.repeat)
	default:
		r.repeat = words.T("logview.repeat.since", d.repeat, d.since.Local().Format("15:04"))
	}
}

// day is a calendar day.
type day struct {
	year  int
	month time.Month
	day   int
}

func dayOf(t time.Time) day {
	y, m, d := t.Local().Date()
	return day{y, m, d}
}

// clock is a line's time as its row shows it: with milliseconds on the newest line's
// day, with the date else. Both are twelve characters at most and need no translation.
func clock(t time.Time, newest day) string {
	switch {
	case t.IsZero():
		return ""
	case dayOf(t) == newest:
		return t.Local().Format("15:04:05.000")
	default:
		return t.Local().Format("01-02 15:04")
	}
}
