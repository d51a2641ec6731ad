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
	seek func(dir int) // goes to an error or a match
	logs func()        // offers other logs; nil = there are none
	// tally counts lines by their levels; done = all of the log was counted. Optional.
	tally func() (t tail.Tally, done bool)
	more  func() // offers what is wanted less often
}

// bar holds the name, the filter and the buttons that move.
type bar struct {
	root    fyne.CanvasObject
	level   tail.Level
	levels  *widget.Button
	text    *filterEntry
	name    *widget.Button // of the log; nil where there is only one
	fails   *look.Text     // how many errors there are
	error   *fyne.Container
	end     *widget.Button
	copy    *widget.Button // of the selected rows; hidden where there are not several
	note    *look.Text
	middle  *fyne.Container // text and note
	told    string          // what was done last, see tell
	status  []string        // of the log, the longest first
	op      []string        // of the operation that is shown
	says    []string        // what note says, the longest first
	more    *widget.Button
	changed func()
	tally   func() (t tail.Tally, done bool)
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
	b := &bar{level: tail.Info, changed: changed, tally: do.tally}
	b.levels = widget.NewButtonWithIcon(levelWords(b.level), theme.MenuDropDownIcon(), b.choose)
	b.levels.IconPlacement = widget.ButtonIconTrailingText
	b.levels.Importance = widget.LowImportance
	b.text = newFilterEntry(changed)
	back := widget.NewButtonWithIcon("", theme.NavigateBackIcon(), func() { do.seek(-1) })
	next := widget.NewButtonWithIcon("", theme.NavigateNextIcon(), func() { do.seek(1) })
	up := widget.NewButtonWithIcon("", theme.MoveUpIcon(), func() { do.page(-1) })
	down := widget.NewButtonWithIcon("", theme.MoveDownIcon(), func() { do.page(1) })
	b.end = widget.NewButtonWithIcon(words.T("logview.end"), theme.DownloadIcon(), do.end)
	b.end.IconPlacement = widget.ButtonIconTrailingText
	b.copy = widget.NewButtonWithIcon("", theme.ContentCopyIcon(), do.copy)
	b.copy.Hide()
	b.more = widget.NewButtonWithIcon("", theme.MoreVerticalIcon(), do.more)
	for _, button := range []*widget.Button{up, down, b.end, b.copy, b.more, back, next} {
		button.Importance = widget.LowImportance
	}
	title := container.NewHBox(look.NewText(words.T("logview.title"), theme.ColorNameForeground, 1, fyne.TextStyle{Bold: true}))
	left := container.NewHBox(gap(), title, b.nameOf(name, do.logs), look.Target(b.levels, false))
	b.fails = look.NewText("", look.ColorBadText, 1, fyne.TextStyle{})
	b.error = container.NewHBox(look.Target(back, false), container.NewCenter(b.fails), look.Target(next, false))
	b.error.Hide()
	b.note = look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{})
	b.note.SetMinRunes(60)
	errors := container.NewHBox(b.error)
	pages := container.NewHBox(look.Target(up, false), look.Target(down, false))
	end := &roomy{width: 150} // little moves when it says more
	right := container.NewHBox(look.Target(b.copy, false), errors, container.New(end, look.Target(b.end, false)), look.Target(b.more, false), pages)
	b.middle = container.New(&upTo{360, b.fitNote}, container.NewBorder(nil, nil, nil, look.Target(b.text.regexp, false), b.text), b.note)
	line := container.New(&barLayout{yields: []func(bool){
		hides(title), func(yes bool) { end.tight = yes }, hides(pages), hides(errors),
	}, soft: 2, extra: b.noteWants}, left, right, b.middle)
	b.root = container.NewBorder(nil, widget.NewSeparator(), nil, nil, line)
	return b
}

// nameOf shows what is followed, as a button where something else can be.
func (b *bar) nameOf(name string, choose func()) fyne.CanvasObject {
	if choose == nil {
		return look.NewText(look.Visible(name), look.ColorQuiet, 1, fyne.TextStyle{})
	}
	b.name = widget.NewButtonWithIcon("", theme.MenuDropDownIcon(), choose)
	b.name.IconPlacement = widget.ButtonIconTrailingText
	b.name.Importance = widget.LowImportance
	b.called(name)
	return look.Target(b.name, false)
}

// nameRunes is the room of a log's name.
const nameRunes = 18

// called shows another name.
func (b *bar) called(name string) {
	if b.name != nil {
		b.name.SetText(look.Shorten(look.Visible(name), nameRunes))
	}
}

func gap() fyne.CanvasObject { return look.Sized(layout.NewSpacer(), 4, 4) }

// filter is what is set now.
func (b *bar) filter() filter { return newFilter(b.level, b.text.Text, b.text.expression) }

// set changes all parts of the filter at once; expression: text is a regular expression.
func (b *bar) set(level tail.Level, text string, expression bool) {
	b.level = level
	b.text.express(expression)
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
		item := fyne.NewMenuItem(b.counted(l), func() { b.set(l, b.text.Text, b.text.expression) })
		item.Checked = l == b.level
		m.Items = append(m.Items, item)
	}
	return m
}

// counted names a choice with how many lines it would show, as far as they are counted.
func (b *bar) counted(l tail.Level) string {
	if b.tally == nil {
		return levelWords(l)
	}
	t, done := b.tally()
	if l <= tail.Debug {
		l = tail.Unknown
	}
	n := t.From(l)
	switch {
	case done:
		return words.T("logview.level.counted", levelWords(max(l, tail.Debug)), thousands(n))
	case n == 0:
		return levelWords(max(l, tail.Debug))
	default:
		return words.T("logview.level.counting", levelWords(max(l, tail.Debug)), thousands(n))
	}
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
