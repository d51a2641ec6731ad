package logview

import (
	"stationcompanion/logging/tail"
)

// update takes in what the source has new. It runs on the UI goroutine.
func (p *Panel) update() {
	p.index.update(p.d.Source)
	if p.tailing {
		p.show(p.index.nums)
		return
	}
	p.trim()
	p.bar.paused(true, p.index.after(p.mark))
}

// show puts a list of lines in the rows with its end in view, unless it is what they
// show already: lines the filter hides cause no repaint.
func (p *Panel) show(nums []int64) {
	same := len(nums) == len(p.shown) && last(nums) == last(p.shown)
	p.shown = nums
	p.paintEmpty()
	if !same {
		p.rows.set(nums, true)
	}
}

// trim takes away, while paused, the lines the source has dropped, so that those in
// view stay where they are.
func (p *Panel) trim() {
	if p.d.Source.Len() == 0 {
		p.resume()
		return
	}
	kept := dropBefore(p.shown, p.d.Source.Line(0).No)
	gone := len(p.shown) - len(kept)
	if gone == 0 {
		return
	}
	p.shown = kept
	p.rows.cut(kept, gone)
	p.paintEmpty()
}

// refilter reads everything again with the filter that is set now.
func (p *Panel) refilter() {
	p.index = newIndex(p.bar.filter())
	p.index.update(p.d.Source)
	p.shown = nil
	p.rows.set(nil, true)
	p.resume()
}

// scrolled is told where the person scrolled to.
func (p *Panel) scrolled(atEnd bool) {
	switch {
	case atEnd && !p.tailing:
		p.resume()
	case !atEnd && p.tailing:
		p.tailing, p.mark = false, p.index.newest()
		p.rows.stick = false
		p.bar.paused(true, 0)
	}
}

// resume shows the newest line and follows again.
func (p *Panel) resume() {
	p.tailing = true
	p.bar.paused(false, 0)
	p.show(p.index.nums)
	p.rows.toEnd()
}

// page scrolls by whole pages: −1 up, 1 down.
func (p *Panel) page(dir int) { p.rows.page(dir) }

// fetch gets a line to paint; false when the source has dropped it.
func (p *Panel) fetch(no int64) (tail.Line, bool) {
	lines, _ := p.d.Source.Lines(no, 1)
	if len(lines) == 0 || lines[0].No != no {
		return tail.Line{}, false
	}
	return lines[0], true
}

// pick shows a line whole; picking it again puts it away.
func (p *Panel) pick(no int64) {
	l, ok := p.fetch(no)
	if !ok || no == p.rows.picked {
		p.unpick()
		return
	}
	p.rows.pick(no)
	p.detail.show(l)
	p.root.Refresh()
	p.rows.reveal(no)
}

// unpick puts the detail strip away.
func (p *Panel) unpick() {
	p.rows.pick(none)
	p.detail.hide()
	p.root.Refresh()
}

// narrow shows only the lines that hold a text, of every level.
func (p *Panel) narrow(text string) { p.bar.set(tail.Debug, text) }

// showAll lets every line through.
func (p *Panel) showAll() { p.bar.set(tail.Debug, "") }

// paintEmpty says why there is nothing to see, where there is nothing.
func (p *Panel) paintEmpty() {
	if len(p.shown) > 0 {
		p.empty.hide()
		return
	}
	p.empty.show(p.d.Source.Len(), p.index.filter.all())
}
