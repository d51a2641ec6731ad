package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// FirstStart is shown in place of the panes while no server is set up: Connect, or
// Explore with demo data.
func FirstStart(w fyne.Window, d Deps, connect func()) fyne.CanvasObject {
	title := look.NewText(words.T("settings.first.title"), theme.ColorNameForeground, 1.8, fyne.TextStyle{Bold: true})
	title.SetMinRunes(60)
	title.SetAlign(fyne.TextAlignCenter)
	what := newPara(words.T("settings.first.what"), theme.ColorNameForeground)
	need := newPara(words.T("settings.first.need"), look.ColorQuiet)
	center(what)
	center(need)
	failed := newNote()
	start := widget.NewButtonWithIcon(words.T("settings.first.connect"), theme.LoginIcon(), connect)
	start.Importance = widget.HighImportance
	buttons := container.NewHBox(look.Sized(start, 240, 56))
	body := container.NewVBox(title, space(1), what, need, space(3), container.NewCenter(buttons))
	if d.StartDemo != nil {
		demo := widget.NewButtonWithIcon(words.T("settings.first.demo"), theme.SearchIcon(), func() { startDemo(d, failed) })
		buttons.Add(look.Sized(demo, 240, 56))
		hint := caption(words.T("settings.first.demohint"), look.ColorQuiet)
		center(hint)
		body.Add(hint)
	}
	body.Add(failed.root)
	return container.New(pageLayout{width: 620}, body)
}

// startDemo starts the demo server and says so where it fails.
func startDemo(d Deps, failed *note) {
	if err := d.StartDemo(); err != nil {
		t := words.Error(err)
		failed.bad(join(join(words.T("settings.first.failed"), t.Advice), t.Technical))
		return
	}
	failed.quiet("")
}

func center(p para) { p.seg.Style.Alignment = fyne.TextAlignCenter }

// pageLayout centres its object, giving it at most width points at scale 1.
type pageLayout struct{ width float32 }

func (p pageLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize()
}

func (p pageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o := objects[0]
	width := min(size.Width, p.width*look.Unit(theme.Current()))
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	height := o.MinSize().Height // text wraps to the width it was given
	o.Resize(fyne.NewSize(width, height))
	o.Move(fyne.NewPos((size.Width-width)/2, max(0, (size.Height-height)/2.4)))
}
