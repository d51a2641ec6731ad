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
	repeat int64     // so many like it, the newest of which it is; 0 or 1 for none
	since  time.Time // the first of these; zero where that is not known
	until  time.Time // the newest
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

	repeatAt, repeatEnd      int // where the note about repeats stands, from the last paint
	end, fieldsAt, fieldsEnd int // where message ends and fields stand, from the last paint
}

// hooks are what rows ask about lines. All but fetch may be nil.
type hooks struct {
	fetch    func(no int64) (tail.Line, bool)
	marks    func(text string) [][2]int // what a search found in a text, in order
	refs     func(tail.Line) []ref      // in order
	decorate func(no int64, l tail.Line) decoration
	repeated func(r tail.Run) string // says in words what a line stands for
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
		r.repeat = words.T("logview.repeat", thousands(d.repeat))
	default:
		r.repeat = words.T("logview.repeat.since", thousands(d.repeat), sinceClock(d.since, d.until))
	}
}
