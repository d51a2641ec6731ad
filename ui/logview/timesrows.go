package logview

import (
	"strings"
	"time"
	"unicode/utf8"
)

// times is what the time column is written from.
type times struct {
	form  timeForm
	base  time.Time // fromChosen: of the chosen line, else the newest
	above time.Time // sinceBefore: of the line above the top row
}

// timeLook is how many lines above a place are looked at for one with a time: the lines
// of a stack trace have none of their own.
const timeLook = 32

// setTimes changes what the time column shows.
func (l *lines) setTimes(form timeForm) {
	if l.times.form != form {
		l.times = times{form: form}
		l.again()
	}
}

// timesLook notes what the time column depends on beside the rows in view, and reports
// whether it is other than before. newest is the newest line's time.
func (l *lines) timesLook(newest time.Time) (changed bool) {
	now := times{form: l.times.form}
	switch now.form {
	case sinceBefore:
		now.above = l.timeAbove(l.top - 1)
	case fromChosen:
		if now.base = l.chosenTime(); now.base.IsZero() {
			now.base = newest
		}
	}
	changed = !now.base.Equal(l.times.base) || !now.above.Equal(l.times.above)
	l.times = now
	return changed
}

// timeAbove is the time of row i, else of the nearest one above it that has one.
func (l *lines) timeAbove(i int64) time.Time {
	for k := min(i, l.list.Len()-1); k >= 0 && k > i-timeLook; k-- {
		if line, ok := l.hooks.fetch(l.list.At(k)); ok && !line.Time.IsZero() {
			return line.Time
		}
	}
	return time.Time{}
}

// chosenTime is the time of the line where the selection begins, or of the line it
// continues; the zero time where nothing is selected.
func (l *lines) chosenTime() time.Time {
	for k := range int64(timeLook) {
		no := l.selection.from - k
		if l.selection.empty() || no < 0 {
			break
		}
		line, ok := l.hooks.fetch(no)
		if !ok {
			break
		}
		if !line.Time.IsZero() {
			return line.Time
		}
	}
	return time.Time{}
}

// stamper writes the time column, from the top row down.
type stamper struct {
	times
}

// stamp writes it for the row below the one before.
func (s *stamper) stamp(r *rowText) {
	from, t := s.base, r.line.Time
	if s.form == sinceBefore {
		from = s.above
	}
	if !t.IsZero() {
		s.above = t
	}
	if s.form == clockTimes {
		return // the row has it
	}
	r.when, r.day = "", day{}
	if !t.IsZero() && !from.IsZero() {
		r.when = rightOf(offset(t.Sub(from)))
	}
}

// rightOf puts a text at the right of the time column, so that it shows its size.
func rightOf(s string) string {
	return strings.Repeat(" ", max(0, timeChars-utf8.RuneCountInString(s))) + s
}
