package export

import (
	"sort"
	"strconv"
	"strings"

	"stationcompanion/client/report"
)

// Texts of the table of steps.
var (
	stepName = letters{regular, 8, black}
	badName  = letters{bold, 8, black}
	stepMore = letters{regular, 7.5, quiet}
)

const (
	indentStep = 7.0
	indentMost = 14 // levels; deeper ones stay there
)

// steps draws every step as a table, from a new page on.
func (d *doc) steps() {
	n := d.rep.Len()
	if n == 0 {
		return
	}
	t := d.table([]column{{"", 14, false}, {"Step", 0, false}, {"Value", 84, false}, {"Limits", 118, false}, {"Status", 66, false}, {"Time", 56, true}})
	d.newPage()
	d.title("All steps (" + strconv.Itoa(n) + ")")
	t.head()
	d.onNewPage = t.head
	defer func() { d.onNewPage = nil }()
	for i := range n {
		if i == pdfSteps || d.pdf.PageNo() > pdfPages {
			d.stepsLeftOut(t, i)
			break
		}
		d.step(t, d.rep.Step(i), "")
	}
	d.y += 10
}

// stepsLeftOut says which steps, from row from on, are not here, and lists those of
// them that failed.
func (d *doc) stepsLeftOut(t *table, from int) {
	d.leftOut()
	bad := d.failing[sort.SearchInts(d.failing, from):]
	says := "Steps " + strconv.Itoa(from+1) + " to " + strconv.Itoa(d.rep.Len()) + " are left out here; see the CSV or text form."
	switch {
	case len(bad) > pdfFailing:
		says += " Of those, the first " + strconv.Itoa(pdfFailing) + " of " + strconv.Itoa(len(bad)) + " failing ones follow."
		bad = bad[:pdfFailing]
	case len(bad) > 0:
		says += " Of those, the failing ones follow."
	default:
		says += " None of those failed by itself."
	}
	d.y += 6
	d.notice(says)
	for _, row := range bad {
		d.step(t, d.rep.Step(row), pathOf(d.rep.Path(row), d.rep.Step(row).Name))
	}
}

// step draws a step with its measurements and texts. A path replaces name and indent.
func (d *doc) step(t *table, s report.Step, path string) {
	indent := indentStep * float64(min(s.Depth, indentMost))
	name := or(s.Name, noName)
	if path != "" {
		indent, name = 0, path
	}
	l, style := stepName, rowStyle{mark: s.Verdict, marked: true, line: true}
	if s.Verdict.Bad() {
		l, style.ground = badName, panel
	}
	if s.End > s.Row+1 {
		l = badName
	}
	cells := []cell{{}, {text: name, l: l, indent: indent}, {}, {},
		{text: statusWord(s.Verdict, s.Status), l: l}, {text: took(s.TotTime), l: stepName}}
	all := d.rep.Measurements(s.Row)
	rows := []tableRow{{cells, style}}
	if len(all) == 1 && oneLine(all[0].Name) == "" {
		measurementCells(cells, all[0], l)
		rows = append(rows, noteRow(s, all[0], indent, style)...)
		all = nil
	}
	for i, m := range all {
		if i == pdfMeasured {
			d.leftOut()
			rows = append(rows, more(plural(len(all)-i, "more measurement")+" left out here; see the CSV or text form.", badName, indent, 0))
			break
		}
		rows = append(rows, measurementRows(s, m, indent+indentStep)...)
	}
	for _, text := range stepTexts(d.rep, s) {
		rows = append(rows, more(text, stepMore, indent, style.ground))
	}
	t.together(rows)
}

// more is a row of text under a step, over all columns.
func more(text string, l letters, indent float64, ground ink) tableRow {
	return tableRow{[]cell{{}, {text: text, l: l, indent: indent + indentStep, span: 5}}, rowStyle{ground: ground}}
}

// measurementCells puts value and limits into a row; a Boolean has neither.
func measurementCells(cells []cell, m report.Measurement, l letters) {
	if m.Kind == report.Boolean {
		return
	}
	cells[2] = cell{text: shown.value(m), l: l}
	cells[3] = cell{text: shown.limits(m), l: stepName}
}

func measurementRows(s report.Step, m report.Measurement, indent float64) []tableRow {
	l, style := stepName, rowStyle{mark: m.Verdict, marked: true}
	if m.Verdict.Bad() {
		l, style.ground = badName, panel
	}
	cells := []cell{{}, {text: "– " + or(m.Name, noName), l: l, indent: indent}, {}, {}, {text: statusWord(m.Verdict, m.Status), l: l}}
	measurementCells(cells, m, l)
	return append([]tableRow{{cells, style}}, noteRow(s, m, indent, style)...)
}

// noteRow says of a measurement how far it is outside, and where statuses and limits
// disagree; empty for most.
func noteRow(s report.Step, m report.Measurement, indent float64, style rowStyle) []tableRow {
	note := facts(shown.outside(m), differs(s, m))
	if note == "" {
		return nil
	}
	return []tableRow{more(note, stepMore.in(black), indent, style.ground)}
}

// stepTexts lists what a step has beside its measurements.
func stepTexts(r *report.Report, s report.Step) []string {
	answer, file, exit := "", "", ""
	if s.Popup != nil {
		answer = labelled("Answer:", facts(text(s.Popup.Response), labelled("button", visible(s.Popup.Button.Raw))))
	}
	if s.File != nil {
		file = "Attachment: " + fileText(*s.File)
	}
	if s.ExitCode.Set() {
		exit = "exit code " + visible(s.ExitCode.Raw)
	}
	chart := ""
	if s.HasChart {
		chart = "has a chart"
		if c, err := r.Chart(s.Row); err == nil && oneLine(c.Label) != "" {
			chart += ": " + oneLine(c.Label)
		}
	}
	all := []string{
		stepMessage(s.ErrorCode, s.ErrorMessage), facts(loopFull(s.Loop), exit, groupWord(s.Group), chart),
		labelled("Report text:", text(s.Text)), labelled("Calls", sequence(s.SeqCall)), answer, file,
		strings.Join(additionalLines(s.Results), "\n"),
	}
	kept := all[:0]
	for _, a := range all {
		if a != "" {
			kept = append(kept, a)
		}
	}
	return kept
}
