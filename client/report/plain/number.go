package plain

import (
	"math"
	"strconv"
	"strings"

	"stationcompanion/client/report"
)

// Significant digits shown of a number that was written longer; the whole of it can be
// copied.
const (
	Digits      = 7
	DeltaDigits = 4  // of a difference
	shortEnough = 10 // bytes; a number written no longer than this is shown as written
)

// Number gives a number as it is shown: as written when that is short, else rounded to
// seven digits; what is no number as written; empty when absent. The point stays a dot.
func Number(n report.Number) string {
	if !n.Set() || math.IsNaN(n.F) || math.IsInf(n.F, 0) || len(n.Raw) <= shortEnough {
		return Visible(n.Raw)
	}
	return Rounded(n.F, Digits)
}

// Value gives a measurement's number without its unit, shortened unless that would make
// it one with a limit it differs from.
func Value(m report.Measurement) string {
	v := m.Value
	if math.IsNaN(v.F) || len(v.Raw) <= shortEnough {
		return Number(v)
	}
	for digits := Digits; digits < 17; digits++ {
		text := Rounded(v.F, digits)
		if !sameText(text, v.F, m.Low) && !sameText(text, v.F, m.High) {
			return text
		}
	}
	return Visible(v.Raw)
}

// sameText reports whether text reads like the limit although the value differs from it.
func sameText(text string, v float64, limit report.Number) bool {
	if !limit.Set() || limit.F == v {
		return false
	}
	f, err := strconv.ParseFloat(text, 64)
	return err == nil && f == limit.F || text == Number(limit)
}

// Rounded writes f with so many significant digits at most, without trailing zeros.
func Rounded(f float64, digits int) string {
	text := strconv.FormatFloat(f, 'g', digits, 64)
	mantissa, exponent, hasExponent := strings.Cut(text, "e")
	if strings.Contains(mantissa, ".") {
		mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
	}
	if hasExponent {
		return mantissa + "e" + exponent
	}
	return mantissa
}

// The intervals of the WATS contract's comparison table, %1 the low and %2 the high
// limit, | the language's "or". LT and LE take their bound from the low limit.
var intervals = map[string]string{
	"EQ": "x = %1", "NE": "x ≠ %1",
	"GT": "x > %1", "GE": "x ≥ %1",
	"LT": "x < %1", "LE": "x ≤ %1",
	"GTLT": "%1 < x < %2", "GELE": "%1 ≤ x ≤ %2",
	"GELT": "%1 ≤ x < %2", "GTLE": "%1 < x ≤ %2",
	"LTGT": "x < %1 | x > %2", "LEGE": "x ≤ %1 | x ≥ %2",
	"LEGT": "x ≤ %1 | x > %2", "LTGE": "x < %1 | x ≥ %2",
}

// Interval gives the form of the limits of a comparison of numbers, named in capitals, as
// "%1 ≤ x ≤ %2": %1 is the low limit, %2 the high one, | the language's "or".
func Interval(op string) (form string, known bool) {
	form, known = intervals[op]
	return form, known
}
