package logview

import (
	"slices"

	"fyne.io/fyne/v2"
)

// moveTo is the person scrolling.
func (l *lines) moveTo(top int64) {
	last := max(0, l.list.Len()-l.rows())
	l.top = min(max(top, 0), last)
	l.stick = l.top >= last
	l.settle()
	if l.events.scrolled != nil {
		l.events.scrolled(l.top >= last)
	}
}

// dragTo is the scrollbar's.
func (l *lines) dragTo(top int64) { l.moveTo(top) }

// page scrolls by a page less one row: −1 up, 1 down.
func (l *lines) page(dir int) {
	l.moveTo(l.top + int64(dir)*max(1, l.rows()-1))
}

// wheelFaster is by how much more than the toolkit's lists the rows move: by about three for
// a notch of the wheel, as in editors; a log is longer than a list.
const wheelFaster = 3

// Scrolled is the wheel's; what is less than a row adds up.
func (l *lines) Scrolled(e *fyne.ScrollEvent) {
	l.hand.wheel += wheelFaster * e.Scrolled.DY * float32(l.scale())
	pitch := float32(l.grid().pitch)
	n := int64(l.hand.wheel / pitch)
	if n == 0 {
		return
	}
	l.hand.wheel -= float32(n) * pitch
	l.moveTo(l.top - n)
}

// reveal brings a line into view if it is not, in the middle where it is far.
func (l *lines) reveal(no int64) {
	i, shown := l.list.Find(no), l.rows()
	if i >= l.list.Len() {
		return
	}
	top := l.top
	switch {
	case i < top-shown || i >= top+2*shown:
		top = i - shown/2
	case i < top:
		top = i
	case i >= top+shown:
		top = i - shown + 1
	}
	if top != l.top {
		l.moveTo(top)
	}
}

// centre brings row i into the middle of the pane; it is no scrolling of the person's.
func (l *lines) centre(i int64) {
	l.top, l.stick = i-l.rows()/2, false
	l.settle()
}

// inSight reports whether a line is in view.
func (l *lines) inSight(no int64) bool { return no != none && slices.Contains(l.view.nums, no) }

// rowAt is the row at a height in points; false where there is none.
func (l *lines) rowAt(y float32) (i int64, ok bool) {
	if y < 0 {
		return 0, false
	}
	i = l.top + int64(float64(y)*l.scale())/int64(l.grid().pitch)
	return i, i < l.top+int64(len(l.view.nums))
}
