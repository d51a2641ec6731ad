package words

import (
	"math"
	"strconv"
	"strings"

	"stationcompanion/client/report"
	"stationcompanion/client/report/plain"
)

// Limits gives a measurement's limits as an interval ("4.75 ≤ x ≤ 5.25 V").
func Limits(m report.Measurement) string {
	op := compOp(m)
	switch {
	case m.Kind == report.Boolean:
		return ""
	case op == "LOG" || op == "":
		return T("limits.none")
	case m.Kind == report.String:
		return stringLimit(op, m)
	}
	form, known := plain.Interval(op)
	if !known {
		return withUnit(sentences(Visible(m.CompOp), Number(m.Low), Number(m.High)), m)
	}
	form = strings.Replace(form, "|", T("limits.or"), 1)
	return withUnit(strings.NewReplacer("%1", limitNumber(m.Low), "%2", limitNumber(m.High)).Replace(form), m)
}

func stringLimit(op string, m report.Measurement) string {
	limit := Visible(m.Limit)
	switch op {
	case "EQ":
		return T("limits.equal", limit)
	case "NE":
		return T("limits.not_equal", limit)
	case "IGNORECASE":
		return T("limits.any_case", limit)
	case "CASESENSIT":
		return T("limits.exact_case", limit)
	}
	return sentences(Visible(m.CompOp), limit)
}

// Value gives a measurement's value with its unit; a Boolean's is its verdict. Long
// numbers are shortened, but never so far that a value outside looks like its limit.
func Value(m report.Measurement) string {
	switch m.Kind {
	case report.String:
		return Visible(m.Text)
	case report.Boolean:
		return Verdict(m.Verdict)
	}
	if !m.Value.Set() {
		return T("value.missing")
	}
	return withUnit(plain.Value(m), m)
}

// Bytes gives a size as people read it: "812 B", "24.1 KB", "3.2 MB".
func Bytes(n int64) string {
	switch {
	case n < 1000:
		return T("size.b", n)
	case n < 1_000_000:
		return T("size.kb", trimZero(float64(n)/1e3))
	}
	return T("size.mb", trimZero(float64(n)/1e6))
}

// Number gives a number as it is shown: plain.Number.
func Number(n report.Number) string { return plain.Number(n) }

func limitNumber(n report.Number) string {
	if !n.Set() {
		return "?"
	}
	return Number(n)
}

// Outside tells how far a value is outside ("above 3.45 V by 0.26 V (+87 %)"); empty
// when it is inside or cannot be judged.
func Outside(m report.Measurement) string {
	distance, percent, ok := m.Outside()
	if !ok {
		return ""
	}
	if text := outsideByOp(m); text != "" {
		return text
	}
	bound, key := m.High, "outside.above"
	switch op := compOp(m); {
	case distance < 0:
		bound, key = m.Low, "outside.below"
	case op == "EQ" || op == "LT" || op == "LE":
		bound = m.Low
	}
	if distance == 0 {
		return T("outside.at", withUnit(atBound(m), m))
	}
	text := T(key, withUnit(limitNumber(bound), m), withUnit(plain.Rounded(math.Abs(distance), plain.DeltaDigits), m))
	if share := share(percent); share != "" {
		text += " (" + share + ")"
	}
	return text
}

// outsideByOp words the comparisons that forbid a value or a range.
func outsideByOp(m report.Measurement) string {
	switch compOp(m) {
	case "NE":
		return T("outside.equal", withUnit(limitNumber(m.Low), m))
	case "LTGT", "LEGE", "LEGT", "LTGE":
		return T("outside.between", limitNumber(m.Low), withUnit(limitNumber(m.High), m))
	}
	return ""
}

// atBound is the limit a value stands on.
func atBound(m report.Measurement) string {
	if m.High.Set() && m.High.F == m.Value.F {
		return Number(m.High)
	}
	return limitNumber(m.Low)
}

// share writes a signed per cent of the limits' span; empty when there is none.
func share(percent float64) string {
	if math.IsNaN(percent) || math.IsInf(percent, 0) {
		return ""
	}
	digits := 0
	if math.Abs(percent) < 10 {
		digits = 1
	}
	text := strconv.FormatFloat(percent, 'f', digits, 64)
	if len(text) > 6 {
		text = plain.Rounded(percent, 3)
	}
	if percent > 0 {
		text = "+" + text
	}
	return T("outside.percent", text)
}

func withUnit(text string, m report.Measurement) string {
	return sentences(text, Visible(strings.TrimSpace(m.Unit)))
}

func compOp(m report.Measurement) string { return strings.ToUpper(strings.TrimSpace(m.CompOp)) }
