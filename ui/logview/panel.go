package logview

import (
	"regexp"
	"strings"
	"time"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// update takes in what the source has new. It runs on the UI goroutine.
func (p *Panel) update() {
	was, now := p.seen, time.Now()
	p.seen = p.log.get().now()
	p.rows.forget(p.seen.First(), was.Next()-1)
	p.show()
	p.flow.note(p.seen.Next(), now)
	p.flowing.Store(p.flow.fast())
	p.overTime(now)
	p.bar.say(p.status())
	p.bar.found(p.countFound())
}

// show puts the lines that pass in the rows. Lines the filter hides cause no repaint.
func (p *Panel) show() {
	l := p.list()
	p.rows.set(l)
	p.stay(l)
	p.paintEmpty(l.Len())
	p.showOperation()
	p.lookAt()
	if !p.tailing {
		p.bar.paused(true, l.Len()-l.Find(p.mark+1))
	}
}

// list is the lines that pass.
func (p *Panel) list() list {
	if s := p.search.get(); s != nil {
		return s.Hits()
	}
	return allLines{p.seen.First(), p.seen.Next()}
}

// filter is what is set now.
func (p *Panel) filter() filter {
	f := p.bar.filter()
	f.mark, f.fold = p.marks, !p.repeats && p.log.get().folds
	if p.op.id != "" && f.text == p.op.filter.text {
		f.id, f.fold = p.op.id, false // each of its lines counts
	}
	return f
}

// refilter reads everything again with the filter that is set now.
func (p *Panel) refilter() {
	p.leaveOperation(p.bar.filter())
	p.bar.tell("") // it was about other lines
	p.bar.say(p.status())
	f := p.filter()
	q, err := f.query()
	if err != nil {
		p.empty.wrong(look.Visible(err.Error())) // over what is shown, until the expression is one
		return
	}
	p.empty.hide()
	p.find(f, q)
	p.rows.setMarks(func(text string) [][2]int { return q.Spans(text, nil) })
	if no := p.rows.selection.to; no != none && !p.tailing {
		p.keep(no)
		return
	}
	p.resume()
}

// find begins to look for what the filter shows, and for what it marks.
func (p *Panel) find(f filter, q *tail.Query) {
	var shown, marked searcher
	log := p.log.get()
	if list := f.shown(); !list.every() {
		if list != f {
			q, _ = list.query() // without a text it cannot be wrong
		}
		shown = log.find(list, q)
	}
	if f.mark && f.text != "" {
		matches := tail.Filter{Level: f.level, Text: f.text, Regexp: f.regexp, Heads: true}
		if q, err := matches.Compile(); err == nil {
			marked = log.find(f, q)
		}
	}
	p.search.set(shown)
	p.matches.set(marked)
}

// scrolled is told where the person scrolled to.
func (p *Panel) scrolled(atEnd bool) {
	p.wanted = none
	p.lookAt()
	switch {
	case atEnd && !p.tailing:
		p.resume()
	case !atEnd && p.tailing:
		p.tailing, p.mark = false, p.seen.Next()-1
		p.bar.paused(true, 0)
	}
}

// resume shows the newest line and follows again.
func (p *Panel) resume() {
	p.tailing, p.wanted = true, none
	p.bar.paused(false, 0)
	p.rows.stick = true
	p.show()
}

// fetch gets a line to paint; false when the source has dropped it. A search may know
// lines that came since the log was looked at.
func (p *Panel) fetch(no int64) (tail.Line, bool) {
	if no >= p.seen.Next() || no < p.seen.First() {
		p.seen = p.log.get().now()
	}
	l, err := p.seen.Line(no)
	return l, err == nil
}

// narrow shows only the lines that hold a text, of every level.
func (p *Panel) narrow(text string) { p.bar.set(tail.Debug, text, false) }

// ShowLinesWith shows only the lines that hold one of these texts.
func (p *Panel) ShowLinesWith(texts []string) {
	if len(texts) == 1 {
		p.narrow(texts[0])
		return
	}
	var quoted []string
	for _, t := range texts {
		quoted = append(quoted, regexp.QuoteMeta(t))
	}
	p.bar.set(tail.Debug, strings.Join(quoted, "|"), true)
}

// showAll lets every line through.
func (p *Panel) showAll() { p.bar.set(tail.Debug, "", false) }

// paintEmpty says why there is nothing to see, where there is nothing.
func (p *Panel) paintEmpty(shown int64) {
	if p.empty.isWrong {
		return
	}
	if shown > 0 {
		p.empty.hide()
		return
	}
	p.empty.show(lenOf(p.seen), p.filter().all())
}

// status is what the bar says of the log: that it cannot be read, how much is still to be
// read, that lines pour in faster than anybody reads, or that none has come for long. The
// last two leave the room to what is known of an operation, while only that is shown.
func (p *Panel) status() []string {
	if err := p.log.get().problem(); err != nil {
		return []string{words.T("logview.unreadable", p.log.get().name, words.Error(err).Title), words.T("logview.unreadable.short")}
	}
	if n := p.flow.perSecond; p.flow.fast() && p.op.id == "" {
		says := []string{words.T("logview.flow", thousands(n)), words.T("logview.flow.short", thousands(n))}
		if p.tailing { // a sample of them is painted
			says = append([]string{words.T("logview.flow.newest", thousands(n))}, says...)
		}
		return says
	}
	if left := p.log.get().left(); left > 1<<20 {
		return []string{words.T("logview.reading", thousands(left>>20)), words.T("logview.reading.short", thousands(left>>20))}
	}
	if p.op.id != "" {
		return nil
	}
	return p.quiet(time.Now())
}
