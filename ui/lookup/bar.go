package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// bar is the entry with what stands beside it: the way back to earlier answers on the
// left, the one button to press on the right. Nothing in it moves while it is used.
type bar struct {
	entry               *scanEntry
	home, back, forward *widget.Button
	ask                 *widget.Button
	object              fyne.CanvasObject
}

// backWidth is room for "‹ SN-1001", backRunes what fits into it.
const (
	backWidth = 152
	backRunes = 12
)

func newBar(submit func(string), home, back, forward func()) *bar {
	b := &bar{entry: newScanEntry()}
	b.entry.submit = submit
	b.ask = widget.NewButtonWithIcon(words.T("lookup.ask"), theme.SearchIcon(), func() { submit(b.entry.Text) })
	b.ask.Importance = widget.HighImportance
	b.home = widget.NewButtonWithIcon("", theme.HomeIcon(), home)
	b.back = widget.NewButtonWithIcon("", theme.NavigateBackIcon(), back)
	b.forward = widget.NewButtonWithIcon("", theme.NavigateNextIcon(), forward)
	way := container.NewHBox(look.Target(b.home, true), look.Sized(b.back, backWidth, look.TargetPrimary), look.Target(b.forward, true))
	b.object = container.New(layout.NewBorderLayout(nil, nil, way, nil), way,
		container.NewBorder(nil, nil, nil, look.Sized(b.ask, 120, look.TargetPrimary), withHint(b.entry)))
	return b
}

// withHint gives an empty entry large text and a sentence that says what to do with it.
// The sentence is no placeholder of the entry: for the first text painted in a theme
// override the toolkit loads a font again, which the first frame need not wait for.
func withHint(e *scanEntry) fyne.CanvasObject {
	hint := look.NewText(words.T("lookup.placeholder"), theme.ColorNamePlaceHolder, bigTextScale, fyne.TextStyle{})
	e.emptied = func(empty bool) { shown(hint, empty) }
	return container.NewStack(container.NewThemeOverride(e, bigText{}), container.New(hintLayout{}, hint))
}

// hintLayout puts the hint where the entry's text begins, and asks for no room.
type hintLayout struct{}

func (hintLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (hintLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	inset := bigText{}.Size(theme.SizeNameInnerPadding)
	h := o[0].MinSize().Height
	o[0].Move(fyne.NewPos(inset, (size.Height-h)/2))
	o[0].Resize(fyne.NewSize(max(size.Width-2*inset, 0), h))
}

// way says where back leads and which of the buttons can be pressed.
func (b *bar) way(back string, canBack, canForward, canHome bool) {
	if back = look.Shorten(back, backRunes); b.back.Text != back {
		b.back.SetText(back)
	}
	able(b.back, canBack)
	able(b.forward, canForward)
	able(b.home, canHome)
}

func able(b *widget.Button, can bool) {
	if can == !b.Disabled() {
		return
	}
	if can {
		b.Enable()
	} else {
		b.Disable()
	}
}
