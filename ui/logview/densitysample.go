package logview

import (
	"cmp"
	"slices"
	"time"

	"stationcompanion/logging/tail"
)

// probe is a line whose time was looked at; its time is zero where it has none.
type probe = tail.Moment

// nearTime is how many lines from a place on are looked at for one that tells its time.
const nearTime = 32

// coarse is how many places are looked at at least, at equal distances.
const coarse = 256

// prober finds out when the lines of a log were written. It keeps what it has seen, so that
// a log that grows costs a few more looks. It belongs to the sampler's goroutine.
//
//	places at equal distances ─► where more than a column's time lies between two of them,
//	the line in the middle ─► and so on, until each gap in time is found
type prober struct {
	log    *followed
	probes []probe // ascending in number
	looks  int     // lines read in this run
}

// run looks at a view so closely that of columns columns over the last span of its time,
// all of it where span is 0, each has a moment of its own. Nil when stop says so.
func (s *prober) run(log *followed, v view, columns int, span time.Duration, stop func() bool) *timeline {
	s.looks = 0
	if budget := 4*columns + 4*coarse; log != s.log || len(s.probes) > 2*budget {
		s.log, s.probes = log, nil
	}
	s.sort() // another run may have been stopped
	s.probes = slices.DeleteFunc(s.probes, func(p probe) bool { return p.No < v.First() || p.No >= v.Next() })
	if lenOf(v) == 0 {
		return &timeline{first: v.First(), next: v.Next()}
	}
	if len(s.probes) == 0 {
		s.probes = v.Moments(coarse)
	}
	s.ends(v)
	for {
		places := s.places(lenOf(v), columns, span)
		if len(places) == 0 || s.looks > 4*columns+4*coarse {
			return s.timeline(v)
		}
		for _, p := range places {
			if stop() {
				return nil
			}
			s.look(v, p.from, p.to)
		}
		s.sort()
	}
}

// ends looks at the first and the last lines.
func (s *prober) ends(v view) {
	first, next := v.First(), v.Next()
	if n := len(s.probes); n == 0 || s.probes[0].No > first {
		s.look(v, first, min(next, first+nearTime))
		s.sort()
	}
	if n := len(s.probes); s.probes[n-1].No < next-1 {
		s.looks++
		s.probes = append(s.probes, lastTime(v))
		s.sort()
	}
}

// place is where to look for a line that tells its time.
type place struct{ from, to int64 }

// places are those that are still to be looked at: in the middle of what is too long in
// lines, or in time.
func (s *prober) places(lines int64, columns int, span time.Duration) (all []place) {
	runs := ascending(s.probes)
	if len(runs) == 0 {
		return nil
	}
	from, end := s.probes[runs[0]].At, s.probes[runs[len(runs)-1]].At
	if span > 0 && from.Before(end.Add(-span)) {
		from = end.Add(-span)
	}
	column := max(end.Sub(from)/time.Duration(max(columns, 1)), time.Millisecond)
	good := make([]bool, len(s.probes))
	for _, i := range runs {
		good[i] = true
	}
	for i := 1; i < len(s.probes); i++ {
		a, b := s.probes[i-1], s.probes[i]
		gap := b.No - a.No
		long := good[i-1] && good[i] && b.At.Sub(a.At) > column && b.At.After(from)
		edge := i == runs[0] || i-1 == runs[len(runs)-1] // where the good times begin or end
		if gap > 1 && (long || edge || gap > 2*lines/coarse+nearTime) {
			all = append(all, place{a.No + gap/2, b.No})
		}
	}
	return all
}

// look notes the first line from a place on that tells its time; without one, that there
// is none.
func (s *prober) look(v view, from, to int64) {
	s.looks++
	s.probes = append(s.probes, timeFrom(v, from, min(to, from+nearTime)))
}

// sort brings what was noted into order.
func (s *prober) sort() {
	slices.SortFunc(s.probes, func(a, b probe) int { return cmp.Compare(a.No, b.No) })
	s.probes = slices.CompactFunc(s.probes, func(a, b probe) bool { return a.No == b.No })
}

// timeline is what is known now.
func (s *prober) timeline(v view) *timeline {
	t := &timeline{first: v.First(), next: v.Next()}
	for _, i := range ascending(s.probes) {
		t.moments = append(t.moments, s.probes[i])
	}
	return t
}

// timeFrom is the first line of [from, to) that tells its time, else from without one.
func timeFrom(v view, from, to int64) probe {
	if l, err := v.Line(from); err == nil && !l.Time.IsZero() {
		return probe{No: from, At: l.Time}
	}
	if from+1 < to {
		lines, _ := v.Lines(from+1, int(to-from-1))
		for _, l := range lines {
			if !l.Time.IsZero() {
				return probe{No: l.No, At: l.Time}
			}
		}
	}
	return probe{No: from}
}

// lastTime is the newest line that tells its time, among the last ones; else the newest.
func lastTime(v view) probe {
	lines, _ := v.Lines(max(v.First(), v.Next()-nearTime), nearTime)
	for _, l := range slices.Backward(lines) {
		if !l.Time.IsZero() {
			return probe{No: l.No, At: l.Time}
		}
	}
	return probe{No: v.Next() - 1}
}
