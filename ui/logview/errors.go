package logview

import (
	"stationcompanion/logging/tail"
	"stationcompanion/ui/words"
)

// lookForErrors begins to find the errors of the log that is followed.
func (p *Panel) lookForErrors() {
	q, err := tail.Filter{Level: tail.Error, Heads: true}.Compile()
	if err != nil {
		return
	}
	p.errors.set(p.log.get().find(newFilter(tail.Error, "", false), q))
}

// countErrors is how many errors there are, as far as they were found.
func (p *Panel) countErrors() int64 {
	if s := p.errors.get(); s != nil {
		return s.Hits().Len()
	}
	return 0
}

// toError goes to the next error, or back to the one before, among the lines that are
// shown. It begins at the chosen line, else at the end.
func (p *Panel) toError(dir int) {
	s := p.errors.get()
	if s == nil {
		return
	}
	found, shown := s.Hits(), p.list()
	from := p.seen.Next()
	switch {
	case !p.rows.selection.empty():
		from, _ = p.rows.selection.bounds()
	case dir > 0:
		from = p.seen.First() - 1
	}
	i := found.Find(from)
	switch {
	case dir < 0:
		i--
	case i < found.Len() && found.At(i) == from:
		i++
	}
	for ; i >= 0 && i < found.Len(); i += int64(dir) {
		no := found.At(i)
		if k := shown.Find(no); k < shown.Len() && shown.At(k) == no {
			p.goTo(no)
			return
		}
	}
	p.bar.tell(words.T("logview.errors.none"))
}

// goTo brings a line into view and chooses it. The strip shows it where that is open; it
// does not open, because everything would move under the pointer.
func (p *Panel) goTo(no int64) {
	p.tailing, p.mark = false, p.seen.Next()-1
	p.rows.stick = false
	if p.picked != none && p.picked != no {
		p.pick(no)
	}
	p.rows.selectLines(no, no)
	p.rows.reveal(no)
	p.show()
}
