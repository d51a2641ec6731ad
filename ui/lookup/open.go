package lookup

import (
	"context"

	"stationcompanion/client"
	"stationcompanion/client/report"
)

// tapRow opens row i of the rows shown.
func (p *Panel) tapRow(i int) {
	a := p.here()
	if a == nil || i < 0 || i >= len(a.headers) || p.stage.view != viewRows {
		return
	}
	if id := a.headers[i].UUID; a.opened != id {
		a.opened, a.doc = id, nil
	}
	a.byHand = true
	p.left.choose(i)
	p.open(a, i)
}

// open shows report i of a, at once where it is at hand.
func (p *Panel) open(a *answer, i int) {
	h := a.headers[i]
	p.stage.openErr = nil
	p.opening.stop()
	if a.doc != nil {
		p.showReport(a, i)
		return
	}
	p.right.blank()
	copies, coming := !a.saved.IsZero(), &arriving{}
	ask(&p.opening, func(ctx context.Context) (openedDoc, error) {
		if copies { // the server did not answer a moment ago
			if s, ok := p.d.Server.Saved(client.Query{Text: h.UUID, By: client.ByID}); ok {
				return openedDoc{newDocument(s.Report), origin{saved: s.Saved, cause: a.cause}}, nil
			}
		}
		o, err := p.d.Server.OpenShowing(ctx, h.UUID, func(e report.Early) {
			if coming.note(e) {
				p.d.Do(func() { p.showEarly(h.UUID, coming) })
			}
		})
		if o.Report == nil {
			return openedDoc{}, err
		}
		return openedDoc{newDocument(o.Report), origin{saved: o.Saved, cause: o.Cause}}, err
	}, func(how patience) { p.openWaits(how, h.UUID, coming) }, func(d openedDoc, err error) {
		p.peeking.stop()
		if err != nil && !readable(d.document) { // else: broke off, but what could be read is marked and shown
			p.stage.openErr = err
			p.paintOpenFailure()
			return
		}
		p.stage.auto = false
		a.doc, a.docFrom = d.document, d.origin
		p.history.trim()
		p.showReport(a, i)
	})
	p.opening.later(showFailure, func() {
		if coming.notice() {
			p.showEarly(h.UUID, coming)
		}
	})
}

// openedDoc is an opened report read for the view.
type openedDoc struct {
	*document
	origin
}

// showReport shows the open report i of a, with what must be said of it beside itself.
func (p *Panel) showReport(a *answer, i int) {
	p.right.show(a.doc, a.headers[i].Run, standing{origin: a.docFrom, newer: newest(a.headers, i)}, p.d.Now())
	p.repaint()
}

// reopen tries once more to open the chosen report.
func (p *Panel) reopen() {
	if a := p.here(); a != nil && p.stage.view == viewRows {
		if i := a.index(a.opened); i >= 0 {
			p.open(a, i)
		}
	}
}

// openTest opens the test a repair answers: among the rows where it is one of them,
// else as a question by its id.
func (p *Panel) openTest(id string) {
	if canonical, ok := client.ParseID(id); ok {
		id = canonical
	}
	if a := p.here(); a != nil {
		if i := a.index(id); i >= 0 {
			p.tapRow(i)
			return
		}
	}
	p.bar.entry.put(id)
	p.askFor(question{query: client.Query{Text: id, By: client.ByID}})
}

// askMore fetches the next page of the rows shown.
func (p *Panel) askMore() {
	a := p.here()
	if a == nil || p.adding.busy() || p.asking.busy() {
		return
	}
	p.paintMore(moreBusy)
	home := p.history.now() == nil
	q := a.Query
	q.Skip = len(a.headers)
	ask(&p.adding, func(ctx context.Context) (client.Answer, error) {
		if home {
			return p.d.Server.Latest(ctx, q.Skip+latestRows)
		}
		return p.d.Server.Find(ctx, q)
	}, func(patience) {}, func(more client.Answer, err error) {
		if err != nil {
			p.paintMore(moreFailed)
			return
		}
		if home {
			a.headers = more.Headers
		} else {
			a.headers = appendNew(a.headers, more.Headers)
		}
		a.more = more.More
		p.left.set(p.left.title.Full(), p.rowsFacts(), a.headers, a.index(a.opened), p.rowsLook(a), true)
		if !home {
			p.left.title.SetText(headTitle(a))
		}
		p.paintMore(moreNone)
	})
}

// appendNew adds a page, without the rows that moved onto it because newer reports
// came in meanwhile.
func appendNew(rows, page []report.Header) []report.Header {
	seen := make(map[string]bool, len(rows))
	for _, h := range rows {
		seen[h.UUID] = true
	}
	all := rows[:len(rows):len(rows)]
	for _, h := range page {
		if !seen[h.UUID] {
			all = append(all, h)
		}
	}
	return all
}

// paintMore shows the button below the rows; moreNone asks the answer.
func (p *Panel) paintMore(s moreState) {
	if a := p.here(); s == moreNone && a != nil && a.more {
		s = moreReady
	}
	p.left.setMore(s)
}
