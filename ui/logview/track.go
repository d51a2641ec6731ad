package logview

import "math"

// track is where a list stands, and what a scrollbar of a length shows of that. Rows are
// int64 and places float64, so it is exact for any list a log can have.
type track struct {
	top, shown, all int64   // the first row in view, how many are, of how many
	length          float64 // in points
	least           float64 // length of the thumb at least
}

// last is the greatest top: the last row is in view then.
func (t track) last() int64 { return max(0, t.all-t.shown) }

// thumb gives place and length of the thumb; length 0 when all rows are in view.
func (t track) thumb() (at, length float64) {
	if t.last() == 0 || t.length <= 0 {
		return 0, 0
	}
	length = t.length * float64(t.shown) / float64(t.all)
	length = min(max(length, t.least), t.length)
	return (t.length - length) * float64(t.top) / float64(t.last()), length
}

// topAt is the top for a thumb that was dragged to a place.
func (t track) topAt(at float64) int64 {
	_, length := t.thumb()
	if length == 0 || t.length == length {
		return 0
	}
	share := min(max(at/(t.length-length), 0), 1)
	return int64(math.Round(share * float64(t.last())))
}
