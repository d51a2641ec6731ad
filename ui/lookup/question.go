package lookup

import (
	"context"
	"strings"
	"time"

	"stationcompanion/client"
)

// latestRows is how many of this station's latest reports stand in the resting pane.
const latestRows = 25

// echoWindow is within how long the same text counts as the scanner's second line end
// (CR LF) rather than as a new question.
const echoWindow = 500 * time.Millisecond

// view is what the pane shows.
type view uint8

const (
	viewRows    view = iota // an answer, or the resting pane: rows and a report
	viewResting             // the resting pane, with nothing to stand in it yet
	viewWaiting             // a question is under way
	viewNothing             // it found nothing
	viewFailed              // it failed
)

// foundOf reads the report of an answer for the view.
func foundOf(a client.Answer) found {
	f := found{Answer: a, origin: originOf(a)}
	if a.Report != nil {
		f.doc = newDocument(a.Report)
	}
	return f
}

// question is what was asked last.
type question struct {
	query  client.Query
	latest bool   // this station's latest reports
	keep   bool   // asked again: the answer stands until the new one is here
	auto   bool   // asked again by itself after the connection came back: only once
	file   string // the file that is opened instead
	at     time.Time
}

// stage is what is on, beside the history: the question under way, or how it ended.
type stage struct {
	view    view
	q       question
	err     error           // viewFailed
	nothing client.Answer   // viewNothing
	looked  *client.Nothing // what a closer look into it found; nil before
	home    *answer         // this station's latest reports; nil before the first came
	day     *stationDay     // its day, asked with them; nil before
	due     bool            // they should be asked for anew
	foreign int             // how often they were another station's
	openErr error           // the report on the right could not be opened
	auto    bool            // it was tried again by itself already
	stop    func()          // ends the ticking of a countdown; nil while none runs
}

// found is what a worker brings back: the answer, and the report read for the view.
type found struct {
	client.Answer
	origin
	doc *document
}

// Submit asks text as if it had been scanned into the entry.
func (p *Panel) Submit(text string) {
	clean := client.CleanText(text)
	if client.IsToken(clean) {
		p.refuseToken(&client.Error{Kind: client.KindQuestion, Op: "look up", Detail: client.QuestionToken})
		return
	}
	p.bar.entry.put(clean)
	last := p.stage.q
	same := !last.latest && !last.at.IsZero() && last.query.Text == clean && last.query.By == client.ByAny
	if same && (p.asking.busy() || p.d.Now().Sub(last.at) < echoWindow) {
		return
	}
	p.askFor(question{query: client.Query{Text: clean}})
}

// Again asks the last question again (F5): the open page's where it has one, the resting
// pane's, or the shown answer's.
func (p *Panel) Again() {
	if now := p.pages.now; now != nil && now.again != nil {
		now.again()
		return
	}
	p.renew()
}

// renew is Again for what lies under a page.
func (p *Panel) renew() {
	switch {
	case p.asking.busy():
	case p.stage.view == viewNothing, p.stage.view == viewFailed:
		q := p.stage.q
		q.auto = false
		p.askFor(q)
	case p.history.now() == nil:
		p.askLatest(latestRows)
	default:
		a := p.history.now()
		p.askFor(question{query: client.Query{Text: a.Query.Text, By: a.Query.By}, keep: true, file: a.path})
	}
}

// askFor starts a question. The one before is cancelled and what it showed goes, so
// that no answer ever stands under another question.
func (p *Panel) askFor(q question) {
	if q.file != "" {
		p.OpenFile(q.file)
		return
	}
	p.askWith(q, func(ctx context.Context) (found, error) {
		a, err := p.d.Server.Find(ctx, q.query)
		return foundOf(a), err
	})
}

// askWith is askFor with another way to the answer.
func (p *Panel) askWith(q question, work func(context.Context) (found, error)) {
	q.at = p.d.Now()
	p.stage.q = q
	p.stage.err = nil
	p.adding.stop()
	if !q.keep {
		p.closePage()
		p.opening.stop()
		p.stage.view = viewWaiting
		p.right.blank()
		p.hush()
		p.state.object.Hide()
		p.split.Hide()
	}
	ask(&p.asking, work, p.askWaits, p.answered)
	p.paintWay()
}

