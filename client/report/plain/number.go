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
