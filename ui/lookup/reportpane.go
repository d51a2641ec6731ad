package lookup

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
)

// reportPane shows one report: banner, what went wrong, the steps, and the whole of
// what is chosen. While there is none it shows a notice. What shows a report is built
// with the first one, so that the window's first frame need not wait for it.
type reportPane struct {
	object *fyne.Container
	notice *noticeView
	hooks  paneHooks
	built  func() // called once the fields below are there

	body   *fyne.Container
	view   fyne.CanvasObject // nil before
	strip  *standingStrip
	banner *banner
	card   *card
	repair *repairCard
	steps  *stepsPane
	detail *detailPane

	doc *document // nil while no report is shown
	at  int       // which failing step the card shows
}

func newReportPane(h paneHooks, built func()) *reportPane {
	p := &reportPane{notice: newNoticeView(h), hooks: h, built: built}
	p.object = container.NewStack(p.notice.object)
	p.blank()
	return p
}

// build makes what shows a report.
func (p *reportPane) build() {
	h := p.hooks
	p.strip = newStandingStrip(func(id string) { h.openTest(id); h.after() })
	p.banner = newBanner(func() { p.detail.set(reportDetail(p.doc)); h.after() }, h)
	p.card = newCard(func(dir int) { p.nextFailure(dir); h.after() }, p.failureText,
		func() { h.history(p.failing()) }, func() { h.chart(int(p.failing().row)) }, h)
	p.repair = newRepairCard(func(id string) { h.openTest(id); h.after() })
	p.steps = newStepsPane(func(it item) { p.detail.set(stepDetail(p.doc, it)) }, h.after)
	p.detail = newDetailPane(h, p.chosen, func() { p.body.Refresh(); h.after() })
	grow := func() fyne.CanvasObject {
		if p.steps.object.Visible() {
			return p.steps.object
		}
		return p.repair.object
	}
	p.body = container.New(&stackLayout{grow: grow, least: 100, gap: 4, height: func(o fyne.CanvasObject, all float32) float32 {
		switch o {
		case p.detail.object:
			return p.detail.height(all)
		case p.repair.object:
			return all * 0.3
		}
		return 0
	}}, p.strip.object, p.banner.object, p.card.object, p.repair.object, p.steps.object, p.detail.object)
	p.view = container.NewVScroll(look.Inset(p.body, 2, 1))
	p.object.Add(p.view)
	p.built()
}

// hideReport takes the report away, where one was ever shown.
func (p *reportPane) hideReport() {
	p.doc = nil
	if p.view != nil {
		p.view.Hide()
	}
}

// blank shows nothing: an answer is on its way and the old one must not stand under it.
func (p *reportPane) blank() {
	p.hideReport()
	p.notice.set(notice{})
	p.notice.object.Hide()
}

// tell shows a notice in place of a report.
func (p *reportPane) tell(n notice) {
	p.hideReport()
	p.notice.set(n)
	p.notice.object.Show()
}

// show opens a report on its first failure. run is its number of run, nil when unknown.
func (p *reportPane) show(d *document, run *int, st standing, now time.Time) {
	if p.view == nil {
		p.build()
	}
	p.doc = d
	p.strip.set(st, now)
	p.banner.set(d, run, now)
	repair := isRepair(d.rep.Type)
	shown(p.repair.object, repair)
	shown(p.card.object, !repair || len(d.failing) > 0)
	shown(p.steps.object, d.rep.Len() > 0 || !repair)
	if repair {
		p.repair.set(d.rep)
	}
	p.steps.set(d)
	p.detail.set(reportDetail(d))
	p.notice.object.Hide()
	p.view.Show()
	if p.hasFailures() {
		p.at = d.firstFailing()
		p.showFailure()
	} else {
		p.card.calm(d.rep, d)
	}
	p.body.Refresh()
}

// hasFailures reports whether there are failures to walk through: of a passed report
// the failing steps are listed by the filter alone.
func (p *reportPane) hasFailures() bool {
	return p.doc != nil && len(p.doc.failing) > 0 && (p.doc.hasFirst || p.doc.rep.Verdict() != report.Passed)
}

// nextFailure goes to the next (1) or previous (−1) failing step, round the end.
func (p *reportPane) nextFailure(dir int) {
	if !p.hasFailures() {
		return
	}
	n := len(p.doc.failing)
	p.at = ((p.at+dir)%n + n) % n
	p.showFailure()
}

func (p *reportPane) showFailure() {
	f := p.doc.failure(p.at)
	p.card.fail(f, p.at, len(p.doc.failing), p.doc.hasFirst && p.doc.first.Step.Row == f.Step.Row)
	p.steps.show(p.failing())
}

// failing is the row of the failure the card shows.
func (p *reportPane) failing() item {
	if !p.hasFailures() {
		return item{-1, -1}
	}
	f := p.doc.failure(p.at)
	it := item{int32(f.Step.Row), -1} // #nosec G115 -- rows of a report are bounded
	if f.Measurement >= 0 && f.Step.Measurements > 1 {
		it.meas = int32(f.Measurement) // #nosec G115 -- rows of a report are bounded
	}
	return it
}

// chosen is the row that is chosen in the tree; its row is -1 while none is.
func (p *reportPane) chosen() item {
	if p.doc == nil {
		return item{-1, -1}
	}
	return p.steps.chosen
}

// failureText is what the card copies.
func (p *reportPane) failureText() string {
	if !p.hasFailures() {
		return ""
	}
	return failureText(p.doc.rep, p.doc.failure(p.at))
}
