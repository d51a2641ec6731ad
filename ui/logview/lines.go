package logview

import (
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// none is the number of no line.
const none int64 = -1

// list is what the rows show: a value that does not change.
type list interface {
	Len() int64
	At(i int64) int64    // number of row i's line; they ascend
	Find(no int64) int64 // first row whose number is not before no; Len when there is none
}

// noLines is the empty list.
type noLines struct{}

func (noLines) Len() int64       { return 0 }
func (noLines) At(int64) int64   { return none }
func (noLines) Find(int64) int64 { return 0 }

// events are what the rows tell; all may be nil.
type events struct {
	scrolled func(atEnd bool) // the person moved
	pick     func(no int64)   // a row was tapped
	id       func(id string)  // a correlation id was tapped
	ref      func(r ref)      // a reference was tapped
	selected func()           // the selection changed
	cancel   func()           // the person wants what was picked put away
	copy     func()           // the person wants the selection copied
	run      func(no int64)   // the note about repeats was tapped
	later    func(func())     // posts to the UI goroutine, after what is being painted
}

// lines shows a list of any length, a row a line, on one picture that is painted anew
// when something in view changed:
//
//	set, scroll, pick ─► settle ─► what is in view changed? ─► Refresh ─► paint
//
// Its place is the number of a row, never a number of points, so it is exact for any
// length. All methods must be called on the UI goroutine.
type lines struct {
	widget.BaseWidget
	hooks  hooks
	events events
	raster *canvas.Raster
	slider *slider

	list      list
	top       int64 // the first row in view
	stick     bool  // the last row stays in view
	selection selection
	hand      hand
	view      inView
	times     times
}

func newLines(h hooks, e events) *lines {
	l := &lines{hooks: h, events: e, list: noLines{}, stick: true, selection: noSelection, hand: hand{began: none}}
	l.raster = canvas.NewRaster(l.paint)
	l.raster.ScaleMode = canvas.ImageScalePixels
	l.slider = newSlider(l.dragTo, l.page)
	l.ExtendBaseWidget(l)
	return l
}

// set changes what is shown. What is in view stays where it is, by its number, unless
// the end is to stay in view.
func (l *lines) set(to list) {
	anchor := none
	if l.top < l.list.Len() {
		anchor = l.list.At(l.top)
	}
	l.list = to
	if anchor != none && !l.stick {
		l.top = to.Find(anchor)
	}
	l.settle()
}

// forget paints rows anew whose lines the source has dropped, those before first, and line
// newest where it has become longer since.
func (l *lines) forget(first, newest int64) {
	if l.view.cache.drop(first) || l.view.cache.grown(newest, l.hooks.fetch) {
		l.view.stale = true
	}
}

// setMarks changes what a search found in the texts; nil for nothing.
func (l *lines) setMarks(marks func(text string) [][2]int) {
	l.hooks.marks = marks
	l.again()
}

// again prepares and paints all rows anew.
func (l *lines) again() {
	l.view.cache.clear()
	l.view.stale = true
	l.settle()
}

// settle brings top into the list and paints if what is in view changed.
func (l *lines) settle() {
	shown := l.rows()
	last := max(0, l.list.Len()-shown)
	if l.stick || l.top > last {
		l.top = last
	}
	l.top = max(0, l.top)
	l.slider.set(l.top, shown, l.list.Len())
	if l.looks(shown) || l.view.stale {
		l.view.stale = true
		canvas.Refresh(l.raster)
	}
}
