package logview

import (
	"math"

	"stationcompanion/logging/tail"
)

// The bounds of the index: lines read at a time, and lines looked at, the newest ones.
const (
	readAtOnce = 2048
	maxNumbers = 100_000
)

// index is the list of the numbers of the lines that pass a filter, oldest first. It
// reads each line once and holds no text: rows are fetched again when they are painted.
//
// nums is only ever appended to or cut at the front, so a slice of it taken earlier
// stays as it was.
type index struct {
	filter  filter
	nums    hits
	low     int64 // the first line looked at
	next    int64 // number to read on from
	hasHead bool  // a head line was seen; continuation lines follow its verdict
	passed  bool  // that verdict
}

// nothing is an index that has looked at no line.
func nothing(f filter) *index { return &index{filter: f, low: math.MaxInt64, next: math.MaxInt64} }

// newIndex makes an empty index of the newest lines of v.
func newIndex(f filter, v view) *index {
	low := lowOf(v)
	return &index{filter: f, low: low, next: low}
}

// lowOf is the first line of a view that is looked at.
func lowOf(v view) int64 { return max(v.First(), v.Next()-maxNumbers) }

// behind is how many lines it has to read yet.
func (x *index) behind(v view) int64 { return max(0, v.Next()-max(x.next, v.First())) }

// step reads some of what is new in v and forgets what v no longer holds.
func (x *index) step(v view) {
	lines, next := v.Lines(x.next, readAtOnce)
	x.feed(lines)
	x.next = max(x.next, next)
	x.nums = x.nums[x.nums.Find(v.First()):]
}

// update reads all that is new.
func (x *index) update(v view) {
	for x.step(v); x.behind(v) > 0; {
		x.step(v)
	}
}

// feed judges lines in order.
func (x *index) feed(lines []tail.Line) {
	for i := range lines {
		if x.judge(&lines[i]) {
			x.nums = append(x.nums, lines[i].No)
		}
	}
	if over := len(x.nums) - maxNumbers; over > 0 {
		x.nums = x.nums[over:]
	}
}

// judge gives a line's verdict; continuation lines have that of their head.
func (x *index) judge(l *tail.Line) bool {
	if l.Level == tail.Unknown {
		if x.hasHead {
			return x.passed
		}
		return x.filter.orphan(l)
	}
	x.hasHead, x.passed = true, x.filter.head(l)
	return x.passed
}
