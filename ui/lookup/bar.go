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
	b.entry.SetPlaceHolder(words.T("lookup.placeholder"))
	b.ask = widget.NewButtonWithIcon(words.T("lookup.ask"), theme.SearchIcon(), func() { submit(b.entry.Text) })
	b.ask.Importance = widget.HighImportance
	b.home = widget.NewButtonWithIcon("", theme.HomeIcon(), home)
	b.back = widget.NewButtonWithIcon("", theme.NavigateBackIcon(), back)
	b.forward = widget.NewButtonWithIcon("", theme.NavigateNextIcon(), forward)
	way := container.NewHBox(look.Target(b.home, true), look.Sized(b.back, backWidth, look.TargetPrimary), look.Target(b.forward, true))
	b.object = container.New(layout.NewBorderLayout(nil, nil, way, nil), way,
		container.NewBorder(nil, nil, nil, look.Sized(b.ask, 120, look.TargetPrimary), container.NewThemeOverride(b.entry, bigText{})))
	return b
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
