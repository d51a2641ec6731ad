package logview

import (
	"math"
	"sort"
	"time"

	"stationcompanion/logging/tail"
)

// timeline says when the lines of a log were written, as far as samples of them tell: a
// value that does not change. Between two moments the lines count as evenly spread, so how
// many there are between two moments is exact.
type timeline struct {
	moments     []tail.Moment // ascending in number and time
	first, next int64         // of the log
}

// A log with fewer lines, or of a shorter time, has no picture over time.
const (
	leastLines = 20
	leastSpan  = 5 * time.Second
)

// worth reports whether there is anything to see of it.
func (t *timeline) worth() bool {
	return t != nil && len(t.moments) > 1 && t.next-t.first >= leastLines && t.span() >= leastSpan
}

// span is the time from the first moment to the last.
func (t *timeline) span() time.Duration { return t.end().Sub(t.moments[0].At) }

// end is the last moment.
func (t *timeline) end() time.Time { return t.moments[len(t.moments)-1].At }

// last is where the last part of its time begins and ends, all of it where span is 0.
func (t *timeline) last(span time.Duration) (from, to time.Time) {
	from, to = t.moments[0].At, t.end()
	if early := to.Add(-span); span > 0 && from.Before(early) {
		from = early
	}
	return from, to
}

// before is the number of the first line that was not written before a moment: there are
// before(b) - before(a) lines from a on and before b.
func (t *timeline) before(at time.Time) int64 {
	i := sort.Search(len(t.moments), func(i int) bool { return !t.moments[i].At.Before(at) })
	switch i {
	case 0:
		return t.first
	case len(t.moments):
		return t.next
	}
	a, b := t.moments[i-1], t.moments[i]
	part := float64(at.Sub(a.At)) / float64(b.At.Sub(a.At))
	return min(b.No, a.No+int64(math.Ceil(part*float64(b.No-a.No))))
}

// at is when a line was written.
func (t *timeline) at(no int64) time.Time {
	i := sort.Search(len(t.moments), func(i int) bool { return t.moments[i].No >= no })
	switch {
	case i == 0:
		return t.moments[0].At
	case i == len(t.moments):
		return t.end()
	}
	a, b := t.moments[i-1], t.moments[i]
	part := float64(no-a.No) / float64(b.No-a.No)
	return a.At.Add(time.Duration(part * float64(b.At.Sub(a.At))))
}

// near is the line of a list that was written nearest to a moment, and its row; false
// where the list is empty.
func (t *timeline) near(l list, at time.Time) (no, row int64, ok bool) {
	if l.Len() == 0 {
		return none, 0, false
	}
	row = min(l.Find(t.before(at)), l.Len()-1)
	no = l.At(row)
	if row > 0 {
		if earlier := l.At(row - 1); at.Sub(t.at(earlier)).Abs() < at.Sub(t.at(no)).Abs() {
			return earlier, row - 1, true
		}
	}
	return no, row, true
}

// ascending is the greatest part of some probes, which ascend in number, whose times do
// not go backwards: clocks are set, and one line with a wrong date must not hide the rest.
func ascending(all []probe) []int {
	var tails []int // of the best runs of each length, the probe each ends with
	from := make([]int, len(all))
	for i, p := range all {
		if p.At.IsZero() {
			continue
		}
		n := sort.Search(len(tails), func(n int) bool { return all[tails[n]].At.After(p.At) })
		from[i] = -1
		if n > 0 {
			from[i] = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, i)
		} else {
			tails[n] = i
		}
	}
	for n := len(tails) - 1; n > 0; n-- {
		tails[n-1] = from[tails[n]]
	}
	return tails
}
