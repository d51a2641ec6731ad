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

// lenOf is the number of lines of a view.
func lenOf(v view) int64 { return v.Next() - v.First() }

// allLines is the list of every line of a view.
type allLines struct{ first, next int64 }

func (a allLines) Len() int64       { return a.next - a.first }
func (a allLines) At(i int64) int64 { return a.first + i }
func (a allLines) Find(no int64) int64 {
	return min(max(no-a.first, 0), a.Len())
}

// hits is the list of lines with these numbers, which ascend.
type hits []int64

func (h hits) Len() int64       { return int64(len(h)) }
func (h hits) At(i int64) int64 { return h[i] }
func (h hits) Find(no int64) int64 {
	return int64(sort.Search(len(h), func(i int) bool { return h[i] >= no }))
}
