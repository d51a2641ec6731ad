package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// panelInset is the distance between a panel's edge and what stands in it, in grid steps.
const panelInset = 3

// panelRadius rounds a panel's corners, in points at scale 1.
const panelRadius = 8

// Panel puts o on the panel colour with rounded corners and a 4-point-grid inset.
func Panel(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(NewGround(ColorPanel, ColorLine, panelRadius), Inset(o, panelInset, panelInset))
}

// Ground is a filled rectangle that follows the theme.
type Ground struct {
	widget.BaseWidget

	fill, stroke fyne.ThemeColorName
	radius       float32
}

// NewGround makes one; an empty stroke name draws no edge. radius is in points at scale 1.
func NewGround(fill, stroke fyne.ThemeColorName, radius float32) *Ground {
	g := &Ground{fill: fill, stroke: stroke, radius: radius}
	g.ExtendBaseWidget(g)
	return g
}

// SetFill changes the colour name of the fill; nothing is painted when it stays.
func (g *Ground) SetFill(c fyne.ThemeColorName) {
	if g.fill == c {
		return
	}
	g.fill = c
	g.Refresh()
}

// Fill names the colour it is filled with.
func (g *Ground) Fill() fyne.ThemeColorName { return g.fill }

// CreateRenderer is for Fyne.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	r := &groundRenderer{g: g, rect: canvas.NewRectangle(color.Transparent)}
	r.apply()
	return r
}

type groundRenderer struct {
	g    *Ground
	rect *canvas.Rectangle
}

func (r *groundRenderer) apply() {
	th := r.g.Theme()
	r.rect.FillColor = tint(th, r.g.fill)
	r.rect.CornerRadius = r.g.radius * Unit(th)
	r.rect.StrokeWidth, r.rect.StrokeColor = 0, color.Transparent
	if r.g.stroke != "" {
		r.rect.StrokeWidth, r.rect.StrokeColor = 1, tint(th, r.g.stroke)
	}
}

func (r *groundRenderer) MinSize() fyne.Size    { return fyne.Size{} }
func (r *groundRenderer) Layout(size fyne.Size) { r.rect.Resize(size) }
func (r *groundRenderer) Destroy()              {}
func (r *groundRenderer) Refresh()              { r.apply(); r.rect.Refresh() }
func (r *groundRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.rect}
}

// Inset keeps steps of the 4-point grid free left and right (h) and above and below (v) of o.
func Inset(o fyne.CanvasObject, h, v float32) *fyne.Container {
	return container.New(&insetLayout{h: h, v: v}, o)
}

type insetLayout struct{ h, v float32 }

// steps gives the two distances in points.
func (l *insetLayout) steps() (h, v float32) {
	step := Grid * unit()
	return l.h * step, l.v * step
}

func (l *insetLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			size = size.Max(o.MinSize())
		}
	}
	h, v := l.steps()
	return size.AddWidthHeight(2*h, 2*v)
}

func (l *insetLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h, v := l.steps()
	for _, o := range objects {
		o.Move(fyne.NewPos(h, v))
		o.Resize(size.SubtractWidthHeight(2*h, 2*v))
	}
}
