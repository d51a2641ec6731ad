package export

import (
	"strings"

	"stationcompanion/client/report"
	"stationcompanion/client/report/plain"
)

// style says how numbers are written: exact as in the report, or as the window
// shows them.
type style bool

const (
	shown style = false
	exact style = true
)

func (s style) number(n report.Number) string {
	if s == exact {
		return visible(n.Raw)
	}
	return plain.Number(n)
}

// limits gives a measurement's limits as an interval ("4.75 ≤ x ≤ 5.25 V").
func (s style) limits(m report.Measurement) string {
	op := compOp(m)
	switch {
	case m.Kind == report.Boolean:
		return ""
	case op == "LOG" || op == "":
		return "no limits"
	case m.Kind == report.String:
		return stringLimit(op, m)
	}
	form, known := plain.Interval(op)
	if !known {
		return withUnit(spaced(visible(m.CompOp), s.number(m.Low), s.number(m.High)), m)
	}
	return withUnit(fill(strings.Replace(form, "|", "or", 1), s.limit(m.Low), s.limit(m.High)), m)
}

// fill puts the limits into a form; what stands in a limit is not looked at again.
func fill(form, low, high string) string {
	before, rest, hasLow := strings.Cut(form, "%1")
	if !hasLow {
		return form
	}
	middle, after, hasHigh := strings.Cut(rest, "%2")
	if !hasHigh {
		return before + low + rest
	}
	return before + low + middle + high + after
}

func stringLimit(op string, m report.Measurement) string {
	limit := visible(m.Limit)
	switch op {
	case "EQ":
		return "must be “" + limit + "”"
	case "NE":
		return "must not be “" + limit + "”"
	case "IGNORECASE":
		return "must be “" + limit + "” in any case"
	case "CASESENSIT":
		return "must be exactly “" + limit + "”"
	}
	return spaced(visible(m.CompOp), limit)
}

// value gives a measurement's value with its unit; a Boolean's is its verdict. A
// shortened number never looks like a limit it differs from.
func (s style) value(m report.Measurement) string {
	switch {
	case m.Kind == report.String:
		return visible(m.Text)
	case m.Kind == report.Boolean:
		return verdictWord(m.Verdict)
	case !m.Value.Set():
		return "no value"
	case s == exact:
		return withUnit(visible(m.Value.Raw), m)
	}
	return withUnit(plain.Value(m), m)
}

func (s style) limit(n report.Number) string {
	if !n.Set() {
		return "?"
	}
	return s.number(n)
}

func withUnit(text string, m report.Measurement) string {
	return spaced(text, visible(strings.TrimSpace(m.Unit)))
}

func compOp(m report.Measurement) string { return strings.ToUpper(strings.TrimSpace(m.CompOp)) }
