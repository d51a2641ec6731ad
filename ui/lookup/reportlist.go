package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// reportList is a page's list of reports: a heading with page buttons, and rows like
// those of an answer. The arrow keys choose a row, Enter or a tap opens it.
type reportList struct {
	title  *look.Text
	pager  *pager
	head   *fyne.Container
	rows   []report.Header
	look   rowsLook
	this   string // id of the report that was open
	chosen int
	open   func(h report.Header)
}

func newReportList(open func(report.Header)) *reportList {
	l := &reportList{title: look.NewText("", theme.ColorNameForeground, 1.07, fyne.TextStyle{Bold: true}), chosen: -1, open: open}
	l.title.SetMinRunes(40)
	l.pager = newPager(rowHeight, func() fyne.CanvasObject { return newResultRow(l.tap) }, func(i int, o fyne.CanvasObject) {
		o.(*resultRow).set(i, l.rows[i], l.look, i == l.chosen)
		if l.this != "" && l.rows[i].UUID == l.this {
			sub := o.(*resultRow).sub
			sub.SetText(facts(words.T("unit.this"), sub.Full()))
		}
	})
	buttons := container.NewHBox(look.Sized(l.pager.up, 44, look.TargetPrimary), look.Sized(l.pager.down, 44, look.TargetPrimary))
	buttons.Hide()
	l.pager.buttons = buttons
	line := container.New(&lineLayout{grow: 0, yield: -1, gap: 8}, l.title, buttons)
	l.head = look.Inset(look.Sized(line, 200, look.TargetPrimary), 3, 0) // as high with buttons as without
	l.pager.relayout = l.head.Refresh
	return l
}

// set shows rows under a heading; the one that was open is marked and chosen.
func (l *reportList) set(title string, rows []report.Header, look rowsLook, this string) {
	l.title.SetText(title)
	l.rows, l.look, l.this, l.chosen = rows, look, this, -1
	for i, h := range rows {
		if this != "" && h.UUID == this {
			l.chosen = i
		}
	}
	l.pager.set(len(rows), true)
	l.pager.show(l.chosen)
}

func (l *reportList) tap(i int) {
	if i >= 0 && i < len(l.rows) {
		l.open(l.rows[i])
	}
}

// key moves the choice, and opens it; it reports whether it used the key.
func (l *reportList) key(k fyne.KeyName) bool {
	if k == fyne.KeyReturn || k == fyne.KeyEnter {
		l.tap(l.chosen)
		return true
	}
	at, ok := moved(k, l.chosen, len(l.rows), l.pager.visible())
	if ok {
		l.chosen = at
		l.pager.refresh()
		l.pager.show(at)
	}
	return ok
}

// moved is where a key leads in a list of n rows of which so many are visible; ok is
// false for keys that lead nowhere.
func moved(k fyne.KeyName, at, n, visible int) (to int, ok bool) {
	page := max(1, visible-1)
	switch k {
	case fyne.KeyUp:
		to = at - 1
	case fyne.KeyDown:
		to = at + 1
	case fyne.KeyPageUp:
		to = at - page
	case fyne.KeyPageDown:
		to = max(0, at) + page
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = n - 1
	default:
		return at, false
	}
	if n == 0 {
		return at, false
	}
	return max(0, min(n-1, to)), true
}
