package logview

import (
	"time"

	"fyne.io/fyne/v2"
)

// leastRows is how many rows there must be room for without the picture over time; with
// fewer the rows have all of it.
const leastRows = 7

// leastBeside is the same while a line is shown whole: then the picture stays where it was,
// because everything would move under the pointer.
const leastBeside = 3

// fits reports whether there is room for it in a height.
func (l densityLayout) fits(height, own float32) bool {
	pitch := metricsNow().pitch
	return height >= leastRows*pitch ||
		l.p.detail.root.Visible() && !l.p.density.Hidden && height >= own+leastBeside*pitch
}

// densityLayout puts the picture over time above the rows, where it is worth its room.
type densityLayout struct{ p *Panel }

// MinSize is Fyne's.
func (l densityLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[1].MinSize() }

// Layout is Fyne's.
func (l densityLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	p := l.p
	p.density.wide = int(float64(size.Width) * p.rows.scale())
	own, high := o[0].MinSize().Height, float32(0)
	p.density.fits = l.fits(size.Height, own)
	if p.density.worth() {
		high = own
	}
	if hidden := high == 0; hidden != p.density.Hidden {
		if hidden {
			p.density.Hide()
		} else {
			p.density.Show()
		}
	}
	o[0].Resize(fyne.NewSize(size.Width, high))
	o[1].Move(fyne.NewPos(0, high))
	o[1].Resize(fyne.NewSize(size.Width, size.Height-high))
	p.ask()
	p.lookAt()
}

// overTime shows what is known of the log's times, and has the rest found out.
func (p *Panel) overTime(now time.Time) {
	p.silence.note(p.seen.Next(), now)
	p.takeSamples(now)
	p.ask()
	p.due.Store(0)
	if at := p.nextDue(now); !at.IsZero() {
		p.due.Store(at.UnixNano())
	}
}

// startOver forgets all that was found out, of another log.
func (p *Panel) startOver() {
	p.silence = silence{}
	p.turn++
	p.density.forget()
	p.body.Layout.Layout(p.body.Objects, p.body.Size())
	p.overTime(time.Now())
}

// ask has found out what is not known of the log yet, and would be shown.
func (p *Panel) ask() {
	if p.seen == nil {
		return
	}
	j := job{log: p.log.get(), turn: p.turn, v: p.seen, rhythm: p.asksForRhythm()}
	if p.density.fits {
		j.columns, j.span = p.density.wide/2, spans[p.density.span]
	}
	p.samples.want(j)
}

// takeSamples shows what was found out.
func (p *Panel) takeSamples(now time.Time) {
	t := p.density.times
	if f := p.samples.taken(); f != nil && f.log == p.log.get() {
		if f.times != nil {
			t = f.times
		}
		if f.pace != nil {
			p.silence.take(*f.pace, now)
		}
	}
	p.density.set(t, p.errorList())
	if p.density.worth() == p.density.Hidden {
		p.body.Layout.Layout(p.body.Objects, p.body.Size())
	}
}

// errorList is the errors that were found.
func (p *Panel) errorList() list {
	if s := p.errors.get(); s != nil {
		return s.Hits()
	}
	return noLines{}
}

// lookAt marks what is in view.
func (p *Panel) lookAt() {
	if n := p.rows.view.nums; len(n) > 0 {
		p.density.look(n[0], n[len(n)-1])
	} else {
		p.density.look(none, none)
	}
}

// toTime brings the line nearest to a moment into view, of those that are shown, and
// chooses it once the pointer is up. At the end it follows again.
func (p *Panel) toTime(to dest) {
	if to.end {
		p.resume()
		return
	}
	l := p.list()
	if to.no != none {
		to.at = p.density.times.at(to.no)
	}
	no, row, ok := p.density.times.near(l, to.at)
	if !ok {
		return
	}
	if i := l.Find(to.no); to.no != none && i < l.Len() && l.At(i) == to.no {
		no, row = to.no, i
	}
	p.rows.moveTo(row - p.rows.rows()/2)
	switch {
	case to.drag:
	case p.picked != none && p.picked != no:
		p.pick(no)
	default:
		p.rows.selectLines(no, no)
	}
}
