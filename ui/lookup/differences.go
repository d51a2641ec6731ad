package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// difference is one row of a comparison: a fact of the reports as a whole, or a step.
type difference struct {
	fact *report.HeaderDifference
	step *report.Difference
}

// verdict reports whether the row is another verdict.
func (d difference) verdict() bool { return d.step != nil && d.step.Kind == report.VerdictDiffers }

// differenceList is the rows of a comparison with their filter.
type differenceList struct {
	filters [2]*widget.Button
	columns *look.Text // says what the two columns are
	other   *look.Text
	none    *look.Text
	pager   *pager
	head    fyne.CanvasObject
	rows    *fyne.Container

	of     report.Comparison
	all    []difference
	now    []difference // what the filter shows
	only   bool         // verdicts only
	chosen int
	open   func(difference)
}

func newDifferenceList(open func(difference), after func()) *differenceList {
	quiet := func(key string) *look.Text {
		t := look.NewText(words.T(key), look.ColorQuiet, smallSize, fyne.TextStyle{})
		t.SetAlign(fyne.TextAlignTrailing)
		return t
	}
	l := &differenceList{chosen: -1, open: open, columns: quiet("compare.column.a"), other: quiet("compare.column.b"),
		none: look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{})}
	l.none.SetMinRunes(100)
	l.pager = newPager(differenceHeight, func() fyne.CanvasObject { return newDifferenceRow(l.tap) }, func(i int, o fyne.CanvasObject) {
		o.(*differenceRow).set(i, l.cells(l.now[i]), i == l.chosen)
	})
	buttons := container.NewHBox(look.Sized(l.pager.up, 44, look.TargetPrimary), look.Sized(l.pager.down, 44, look.TargetPrimary))
	buttons.Hide()
	l.pager.buttons = buttons
	choice := container.NewHBox()
	for i, key := range []string{"compare.filter.all", "compare.filter.verdicts"} {
		l.filters[i] = widget.NewButton(words.T(key), func() { l.filter(i == 1); after() })
		choice.Add(look.Sized(l.filters[i], 96, look.TargetPrimary))
	}
	line := container.New(&lineLayout{grow: -1, yield: -1, gap: 16}, choice, buttons)
	l.pager.relayout = line.Refresh
	l.head = container.New(columnTitles{}, line, l.columns, l.other)
	l.rows = container.NewStack(l.pager.list, container.NewCenter(l.none))
	l.paint()
	return l
}

// set lists the differences of c: other verdicts, then the facts of the reports, then
// everything else in its own order.
func (l *differenceList) set(c report.Comparison) {
	l.of, l.all = c, nil
	verdicts := c.Kinds[report.VerdictDiffers]
	add := func(from []report.Difference) {
		for i := range from {
			l.all = append(l.all, difference{step: &from[i]})
		}
	}
	add(c.Differences[:verdicts])
	for i := range c.Header {
		switch c.Header[i].Field {
		case report.FactResult, report.FactSerial, report.FactStation, report.FactOperation:
			continue // stand above
		}
		l.all = append(l.all, difference{fact: &c.Header[i]})
	}
	add(c.Differences[verdicts:])
	l.filter(l.only)
}

// filter shows all rows, or only those of other verdicts.
func (l *differenceList) filter(only bool) {
	l.only, l.chosen = only, -1
	l.now = l.all
	if only {
		l.now = l.all[:l.of.Kinds[report.VerdictDiffers]]
	}
	none := ""
	switch {
	case len(l.now) > 0:
		l.chosen = 0
	case only:
		none = words.T("compare.none.verdicts")
	default:
		none = words.Compared(l.of)
	}
	l.none.SetText(none)
	l.pager.set(len(l.now), true)
	l.paint()
	l.rows.Refresh()
}

func (l *differenceList) paint() {
	for i, b := range l.filters {
		b.Importance = widget.LowImportance
		if (i == 1) == l.only {
			b.Importance = widget.MediumImportance
		}
		b.Refresh()
	}
	for _, t := range []*look.Text{l.columns, l.other} {
		shown(t, len(l.now) > 0)
	}
}

func (l *differenceList) tap(i int) {
	if i >= 0 && i < len(l.now) {
		l.open(l.now[i])
	}
}

// key moves the choice, and opens it; it reports whether it used the key.
func (l *differenceList) key(k fyne.KeyName) bool {
	if k == fyne.KeyReturn || k == fyne.KeyEnter {
		l.tap(l.chosen)
		return true
	}
	at, ok := moved(k, l.chosen, len(l.now), l.pager.visible())
	if ok {
		l.chosen = at
		l.pager.refresh()
		l.pager.show(at)
	}
	return ok
}

// columnTitles stands the columns' names over the columns, beside what can be pressed.
type columnTitles struct{}

// MinSize is that of what can be pressed.
func (columnTitles) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// Layout follows the rows' columns; where there is no room, the names give way.
func (columnTitles) Layout(o []fyne.CanvasObject, size fyne.Size) {
	c := differenceColumns(size.Width)
	pressed := o[0].MinSize().Width
	place(o[0], 0, 0, pressed, size.Height)
	if c.a < pressed {
		c.width = 0
	}
	h := o[1].MinSize().Height
	place(o[1], c.a, size.Height-h, c.width, h)
	place(o[2], c.b, size.Height-h, c.width, h)
}
