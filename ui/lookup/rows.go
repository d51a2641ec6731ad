package lookup

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// moreState is what the button below the rows says.
type moreState uint8

const (
	moreNone moreState = iota
	moreReady
	moreBusy
	moreFailed
)

// rowsPane is the list of reports with its two lines of head.
type rowsPane struct {
	title, facts *look.Text
	pager        *pager
	more         *widget.Button
	moreBox      fyne.CanvasObject
	day          *dayStrip
	object       fyne.CanvasObject

	rows   []report.Header
	look   rowsLook
	chosen int
	now    func() time.Time
}

// rowsLook is what all rows are told alike.
type rowsLook struct {
	units bool      // they are of different units: name the serial number
	of    string    // the station they are of, which need not be named; empty otherwise
	at    time.Time // when they were painted: all say "yesterday" of the same day
}

func newRowsPane(now func() time.Time, open func(i int), more, day func()) *rowsPane {
	p := &rowsPane{
		title:  look.NewText("", theme.ColorNameForeground, 1.07, fyne.TextStyle{Bold: true}),
		facts:  look.NewText("", look.ColorQuiet, 0.86, fyne.TextStyle{}),
		chosen: -1,
		now:    now,
		day:    newDayStrip(day),
	}
	p.pager = newPager(rowHeight, func() fyne.CanvasObject { return newResultRow(open) }, func(i int, o fyne.CanvasObject) {
		o.(*resultRow).set(i, p.rows[i], p.look, i == p.chosen)
	})
	pages := container.NewHBox(look.Sized(p.pager.up, 40, 40), look.Sized(p.pager.down, 40, 40))
	p.pager.buttons = pages
	pages.Hide()
	p.more = widget.NewButton("", more)
	p.moreBox = look.Target(p.more, true)
	p.moreBox.Hide()
	lines := container.New(layout.NewCustomPaddedVBoxLayout(0), p.title, p.facts)
	head := container.New(&lineLayout{grow: 0, yield: -1, gap: 4}, lines, pages)
	p.pager.relayout = head.Refresh
	p.object = look.Inset(container.New(&stackLayout{grow: func() fyne.CanvasObject { return p.pager.list }, least: 110, gap: 6},
		look.Sized(head, 200, 40), p.day.object, p.pager.list, p.moreBox), 2, 1)
	return p
}

// set shows rows under their head; keep leaves the list where it was scrolled to.
func (p *rowsPane) set(title, facts string, rows []report.Header, chosen int, l rowsLook, keep bool) {
	p.title.SetText(title)
	p.facts.SetText(facts)
	p.rows, p.chosen, p.look = rows, chosen, l
	p.look.at = p.now()
	p.pager.set(len(rows), !keep)
	p.pager.show(chosen)
}

// choose marks another row.
func (p *rowsPane) choose(i int) {
	p.chosen = i
	p.pager.refresh()
	p.pager.show(i)
}

// setFacts changes the second line of the head.
func (p *rowsPane) setFacts(facts string) { p.facts.SetText(facts) }

// setMore changes the button below the rows.
func (p *rowsPane) setMore(s moreState) {
	text := map[moreState]string{moreReady: "lookup.more", moreBusy: "lookup.more.busy", moreFailed: "lookup.more.failed"}[s]
	if text != "" {
		p.more.SetText(words.T(text))
	}
	able(p.more, s != moreBusy)
	if p.moreBox.Visible() == (s != moreNone) {
		return
	}
	shown(p.moreBox, s != moreNone)
	p.object.Refresh()
}
