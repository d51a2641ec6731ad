package logview

import (
	"image"
	"math"
	"time"

	"fyne.io/fyne/v2"
)

// inView is what was painted last, and with what.
type inView struct {
	picture picture
	grid    *grid
	inks    *inks
	cache   rowCache
	nums    []int64 // of the rows in view
	newest  day     // rows of this day show no date
	stale   bool    // else only a change of nums is painted
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
	newest := l.newestTime()
	if d := dayOf(newest); !newest.IsZero() && d != v.newest {
		v.newest, changed = d, true
	}
	return l.timesLook(newest) || changed
}

// dayLook is how many lines from the end are looked at for one with a time.
const dayLook = 16

// newestTime is the time of the newest line that has one; the zero time where none of the
// last dayLook has.
func (l *lines) newestTime() time.Time {
	for i := l.list.Len() - 1; i >= max(0, l.list.Len()-dayLook); i-- {
		if line, ok := l.hooks.fetch(l.list.At(i)); ok && !line.Time.IsZero() {
			return line.Time
		}
	}
	return time.Time{}
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
	if l.view.grid.suit(l.pixels(scale)) {
		l.view.stale = true
	}
	return l.view.grid
}

// pixels is the height of the pane in pixels.
func (l *lines) pixels(scale float64) int {
	return int(math.Round(float64(l.Size().Height) * scale))
}

// rows is how many whole rows there is room for; at least one.
func (l *lines) rows() int64 {
	return int64(max(1, l.pixels(l.scale())/l.grid().pitch))
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
	column := stamper{l.times}
	for i, no := range v.nums {
		r := v.cache.get(l.top+int64(i), no, &l.hooks, v.newest)
		column.stamp(r)
		b.row(r, i*g.pitch, l.selection.has(no))
	}
	if l.hand.focused {
		b.frame(max(1, g.edge/3))
	}
	v.stale = false
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
