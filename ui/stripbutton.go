package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
)

// stripButton is a button on the header's strip: its colours read on the panel and,
// while the strip is filled, on the state's colour. It draws itself, because each
// refresh of a theme override makes the toolkit load its fonts once more and keep them
// (Fyne 2.8.1, internal/painter/font.go).
type stripButton struct {
	iconButton

	fill             fyne.ThemeColorName // what the strip is filled with; empty: a panel
	hovered, focused bool
}

// newStripButton makes one with a text or an icon; it stays with what it has. label says
// in words what it does.
func newStripButton(label, text string, icon fyne.Resource, tapped func()) *stripButton {
	b := &stripButton{}
	b.label, b.Text, b.Icon, b.OnTapped = label, text, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// on takes the colours that read on a fill; empty stands for the panel.
func (b *stripButton) on(fill fyne.ThemeColorName) {
	if b.fill != fill {
		b.fill = fill
		b.Refresh()
	}
}

// colors names the button's own: what it says, what it stands on (empty for nothing).
func (b *stripButton) colors() (text, ground fyne.ThemeColorName) {
	loud := b.Importance == widget.HighImportance
	switch {
	case b.fill != "" && loud && !b.Disabled():
		return b.fill, look.ColorOnFill
	case b.fill != "":
		return look.ColorOnFill, ""
	case b.Disabled() && loud:
		return theme.ColorNameDisabled, theme.ColorNameDisabledButton
	case b.Disabled():
		return theme.ColorNameDisabled, ""
	case loud:
		return theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary
	}
	return theme.ColorNameForeground, ""
}

// veil is what the pointer or the keyboard lays over the ground.
func (b *stripButton) veil() color.Color {
	var n fyne.ThemeColorName
	switch {
	case b.Disabled():
		return color.Transparent
	case b.focused:
		n = theme.ColorNameFocus
	case b.hovered:
		n = theme.ColorNameHover
	default:
		return color.Transparent
	}
	if b.fill == "" {
		return colorOf(n)
	}
	c := color.NRGBAModel.Convert(colorOf(look.ColorOnFill)).(color.NRGBA)
	c.A = 0x30
	return c
}

func colorOf(n fyne.ThemeColorName) color.Color {
	if n == "" {
		return color.Transparent
	}
	s := fyne.CurrentApp().Settings()
	return s.Theme().Color(n, s.ThemeVariant())
}

// MouseIn, MouseOut, FocusGained and FocusLost follow pointer and keyboard.
func (b *stripButton) MouseIn(e *desktop.MouseEvent) { b.hovered = true; b.iconButton.MouseIn(e) }

// MouseOut see MouseIn.
func (b *stripButton) MouseOut() { b.hovered = false; b.iconButton.MouseOut() }

// FocusGained see MouseIn.
func (b *stripButton) FocusGained() { b.focused = true; b.iconButton.FocusGained() }

// FocusLost see MouseIn.
func (b *stripButton) FocusLost() { b.focused = false; b.iconButton.FocusLost() }

// CreateRenderer is for Fyne.
func (b *stripButton) CreateRenderer() fyne.WidgetRenderer {
	r := &stripButtonRenderer{
		b: b, ground: canvas.NewRectangle(nil), veil: canvas.NewRectangle(nil),
		text: canvas.NewText("", nil), icon: canvas.NewImageFromResource(nil),
	}
	r.text.TextStyle.Bold = true
	r.text.Alignment = fyne.TextAlignCenter
	r.icon.FillMode = canvas.ImageFillContain
	r.objects = []fyne.CanvasObject{r.ground, r.veil, r.text}
	if b.Icon != nil {
		r.objects = append(r.objects, r.icon)
	}
	r.apply()
	return r
}

// stripButtonRenderer draws ground, veil, and the icon or the text in the middle.
type stripButtonRenderer struct {
	b            *stripButton
	ground, veil *canvas.Rectangle
	text         *canvas.Text
	icon         *canvas.Image
	drawn        fyne.Resource // the icon as it was last drawn,
	inked        color.Color   // and in which colour: drawing it costs
	objects      []fyne.CanvasObject
}

// apply takes over colours, words and icon; an icon is parsed each time it is set anew,
// so it is only when it looks different.
func (r *stripButtonRenderer) apply() {
	text, ground := r.b.colors()
	radius := theme.Size(theme.SizeNameButtonRadius)
	r.ground.FillColor, r.ground.CornerRadius = colorOf(ground), radius
	r.veil.FillColor, r.veil.CornerRadius = r.b.veil(), radius
	r.text.Text, r.text.Color, r.text.TextSize = r.b.Text, colorOf(text), theme.TextSize()
	if r.b.Icon == nil || r.inked == r.text.Color && r.drawn == r.b.Icon {
		return
	}
	r.inked, r.drawn = r.text.Color, r.b.Icon
	r.icon.Resource = theme.NewColoredResource(r.b.Icon, text)
	r.icon.Refresh()
}

// MinSize is text or icon with the toolkit's usual space around it.
func (r *stripButtonRenderer) MinSize() fyne.Size {
	size := fyne.NewSquareSize(theme.IconInlineSize())
	if r.b.Text != "" {
		size = size.Max(r.text.MinSize())
	}
	space := 2 * theme.InnerPadding()
	return size.AddWidthHeight(space, space)
}

func (r *stripButtonRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.veil.Resize(size)
	h := r.text.MinSize().Height
	put(r.text, 0, (size.Height-h)/2, size.Width, h)
	side := theme.IconInlineSize()
	put(r.icon, (size.Width-side)/2, (size.Height-side)/2, side, side)
}

// Refresh follows a change of state, words or theme.
func (r *stripButtonRenderer) Refresh() {
	r.apply()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *stripButtonRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *stripButtonRenderer) Destroy()                     {}
