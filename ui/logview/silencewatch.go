package logview

import (
	"time"

	"stationcompanion/ui/words"
)

// silence watches whether a log has been silent for unusually long. How long its pauses
// usually are is found out only once nothing has come for quietLeast, so that it costs
// nothing while lines come. It belongs to the UI goroutine.
type silence struct {
	next  int64     // as seen last
	came  time.Time // when a line was seen to come; before that, when the watch began
	fresh bool      // a line was seen to come
	pace  rhythm    // as found out last
	known bool      // pace is
}

// note takes the number after the newest line's at a moment.
func (s *silence) note(next int64, now time.Time) {
	if s.came.IsZero() {
		s.next, s.came = next, now.Round(0)
	}
	if next != s.next {
		s.next, s.came, s.fresh = next, now.Round(0), true
	}
}

// take takes what was found out. A line that says it was written in the future says nothing.
func (s *silence) take(r rhythm, now time.Time) {
	if r.newest.After(now) {
		r.newest = time.Time{}
	}
	s.pace, s.known = r, true
}

// current reports whether pace is of the log as it is now.
func (s *silence) current(first int64) bool {
	return s.known && s.pace.next == s.next && (s.pace.full || s.pace.first == first)
}

// asks reports whether pace is to be found out.
func (s *silence) asks(first int64, now time.Time) bool {
	return !s.current(first) && (!s.fresh || now.Sub(s.came) >= quietLeast)
}

// since is when the last line came: when it was written, or was seen to come if that was
// later or if it does not say.
func (s *silence) since() time.Time {
	if at := s.pace.newest; !at.IsZero() && !(s.fresh && s.came.After(at)) {
		return at
	}
	return s.came
}

// lasts is for how long the log has been silent; 0 while that is as usual.
func (s *silence) lasts(now time.Time) time.Duration {
	limit := s.pace.limit()
	if d := now.Sub(s.since()); limit > 0 && s.pace.next == s.next && d > limit {
		return d
	}
	return 0
}

// due is the next moment at which there may be something else to say; zero for none before
// a line comes.
func (s *silence) due(first int64, now time.Time) time.Time {
	if d := s.lasts(now); d > 0 {
		unit := silenceUnit(d)
		return now.Add(unit - d%unit)
	}
	switch {
	case s.current(first) && s.pace.limit() > 0:
		return s.since().Add(s.pace.limit() + time.Millisecond)
	case !s.current(first) && !s.asks(first, now):
		return s.came.Add(quietLeast)
	}
	return time.Time{}
}

// silenceUnit is in what a silence is counted.
func silenceUnit(d time.Duration) time.Duration {
	switch {
	case d < time.Hour:
		return time.Minute
	case d < 48*time.Hour:
		return time.Hour
	}
	return 24 * time.Hour
}

// text says how long the log has been silent, the longest first; nil while that is as usual.
func (s *silence) text(now time.Time) []string {
	d := s.lasts(now)
	if d == 0 {
		return nil
	}
	quiet := length(d.Truncate(silenceUnit(d)))
	return []string{words.T("logview.silence", quiet, length(roundUp(s.pace.usual))), words.T("logview.silence.short", quiet)}
}

// roundUp makes a length one that people would name.
func roundUp(d time.Duration) time.Duration {
	unit := time.Second
	switch {
	case d > 2*24*time.Hour:
		unit = 24 * time.Hour
	case d > 2*time.Hour:
		unit = time.Hour
	case d > 2*time.Minute:
		unit = time.Minute
	case d > 10*time.Second:
		unit = 5 * time.Second
	}
	return (d + unit - 1).Truncate(unit)
}

// length names a length of time that is whole in some unit.
func length(d time.Duration) string {
	switch {
	case d >= 48*time.Hour:
		return words.T("logview.span.d", int(d/(24*time.Hour)))
	case d >= time.Hour && d%time.Hour == 0:
		return words.T("logview.span.h", int(d/time.Hour))
	case d >= time.Minute && d%time.Minute == 0:
		return words.T("logview.span.min", int(d/time.Minute))
	}
	return words.T("logview.span.s", int(d/time.Second))
}
