package logview

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
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
	copy     func()           // the person wants the selection copied
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
}

// inView is what was painted last, and with what.
type inView struct {
	picture picture
	grid    *grid
	inks    *inks
	cache   rowCache
	nums    []int64 // of the rows in view
	newest  day     // rows of this day show no date
	stale   bool    // else only a change of nums is painted
	paints  int     // for tests
}

func newLines(h hooks, e events) *lines {
	l := &lines{hooks: h, events: e, list: noLines{}, stick: true, selection: noSelection, hand: hand{began: none}}
	l.raster = canvas.NewRaster(l.paint)
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

// looks notes what is in view and reports whether it is other than before.
func (l *lines) looks(shown int64) (changed bool) {
	v := &l.view
	v.cache.room(int(shown) + 1)
	n := int(min(shown, l.list.Len()-l.top))
	changed = n != len(v.nums)
	if cap(v.nums) < n {
		v.nums = make([]int64, n)
	}
	v.nums = v.nums[:n]
	for i := range v.nums {
		no := l.list.At(l.top + int64(i))
		changed = changed || v.nums[i] != no
		v.nums[i] = no
	}
	if d := l.newestDay(); d != (day{}) && d != v.newest {
		v.newest, changed = d, true
	}
	return changed
}

// dayLook is how many lines from the end are looked at for one with a time.
const dayLook = 16

// newestDay is the day of the newest line that has a time.
func (l *lines) newestDay() day {
	for i := l.list.Len() - 1; i >= max(0, l.list.Len()-dayLook); i-- {
		if line, ok := l.hooks.fetch(l.list.At(i)); ok && !line.Time.IsZero() {
			return dayOf(line.Time)
		}
	}
	return day{}
}

// scale is the number of pixels a point has.
func (l *lines) scale() float64 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil && c.Scale() > 0 {
		return float64(c.Scale())
	}
	return 1
}

// grid gives the sizes of rows now.
func (l *lines) grid() *grid {
	scale := l.scale()
	if !l.view.grid.fits(scale) {
		l.view.grid = newGrid(scale)
		l.view.stale = true
	}
	return l.view.grid
}

// rows is how many whole rows there is room for; at least one.
func (l *lines) rows() int64 {
	height := math.Round(float64(l.Size().Height) * l.scale())
	return max(1, int64(height)/int64(l.grid().pitch))
}

// paint is the raster's: w and h are pixels.
func (l *lines) paint(w, h int) image.Image {
	v := &l.view
	v.picture = v.picture.sized(w, h)
	if v.inks == nil {
		v.inks = newInks()
	}
	was, g := v.grid, l.grid()
	if was != g && l.events.later != nil {
		l.events.later(l.settle) // the window moved to a screen of another scale
	}
	b := brush{picture: v.picture, grid: g, inks: v.inks, columns: g.columnsOf(w)}
	b.fill(0, 0, w, h, b.ground)
	for i, no := range v.nums {
		r := v.cache.get(l.top+int64(i), no, &l.hooks, v.newest)
		b.row(r, i*g.pitch, l.selection.has(no))
	}
	if l.hand.focused {
		b.frame(max(1, g.edge/3))
	}
	v.stale = false
	v.paints++
	if len(g.glyphs.wanted) > 0 && l.events.later != nil {
		l.events.later(l.drawWanted)
	}
	return v.picture.RGBA // which the toolkit uploads as it is
}

// drawWanted draws what the font lacks, and paints again with it.
func (l *lines) drawWanted() {
	if l.grid().glyphs.drawWanted() {
		l.view.stale = true
		l.settle()
	}
}

// frame paints the frame that shows the focus.
func (b *brush) frame(thick int) {
	w, h := b.Rect.Dx(), b.Rect.Dy()
	b.fill(0, 0, w, thick, b.focus)
	b.fill(0, h-thick, w, thick, b.focus)
	b.fill(0, 0, thick, h, b.focus)
	b.fill(w-thick, 0, thick, h, b.focus)
}

// CreateRenderer is Fyne's.
func (l *lines) CreateRenderer() fyne.WidgetRenderer { return &linesRenderer{l} }

type linesRenderer struct{ l *lines }

func (r *linesRenderer) Layout(s fyne.Size) {
	seen := sliderSeen * look.Unit(theme.Current())
	wide := sliderWide * look.Unit(theme.Current())
	r.l.raster.Resize(fyne.NewSize(max(0, s.Width-seen), s.Height))
	r.l.slider.Move(fyne.NewPos(s.Width-wide, 0))
	r.l.slider.Resize(fyne.NewSize(wide, s.Height))
	r.l.settle()
}

func (r *linesRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, 2*metricsNow().pitch)
}

// Refresh follows a change of the theme.
func (r *linesRenderer) Refresh() {
	r.l.view.inks = nil
	r.Layout(r.l.Size())
	r.l.again()
	r.l.slider.Refresh()
}

func (r *linesRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.l.raster, r.l.slider}
}
func (r *linesRenderer) Destroy() {}
