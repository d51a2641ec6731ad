package logview

import (
	"time"

	"stationcompanion/logging/tail"
)

// Moments is what a tail.View has; the logs in these tests have none, so that all is found
// out line by line.
func (v storeView) Moments(int) []tail.Moment { return nil }

// Moments is storeView's.
func (v bigView) Moments(int) []tail.Moment { return nil }

// going is never a reason to stop.
func going() bool { return false }

// written makes lines that were written so long after base.
func written(after ...time.Duration) (all []tail.Line) {
	for _, d := range after {
		l := line(tail.Info, d.String())
		l.Time = base.Add(d)
		all = append(all, l)
	}
	return all
}

// every gives n times from one on, at equal distances.
func every(from, step time.Duration, n int) (all []time.Duration) {
	for i := range n {
		all = append(all, from+time.Duration(i)*step)
	}
	return all
}

// join makes one list of several.
func join(parts ...[]time.Duration) (all []time.Duration) {
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// logOf is a log of lines written so long after base.
func logOf(after ...time.Duration) *store {
	s := newStore(1 << 20)
	s.add(written(after...)...)
	return s
}
