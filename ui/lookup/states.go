package lookup

import (
	"errors"

	"fyne.io/fyne/v2/canvas"

	"stationcompanion/client"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// showState puts a notice in place of rows and report.
func (p *Panel) showState(n notice) {
	p.hush()
	p.split.Hide()
	p.state.set(n)
	p.state.object.Show()
	p.repaint()
}

// repaint paints what was hidden until now: the toolkit does not know yet which window
// it stands in, and would wait for something else to change (Fyne 2.8.1, canvas.Refresh).
func (p *Panel) repaint() { canvas.Refresh(p.body) }

// hush ends a countdown.
func (p *Panel) hush() {
	if p.stage.stop != nil {
		p.stage.stop()
		p.stage.stop = nil
	}
}

// tickEvery repaints a countdown's sentence whenever the header does, and nothing else.
func (p *Panel) tickEvery(text func() (string, bool)) {
	p.stage.stop = p.d.After(words.UntilTick(p.conn, p.d.Now()), func() {
		p.stage.stop = nil
		line, on := text()
		p.state.tick(line)
		if on {
			p.tickEvery(text)
		}
	})
}

// waitNotice says what is waited for.
func (p *Panel) waitNotice(how patience) notice {
	n := notice{shape: look.ShapeHalfOpen, color: look.ColorInfo, title: words.T("lookup.wait.title", p.asked()),
		body: []string{words.T("lookup.wait.soon")}, presses: []press{{label: words.T("lookup.cancel"), do: p.Back}}}
	if p.stage.q.latest {
		n.title = words.T("lookup.wait.latest")
		n.presses = nil
	}
	if how == waitLong {
		n.body = []string{words.T("lookup.wait.long")}
	}
	return n
}

// nothingNotice says how the text was read, what was tried, and what to do.
func (p *Panel) nothingNotice() notice {
	a := p.stage.nothing
	n := notice{shape: look.ShapeUnknown, color: look.ColorInfo, title: words.T("lookup.nothing.title", p.asked()),
		pointsFor: words.T("lookup.nothing.do"),
		presses:   []press{{label: words.T("lookup.again"), primary: true, do: p.Again}}}
	n.body = []string{sentence(facts(words.Tried(a), words.AsOf(a.AsOf)))}
	n.points = words.Nothing(a, p.stage.looked)
	if l := p.stage.looked; l != nil {
		n.presses = append(p.nearPresses(l), press{label: words.T("lookup.again"), primary: len(l.Near) == 0, do: p.Again})
	}
	return n
}

// showFailed says what happened, what still works, and what to do; while the breaker is
// open it counts down to the next try in the header's own words.
func (p *Panel) showFailed() {
	t := words.Error(p.stage.err)
	n := notice{shape: look.ShapeErrored, color: look.ColorAttention, title: t.Title, technical: t.Technical}
	if isToken(p.stage.err) {
		p.showState(tokenNotice(t, func() { p.d.Act(words.GiveToken) }))
		return
	}
	if client.KindOf(p.stage.err) == client.KindQuestion && p.stage.q.query.Text == "" {
		p.showState(notice{shape: look.ShapeUnknown, color: look.ColorInfo,
			title: words.T("lookup.empty_question"), body: []string{words.T("lookup.empty_question.advice")}})
		return
	}
	if waitsForConnection(p.stage.err) && p.conn.Link != client.LinkConnected && !p.stage.q.auto {
		n.body = append(n.body, words.T("lookup.auto"))
	}
	n.body = append(n.body, p.stillWorks(p.history.now()))
	ticks := false
	if p.refused() {
		ticks = p.connectionNotice(&n)
	} else {
		n.body = append([]string{t.Advice}, n.body...)
		n.presses = []press{{label: words.T("lookup.again"), primary: true, do: p.Again}}
	}
	p.showState(n)
	if ticks {
		p.tickEvery(p.countdown)
	}
}

// refused reports whether asking again is no use now: the connection is known not to
// be well, and the question waits for that.
func (p *Panel) refused() bool {
	switch p.conn.Link {
	case client.LinkDown, client.LinkPaused, client.LinkTokenRefused, client.LinkNotWATS, client.LinkWithheld:
		return waitsForConnection(p.stage.err)
	}
	return false
}

// connectionNotice words n as the header words the connection, and reports whether
// that counts down.
func (p *Panel) connectionNotice(n *notice) (ticks bool) {
	s := words.Connection(p.conn, p.d.Now())
	n.title, n.color, n.shape = s.Title, look.ToneColor(s.Tone), linkShape(p.conn.Link)
	n.body = append([]string{sentence(s.Detail), s.Advice}, n.body...)
	if a := s.Action; a != words.NoAction {
		n.presses = []press{{label: words.T("window.action." + string(a)), primary: true, do: func() { p.d.Act(a) }}}
	}
	return s.Ticks
}

// linkShape gives a connection that is not well its mark.
func linkShape(l client.Link) look.Shape {
	switch l {
	case client.LinkDown:
		return look.ShapeOpen
	case client.LinkChecking, client.LinkPaused, client.LinkUnsure:
		return look.ShapeHalfOpen
	case client.LinkNotSetUp:
		return look.ShapeUnknown
	}
	return look.ShapeErrored
}

// countdown is the connection's sentence of this second.
func (p *Panel) countdown() (string, bool) {
	s := words.Connection(p.conn, p.d.Now())
	return sentence(s.Detail), s.Ticks
}

// stillWorks says what can be used all the same.
func (p *Panel) stillWorks(earlier *answer) string {
	if earlier == nil && len(p.history.list) > 0 {
		earlier = p.history.list[0]
	}
	if earlier == nil {
		return words.T("lookup.still.log")
	}
	return words.T("lookup.still.earlier", visibleName(earlier.Clean))
}

// showResting says what will stand in the resting pane while nothing does.
func (p *Panel) showResting() {
	p.stage.view = viewResting
	n := notice{shape: look.ShapeUnknown, color: look.ColorUnknown, title: homeTitle(p.station.Name)}
	ticks := false
	switch {
	case p.nameless():
		n.title = words.T("lookup.nameless.title")
		n.body = []string{words.T("lookup.nameless.detail"), words.T("lookup.empty.advice")}
	case p.stage.home != nil: // asked, and there are none
		n.title = words.T("lookup.empty.title")
		n.body = []string{emptyDetail(p.station.Name), words.T("lookup.empty.advice"), sentence(words.AsOf(p.stage.home.stamp()))}
	case p.conn.Link == client.LinkConnected && p.stage.err != nil:
		t := words.Error(p.stage.err)
		n.shape, n.color, n.title, n.technical = look.ShapeErrored, look.ColorAttention, t.Title, t.Technical
		n.body = []string{t.Advice, words.T("lookup.still.log")}
		n.presses = []press{{label: words.T("lookup.again"), primary: true, do: p.Again}}
	case p.conn.Link == client.LinkConnected:
		n.body = []string{emptyDetail(p.station.Name), words.T("lookup.empty.advice")}
	case p.conn.Link == "":
		n.body = []string{words.T("lookup.empty.nameless"), words.T("lookup.empty.advice")}
	default:
		ticks = p.connectionNotice(&n)
		n.body = append(n.body, words.T("lookup.home.later"))
	}
	p.showState(n)
	if ticks {
		p.tickEvery(p.countdown)
	}
}

// nameless reports whether the latest reports cannot be asked for, since the station
// has no name.
func (p *Panel) nameless() bool {
	e, ok := errors.AsType[*client.Error](p.stage.err)
	return ok && e.Kind == client.KindQuestion && e.Detail == client.QuestionNoStation
}

func emptyDetail(name string) string {
	if name == "" {
		return words.T("lookup.empty.nameless")
	}
	return words.T("lookup.empty.detail", look.Visible(name))
}

// openWaits says that a report is being opened.
func (p *Panel) openWaits(how patience, id string, coming *arriving) {
	if p.right.doc != nil {
		return // a saved copy is shown meanwhile
	}
	if coming.show() && how == waitSoon {
		p.showEarly(id, coming)
		return
	}
	n := notice{shape: look.ShapeHalfOpen, color: look.ColorInfo, title: words.T("lookup.wait.report"),
		body:    []string{words.T("lookup.wait.soon")},
		presses: []press{{label: words.T("lookup.cancel"), do: p.cancelOpen}}}
	if how == waitLong {
		n.body = []string{words.T("lookup.wait.long_report")}
	}
	p.right.tell(n)
	if how == waitLong {
		p.peekReport(id)
	}
}

// cancelOpen stops opening a report and leaves the choice.
func (p *Panel) cancelOpen() {
	p.opening.stop()
	p.peeking.stop()
	p.right.tell(notice{shape: look.ShapeUnknown, color: look.ColorUnknown, title: words.T("lookup.right.title"),
		body: []string{words.T("lookup.right.choose")}, presses: []press{{label: words.T("lookup.open_again"), do: p.reopen}}})
}

// paintOpenFailure says why the chosen report is not shown.
func (p *Panel) paintOpenFailure() {
	if p.stage.openErr == nil || p.stage.view != viewRows {
		return
	}
	t := words.Error(p.stage.openErr)
	n := notice{shape: look.ShapeErrored, color: look.ColorAttention, title: t.Title, technical: t.Technical,
		body:    []string{t.Advice},
		presses: []press{{label: words.T("lookup.open_again"), primary: true, do: p.reopen}}}
	if waitsForConnection(p.stage.openErr) && p.conn.Link != client.LinkConnected && !p.stage.auto {
		n.body = append(n.body, words.T("lookup.auto.report"))
	}
	n.body = append(n.body, words.T("lookup.still.rows"))
	p.right.tell(n)
}
