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
}

// bar holds the name, the filter and the buttons that move.
type bar struct {
	root    fyne.CanvasObject
	level   tail.Level
	levels  *widget.Button
	text    *filterEntry
	end     *widget.Button
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
	for _, button := range []*widget.Button{up, down, b.end} {
		button.Importance = widget.LowImportance
	}
	title := look.NewText(words.T("logview.title"), theme.ColorNameForeground, 1, fyne.TextStyle{Bold: true})
	what := look.NewText(look.Visible(name), look.ColorQuiet, 1, fyne.TextStyle{})
	left := container.NewHBox(gap(), title, what, look.Target(b.levels, false))
	right := container.NewHBox(look.Sized(b.end, 150, look.TargetSecondary), look.Target(up, false), look.Target(down, false))
	filter := container.New(&upTo{width: 320}, b.text)
	b.root = container.NewBorder(nil, widget.NewSeparator(), left, right, filter)
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
func (b *bar) paused(yes bool, fresh int) {
	text, importance := words.T("logview.end"), widget.LowImportance
	switch {
	case yes && fresh == 1:
		text, importance = words.T("logview.fresh.one"), widget.HighImportance
	case yes && fresh > 1:
		text, importance = words.T("logview.fresh", fresh), widget.HighImportance
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

// filterEntry is the text of the filter. Esc empties it and gives the focus away, so
// that a scan never ends up in it by accident.
type filterEntry struct {
	widget.Entry
	clear *widget.Button
}

func newFilterEntry(changed func()) *filterEntry {
	e := &filterEntry{}
	e.ExtendBaseWidget(e)
	e.PlaceHolder = words.T("logview.filter")
	e.clear = widget.NewButtonWithIcon("", theme.CancelIcon(), func() { e.put(""); changed() })
	e.clear.Importance = widget.LowImportance
	e.clear.Hide()
	e.ActionItem = e.clear
	e.OnChanged = func(string) { e.showClear(); changed() }
	return e
}

// put changes the text without filtering.
func (e *filterEntry) put(text string) {
	was := e.OnChanged
	e.OnChanged = nil
	e.SetText(text)
	e.OnChanged = was
	e.showClear()
}

func (e *filterEntry) showClear() {
	if e.Text == "" {
		e.clear.Hide()
	} else {
		e.clear.Show()
	}
}

// TypedKey handles Esc and leaves all else to the entry.
func (e *filterEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name != fyne.KeyEscape {
		e.Entry.TypedKey(k)
		return
	}
	e.SetText("")
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
		c.Unfocus()
	}
}

// upTo gives its object the room there is, but not more than width points.
type upTo struct{ width float32 }

func (u *upTo) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(140, objects[0].MinSize().Height)
}

func (u *upTo) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h := objects[0].MinSize().Height
	objects[0].Move(fyne.NewPos(0, (size.Height-h)/2))
	objects[0].Resize(fyne.NewSize(min(size.Width, u.width*theme.Size(theme.SizeNameText)/14), h))
}
