package look

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// defaultMinRunes is how many characters a Text asks room for at most, so that a
// long name does not widen the window.
const defaultMinRunes = 24

// Text is a line of text with a colour name, size name and style that follows the
// theme, shortened in the middle ("PCBA-…-0042") to the width it gets. It asks for
// its whole width up to 24 characters (SetMinRunes changes that).
type Text struct {
	widget.BaseWidget

	full     string
	color    fyne.ThemeColorName
	size     float32
	style    fyne.TextStyle
	align    fyne.TextAlign
	minRunes int
	least    float32 // relative size it may shrink to; 0 = it keeps its size
	atEnd    bool    // it is cut at its end, not in the middle
}

// NewText makes one. size is relative to the theme's text size (1 = text).
func NewText(s string, c fyne.ThemeColorName, size float32, style fyne.TextStyle) *Text {
	t := &Text{full: s, color: c, size: size, style: style, minRunes: defaultMinRunes}
	t.ExtendBaseWidget(t)
	return t
}

// SetText changes the text; nothing is painted when it stays.
func (t *Text) SetText(s string) {
	if t.full == s {
		return
	}
	t.full = s
	t.Refresh()
}

// SetColor changes the colour name.
func (t *Text) SetColor(c fyne.ThemeColorName) {
	if t.color == c {
		return
	}
	t.color = c
	t.Refresh()
}

// SetStyle changes the style.
func (t *Text) SetStyle(s fyne.TextStyle) {
	if t.style == s {
		return
	}
	t.style = s
	t.Refresh()
}

// SetAlign places the text in the width it gets; numbers stand right-aligned.
func (t *Text) SetAlign(a fyne.TextAlign) {
	t.align = a
	t.Refresh()
}

// SetMinRunes sets how many characters the text asks room for at most; a large
// number keeps it from ever being shortened.
func (t *Text) SetMinRunes(n int) {
	t.minRunes = n
	t.Refresh()
}

// SetFit lets the text shrink to a relative size before it is shortened, where its width is
// not enough. It asks for no more room than it needs at that size.
func (t *Text) SetFit(least float32) {
	t.least = least
	t.Refresh()
}

// CutAtEnd has the text cut at its end. For sentences: "WATS … answer" says the opposite of
// "WATS does not answer".
func (t *Text) CutAtEnd() {
	t.atEnd = true
	t.Refresh()
}

// Full gives the whole text, for a tap and for copying.
func (t *Text) Full() string { return t.full }

// Shown gives the text as it stands, shortened or not.
func (t *Text) Shown() string {
	_, text := t.fit(t.Size().Width)
	return text
}

// Colour names the colour it has.
func (t *Text) Colour() fyne.ThemeColorName { return t.color }

// fit gives the type size and the text as they stand in a width.
func (t *Text) fit(width float32) (points float32, text string) {
	points = t.points()
	if t.least > 0 && width > 0 {
		if whole := measured(t.full, points, t.style); whole > width+slack {
			points = max(t.smallest(), float32(math.Floor(float64(points*width/whole))))
		}
	}
	measure := func(s string) float32 { return measured(s, points, t.style) }
	if t.atEnd && width > 0 {
		return points, fitEnd(t.full, width+slack, measure)
	}
	return points, FitWords(t.full, width, measure)
}

func measured(s string, points float32, style fyne.TextStyle) float32 {
	return fyne.MeasureText(s, points, style).Width
}

// points is the type size with the theme's scale.
func (t *Text) points() float32 {
	return t.Theme().Size(theme.SizeNameText) * t.size
}

// smallest is the type size it may shrink to.
func (t *Text) smallest() float32 {
	if t.least <= 0 {
		return t.points()
	}
	return min(t.Theme().Size(theme.SizeNameText)*t.least, t.points())
}

// CreateRenderer is for Fyne.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{t: t, line: canvas.NewText("", nil)}
	r.objects = []fyne.CanvasObject{r.line}
	r.apply()
	return r
}

type textRenderer struct {
	t       *Text
	line    *canvas.Text
	objects []fyne.CanvasObject
}

// apply takes over everything but the text and its size, which depend on the width.
func (r *textRenderer) apply() {
	r.line.Color = tint(r.t.Theme(), r.t.color)
	r.line.TextStyle = r.t.style
	r.line.Alignment = r.t.align
}

// MinSize asks for the whole text up to the limit of characters.
func (r *textRenderer) MinSize() fyne.Size {
	small := r.t.smallest()
	size := fyne.MeasureText(r.t.full, r.t.points(), r.t.style)
	size.Width = measured(r.t.full, small, r.t.style)
	if limit := r.t.minRunes; limit > 0 && len(r.t.full) > limit {
		if short := Shorten(r.t.full, limit); short != r.t.full {
			size.Width = min(size.Width, measured(short, small, r.t.style))
		}
	}
	return size
}

// Layout fits the text to the width and centres the line in the height.
func (r *textRenderer) Layout(size fyne.Size) {
	points, text := r.t.fit(size.Width)
	changed := text != r.line.Text || points != r.line.TextSize
	r.line.Text, r.line.TextSize = text, points
	h := fyne.MeasureText("M", points, r.t.style).Height
	r.line.Move(fyne.NewPos(0, (size.Height-h)/2))
	r.line.Resize(fyne.NewSize(size.Width, h))
	if changed {
		r.line.Refresh()
	}
}

// Refresh repaints this line alone.
func (r *textRenderer) Refresh() {
	r.apply()
	r.Layout(r.t.Size())
	r.line.Refresh()
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *textRenderer) Destroy()                     {}
