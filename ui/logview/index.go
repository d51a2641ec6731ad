package logview

import (
	"sort"

	"stationcompanion/logging/tail"
)

// The bounds of the index: lines read at a time, rounds of one update, and numbers
// kept. A source that keeps more lines than that shows its newest ones.
const (
	readAtOnce = 2048
	maxRounds  = 64
	maxNumbers = 100_000
)

// index is the list of the numbers of the lines that pass a filter, oldest first. It
// reads each line once and holds no text: rows are fetched again when they are painted.
//
// nums is only ever appended to or cut at the front, so a slice of it taken earlier
// stays as it was: the pane shows such a slice while it is paused.
type index struct {
	filter  filter
	nums    []int64
	next    int64 // number to read on from
	hasHead bool  // a head line was seen; continuation lines follow its verdict
	passed  bool  // that verdict
}

// newIndex makes an empty index that reads everything from the start.
func newIndex(f filter) *index { return &index{filter: f} }

// update reads what is new in src and forgets what src no longer holds.
func (x *index) update(src Source) {
	for range maxRounds {
		lines, next := src.Lines(x.next, readAtOnce)
		if len(lines) == 0 {
			break
		}
		x.feed(lines)
		x.next = next
	}
	if src.Len() == 0 {
		x.nums = nil
		return
	}
	x.drop(src.Line(0).No)
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

// drop forgets the numbers before oldest.
func (x *index) drop(oldest int64) { x.nums = dropBefore(x.nums, oldest) }

// newest is the number of the newest line that passed; −1 when there is none.
func (x *index) newest() int64 { return last(x.nums) }

// after counts the lines that passed and came after line no.
func (x *index) after(no int64) int {
	return len(x.nums) - firstFrom(x.nums, no+1)
}

// dropBefore cuts the numbers before oldest off the front.
func dropBefore(nums []int64, oldest int64) []int64 { return nums[firstFrom(nums, oldest):] }

// firstFrom is the position of the first number that is not before no.
func firstFrom(nums []int64, no int64) int {
	return sort.Search(len(nums), func(i int) bool { return nums[i] >= no })
}

func last(nums []int64) int64 {
	if len(nums) == 0 {
		return -1
	}
	return nums[len(nums)-1]
}
