package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/support"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// supportFact is a fact in large type under its name; the value can be selected.
type supportFact struct {
	object fyne.CanvasObject
	value  *widget.Label
}

func newSupportFact(key string, size fyne.ThemeSizeName, before fyne.CanvasObject) *supportFact {
	f := &supportFact{value: widget.NewLabel("")}
	f.value.Selectable, f.value.Wrapping, f.value.SizeName = true, fyne.TextWrapWord, size
	f.value.TextStyle.Bold = size == theme.SizeNameHeadingText
	caption := look.NewText(words.T("support."+key), look.ColorQuiet, 1, fyne.TextStyle{})
	parts := []fyne.CanvasObject{caption, f.value}
	if before != nil {
		parts = append(parts, before)
	}
	f.object = container.New(&factLayout{}, parts...)
	return f
}

func (f *supportFact) set(text string) {
	if f.value.Text != text {
		f.value.SetText(text)
	}
}

// factLayout stands a value under its caption, flush with it; a third object stands before
// the value.
type factLayout struct{}

func (l *factLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := o[0].MinSize().Height + o[1].MinSize().Height - theme.InnerPadding()
	return fyne.NewSize(100*unit(), h)
}

func (l *factLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	pad, y := theme.InnerPadding(), o[0].MinSize().Height
	put(o[0], 0, 0, size.Width, y)
	x := float32(0)
	if len(o) > 2 {
		m := o[2].MinSize()
		line := fyne.MeasureText("M", theme.Size(theme.SizeNameSubHeadingText), fyne.TextStyle{}).Height
		put(o[2], 0, y+(line-m.Height)/2, m.Width, m.Height)
		x = m.Width + pad
	}
	put(o[1], x-pad, y-pad/2-pad/2, size.Width-x+2*pad, size.Height-y+pad)
}

func (p *supportPage) build() {
	p.code = look.NewText("", theme.ColorNameForeground, supportCodeSize, fyne.TextStyle{Monospace: true, Bold: true})
	p.code.SetMinRunes(100)
	p.code.SetFit(0.7 * supportCodeSize)
	p.mark = look.NewMark(look.ShapeUnknown, look.ColorUnknown, 20)
	p.advice = look.NewParagraph("", look.ColorQuiet, 1, supportAdvice)
	p.snug = newSnug(p.advice, supportAdvice)
	p.station = newSupportFact("station", theme.SizeNameHeadingText, nil)
	p.state = newSupportFact("state", theme.SizeNameSubHeadingText, p.mark)
	p.server = newSupportFact("server", theme.SizeNameSubHeadingText, nil)
	p.clock = newSupportFact("clock", theme.SizeNameSubHeadingText, nil)
	p.program = newSupportFact("program", theme.SizeNameSubHeadingText, nil)
	p.uptime = newSupportFact("uptime", theme.SizeNameSubHeadingText, nil)
	p.memory = newSupportFact(memoryKey(support.MemoryNow()), theme.SizeNameSubHeadingText, nil)
	p.qr = newQRPicture()
	p.below = look.NewText(words.T("support.qr"), look.ColorQuiet, 1, fyne.TextStyle{})
	p.below.SetAlign(fyne.TextAlignCenter)
	p.below.SetFit(0.6)
}

// content lays the page out: the code above who, how and what on the left, the same for a
// phone's camera on the right.
func (p *supportPage) content() fyne.CanvasObject {
	caption := look.NewText(words.T("support.code"), look.ColorQuiet, 1, fyne.TextStyle{})
	p.rows = container.New(layout.NewCustomPaddedVBoxLayout(8),
		container.New(layout.NewCustomPaddedVBoxLayout(0), caption, p.code),
		p.station.object, hairline(),
		container.New(layout.NewCustomPaddedVBoxLayout(0), p.state.object, p.snug),
		p.server.object, p.clock.object, hairline(),
		container.NewGridWithColumns(3, p.program.object, p.uptime.object, p.memory.object))
	// A camera reads it at any size of the text; white on white has no edge of its own.
	square, edge := qrSide/max(1, unit()), look.NewGround("", look.ColorLine, 0)
	framed := container.NewStack(p.qr, edge)
	side := container.New(layout.NewCustomPaddedVBoxLayout(8), look.Sized(framed, square, square), p.below)
	return container.New(&sideLayout{}, look.Scroll(p.rows), side)
}

func hairline() fyne.CanvasObject {
	return look.Sized(look.NewGround(look.ColorLine, "", 0), 0, 1)
}

// supportAdvice is how many lines the advice may take: it is read out whole.
const supportAdvice = 4

// qrSide is the QR code's side in points at scale 1: four pixels a module for what a page
// commonly says (69 modules and the quiet zone).
const qrSide = 312

// sideLayout gives the second object the width it asks for, on the right, and the first the
// rest.
type sideLayout struct{}

const sideGap = 24

func (*sideLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+sideGap*unit(), max(a.Height, b.Height))
}

func (*sideLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := o[1].MinSize().Width
	put(o[0], 0, 0, size.Width-w-sideGap*unit(), size.Height)
	put(o[1], size.Width-w, 0, w, size.Height)
}
