package logview

import (
	"time"
)

// axis places times on the pixels [left, right) of a picture.
type axis struct {
	from, to    time.Time
	left, right int
}

// x is the pixel of a moment; those before or after are at the ends.
func (a axis) x(at time.Time) int {
	part := 0.0
	if whole := a.to.Sub(a.from); whole > 0 {
		part = min(max(float64(at.Sub(a.from))/float64(whole), 0), 1)
	}
	return a.left + int(part*float64(a.right-a.left))
}

// at is the moment of a pixel.
func (a axis) at(x int) time.Time {
	if a.right <= a.left {
		return a.to
	}
	part := min(max(float64(x-a.left)/float64(a.right-a.left), 0), 1)
	return a.from.Add(time.Duration(part * float64(a.to.Sub(a.from))))
}

// midnights are the pixels at which days begin in this PC's zone, where there are several
// days and few enough to be told apart.
func (a axis) midnights() (all []int) {
	const day, most = 24 * time.Hour, 31
	if whole := a.to.Sub(a.from); whole <= day || whole > most*day {
		return nil
	}
	y, m, d := a.from.Local().Date()
	for {
		d++ // days have 23 or 25 hours when clocks change
		at := time.Date(y, m, d, 0, 0, 0, 0, time.Local)
		if !at.Before(a.to) {
			return all
		}
		if at.After(a.from) {
			all = append(all, a.x(at))
		}
	}
}

// column is what one column of the picture stands for.
type column struct {
	first, next int64 // its lines
	errors      int64 // among them
}

// columns counts the lines and errors in n columns of an axis. The last one holds the
// newest line.
func (t *timeline) columns(a axis, errors list, n int) []column {
	all := make([]column, n)
	whole := float64(a.to.Sub(a.from))
	no := t.before(a.from)
	for i := range all {
		next := t.next
		if i < n-1 {
			next = max(no, t.before(a.from.Add(time.Duration(whole*float64(i+1)/float64(n)))))
		}
		all[i] = column{first: no, next: next}
		if next > no {
			all[i].errors = errors.Find(next) - errors.Find(no)
		}
		no = next
	}
	return all
}
