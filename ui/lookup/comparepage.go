package lookup

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// hasComparison reports whether a report like r may have passed before: of a repair, or
// without a part number, none can be found.
func hasComparison(r *report.Report) bool {
	return !isRepair(r.Type) && strings.TrimSpace(r.PartNumber) != "" && r.Len() > 0
}

// compared is a comparison with the report it is with.
type compared struct {
	report.Comparison
	other report.Header
	origin
}

// comparePage is the open report, A, beside the last pass of the same unit or part, B:
// first what differs in verdict, then the facts of the reports, then values and limits.
type comparePage struct {
	p     *Panel
	page  *page
	doc   *document
	hand  []report.Header
	body  *pageBody
	a, b  *sideLine
	strip *noteStrip
	list  *differenceList
	found *compared // nil before the answer
}

// openCompare opens the page for d and looks for the other report.
func (p *Panel) openCompare(d *document) *comparePage {
	c := &comparePage{p: p, doc: d}
	if a := p.here(); a != nil {
		c.hand = a.headers
	}
	h := p.pages.hooks
	c.strip = newNoteStrip(c.ask, h.after)
	openOther := widget.NewButtonWithIcon(words.T("compare.open"), theme.NavigateNextIcon(), c.openOther)
	openOther.IconPlacement = widget.ButtonIconTrailingText
	c.a = newSideLine("compare.side.a", nil)
	c.b = newSideLine("compare.side.b", look.Sized(openOther, 132, look.TargetPrimary))
	sides := container.NewStack(look.NewGround(look.ColorPanel, look.ColorLine, 8),
		look.Inset(container.New(sidesLayout{}, c.a.object, c.b.object), 3, 1))
	c.list = newDifferenceList(c.show, h.after)
	p.hear(c.list.pager.list, c.list.key)
	rows := c.list.rows
	c.body = newPageBody(h, container.New(growing(rows), c.strip.object, sides, c.list.head, rows))
	title := "compare.title"
	if c.passed() {
		title = "compare.title.passed"
	}
	c.page = &page{title: words.T(title), content: c.body.object, text: c.text, again: c.ask,
		key: func(k fyne.KeyName) bool { return c.body.here() && c.list.key(k) }}
	p.openPage(c.page)
	c.ask()
	return c
}

func (c *comparePage) passed() bool { return c.doc.rep.Verdict() == report.Passed }

// ask finds the other report, opens it and compares, all on a worker: of a failed report
// it is the last pass up to now, of a passed one the pass before it.
func (c *comparePage) ask() {
	of, before := headerOf(c.doc.rep), time.Time{}
	if c.passed() {
		before = of.Start
	}
	if c.body.here() {
		c.p.pages.renew(c.page, wordAsking())
	}
	s, rep, hand := c.p.d.Server, c.doc.rep, c.hand
	ask(&c.p.paging, func(ctx context.Context) (*compared, error) {
		return comparison(ctx, s, rep, of, before, hand)
	}, func(how patience) {
		c.body.wait(words.T("compare.wait"), how, func() { c.p.closePage() })
	}, c.answered)
}

// comparison gives rep beside its last pass; nil when there is none to be found.
func comparison(ctx context.Context, s Server, rep *report.Report, of report.Header, before time.Time, hand []report.Header) (*compared, error) {
	var from origin
	h, ok, err := s.LastPass(ctx, of, before)
	if err != nil && waitsForConnection(err) && ctx.Err() == nil {
		if h, from.saved, ok = copiedPass(s, of, before, hand); ok {
			from.cause, err = err, nil
		}
	}
	if err != nil || !ok {
		return nil, err
	}
	o, err := s.OpenShowing(ctx, h.UUID, nil)
	switch {
	case o.Report == nil:
		return nil, err
	case !o.Saved.IsZero() || from.cause == nil:
		from = origin{saved: o.Saved, cause: o.Cause}
	}
	return &compared{Comparison: report.Compare(rep, o.Report), other: h, origin: from}, nil
}

