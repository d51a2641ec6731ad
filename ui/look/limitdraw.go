package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Lengths of a limit bar in points at scale 1.
const (
	barWidth     = 120
	barHeight    = 20
	trackWidth   = 2
	zoneWidth    = 8
	capHeight    = 16
	capWidth     = 2
	markerSide   = 14
	dotSide      = 3
	dotPitch     = 7
	maxStretches = 24 // dots at most, however wide the bar is
)

// limitRenderer draws with rectangles and polygons only; the dots are made once.
type limitRenderer struct {
	b               *LimitBar
	track, zone     *canvas.Rectangle
	lowCap, highCap *canvas.Rectangle
	disc            *canvas.Circle
	diamond, arrow  *canvas.ArbitraryPolygon
	arrowLeft       *canvas.ArbitraryPolygon
	dots            []*canvas.Rectangle
	objects         []fyne.CanvasObject
}

func newLimitRenderer(b *LimitBar) *limitRenderer {
	rect := func() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }
	shape := func(ps ...fyne.Position) *canvas.ArbitraryPolygon {
		p := canvas.NewArbitraryPolygon(ps, color.Transparent)
		p.NormalizedPoints = true
		return p
	}
	r := &limitRenderer{
		b: b, track: rect(), zone: rect(), lowCap: rect(), highCap: rect(),
		disc:      canvas.NewCircle(color.Transparent),
		diamond:   shape(fyne.NewPos(0.5, 0), fyne.NewPos(1, 0.5), fyne.NewPos(0.5, 1), fyne.NewPos(0, 0.5)),
		arrow:     shape(fyne.NewPos(0.1, 0), fyne.NewPos(1, 0.5), fyne.NewPos(0.1, 1)),
		arrowLeft: shape(fyne.NewPos(0.9, 0), fyne.NewPos(0.9, 1), fyne.NewPos(0, 0.5)),
	}
	r.objects = []fyne.CanvasObject{r.track, r.zone, r.lowCap, r.highCap}
	for range maxStretches {
		d := rect()
		r.dots = append(r.dots, d)
		r.objects = append(r.objects, d)
	}
	r.objects = append(r.objects, r.disc, r.diamond, r.arrow, r.arrowLeft)
	return r
}

// MinSize is what a bar needs to be read.
func (r *limitRenderer) MinSize() fyne.Size {
	u := Unit(r.b.Theme())
	return fyne.NewSize(barWidth*u, barHeight*u)
}

// Layout places everything along the middle line.
func (r *limitRenderer) Layout(size fyne.Size) {
	u := Unit(r.b.Theme())
	s := r.b.place()
	room := size.Width - markerSide*u // half a marker on either side
	x := func(at float32) float32 { return markerSide*u/2 + at*room }
	mid := size.Height / 2
	put := func(o fyne.CanvasObject, left, width, height float32) {
		o.Move(fyne.NewPos(left, mid-height/2))
		o.Resize(fyne.NewSize(max(width, 0), height))
	}
	put(r.track, x(0), room, trackWidth*u)
	put(r.zone, x(s.from), x(s.to)-x(s.from), zoneWidth*u)
	put(r.lowCap, x(s.from)-capWidth*u/2, capWidth*u, capHeight*u)
	put(r.highCap, x(s.to)-capWidth*u/2, capWidth*u, capHeight*u)
	for _, m := range []fyne.CanvasObject{r.disc, r.diamond, r.arrow, r.arrowLeft} {
		put(m, x(s.value)-markerSide*u/2, markerSide*u, markerSide*u)
	}
	r.lowCap.Hidden, r.highCap.Hidden = !s.lowC, !s.higC
	r.showMarker(s)
	r.stretch(s, x, mid, u)
}

// showMarker picks the marker's shape.
func (r *limitRenderer) showMarker(s barScale) {
	outside := s.hasValue && !r.b.inside
	r.disc.Hidden = !s.hasValue || outside
	r.diamond.Hidden = !outside || s.beyond != 0
	r.arrow.Hidden = !outside || s.beyond <= 0
	r.arrowLeft.Hidden = !outside || s.beyond >= 0
}

// stretch dots the way from the zone's edge to a value outside it.
func (r *limitRenderer) stretch(s barScale, x func(float32) float32, mid, u float32) {
	from, to := float32(0), float32(0)
	if s.hasValue && !r.b.inside {
		switch {
		case s.value > s.to:
			from, to = x(s.to)+dotPitch*u, x(s.value)-markerSide*u/2
		case s.value < s.from:
			from, to = x(s.value)+markerSide*u/2+dotPitch*u/2, x(s.from)-dotPitch*u/2
		}
	}
	pitch := max(dotPitch*u, (to-from)/maxStretches)
	for i, d := range r.dots {
		left := from + float32(i)*pitch
		d.Hidden = left+dotSide*u > to
		d.Move(fyne.NewPos(left, mid-dotSide*u/2))
		d.Resize(fyne.NewSquareSize(dotSide * u))
	}
}

// Refresh follows a change of value or theme.
func (r *limitRenderer) Refresh() {
	th := r.b.Theme()
	good, bad := tint(th, ColorGood), tint(th, ColorBad)
	r.track.FillColor = tint(th, ColorLine)
	r.zone.FillColor = blend(good, tint(th, ColorPanel))
	r.lowCap.FillColor, r.highCap.FillColor = good, good
	r.disc.FillColor = good
	for _, p := range []*canvas.ArbitraryPolygon{r.diamond, r.arrow, r.arrowLeft} {
		p.FillColor = bad
	}
	for _, d := range r.dots {
		d.FillColor = bad
	}
	r.disc.StrokeColor, r.disc.StrokeWidth = tint(th, ColorPanel), 2*Unit(th)
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

// blend is a third of c on ground: the zone carries its hue and stays behind the marker.
func blend(c, ground color.Color) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = 0x60
	return over(n, ground)
}

// Objects gives nothing where a layout had no room for the bar.
func (r *limitRenderer) Objects() []fyne.CanvasObject {
	if r.b.Size().Width <= 0 {
		return nil
	}
	return r.objects
}

func (r *limitRenderer) Destroy() {}
