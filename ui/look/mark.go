package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Shape is a vector mark, told apart without colour.
type Shape uint8

// The shapes.
const (
	ShapeUnknown    Shape = iota // hollow ring with a dot
	ShapeClosed                  // ● filled disc: breaker CLOSED
	ShapeHalfOpen                // ◐ half-filled disc
	ShapeOpen                    // ◯ ring with a bar
	ShapePassed                  // ✔
	ShapeFailed                  // ✖
	ShapeErrored                 // ▲
	ShapeTerminated              // ■
	ShapeDone                    // small disc
	ShapeSkipped                 // hollow, slashed
)

// Shapes lists every shape.
func Shapes() []Shape {
	return []Shape{ShapeUnknown, ShapeClosed, ShapeHalfOpen, ShapeOpen, ShapePassed,
		ShapeFailed, ShapeErrored, ShapeTerminated, ShapeDone, ShapeSkipped}
}

// Mark is a shape of a colour at a size; it scales crisply and follows the theme.
type Mark struct {
	widget.BaseWidget

	shape Shape
	color fyne.ThemeColorName
	size  float32
}

// NewMark makes one. size is the side in points at scale 1.
func NewMark(s Shape, c fyne.ThemeColorName, size float32) *Mark {
	m := &Mark{shape: s, color: c, size: size}
	m.ExtendBaseWidget(m)
	return m
}

// Set changes shape and colour; nothing is painted when both stay.
func (m *Mark) Set(s Shape, c fyne.ThemeColorName) {
	if m.shape == s && m.color == c {
		return
	}
	m.shape, m.color = s, c
	m.Refresh()
}

// Shape and ColorName tell what it shows.
func (m *Mark) Shape() Shape                   { return m.shape }
func (m *Mark) ColorName() fyne.ThemeColorName { return m.color }

// CreateRenderer is for Fyne.
func (m *Mark) CreateRenderer() fyne.WidgetRenderer {
	r := &markRenderer{m: m}
	r.build()
	return r
}

// part is one primitive of a mark with its place in the unit square.
type part struct {
	object     fyne.CanvasObject
	x, y, w, h float32
	stroke     float32 // width relative to the side; 0 for filled parts
}

type markRenderer struct {
	m       *Mark
	built   Shape
	parts   []part
	objects []fyne.CanvasObject
}

// build makes the primitives of the mark's shape.
func (r *markRenderer) build() {
	r.built = r.m.shape
	r.parts = partsOf(r.m.shape)
	r.objects = r.objects[:0]
	for _, p := range r.parts {
		r.objects = append(r.objects, p.object)
	}
	r.paint()
}

func (r *markRenderer) paint() {
	c := tint(r.m.Theme(), r.m.color)
	for _, p := range r.parts {
		paintPart(p, c)
	}
}

// paintPart gives a primitive its colour: filled parts the fill, others the stroke.
func paintPart(p part, c color.Color) {
	switch o := p.object.(type) {
	case *canvas.Circle:
		if p.stroke > 0 {
			o.StrokeColor, o.FillColor = c, color.Transparent
		} else {
			o.FillColor = c
		}
	case *canvas.Rectangle:
		o.FillColor = c
	case *canvas.ArbitraryPolygon:
		o.FillColor = c
	}
}

// MinSize is the side times the scale.
func (r *markRenderer) MinSize() fyne.Size {
	return fyne.NewSquareSize(r.m.size * Unit(r.m.Theme()))
}

// Layout centres the square the mark is drawn in.
func (r *markRenderer) Layout(size fyne.Size) {
	side := min(size.Width, size.Height, r.MinSize().Width)
	x0, y0 := (size.Width-side)/2, (size.Height-side)/2
	for _, p := range r.parts {
		if c, ok := p.object.(*canvas.Circle); ok && p.stroke > 0 {
			c.StrokeWidth = p.stroke * side
		}
		p.object.Move(fyne.NewPos(x0+p.x*side, y0+p.y*side))
		p.object.Resize(fyne.NewSize(p.w*side, p.h*side))
	}
}

// Refresh follows a change of shape, colour or theme.
func (r *markRenderer) Refresh() {
	if r.built != r.m.shape {
		r.build()
	} else {
		r.paint()
	}
	r.Layout(r.m.Size())
	canvas.Refresh(r.m)
}

func (r *markRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *markRenderer) Destroy()                     {}