// copiedPass is the last pass among the saved copies of the unit and the rows at hand.
func copiedPass(s Server, of report.Header, before time.Time, hand []report.Header) (best report.Header, saved time.Time, ok bool) {
	if a, there := copiesFor(s, strings.TrimSpace(of.SerialNumber)); there {
		hand, saved = appendNew(hand, a.Headers), a.Saved
	}
	for _, h := range hand {
		switch {
		case h.UUID == of.UUID, h.Verdict() != report.Passed, isRepair(h.ReportType), !sameWork(h, of):
		case !before.IsZero() && !h.Start.Before(before):
		case !ok, better(h, best, of):
			best, ok = h, true
		}
	}
	return best, saved, ok
}

// sameWork reports whether two reports are of the same part in the same operation.
func sameWork(a, b report.Header) bool {
	if !strings.EqualFold(strings.TrimSpace(a.PartNumber), strings.TrimSpace(b.PartNumber)) {
		return false
	}
	if a.ProcessCode != nil && b.ProcessCode != nil {
		return *a.ProcessCode == *b.ProcessCode
	}
	return strings.EqualFold(strings.TrimSpace(a.ProcessName), strings.TrimSpace(b.ProcessName))
}

// better prefers the unit's own report, then the newer one.
func better(h, than, of report.Header) bool {
	own, its := sameUnit(h, of), sameUnit(than, of)
	if own != its {
		return own
	}
	return h.Start.After(than.Start)
}

func (c *comparePage) answered(f *compared, err error) {
	switch {
	case err != nil && c.body.here():
		c.strip.set(words.Error(err).Joined())
		c.p.pages.renew(c.page, words.Compared(c.found.Comparison))
		c.body.content.Refresh()
		return
	case err != nil:
		c.body.fail(err, c.ask)
		return
	case f == nil:
		c.body.tell(notice{shape: look.ShapeUnknown, color: look.ColorInfo, title: words.T("compare.none"),
			body: []string{words.T("compare.none.detail"), words.T("compare.none.advice")}, presses: []press{{label: words.T("pages.again"), primary: true, do: c.ask}}})
		return
	}
	c.found = f
	a, b := f.Reports()
	now := c.p.d.Now()
	c.strip.set(f.note(now))
	c.a.set(a, now)
	c.b.set(b, now)
	c.list.set(f.Comparison)
	c.p.pages.renew(c.page, words.Compared(f.Comparison))
	c.body.show()
}

// note says that and why the other report is a saved copy; empty when it is not.
func (f *compared) note(now time.Time) string {
	if f.cause == nil {
		return ""
	}
	return words.T("compare.saved", words.Error(f.cause).Title, words.When(f.saved, now))
}

// openOther leaves the page for the other report.
func (c *comparePage) openOther() {
	id := c.found.other.UUID
	c.p.closePage()
	c.p.openTest(id)
	c.p.refocus()
}

// show leaves the page for the step of a difference in the open report, or the nearest
// step above it that it has. A fact of the whole report has none.
func (c *comparePage) show(d difference) {
	c.p.closePage()
	it := item{-1, -1}
	if d.fact == nil {
		it = c.place(*d.step)
	}
	if now := c.p.right.doc; it.row >= 0 && now != nil && strings.EqualFold(now.rep.ID, c.doc.rep.ID) {
		c.p.right.steps.show(it)
	}
	c.p.refocus()
}

func (c *comparePage) place(d report.Difference) item {
	if d.RowA >= 0 {
		return item{int32(d.RowA), int32(d.MeasA)} // #nosec G115 -- rows of a report are bounded
	}
	path := c.found.Path(d)
	for n := len(path) - 1; n >= 0; n-- {
		if rows := c.doc.rep.RowsOf(path[:n]); len(rows) > 0 {
			return item{int32(rows[0]), -1} // #nosec G115 -- rows of a report are bounded
		}
	}
	return item{-1, -1}
}

// text is the page as plain lines; empty before the answer.
func (c *comparePage) text() string {
	if c.found == nil {
		return ""
	}
	lines := []string{c.page.title, c.a.text(), c.b.text(), c.found.note(c.p.d.Now()), words.Compared(c.found.Comparison)}
	for i := range c.list.all {
		if len(lines) > copiedLines {
			lines = append(lines, words.T("compare.copied", copiedLines))
			break
		}
		lines = append(lines, c.list.cells(c.list.all[i]).line())
	}
	return joinFull("\n", lines...)
}

// copiedLines bounds what Copy copies: more is a matter of saving, not of chat.
const copiedLines = 500
