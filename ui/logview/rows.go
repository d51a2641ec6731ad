package logview

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/logging/tail"
)

// none is the number of no line.
const none int64 = -1

// rows shows lines by their numbers, one row each, in a scroller. Only the rows in
// view exist. All rows have the same whole height, so positions stay exact in float32
// up to 700,000 rows, far above what the index keeps.
type rows struct {
	widget.BaseWidget
	scroll   *container.Scroll
	view     *rowView
	fetch    func(no int64) (tail.Line, bool)
	scrolled func(atEnd bool) // only for what the person did

	nums   []int64
	picked int64
	stick  bool // the end stays in view when the size changes
	moving bool // the program scrolls, not the person
}

func newRows(fetch func(int64) (tail.Line, bool), scrolled func(bool), pick func(int64)) *rows {
	r := &rows{fetch: fetch, scrolled: scrolled, picked: none, stick: true}
	r.view = newRowView(r, pick)
	r.scroll = container.NewVScroll(r.view)
	r.scroll.OnScrolled = r.onScrolled
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is Fyne's.
func (r *rows) CreateRenderer() fyne.WidgetRenderer { return &rowsRenderer{r} }

// set changes what is shown; stick keeps the end in view.
func (r *rows) set(nums []int64, stick bool) {
	r.nums, r.stick = nums, stick
	r.settle()
}

// cut is set for a list that lost gone rows at its front: what is in view stays.
func (r *rows) cut(nums []int64, gone int) {
	r.nums = nums
	r.quietly(func() {
		y := r.scroll.Offset.Y - float32(gone)*r.view.pitch()
		r.scroll.Offset.Y = max(y, 0)
		r.scroll.Refresh()
	})
}

// settle takes a change of lines or size in.
func (r *rows) settle() {
	r.quietly(r.scroll.Refresh)
	if r.stick {
		r.toEnd()
	}
}

// toEnd brings the last row into view and keeps it there.
func (r *rows) toEnd() {
	r.stick = true
	r.quietly(r.scroll.ScrollToBottom)
	r.view.layout()
}

// page scrolls by a page less one row, as the person would.
func (r *rows) page(dir int) {
	pitch := r.view.pitch()
	step := max(pitch, float32(math.Floor(float64(r.scroll.Size().Height/pitch))-1)*pitch)
	r.scroll.ScrollToOffset(fyne.NewPos(0, clamp(r.scroll.Offset.Y+float32(dir)*step, 0, r.bottom())))
	r.onScrolled(r.scroll.Offset)
}

// reveal brings a row into view if it is hidden, without following or pausing.
func (r *rows) reveal(no int64) {
	i := firstFrom(r.nums, no)
	y, pitch := r.scroll.Offset.Y, r.view.pitch()
	top := float32(i) * pitch
	switch height := r.scroll.Size().Height; {
	case r.stick || i == len(r.nums):
		return
	case top < y:
		y = top
	case top+pitch > y+height:
		y = top + pitch - height
	}
	r.quietly(func() { r.scroll.ScrollToOffset(fyne.NewPos(0, y)) })
	r.view.layout()
}

// pick marks a row.
func (r *rows) pick(no int64) {
	r.picked = no
	r.view.layout()
}

func (r *rows) onScrolled(pos fyne.Position) {
	r.view.layout()
	if !r.moving {
		r.scrolled(pos.Y >= r.bottom()-r.view.pitch()/2)
	}
}

// bottom is the offset at which the last row is in view.
func (r *rows) bottom() float32 {
	return max(0, r.view.MinSize().Height-r.scroll.Size().Height)
}

func (r *rows) quietly(fn func()) {
	was := r.moving
	r.moving = true
	fn()
	r.moving = was
}

func clamp(v, low, high float32) float32 { return max(low, min(v, high)) }

type rowsRenderer struct{ r *rows }

// Layout gives the scroller a height of whole rows, so that none is cut at the end.
func (x *rowsRenderer) Layout(s fyne.Size) {
	pitch := x.r.view.pitch()
	height := max(pitch, float32(math.Floor(float64(s.Height/pitch)))*pitch)
	x.r.quietly(func() {
		x.r.scroll.Resize(fyne.NewSize(s.Width, height))
	})
	x.r.settle()
}

func (x *rowsRenderer) MinSize() fyne.Size           { return fyne.NewSize(120, 2*x.r.view.pitch()) }
func (x *rowsRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{x.r.scroll} }
func (x *rowsRenderer) Refresh()                     { x.r.settle(); canvas.Refresh(x.r) }
func (x *rowsRenderer) Destroy()                     {}
