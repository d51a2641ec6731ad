package logview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// densityHigh is the height in points at scale 1: what can be pressed in it.
const densityHigh = look.TargetSecondary

// spans are the parts of a log's time that can be shown, back from its newest line; 0 is
// all of it. They can be chosen where the log is longer than a day.
var spans = []time.Duration{0, 24 * time.Hour, time.Hour}

// densityHooks are what the picture over time asks and tells.
type densityHooks struct {
	grid    func() *grid     // of the rows: their type is its type
	scale   func() float64   // pixels a point
	goTo    func(d dest)     // the person wants to be somewhere else
	changed func()           // another picture is wanted
	now     func() time.Time // for words like yesterday
}

// density is the picture of a log over time: how many lines, and where the errors are.
//
//	02:00 ▁▂▂▁    ▂▃█▃▁ 09:31      errors hang from the top
//
// All methods must be called on the UI goroutine.
type density struct {
	widget.BaseWidget
	hooks  densityHooks
	raster *canvas.Raster
	button *widget.Button // chooses the span

	fits   bool // there is room for it
	wide   int  // pixels there are
	span   int  // of spans
	times  *timeline
	errors list
	inView [2]int64 // the first and the last line in view
	hand   densityHand
	view   densityView
}

func newDensity(h densityHooks) *density {
	d := &density{hooks: h, errors: noLines{}, inView: [2]int64{none, none}}
	d.raster = canvas.NewRaster(d.paint)
	d.raster.ScaleMode = canvas.ImageScalePixels
	d.button = widget.NewButton("", d.nextSpan)
	d.label()
	d.ExtendBaseWidget(d)
	d.Hide()
	return d
}

// nextSpan shows another part of the log's time.
func (d *density) nextSpan() {
	d.span = (d.span + 1) % len(spans)
	d.label()
	d.refresh()
	d.hooks.changed()
}

// label names the span.
func (d *density) label() {
	d.button.SetText(words.T([]string{"logview.density.all", "logview.density.day", "logview.density.hour"}[d.span]))
}

// long reports whether the log is longer than a day, so that there is a span to choose.
func (d *density) long() bool { return d.times.worth() && d.times.span() > spans[1] }

// worth reports whether there is something to see, and room to see it.
func (d *density) worth() bool { return d.fits && d.times.worth() }

// set shows another state of the log.
func (d *density) set(t *timeline, errors list) {
	if t == d.times && errors.Len() == d.errors.Len() && (d.view.day == day{} || d.view.day == dayOf(d.hooks.now())) {
		return
	}
	d.times, d.errors = t, errors
	if !d.long() && d.span != 0 {
		d.span = 0
		d.label()
	}
	d.refresh()
}

// forget shows nothing, as nothing is known.
func (d *density) forget() {
	d.times, d.errors, d.inView, d.span = nil, noLines{}, [2]int64{none, none}, 0
	d.label()
}

// look marks which lines are in view; that is painted where it can be seen.
func (d *density) look(first, last int64) {
	now := [2]int64{first, last}
	if d.inView == now {
		return
	}
	d.inView = now
	if d.times.worth() && d.frame(d.view.axis) != d.view.frame {
		d.repaint()
	}
}

// repaint paints where that can be seen.
func (d *density) repaint() {
	if !d.Hidden {
		d.view.dirty = true
		canvas.Refresh(d.raster)
	}
}

// refresh counts and paints again.
func (d *density) refresh() {
	d.view.stale = true
	d.button.Hidden = !d.long()
	d.repaint()
}

// CreateRenderer is Fyne's.
func (d *density) CreateRenderer() fyne.WidgetRenderer { return &densityRenderer{d} }

type densityRenderer struct{ d *density }

// Layout is Fyne's.
func (r *densityRenderer) Layout(s fyne.Size) {
	r.d.raster.Resize(s)
	r.d.button.Move(fyne.Position{})
	r.d.button.Resize(fyne.NewSize(r.d.buttonWide(), s.Height))
	r.d.view.stale = true
}

// MinSize is Fyne's.
func (r *densityRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, densityHigh*look.Unit(theme.Current()))
}

// Refresh follows a change of the theme.
func (r *densityRenderer) Refresh() {
	r.d.view.inks = nil
	r.Layout(r.d.Size())
	r.d.repaint()
}

// Objects is Fyne's.
func (r *densityRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.d.raster, r.d.button}
}

// Destroy is Fyne's.
func (r *densityRenderer) Destroy() {}
