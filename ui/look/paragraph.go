package look

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Paragraph is a sentence in a fixed number of lines: it wraps between words, and what
// does not fit ends in "…". Its height never changes with the text, so that nothing
// around it moves; given less height, it uses only the lines that fit.
type Paragraph struct {
	widget.BaseWidget

	full  string
	color fyne.ThemeColorName
	size  float32
	lines int
}

// paragraphEms is the least width a paragraph asks for, in type sizes.
const paragraphEms = 10

// NewParagraph makes one of the given number of lines. size is relative to the theme's
// text size.
func NewParagraph(s string, c fyne.ThemeColorName, size float32, lines int) *Paragraph {
	p := &Paragraph{full: s, color: c, size: size, lines: max(lines, 1)}
	p.ExtendBaseWidget(p)
	return p
}

// SetText changes the text; nothing is painted when it stays.
func (p *Paragraph) SetText(s string) {
	if p.full == s {
		return
	}
	p.full = s
	p.Refresh()
}

// SetColor changes the colour name.
func (p *Paragraph) SetColor(c fyne.ThemeColorName) {
	if p.color == c {
		return
	}
	p.color = c
	p.Refresh()
}

// Lines tells how many lines the text takes at a width, at most those it has.
func (p *Paragraph) Lines(width float32) int {
	return len(wrap(p.full, width, p.lines, p.measure))
}

// Shown gives the text as it stands in the size it has, perhaps cut.
func (p *Paragraph) Shown() string {
	return strings.Join(wrap(p.full, p.Size().Width, p.room(p.Size().Height), p.measure), " ")
}

// room is how many lines stand in a height, at least one and at most those there are.
func (p *Paragraph) room(height float32) int {
	h := fyne.MeasureText("M", p.points(), fyne.TextStyle{}).Height
	return min(p.lines, max(1, int((height+1)/h)))
}

// Full gives the whole text.
func (p *Paragraph) Full() string { return p.full }

func (p *Paragraph) points() float32 {
	return p.Theme().Size(theme.SizeNameText) * p.size
}

func (p *Paragraph) measure(s string) float32 {
	return fyne.MeasureText(s, p.points(), fyne.TextStyle{}).Width
}

// CreateRenderer is for Fyne.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &paragraphRenderer{p: p}
	for range p.lines {
		line := canvas.NewText("", nil)
		r.lines = append(r.lines, line)
		r.objects = append(r.objects, line)
	}
	r.apply()
	return r
}

type paragraphRenderer struct {
	p       *Paragraph
	lines   []*canvas.Text
	objects []fyne.CanvasObject
}

func (r *paragraphRenderer) apply() {
	c := tint(r.p.Theme(), r.p.color)
	for _, l := range r.lines {
		l.Color, l.TextSize = c, r.p.points()
	}
}

func (r *paragraphRenderer) lineHeight() float32 {
	return fyne.MeasureText("M", r.p.points(), fyne.TextStyle{}).Height
}

// MinSize is a few characters wide and all lines high.
func (r *paragraphRenderer) MinSize() fyne.Size {
	return fyne.NewSize(paragraphEms*r.p.points(), r.lineHeight()*float32(len(r.lines)))
}

// Layout breaks the text for the width.
func (r *paragraphRenderer) Layout(size fyne.Size) {
	h := r.lineHeight()
	texts := wrap(r.p.full, size.Width, r.p.room(size.Height), r.p.measure)
	for i, l := range r.lines {
		text := ""
		if i < len(texts) {
			text = texts[i]
		}
		changed := l.Text != text
		l.Text = text
		l.Move(fyne.NewPos(0, float32(i)*h))
		l.Resize(fyne.NewSize(size.Width, h))
		if changed {
			l.Refresh()
		}
	}
}

// Refresh repaints the lines alone.
func (r *paragraphRenderer) Refresh() {
	r.apply()
	r.Layout(r.p.Size())
	for _, l := range r.lines {
		l.Refresh()
	}
}

func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *paragraphRenderer) Destroy()                     {}

// wrap breaks s between words into at most n lines of the width. A word longer than a
// line is shortened in its middle; the last line takes what is left and is cut at its
// end.
func wrap(s string, width float32, n int, measure func(string) float32) []string {
	rest := strings.Fields(s)
	if width <= 0 {
		return nil
	}
	var out []string
	for len(rest) > 0 && len(out) < n-1 {
		k := 1
		for k < len(rest) && measure(strings.Join(rest[:k+1], " ")) <= width {
			k++
		}
		out = append(out, FitMiddle(strings.Join(rest[:k], " "), width, measure))
		rest = rest[k:]
	}
	if len(rest) > 0 {
		out = append(out, fitEnd(strings.Join(rest, " "), width, measure))
	}
	return out
}

// fitEnd cuts s at its end until it fits.
func fitEnd(s string, width float32, measure func(string) float32) string {
	if measure(s) <= width {
		return s
	}
	r := []rune(s)
	lo, hi := 0, len(r)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if measure(string(r[:mid])+ellipsis) <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return strings.TrimRight(string(r[:lo]), " ·,.;:") + ellipsis
}
