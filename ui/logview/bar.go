package logview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// barActions is what the bar's buttons do.
type barActions struct {
	page func(dir int)
	end  func()
	copy func()
}

// bar holds the name, the filter and the buttons that move.
type bar struct {
	root    fyne.CanvasObject
	level   tail.Level
	levels  *widget.Button
	text    *filterEntry
	end     *widget.Button
	copy    *widget.Button // of the selected rows; hidden where there are not several
	note    *look.Text
	middle  *fyne.Container // text and note
	told    string          // what was done last, said until something is selected
	status  string          // of the log
	changed func()
}

// filterLevels are the choices; each means "this and worse".
var filterLevels = []tail.Level{tail.Debug, tail.Info, tail.Warning, tail.Error}

// levelWords names a choice.
func levelWords(l tail.Level) string {
	switch l {
	case tail.Info:
		return words.T("logview.level.info")
	case tail.Warning:
		return words.T("logview.level.warning")
	case tail.Error:
		return words.T("logview.level.error")
	}
	return words.T("logview.level.all")
}

func newBar(name string, changed func(), do barActions) *bar {
	b := &bar{level: tail.Info, changed: changed}
	b.levels = widget.NewButtonWithIcon(levelWords(b.level), theme.MenuDropDownIcon(), b.choose)
	b.levels.IconPlacement = widget.ButtonIconTrailingText
	b.levels.Importance = widget.LowImportance
	b.text = newFilterEntry(changed)
	up := widget.NewButtonWithIcon("", theme.MoveUpIcon(), func() { do.page(-1) })
	down := widget.NewButtonWithIcon("", theme.MoveDownIcon(), func() { do.page(1) })
	b.end = widget.NewButtonWithIcon(words.T("logview.end"), theme.DownloadIcon(), do.end)
	b.end.IconPlacement = widget.ButtonIconTrailingText
	b.copy = widget.NewButtonWithIcon("", theme.ContentCopyIcon(), do.copy)
	b.copy.Hide()
	for _, button := range []*widget.Button{up, down, b.end, b.copy} {
		button.Importance = widget.LowImportance
	}
	title := look.NewText(words.T("logview.title"), theme.ColorNameForeground, 1, fyne.TextStyle{Bold: true})
	what := look.NewText(look.Visible(name), look.ColorQuiet, 1, fyne.TextStyle{})
	left := container.NewHBox(gap(), title, what, look.Target(b.levels, false))
	b.note = look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{})
	b.note.SetMinRunes(60)
	right := container.NewHBox(look.Target(b.copy, false), look.Sized(b.end, 150, look.TargetSecondary), look.Target(up, false), look.Target(down, false))
	b.middle = container.New(&upTo{width: 320}, b.text, b.note)
	b.root = container.NewBorder(nil, widget.NewSeparator(), left, right, b.middle)
	return b
}

func gap() fyne.CanvasObject { return look.Sized(layout.NewSpacer(), 4, 4) }

// filter is what is set now.
func (b *bar) filter() filter { return newFilter(b.level, b.text.Text) }

// set changes both parts of the filter at once.
func (b *bar) set(level tail.Level, text string) {
	b.level = level
	b.text.put(text)
	b.paint()
	b.changed()
}

func (b *bar) paint() { b.levels.SetText(levelWords(b.level)) }

// choose opens the menu of levels.
func (b *bar) choose() {
	c := fyne.CurrentApp().Driver().CanvasForObject(b.levels)
	if c == nil {
		return
	}
	widget.ShowPopUpMenuAtRelativePosition(b.menu(), c, fyne.NewPos(0, b.levels.Size().Height), b.levels)
}

// menu lists the levels; the present one is ticked.
func (b *bar) menu() *fyne.Menu {
	m := fyne.NewMenu("")
	for _, l := range filterLevels {
		item := fyne.NewMenuItem(levelWords(l), func() { b.set(l, b.text.Text) })
		item.Checked = l == b.level
		m.Items = append(m.Items, item)
	}
	return m
}

// paused shows whether the pane stands still and how many lines came meanwhile.
func (b *bar) paused(yes bool, fresh int64) {
	text, importance := words.T("logview.end"), widget.LowImportance
	switch {
	case yes && fresh == 1:
		text, importance = words.T("logview.fresh.one"), widget.HighImportance
	case yes && fresh > 1:
		text, importance = words.T("logview.fresh", thousands(fresh)), widget.HighImportance
	case yes:
		text, importance = words.T("logview.paused"), widget.MediumImportance
	}
	if b.end.Text == text && b.end.Importance == importance {
		return
	}
	b.end.Text, b.end.Importance = text, importance
	b.end.Refresh()
	b.root.Refresh()
}
