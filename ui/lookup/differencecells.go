package lookup

import (
	"strings"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// differenceCells is what one row of a comparison shows.
type differenceCells struct {
	badge                string // what changed, as a sign; empty: A's verdict
	kind                 string // the same as a word
	verdictA, verdictB   report.Verdict
	verdicts             bool // the verdicts differ: each value has its mark
	lead, name           string
	a, b                 string
	moved, limits, below string
}

// The signs of what changed; each stands beside its word.
const (
	signValue  = "≠"
	signLimits = "[ ]"
	signOnlyA  = "A"
	signOnlyB  = "B"
	signFact   = "i"
	nothing    = "–"
)

// cells reads a row.
func (l *differenceList) cells(d difference) differenceCells {
	if d.fact != nil {
		return differenceCells{badge: signFact, kind: words.T("compare.fact"), name: words.HeaderFact(d.fact.Field),
			a: valueOr(look.Visible(strings.TrimSpace(d.fact.A))), b: valueOr(look.Visible(strings.TrimSpace(d.fact.B)))}
	}
	a, b := l.of.Reports()
	ma, okA := measurementOf(a, d.step.RowA, d.step.MeasA)
	mb, okB := measurementOf(b, d.step.RowB, d.step.MeasB)
	c := differenceCells{kind: words.DifferenceKind(d.step.Kind), verdictA: d.step.VerdictA, verdictB: d.step.VerdictB}
	path := l.of.Path(*d.step)
	switch {
	case okA && strings.TrimSpace(ma.Name) != "":
		path = append(path[:len(path):len(path)], ma.Name)
	case !okA && okB && strings.TrimSpace(mb.Name) != "":
		path = append(path[:len(path):len(path)], mb.Name)
	}
	c.name = words.T("compare.root")
	if n := len(path); n > 0 {
		c.name = or(path[n-1], "lookup.unnamed")
		if n > 1 {
			c.lead = pathText(path[:n-1]) + pathSep
		}
	}
	c.a = sideText(a, *d.step, d.step.RowA, ma, okA, d.step.VerdictA, d.step.Kind == report.OnlyInB)
	c.b = sideText(b, *d.step, d.step.RowB, mb, okB, d.step.VerdictB, d.step.Kind == report.OnlyInA)
	c.moved = words.Moved(*d.step, ma.Unit)
	c.fill(*d.step, ma, mb)
	return c
}

// fill adds the sign of what changed, and what only some rows have.
func (c *differenceCells) fill(d report.Difference, ma, mb report.Measurement) {
	c.verdicts = d.Kind == report.VerdictDiffers
	c.badge = map[report.DifferenceKind]string{report.ValueDiffers: signValue, report.LimitsDiffer: signLimits,
		report.OnlyInA: signOnlyA, report.OnlyInB: signOnlyB}[d.Kind]
	if d.Limits {
		c.limits = words.T("compare.limits.here", valueOr(plainSigns.Replace(words.Limits(ma))), valueOr(plainSigns.Replace(words.Limits(mb))))
	}
	if d.Below > 0 {
		c.below = words.T("compare.below", d.Below)
	}
}

func measurementOf(r *report.Report, row, meas int) (report.Measurement, bool) {
	if row < 0 || meas < 0 {
		return report.Measurement{}, false
	}
	if all := r.Measurements(row); meas < len(all) {
		return all[meas], true
	}
	return report.Measurement{}, false
}

// sideText is what one report has at a place: the value, or what the step itself says.
func sideText(r *report.Report, d report.Difference, row int, m report.Measurement, measured bool, v report.Verdict, missing bool) string {
	switch {
	case missing:
		return nothing
	case measured:
		return words.Value(m)
	case d.Kind == report.ValueDiffers && row >= 0:
		s, text := r.Step(row), ""
		if s.ExitCode.Set() {
			text = words.T("lookup.exit", words.Number(s.ExitCode))
		}
		if s.Popup != nil {
			text = facts(text, popupText(s))
		}
		return valueOr(text)
	}
	return words.Verdict(v)
}

// line is the row as plain text.
func (c differenceCells) line() string {
	a, b := c.a, c.b
	if c.verdicts {
		a, b = withVerdict(c.verdictA, a), withVerdict(c.verdictB, b)
	}
	return joinFull(": ", c.lead+c.name, facts(c.kind, joinFull(" / ", a, b), c.moved, c.limits, c.below))
}

func withVerdict(v report.Verdict, text string) string {
	if word := words.Verdict(v); word != text {
		return joinFull(" ", word, text)
	}
	return text
}
