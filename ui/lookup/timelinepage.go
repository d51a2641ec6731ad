package lookup

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// hasUnit reports whether r says which unit it is of.
func hasUnit(r *report.Report) bool { return strings.TrimSpace(r.SerialNumber) != "" }

// timelinePage is what happened to the open report's unit: each operation in one line,
// the server's own verification, and every test and repair.
type timelinePage struct {
	p            *Panel
	page         *page
	serial, part string
	this         string          // id of the report that was open
	hand         []report.Header // rows at hand, for when the server does not answer
	handAt       time.Time

	body  *pageBody
	strip *noteStrip
	runs  *runsPanel
	list  *reportList
	shown unitTimeline
}

// unitTimeline is a timeline with where it comes from.
type unitTimeline struct {
	client.Timeline
	origin      // zero: the server's own
	hand   bool // made of the rows at hand: nothing of the unit was saved
}

// openTimeline opens the page of the unit of d and asks for it.
func (p *Panel) openTimeline(d *document) *timelinePage {
	own := headerOf(d.rep)
	t := &timelinePage{p: p, serial: strings.TrimSpace(own.SerialNumber), part: strings.TrimSpace(own.PartNumber),
		this: own.UUID, hand: []report.Header{own}, handAt: p.d.Now()}
	if a := p.here(); a != nil {
		t.hand, t.handAt = appendNew(a.headers, t.hand), a.stamp()
		if !a.saved.IsZero() {
			t.handAt = a.saved
		}
	}
	h := p.pages.hooks
	t.strip = newNoteStrip(t.ask, h.after)
	t.runs = newRunsPanel()
	t.list = newReportList(t.open)
	p.hear(t.list.pager.list, t.list.key)
	rows := t.list.pager.list
	t.body = newPageBody(h, container.New(growing(rows), t.strip.object, t.runs.object, t.list.head, rows))
	t.page = &page{title: words.T("unit.title", look.Visible(t.serial)), content: t.body.object, text: t.text, key: t.key, again: t.ask}
	p.openPage(t.page)
	t.ask()
	return t
}

// ask asks the server, and makes do with the copies where it does not answer.
func (t *timelinePage) ask() {
	if t.body.here() {
		t.p.pages.renew(t.page, facts(t.facts(), wordAsking()))
	}
	server, serial, part, hand, at := t.p.d.Server, t.serial, t.part, t.hand, t.handAt
	ask(&t.p.paging, func(ctx context.Context) (unitTimeline, error) {
		tl, err := server.Timeline(ctx, serial, part)
		if err == nil || !waitsForConnection(err) || ctx.Err() != nil {
			return unitTimeline{Timeline: tl}, err
		}
		return copiedTimeline(server, serial, part, hand, at, err), nil
	}, func(how patience) {
		t.body.wait(words.T("unit.wait", visibleName(serial)), how, func() { t.p.closePage() })
	}, t.answered)
}

// copiedTimeline is the unit's timeline of what is saved and of the rows at hand.
func copiedTimeline(s Server, serial, part string, hand []report.Header, at time.Time, cause error) unitTimeline {
	u := unitTimeline{origin: origin{saved: at, cause: cause}, hand: true}
	if a, ok := copiesFor(s, serial); ok {
		hand = appendNew(hand, a.Headers)
		u.hand = false
		if a.Saved.After(at) || len(hand) == len(a.Headers) {
			u.saved = a.Saved
		}
	}
	u.Timeline = client.TimelineOf(serial, part, hand)
	return u
}

func (t *timelinePage) answered(u unitTimeline, err error) {
	switch {
	case err != nil && t.body.here():
		t.strip.set(words.Error(err).Joined())
		t.body.content.Refresh()
		t.p.pages.renew(t.page, t.facts())
		return
	case err != nil:
		t.body.fail(err, t.ask)
		return
	case len(u.Headers) == 0:
		t.body.tell(notice{shape: look.ShapeUnknown, color: look.ColorInfo, title: words.T("unit.none"),
			body: []string{words.T("unit.none.advice")}, presses: []press{{label: words.T("pages.again"), primary: true, do: t.ask}}})
		return
	}
	t.shown = u
	t.strip.set(u.note(t.p.d.Now()))
	t.runs.set(u.Timeline)
	rows := slices.Clone(u.Headers)
	slices.Reverse(rows)
	t.list.set(t.count(), rows, rowsLook{at: t.p.d.Now()}, t.this)
	t.p.pages.renew(t.page, t.facts())
	t.body.show()
}

// note says that and why the timeline is not the server's own; empty when it is.
func (u unitTimeline) note(now time.Time) string {
	if u.cause == nil {
		return ""
	}
	key := "unit.saved"
	if u.hand {
		key = "unit.hand"
	}
	return words.T(key, words.Error(u.cause).Title, words.When(u.saved, now))
}

// facts is as of when it is, beside the title; of copies the strip says it.
func (t *timelinePage) facts() string {
	part := ""
	if len(t.shown.Parts) == 1 {
		part = look.Visible(t.shown.Parts[0])
	}
	return facts(part, words.AsOf(t.shown.AsOf))
}

func (t *timelinePage) count() string {
	if n := len(t.shown.Headers); n != 1 {
		return words.T("unit.reports", n)
	}
	return words.T("unit.reports.one")
}

// open leaves the page for one of its reports.
func (t *timelinePage) open(h report.Header) {
	t.p.closePage()
	if h.UUID != t.this {
		t.p.openTest(h.UUID)
	}
	t.p.refocus()
}

// text is the page as plain lines; empty before the answer.
func (t *timelinePage) text() string {
	u := t.shown
	if len(u.Headers) == 0 {
		return ""
	}
	lines := []string{t.page.title, t.facts(), u.note(t.p.d.Now())}
	for _, o := range u.Operations {
		lines = append(lines, joinFull(": ", operationOf(u.Timeline, o), words.Runs(o)))
	}
	lines = append(lines, words.Verification(u.Timeline), words.TimelineNotes(u.Timeline))
	for _, h := range t.list.rows {
		lines = append(lines, reportLine(h))
	}
	return joinFull("\n", lines...)
}

func (t *timelinePage) key(k fyne.KeyName) bool { return t.body.here() && t.list.key(k) }
