package lookup

import (
	"context"
	"errors"
	"time"

	"stationcompanion/client"
	"stationcompanion/ui/words"
)

// errNothingSaved ends a look at the saved copies that found none.
var errNothingSaved = errors.New("no saved copy")

// peek looks whether a saved copy can be shown while the question's answer is awaited.
func (p *Panel) peek(q client.Query) {
	ask(&p.peeking, func(context.Context) (found, error) {
		a, ok := p.d.Server.Saved(q)
		if !ok {
			return found{}, errNothingSaved
		}
		return foundOf(a), nil
	}, func(patience) {}, func(f found, err error) {
		if err == nil && p.asking.busy() && p.stage.view == viewWaiting {
			p.showMeanwhile(f)
		}
	})
}

// showMeanwhile shows saved rows until the answer replaces them: the history keeps one
// answer to a question.
func (p *Panel) showMeanwhile(f found) {
	a := newAnswer(f.Answer)
	a.origin, a.doc, a.docFrom = f.origin, f.doc, f.origin
	if i := a.pick(); i >= 0 {
		a.opened = a.headers[i].UUID
	}
	p.history.add(a)
	p.showHere()
}

// peekReport shows the saved copy of a report while the report is awaited.
func (p *Panel) peekReport(id string) {
	ask(&p.peeking, func(context.Context) (found, error) {
		a, ok := p.d.Server.Saved(client.Query{Text: id, By: client.ByID})
		if !ok {
			return found{}, errNothingSaved
		}
		return foundOf(a), nil
	}, func(patience) {}, func(f found, err error) {
		a := p.here()
		if err != nil || !p.opening.busy() || a == nil || a.opened != id {
			return
		}
		a.docFrom = f.origin
		p.right.show(f.doc, nil, standing{origin: f.origin, newer: newest(a.headers, a.index(id))}, p.d.Now())
		p.repaint()
	})
}

// asOf says from when the rows are.
func (a *answer) asOf(now time.Time) string {
	if a == nil || a.saved.IsZero() {
		return words.AsOf(a.stamp())
	}
	return words.T("lookup.rows.saved", words.When(a.saved, now))
}
