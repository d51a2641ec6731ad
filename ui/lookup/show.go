package lookup

import (
	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// shownRunes is how much of a scanned text a title repeats.
const shownRunes = 48

func visibleName(s string) string { return look.Shorten(look.Visible(s), shownRunes) }

func wordAsking() string { return words.T("lookup.asking") }

// here is the answer whose place is shown: of the history, or the resting pane's.
func (p *Panel) here() *answer {
	if a := p.history.now(); a != nil {
		return a
	}
	return p.stage.home
}

// Back closes an open page, else goes to the previous answer (Esc); from a question under way or without an
// answer to what was shown before it.
func (p *Panel) Back() {
	switch {
	case p.closePage():
		return
	case p.asking.busy() && !p.stage.q.latest:
		keep := p.stage.q.keep
		p.asking.stop()
		if keep && p.stage.view == viewRows {
			p.left.setFacts(p.rowsFacts())
			return
		}
	case p.stage.view == viewNothing, p.stage.view == viewFailed:
	case !p.history.can(1):
		return
	default:
		p.history.move(1)
	}
	p.arrive()
}

func (p *Panel) goForward() {
	p.closePage()
	if p.history.can(-1) && p.stage.view <= viewResting {
		p.history.move(-1)
		p.arrive()
	}
	p.refocus()
}

func (p *Panel) goHome() {
	p.closePage()
	p.history.home()
	p.arrive()
	p.refocus()
}

// arrive shows the place the history is at, under its own question.
func (p *Panel) arrive() {
	for _, s := range []*slot{&p.asking, &p.opening, &p.adding} {
		s.stop()
	}
	p.stage.err = nil
	p.stage.q = question{}
	text := ""
	if a := p.history.now(); a != nil {
		text = a.Clean
	}
	p.bar.entry.put(text)
	p.showHere()
	if p.history.now() == nil && p.stage.due && p.conn.Link == client.LinkConnected {
		p.askLatest(latestRows)
	}
}

// showHere paints the place the history is at.
func (p *Panel) showHere() {
	a := p.here()
	if a == nil || len(a.headers) == 0 {
		p.right.blank()
		p.showResting()
		p.paintWay()
		return
	}
	p.stage.view = viewRows
	p.hush()
	p.state.object.Hide()
	p.split.Show()
	p.repaint()
	p.paintRows(a)
	p.paintWay()
	if i := a.index(a.opened); i >= 0 {
		p.open(a, i)
		return
	}
	p.stage.openErr = nil
	p.right.tell(notice{shape: look.ShapeUnknown, color: look.ColorUnknown,
		title: words.T("lookup.right.title"), body: []string{words.T("lookup.right.home")}})
}

func (p *Panel) paintRows(a *answer) {
	title := headTitle(a)
	if p.history.now() == nil {
		title = homeTitle(p.station.Name)
	}
	p.left.set(title, p.rowsFacts(), a.headers, a.index(a.opened), p.rowsLook(a), false)
	p.paintMore(moreNone)
	p.paintDay()
}

func (p *Panel) rowsLook(a *answer) rowsLook {
	if p.history.now() == nil {
		return rowsLook{units: true, of: p.station.Name}
	}
	return rowsLook{units: manyUnits(a.headers)}
}

func homeTitle(name string) string {
	if name == "" {
		return words.T("lookup.head.home")
	}
	return words.T("lookup.head.home_name", look.Visible(name))
}

// manyUnits reports whether the rows are of more than one unit, as for a part number.
func manyUnits(rows []report.Header) bool {
	for _, h := range rows {
		if h.SerialNumber != rows[0].SerialNumber {
			return true
		}
	}
	return false
}

// rowsFacts is the second line above the rows: as of when, how read, and why they
// are not newer.
func (p *Panel) rowsFacts() string {
	a := p.here()
	if a == nil {
		return ""
	}
	if p.history.now() != nil {
		return headFacts(a, p.d.Now())
	}
	stale := ""
	if p.stage.err != nil {
		stale = words.T("lookup.stale", words.Error(p.stage.err).Title)
	}
	return facts(a.asOf(p.d.Now()), stale)
}

// paintWay shows where back and forward lead.
func (p *Panel) paintWay() {
	if p.pages.now != nil {
		name := words.T("lookup.page.report")
		if p.history.now() == nil {
			name = words.T("lookup.home")
		}
		p.bar.way(name, true, false, true)
		return
	}
	open := p.stage.view > viewResting // a question without an answer stands before the place
	name, can := "", p.history.can(1)
	switch target := p.history.peek(1); {
	case open:
		can, target = true, p.history.now()
		name = wayName(target)
	case can:
		name = wayName(target)
	}
	home := open || p.history.now() != nil
	p.bar.way(name, can, !open && p.history.can(-1), home)
}

func wayName(a *answer) string {
	if a == nil {
		return words.T("lookup.home")
	}
	return look.Visible(a.Clean)
}
