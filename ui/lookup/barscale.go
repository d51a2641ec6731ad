package lookup

import (
	"math"
	"strings"

	"stationcompanion/client/report"
	"stationcompanion/ui/words"
)

// barLimits is what a limit bar shows of a measurement.
type barLimits struct {
	low, high         float64
	hasLow, hasHigh   bool
	lowText, highText string
	outside           bool // the value lies outside by the contract's own table
}

// barOf finds the range a value has to lie in, by the contract's comparison table (LT
// and LE take their bound from the low limit). ok is false where the allowed values
// are no range (NE, LTGT and their kin), where there is nothing to compare with, and
// where a number is none.
func barOf(m report.Measurement) (b barLimits, ok bool) {
	if m.Kind != report.Numeric || !m.Value.Set() || math.IsNaN(m.Value.F) {
		return b, false
	}
	low, high := m.Low, m.High
	switch strings.ToUpper(strings.TrimSpace(m.CompOp)) {
	case "GTLT", "GELE", "GELT", "GTLE":
	case "EQ":
		high = low
	case "GT", "GE":
		high = report.Number{}
	case "LT", "LE":
		low, high = report.Number{}, m.Low
	default:
		return b, false
	}
	b.low, b.hasLow, b.lowText = bound(low)
	b.high, b.hasHigh, b.highText = bound(high)
	if b.hasLow && b.hasHigh && b.low == b.high {
		b.highText = ""
	}
	_, _, b.outside = m.Outside()
	return b, b.hasLow || b.hasHigh
}

func bound(n report.Number) (float64, bool, string) {
	if !n.Set() || math.IsNaN(n.F) || math.IsInf(n.F, 0) {
		return 0, false, ""
	}
	return n.F, true, words.Number(n)
}

// oneLine puts a text of several lines on one.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
