package logview

import (
	"image"
	"math"
	"time"

	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// densityView is what was painted last, and with what.
type densityView struct {
	picture picture
	inks    *densityInks
	stale   bool // to be counted again
	dirty   bool // to be painted again
	axis    axis
	step    int // pixels a column
	columns []column
	frame   [2]int // pixels of what is in view; equal where nothing of that is shown
	labels  [2]string
	day     day // on which they were right
}

// paint is the raster's: w and h are pixels.
func (d *density) paint(w, h int) image.Image {
	v := &d.view
	if v.inks == nil {
		v.inks = newDensityInks()
	}
	v.dirty = false
	v.stale = v.stale || v.picture.width() != w
	v.picture = v.picture.sized(w, h)
	b := densityBrush{picture: v.picture, inks: v.inks, grid: d.hooks.grid(), px: d.hooks.scale() * float64(look.Unit(theme.Current()))}
	b.fill(0, 0, w, h, v.inks.ground)
	if !d.times.worth() {
		return v.picture.RGBA
	}
	if v.stale {
		d.count(w, &b)
	}
	v.frame = d.frame(v.axis)
	b.band(v.axis, v.frame)
	most := d.most()
	for i, c := range v.columns {
		b.lines(v.axis.left+i*v.step, v.step, c, most)
	}
	for _, around := range []bool{true, false} {
		for i, c := range v.columns {
			b.errors(v.axis.left+i*v.step, v.step, c, around)
		}
	}
	b.edges(v.frame)
	b.label(v.labels[0], v.axis.left, -1)
	b.label(v.labels[1], v.axis.right, 1)
	return v.picture.RGBA
}

// count makes axis, labels and columns for a width.
func (d *density) count(w int, b *densityBrush) {
	v := &d.view
	v.stale = false
	v.axis.from, v.axis.to = d.times.last(spans[d.span])
	v.labels = d.labels(v.axis.from, v.axis.to)
	left := 0
	if d.long() {
		left = int(math.Ceil(float64(d.buttonWide()) * d.hooks.scale()))
	}
	ends := [2]int{b.wide(v.labels[0]), b.wide(v.labels[1])}
	if room := w - left; 2*room < 5*(ends[0]+ends[1]) {
		v.labels, ends = [2]string{}, [2]int{}
	}
	v.axis.left, v.axis.right = left+b.grid.gap+ends[0], w-b.grid.gap-ends[1]
	v.step = max(2, int(math.Round(2*b.px)))
	n := max(1, (v.axis.right-v.axis.left)/v.step)
	v.axis.left = v.axis.right - n*v.step
	v.columns = d.times.columns(v.axis, d.errors, n)
}

// labels are the times at both ends, with seconds where the log is short and of today.
func (d *density) labels(from, to time.Time) [2]string {
	now := d.hooks.now()
	d.view.day = dayOf(now)
	say := func(t time.Time) string {
		if dayOf(t) == dayOf(now) && to.Sub(from) < 5*time.Minute {
			return t.In(now.Location()).Format("15:04:05")
		}
		return words.When(t, now)
	}
	return [2]string{say(from), say(to)}
}

// most is the number of lines of the highest column.
func (d *density) most() (most int64) {
	for _, c := range d.view.columns {
		most = max(most, c.next-c.first)
	}
	return most
}

// frameLeast is the width of the frame around what is in view at least, in points.
const frameLeast = 6

// frame gives the pixels of what is in view, from one to before the other.
func (d *density) frame(a axis) [2]int {
	first, last := d.inView[0], d.inView[1]
	if first == none || d.times.at(last).Before(a.from) {
		return [2]int{}
	}
	from, to := a.x(d.times.at(first)), a.x(d.times.at(last))+1
	if last >= d.times.next-1 {
		to = a.right
	}
	if least := int(frameLeast * d.hooks.scale()); to-from < least {
		from = min(max(a.left, (from+to-least)/2), a.right-least)
		to = from + least
	}
	return [2]int{from, to}
}

// buttonWide is the width of the button, in points.
func (d *density) buttonWide() float32 {
	return max(d.button.MinSize().Width, densityHigh*look.Unit(theme.Current()))
}
