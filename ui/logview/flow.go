package logview

import (
	"strconv"
	"time"
)

// flow counts the lines that come.
type flow struct {
	perSecond int64 // of late, rounded to two digits so that it stands still for reading
	next      int64
	at        time.Time
}

// flowFast is from where on a person cannot read along, in lines a second.
const flowFast = 1000

// fast reports whether more lines come than are shown.
func (f *flow) fast() bool { return f.perSecond > flowFast }

// flowSpan is over how long they are counted at least.
const flowSpan = time.Second

// note takes the number after the newest line's at a moment.
func (f *flow) note(next int64, now time.Time) {
	if f.at.IsZero() || next < f.next {
		f.next, f.at, f.perSecond = next, now, 0
		return
	}
	span := now.Sub(f.at)
	if span < flowSpan {
		return
	}
	f.perSecond = twoDigits(int64(float64(next-f.next) / span.Seconds()))
	f.next, f.at = next, now
}

// twoDigits rounds a number to its two highest digits.
func twoDigits(n int64) int64 {
	unit := int64(1)
	for n/unit >= 100 {
		unit *= 10
	}
	return (n + unit/2) / unit * unit
}

// thousands writes a number in groups of three.
func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
