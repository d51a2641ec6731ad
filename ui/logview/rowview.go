package logview

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// rowView is as high as all rows together and holds those in view.
type rowView struct {
	widget.BaseWidget
	rows *rows
	pick func(no int64)
	pool []*row // row i of the list stands in pool[i % len(pool)]
	live []fyne.CanvasObject
}

func newRowView(r *rows, pick func(int64)) *rowView {
	v := &rowView{rows: r, pick: pick}
	v.ExtendBaseWidget(v)
	return v
}

// CreateRenderer is Fyne's.
func (v *rowView) CreateRenderer() fyne.WidgetRenderer { return &rowViewRenderer{v} }

// pitch is the height of a row, a whole number.
func (v *rowView) pitch() float32 { return metricsNow().pitch }

// layout puts the rows in view in place and fills them.
func (v *rowView) layout() {
	pitch, scroll, n := v.pitch(), v.rows.scroll, len(v.rows.nums)
	first := max(0, int(scroll.Offset.Y/pitch))
	count := int(math.Ceil(float64(scroll.Size().Height/pitch))) + 1
	v.grow(count)
	v.live = v.live[:0]
	newest := v.newest()
	for i := first; i < min(n, first+count); i++ {
		no := v.rows.nums[i]
		row := v.pool[i%len(v.pool)]
		row.Move(fyne.NewPos(0, float32(i)*pitch))
		row.Resize(fyne.NewSize(v.Size().Width, pitch))
		if l, ok := v.rows.fetch(no); ok {
			row.set(l, no == v.rows.picked, newest)
		} else {
			row.gone(no)
		}
		v.live = append(v.live, row)
	}
	canvas.Refresh(v)
}

// grow makes sure of n rows; more than a screen holds are never made.
func (v *rowView) grow(n int) {
	if len(v.pool) >= n {
		return
	}
	pool := make([]*row, n)
	for i := copy(pool, v.pool); i < n; i++ {
		pool[i] = newRow(v.pick)
	}
	v.pool = pool
}

// newest is the day of the newest line in the list: rows of that day show the time
// alone, others their date too.
func (v *rowView) newest() day {
	if l, ok := v.rows.fetch(last(v.rows.nums)); ok {
		return dayOf(l.Time)
	}
	return day{}
}

type rowViewRenderer struct{ v *rowView }

func (x *rowViewRenderer) Layout(fyne.Size) { x.v.layout() }

func (x *rowViewRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, float32(len(x.v.rows.nums))*x.v.pitch())
}

func (x *rowViewRenderer) Objects() []fyne.CanvasObject { return x.v.live }
func (x *rowViewRenderer) Destroy()                     {}

// Refresh repaints the rows whole, because the theme may have changed.
func (x *rowViewRenderer) Refresh() {
	for _, r := range x.v.pool {
		r.stale = true
	}
	x.v.layout()
}
