package logview

import (
	"sort"

	"stationcompanion/logging/tail"
)

// view is what is known of a log at one moment, a value that does not change: tail.View,
// by another name so that tests can show any log.
type view interface {
	First() int64
	Next() int64
	Line(no int64) (tail.Line, error)
	Lines(first int64, limit int) ([]tail.Line, int64)
	Moments(n int) []tail.Moment
}

// folded is a list that shows of lines that repeat each other the last one alone, and knows
// its lines by their levels; tail.Hits is one.
type folded interface {
	Run(no int64) tail.Run
	Tally() tail.Tally
	Done() bool // all there is was looked at
}

// runOf is the run a line ends in a list; none where that does not fold.
func runOf(l list, no int64) tail.Run {
	if f, ok := l.(folded); ok {
		return f.Run(no)
	}
	return tail.Run{}
}

// rowOf gives the line of a list that shows line no: itself, or the one it is folded into;
// false when it is not shown.
func rowOf(l list, no int64) (shown int64, ok bool) {
	i := l.Find(no)
	if i >= l.Len() {
		return none, false
	}
	shown = l.At(i)
	if shown == no {
		return no, true
	}
	run := runOf(l, shown)
	return shown, run.Count > 0 && run.Since <= no
}

// lenOf is the number of lines of a view.
func lenOf(v view) int64 { return v.Next() - v.First() }

// allLines is the list of every line of a view.
type allLines struct{ first, next int64 }

func (a allLines) Len() int64       { return a.next - a.first }
func (a allLines) At(i int64) int64 { return a.first + i }
func (a allLines) Find(no int64) int64 {
	return min(max(no-a.first, 0), a.Len())
}

// firstRows is the first n rows of a list.
type firstRows struct {
	list
	n int64
}

func (f firstRows) Len() int64          { return f.n }
func (f firstRows) Find(no int64) int64 { return min(f.list.Find(no), f.n) }

// hits is the list of lines with these numbers, which ascend.
type hits []int64

func (h hits) Len() int64       { return int64(len(h)) }
func (h hits) At(i int64) int64 { return h[i] }
func (h hits) Find(no int64) int64 {
	return int64(sort.Search(len(h), func(i int) bool { return h[i] >= no }))
}
