package logview

import (
	"stationcompanion/logging/tail"
	"stationcompanion/ui/words"
)

// decorate marks the lines with which a program started, and says of a line that stands for
// others how many there were.
func (p *Panel) decorate(no int64, l tail.Line) decoration {
	d := decoration{start: tail.ProgramStart(l)}
	run := runOf(p.list(), no)
	if run.Count < 2 {
		return d
	}
	d.repeat, d.until = run.Count, l.Time
	if first, ok := p.fetch(run.Since); ok {
		d.since = first.Time
	}
	return d
}

// says is a run in words, with its first moment whole; empty for none.
func (p *Panel) says(run tail.Run) string {
	if run.Count < 2 {
		return ""
	}
	first, ok := p.fetch(run.Since)
	if !ok || first.Time.IsZero() {
		return words.T("logview.repeat", thousands(run.Count))
	}
	return words.T("logview.repeat.since", thousands(run.Count), fullTime(first.Time))
}

// repeated is what line no stands for, in words; empty where it is alone.
func (p *Panel) repeated(no int64) string { return p.says(runOf(p.list(), no)) }

// unfold shows every line of a run, and all others that repeat each other, where line no
// stood for them.
func (p *Panel) unfold(no int64) {
	p.rows.selectLines(no, no)
	p.pause()
	p.foldRepeats(false)
}

// foldRepeats shows of lines that repeat each other the last one alone, or all.
func (p *Panel) foldRepeats(on bool) {
	p.repeats = !on
	p.refilter()
}

// markOnly has the text of the filter hide nothing, or everything it does not stand in.
func (p *Panel) markOnly(on bool) {
	p.marks = on
	p.bar.text.marks(on)
	p.refilter()
}
