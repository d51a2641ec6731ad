package logview

import (
	"strconv"
	"time"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/words"
)

// operation is what a correlation id stands for, while only its lines are shown.
type operation struct {
	id     string // empty for none
	filter filter // that shows it; another one ends it

	lines, first, last int64 // number of lines, and which are its first and last
	took               time.Duration
	known              bool // took is: two of its lines have a time, in order
}

// sameOperation shows only the lines of a correlation id, and how long they took.
func (p *Panel) sameOperation(id string) {
	p.marks = false
	p.op = operation{id: id, filter: newFilter(tail.Debug, id, false)}
	p.narrow(id)
}

// leaveOperation ends it where the filter is no longer the one that shows it.
func (p *Panel) leaveOperation(now filter) {
	if p.op.id != "" && now != p.op.filter {
		p.op = operation{}
	}
}

// showOperation says how many lines the operation has and how long it took, as far as the
// lines are there.
func (p *Panel) showOperation() {
	if p.op.id == "" {
		p.bar.operation(nil)
		return
	}
	l := p.list()
	n := l.Len()
	if n == 0 {
		p.bar.operation(nil) // it is still looked for
		return
	}
	if o := &p.op; o.lines != n || o.first != l.At(0) || o.last != l.At(n-1) {
		o.lines, o.first, o.last = n, l.At(0), l.At(n-1)
		o.took, o.known = p.took(l)
	}
	p.bar.operation(p.op.says())
}

// took is the time from the first to the last line of a list; false where fewer than two
// have one, or the clock was set back between them.
func (p *Panel) took(l list) (time.Duration, bool) {
	from, to := int64(0), l.Len()-1
	var begin, end time.Time
	for ; from < min(l.Len(), timeLook) && begin.IsZero(); from++ {
		begin = p.timeOf(l.At(from))
	}
	for ; to >= max(from, l.Len()-timeLook) && end.IsZero(); to-- {
		end = p.timeOf(l.At(to))
	}
	return end.Sub(begin), !begin.IsZero() && !end.IsZero() && !end.Before(begin)
}

// timeOf is a line's time; the zero time where it has none or is gone.
func (p *Panel) timeOf(no int64) time.Time {
	l, _ := p.fetch(no)
	return l.Time
}

// says is it in words, the longest first, for as much room as there is.
func (o operation) says() []string {
	lines := words.T("logview.lines", thousands(o.lines))
	if o.lines == 1 {
		lines = words.T("logview.lines.one")
	}
	id := head(o.id, idChars)
	if !o.known {
		return []string{words.T("logview.operation", id, lines), lines}
	}
	took := exactly(o.took)
	return []string{
		words.T("logview.operation.took", id, lines, took), words.T("logview.operation.short", lines, took), took,
	}
}

// exactly is a length of time with its milliseconds, up to a minute.
func exactly(d time.Duration) string {
	switch ms := d.Round(time.Millisecond); {
	case ms == 0:
		return words.T("time.under_ms")
	case ms < time.Second:
		return words.T("time.ms", int(ms/time.Millisecond))
	case ms < time.Minute:
		return words.T("time.s", strconv.FormatFloat(ms.Seconds(), 'f', 3, 64))
	}
	return words.Duration(d)
}
