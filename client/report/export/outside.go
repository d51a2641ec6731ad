package export

import (
	"math"
	"strconv"

	"stationcompanion/client/report"
	"stationcompanion/client/report/plain"
)

// outside tells how far a value is outside ("above 3.45 V by 0.26 V (+87 %)"); empty
// when it is inside or cannot be judged.
func (s style) outside(m report.Measurement) string {
	distance, percent, ok := m.Outside()
	if !ok {
		return ""
	}
	switch compOp(m) {
	case "NE":
		return "equals " + withUnit(s.limit(m.Low), m) + ", which it must not"
	case "LTGT", "LEGE", "LEGT", "LTGE":
		return "between " + s.limit(m.Low) + " and " + withUnit(s.limit(m.High), m) + ", where it must not be"
	}
	bound, side := m.High, "above "
	switch op := compOp(m); {
	case distance < 0:
		bound, side = m.Low, "below "
	case op == "EQ" || op == "LT" || op == "LE":
		bound = m.Low
	}
	if distance == 0 {
		return "exactly " + withUnit(s.atBound(m), m) + ", which is outside"
	}
	text := side + withUnit(s.limit(bound), m) + " by " + withUnit(plain.Rounded(math.Abs(distance), plain.DeltaDigits), m)
	if share := share(percent); share != "" {
		text += " (" + share + ")"
	}
	return text
}

// atBound is the limit a value stands on.
func (s style) atBound(m report.Measurement) string {
	if m.High.Set() && m.High.F == m.Value.F {
		return s.number(m.High)
	}
	return s.limit(m.Low)
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
	return text + " %"
}