// readable reports whether a report that broke off holds something to show.
func readable(d *document) bool {
	return d != nil && (d.rep.Len() > 0 || d.rep.ID != "" || d.rep.SerialNumber != "")
}

// askLatest asks for this station's latest reports; those shown stay until then.
func (p *Panel) askLatest(limit int) {
	p.stage.q = question{latest: true, keep: true, at: p.d.Now()}
	ask(&p.asking, func(ctx context.Context) (client.Answer, error) {
		return p.d.Server.Latest(ctx, limit)
	}, p.askWaits, p.latest)
}

// askWaits says what is waited for once that takes noticeable time.
func (p *Panel) askWaits(how patience) {
	if p.stage.q.keep && p.stage.view == viewRows {
		p.left.setFacts(facts(p.rowsFacts(), wordAsking()))
		return
	}
	if p.stage.view == viewWaiting { // not a saved copy that is shown meanwhile
		p.showState(p.waitNotice(how))
	}
	if how == waitLong && !p.stage.q.latest && p.stage.q.file == "" {
		p.peek(p.stage.q.query)
	}
}

// answered shows the answer to the question asked last.
func (p *Panel) answered(f found, err error) {
	q := p.stage.q
	if err != nil && !readable(f.doc) {
		p.askFailed(f.Answer, err)
		return
	}
	if f.Query == (client.Query{}) {
		f.Query = q.query
	}
	if f.Clean == "" {
		f.Clean = q.query.Text
	}
	if len(f.Headers) == 0 && f.Report == nil {
		p.findNothing(f.Answer)
		return
	}
	old := p.history.now()
	p.peeking.stop()
	a := newAnswer(f.Answer)
	a.origin, a.path = f.origin, q.file
	p.history.add(a)
	if q.keep && old != nil && old.byHand && a.index(old.opened) >= 0 {
		a.opened, a.byHand = old.opened, true
	} else if i := a.pick(); i >= 0 {
		a.opened = a.headers[i].UUID
	}
	a.doc, a.docFrom = f.doc, f.origin
	p.showHere()
}

// askFailed ends a question without an answer. An id nobody knows is nothing found.
func (p *Panel) askFailed(a client.Answer, err error) {
	p.peeking.stop()
	if isToken(err) {
		p.refuseToken(err)
		return
	}
	if client.KindOf(err) == client.KindNotFound {
		if a.ReadAs == (client.Reading{}) {
			if id, ok := client.ParseID(p.stage.q.query.Text); ok {
				a.ReadAs = client.Reading{By: client.ByID, ID: id}
			}
		}
		p.findNothing(a)
		return
	}
	p.opening.stop()
	p.stage.view, p.stage.err = viewFailed, err
	p.right.blank()
	p.showFailed()
	p.paintWay()
}

func (p *Panel) findNothing(a client.Answer) {
	p.opening.stop()
	p.stage.view, p.stage.nothing, p.stage.looked = viewNothing, a, nil
	p.right.blank()
	p.showState(p.nothingNotice())
	p.paintWay()
	p.lookCloser()
}

// latest shows this station's latest reports, or says why there are none.
func (p *Panel) latest(a client.Answer, err error) {
	if err == nil && p.foreign(a.Headers) && p.stage.foreign < settleTries {
		p.stage.foreign++
		p.askLatestSoon()
		return
	}
	p.stage.foreign = 0
	switch {
	case err != nil && p.stage.home == nil:
		p.stage.err = err
		p.showHere()
		return
	case err != nil:
		p.stage.err = err
		p.left.setFacts(p.rowsFacts())
		return
	}
	old := p.stage.home
	p.stage.home, p.stage.due, p.stage.err = newAnswer(a), false, a.Cause
	p.stage.home.origin = originOf(a)
	if old != nil && p.stage.home.index(old.opened) >= 0 {
		p.stage.home.opened, p.stage.home.byHand, p.stage.home.doc = old.opened, true, old.doc
	}
	p.showHere()
	p.askDay(p.stage.home)
}

// asked is the text of the last question as it is shown.
func (p *Panel) asked() string { return visibleName(strings.TrimSpace(p.stage.q.query.Text)) }
