package lookup

import (
	"strings"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// cells is what one row of the step tree shows.
type cells struct {
	indent              int
	folds, open         bool
	verdict             report.Verdict
	name, lead          string // lead: the path before the name, where the filter hides the tree
	value, unit, limits string
	time                string
	number              bool // value is one, and stands on its decimal point
	quiet               bool // nothing happened: skipped or merely done
}

// cells reads row i of the visible rows.
func (t *tree) cells(i int) cells {
	it := t.items[i]
	s := t.doc.rep.Step(int(it.row))
	c := cells{indent: s.Depth, verdict: s.Verdict, name: or(s.Name, "lookup.unnamed"), time: tookText(s)}
	c.folds, c.open = t.folds(i)
	if it.meas >= 0 {
		c.measurementRow(t.doc.rep.Measurements(int(it.row)), int(it.meas), s)
	} else {
		c.stepValue(t.doc.rep, s)
	}
	c.quiet = c.verdict == report.Skipped || c.verdict == report.Done
	if t.flat() {
		c.indent, c.folds = 0, false
		c.lead = leadOf(t.doc.rep.Path(int(it.row)), it, c.name != or(s.Name, "lookup.unnamed"))
	}
	return c
}

// leadOf is the path above a row; a named measurement's includes its step.
func leadOf(path []string, it item, named bool) string {
	if len(path) > 0 && !(it.meas >= 0 && named) {
		path = path[:len(path)-1]
	}
	if len(path) == 0 {
		return ""
	}
	return pathText(path) + pathSep
}

func (c *cells) measurementRow(all []report.Measurement, n int, s report.Step) {
	if n >= len(all) {
		return
	}
	c.time = ""
	c.indent++
	c.measured(all[n])
	if m := all[n]; strings.TrimSpace(m.Name) != "" {
		c.name = look.Visible(strings.TrimSpace(m.Name))
	}
	if all[n].Verdict != report.VerdictUnknown {
		c.verdict = all[n].Verdict
	} else {
		c.verdict = s.Verdict
	}
}

// stepValue fills in what a step without rows of its own measured or answered.
func (c *cells) stepValue(r *report.Report, s report.Step) {
	switch {
	case s.Measurements == 1:
		if all := r.Measurements(s.Row); len(all) == 1 {
			c.measured(all[0])
		}
	case s.Measurements > 1:
		c.limits = words.T("lookup.measurements", s.Measurements)
	case s.Loop != nil:
		c.limits = loopText(s)
	case s.ExitCode.Set():
		c.limits = words.T("lookup.exit", words.Number(s.ExitCode))
	case s.Popup != nil:
		c.limits = popupText(s)
	}
}

func (c *cells) measured(m report.Measurement) {
	c.limits = words.Limits(m)
	if m.Kind == report.Numeric && strings.EqualFold(strings.TrimSpace(m.CompOp), "LOG") {
		c.limits = ""
	}
	c.value = words.Value(m)
	if m.Kind != report.Numeric {
		if m.Kind == report.Boolean {
			c.value = ""
		}
		return
	}
	c.number = m.Value.Set()
	c.unit = look.Visible(strings.TrimSpace(m.Unit))
	if bare, ok := strings.CutSuffix(c.value, c.unit); ok && c.number {
		c.value = strings.TrimSpace(bare)
	} else {
		c.unit = ""
	}
}
