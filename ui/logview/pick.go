package logview

import "stationcompanion/ui/words"

// pick shows a line whole; picking it again puts it away.
func (p *Panel) pick(no int64) {
	l, ok := p.fetch(no)
	if !ok || no == p.picked {
		p.unpick()
		return
	}
	p.picked = no
	p.rows.selectLines(no, no)
	p.detail.show(l, p.repeated(no))
	p.root.Refresh()
	if !p.tailing {
		p.rows.reveal(no)
	}
}

// unpick puts the detail strip away.
func (p *Panel) unpick() {
	p.picked = none
	p.rows.selectLines(none, none)
	p.detail.hide()
	p.root.Refresh()
}

// selected says how many rows are.
func (p *Panel) selected() {
	from, to := p.rows.selected()
	p.bar.selected(to - from)
}

// copySelected copies the selected lines, and says how many where that is not all.
func (p *Panel) copySelected() {
	text, n, of := p.rows.selectedText()
	switch {
	case n == 0:
		return
	case n < of:
		p.bar.tell(words.T("logview.copied.some", thousands(n), thousands(of)))
	case n == 1:
		p.bar.tell(words.T("logview.copied.one"))
	default:
		p.bar.tell(words.T("logview.copied", thousands(n)))
	}
	p.d.Copy(text)
}
