package logview

import (
	"stationcompanion/logging/tail"
	"stationcompanion/ui/words"
)

// sought is what the buttons beside a number go to.
type sought struct {
	n       int64
	matches bool // of the text of the filter; else errors
}

// countFound is how many matches there are where the text is only marked, else how many
// errors, as far as they were found.
func (p *Panel) countFound() sought {
	if s := p.matches.get(); s != nil {
		return sought{s.Hits().Len(), true}
	}
	if s := p.search.get(); s != nil && p.filter().text != "" {
		if f, ok := s.Hits().(folded); ok { // of those with the text
			return sought{f.Tally().Of(tail.Error), false}
		}
	}
	if s := p.errors.get(); s != nil {
		return sought{s.Hits().Len(), false}
	}
	return sought{}
}

// tally counts the lines the filter's text leaves, by their levels; done reports whether
// all of the log was counted.
func (p *Panel) tally() (t tail.Tally, done bool) {
	s := p.search.get()
	if s == nil {
		s = p.errors.get()
	}
	if s == nil {
		return t, false
	}
	if f, ok := s.Hits().(folded); ok {
		return f.Tally(), f.Done()
	}
	return t, false
}

// seek goes to the next of what the bar counts, or with −1 to the one before.
func (p *Panel) seek(dir int) {
	if p.matches.get() != nil {
		p.ToMatch(dir)
		return
	}
	p.ToError(dir)
}

// ToMatch goes to the next line the text of the filter stands in, or with −1 back to the
// one before.
func (p *Panel) ToMatch(dir int) {
	if p.filter().text == "" {
		p.bar.tell(words.T("logview.matches.what"))
		return
	}
	s := p.matches.get()
	if s == nil { // then all that is shown matches
		s = p.search.get()
	}
	if s != nil && p.to(s.Hits(), dir) {
		return
	}
	p.bar.tell(words.T("logview.matches.none"))
}

// to goes to the next line of a list that is shown, or back to the one before; false when
// there is none.
func (p *Panel) to(found list, dir int) bool {
	shown := p.list()
	from, since := p.seekFrom(shown)
	i := found.Find(from + 1)
	if dir < 0 {
		i = found.Find(since) - 1
	}
	for ; i >= 0 && i < found.Len(); i += int64(dir) {
		no, ok := rowOf(shown, found.At(i))
		if ok && no != from && !p.continues(found, i) {
			p.goTo(no)
			return true
		}
	}
	return false
}

// seekFrom gives the line behind which the next one is, and the line before which the one
// before is: both are the chosen line, or what it stands for. Where none is chosen what is in
// view counts; while the end stays in view, that there is a first one and a last one.
func (p *Panel) seekFrom(shown list) (from, since int64) {
	nums := p.rows.view.nums
	switch {
	case !p.rows.selection.empty():
		since, from = p.rows.selection.bounds()
		if run := runOf(shown, since); run.Count > 0 {
			since = run.Since
		}
		return from, since
	case p.tailing || len(nums) == 0:
		return p.seen.First() - 1, p.seen.Next()
	}
	return nums[0] - 1, nums[len(nums)-1] + 1
}

// continues reports whether line i of a list only continues the one before it.
func (p *Panel) continues(found list, i int64) bool {
	no := found.At(i)
	if i == 0 || found.At(i-1) != no-1 {
		return false
	}
	l, ok := p.fetch(no)
	return ok && l.Level == tail.Unknown
}

// goTo brings a line into view and chooses it. The strip shows it where that is open; it
// does not open, because everything would move under the pointer.
func (p *Panel) goTo(no int64) {
	p.pause()
	if p.picked != none && p.picked != no {
		p.pick(no)
	}
	p.rows.selectLines(no, no)
	p.rows.reveal(no)
	p.show()
}

// pause keeps what is in view.
func (p *Panel) pause() {
	if p.tailing {
		p.tailing, p.mark = false, p.seen.Next()-1
	}
	p.rows.stick = false
}

// keep has a line stay in view that is still to be found under another filter.
func (p *Panel) keep(no int64) {
	p.pause()
	p.wanted = no
	p.show()
}

// stay brings the line that is kept into view once it is found, or the one nearest to it.
// A chosen line that was folded into a later one is that one then.
func (p *Panel) stay(l list) {
	if s := p.rows.selection; s.from == s.to && s.to != none {
		if no, ok := rowOf(l, s.to); ok && no != s.to {
			p.rows.moveSelection(no)
			if p.picked == s.to {
				p.picked = no
			}
		}
	}
	if p.wanted == none {
		return
	}
	i := l.Find(p.wanted)
	f, searched := l.(folded)
	if i == 0 && searched && !f.Done() {
		return // what stands before is still being looked for
	}
	if i < l.Len() {
		p.wanted = none
		p.rows.centre(i)
	} else if !searched || f.Done() {
		p.wanted = none
		p.resume()
	}
}
