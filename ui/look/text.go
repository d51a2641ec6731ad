package look

import (
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

// Full gives the whole text, for a tap and for copying.
func (t *Text) Full() string { return t.full }

// Shown gives the text as it stands, shortened or not.
func (t *Text) Shown() string {
	return FitWords(t.full, t.Size().Width, t.measure)
}

// Colour names the colour it has.
func (t *Text) Colour() fyne.ThemeColorName { return t.color }

// measure is the width of s in this text's size and style.
func (t *Text) measure(s string) float32 {
	return fyne.MeasureText(s, t.points(), t.style).Width
}

// points is the type size with the theme's scale.
func (t *Text) points() float32 {
	return t.Theme().Size(theme.SizeNameText) * t.size
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

// apply takes over everything but the text, which depends on the width.
func (r *textRenderer) apply() {
	r.line.Color = tint(r.t.Theme(), r.t.color)
	r.line.TextSize = r.t.points()
	r.line.TextStyle = r.t.style
	r.line.Alignment = r.t.align
}

// MinSize asks for the whole text up to the limit of characters.
func (r *textRenderer) MinSize() fyne.Size {
	size := fyne.MeasureText(r.t.full, r.t.points(), r.t.style)
	if limit := r.t.minRunes; limit > 0 && len(r.t.full) > limit {
		if short := Shorten(r.t.full, limit); short != r.t.full {
			size.Width = min(size.Width, r.t.measure(short))
		}
	}
	return size
}

// Layout shortens the text to the width and centres the line in the height.
func (r *textRenderer) Layout(size fyne.Size) {
	text := FitWords(r.t.full, size.Width, r.t.measure)
	changed := text != r.line.Text
	r.line.Text = text
	h := fyne.MeasureText("M", r.t.points(), r.t.style).Height
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
