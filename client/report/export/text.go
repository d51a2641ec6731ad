package export

import (
	"io"
	"strconv"

	"stationcompanion/client/report"
)

// Bounds of the tree's layout, in characters.
const (
	maxIndent  = 30 // levels; deeper ones stay there and say how deep they are
	nameWidth  = 44 // of name and indent together
	markWidth  = 13 // of mark and word
	labelWidth = 15
)

// Text writes the whole report as UTF-8 text with LF line ends: verdict and first
// failure, facts, every step with all it holds, what belongs to the unit, and at last
// the problems. Numbers are exact. Control and hidden characters of the report are
// made visible, so the only control character written is LF. It streams: memory does
// not grow with the steps. The error is that of w.
func Text(w io.Writer, rep *report.Report) error {
	p := newPrinter(w)
	p.line(headline(rep))
	if s := incomplete(rep); s != "" {
		p.line(s)
	}
	textFailure(p, rep)
	p.line()
	for _, f := range headFacts(rep, nil) {
		p.fact(f)
	}
	textRepair(p, rep)
	if n := rep.Len(); n > 0 {
		p.titled("Steps: " + strconv.Itoa(n))
	}
	for i := range rep.Len() {
		textStep(p, rep, rep.Step(i))
	}
	for _, s := range sections(rep) {
		p.titled(s.title)
		for _, l := range s.lines {
			p.line("  ", l)
		}
	}
	textProblems(p, rep)
	return p.w.Flush()
}

// fact writes a labelled value; its further lines stand under the first.
func (p *printer) fact(f fact) {
	p.hanging(pad(f.label, labelWidth), blanks(labelWidth), f.value)
}

func textFailure(p *printer, r *report.Report) {
	f, ok := r.FirstFailure()
	if !ok {
		return
	}
	p.line("First failure: ", failurePath(f))
	if f.Measurement >= 0 {
		p.line("  ", measurementFacts(f.M), dot, verdictWord(f.M.Verdict))
	}
	if s := stepMessage(f.Step.ErrorCode, f.Step.ErrorMessage); s != "" {
		p.block("  ", s)
	}
	if n := len(failing(r, f, true)) - 1; n > 0 {
		p.line("  and ", plural(n, "more failing step"))
	}
}

// measurementFacts is value, limits, comparison and how far it is outside, exact.
func measurementFacts(m report.Measurement) string {
	return facts(exact.value(m), exact.limitsPart(m), visible(m.CompOp), exact.outside(m))
}

// textProblems says what was odd, what nobody knows, and what is missing.
func textProblems(p *printer, r *report.Report) {
	if len(r.Problems) > 0 || r.Incomplete {
		p.titled("Problems in the report's data")
	}
	for _, odd := range r.Problems {
		p.line("  ▲ ", problemText(odd))
	}
	if r.Incomplete {
		p.line("  ▲ ", leftOut(r))
	}
	if lines := disagreementLines(r); len(lines) > 0 {
		p.titled("Where the report disagrees with itself")
		for _, l := range lines {
			p.line("  ▲ ", l)
		}
	}
	if unknown := notShownLines(r); len(unknown) > 0 {
		p.titled("Left out: fields this program does not know")
		for _, l := range unknown {
			p.line("  ", l)
		}
	}
}

// leftOut says that something is missing, and where reading stopped.
func leftOut(r *report.Report) string {
	says := "Left out: a part of the report could not be read; what is here is not all of it."
	if n := r.Len(); n > 0 {
		says += " The last step read is number " + strconv.Itoa(n) + ": " + pathOf(r.Path(n-1), r.Step(n-1).Name)
	}
	return says
}

func problemText(odd report.Problem) string {
	return joinFull(": ", []string{oneLine(odd.Where), oneLine(odd.What)})
}
