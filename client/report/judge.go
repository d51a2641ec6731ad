package report

import (
	"math"
	"strings"
)

// rule is one comparison of the contract's table: inside says whether the value
// passes; low and high say which limits it needs.
type rule struct {
	low, high bool
	inside    func(v, low, high float64) bool
}

var rules = map[string]rule{
	"EQ":   {true, false, func(v, l, _ float64) bool { return v == l }},
	"NE":   {true, false, func(v, l, _ float64) bool { return v != l }},
	"GT":   {true, false, func(v, l, _ float64) bool { return v > l }},
	"GE":   {true, false, func(v, l, _ float64) bool { return v >= l }},
	"LT":   {true, false, func(v, l, _ float64) bool { return v < l }},
	"LE":   {true, false, func(v, l, _ float64) bool { return v <= l }},
	"GTLT": {true, true, func(v, l, h float64) bool { return l < v && v < h }},
	"GELE": {true, true, func(v, l, h float64) bool { return l <= v && v <= h }},
	"GELT": {true, true, func(v, l, h float64) bool { return l <= v && v < h }},
	"GTLE": {true, true, func(v, l, h float64) bool { return l < v && v <= h }},
	"LTGT": {true, true, func(v, l, h float64) bool { return v < l || v > h }},
	"LEGE": {true, true, func(v, l, h float64) bool { return v <= l || v >= h }},
	"LEGT": {true, true, func(v, l, h float64) bool { return v <= l || v > h }},
	"LTGE": {true, true, func(v, l, h float64) bool { return v < l || v >= h }},
}

// numericRule finds the rule and checks that everything it compares is there.
func (m Measurement) numericRule() (r rule, op string, ok bool) {
	op = strings.ToUpper(strings.TrimSpace(m.CompOp))
	r, ok = rules[op]
	nan := math.IsNaN(m.Value.F) || r.low && math.IsNaN(m.Low.F) || r.high && math.IsNaN(m.High.F)
	there := m.Value.Set() && (!r.low || m.Low.Set()) && (!r.high || m.High.Set())
	return r, op, ok && there && !nan
}

// Judge re-judges a measurement by the contract's table; VerdictUnknown when it
// cannot: an operator it does not know, a missing limit, NaN, and every Boolean,
// whose status is all there is. LOG passes always.
func (m Measurement) Judge() Verdict {
	if m.Kind != Boolean && strings.EqualFold(strings.TrimSpace(m.CompOp), "LOG") {
		return Passed
	}
	switch m.Kind {
	case Numeric:
		if r, _, ok := m.numericRule(); ok {
			return verdictOf(r.inside(m.Value.F, m.Low.F, m.High.F))
		}
	case String:
		switch strings.ToUpper(strings.TrimSpace(m.CompOp)) {
		case "EQ", "CASESENSIT":
			return verdictOf(m.Text == m.Limit)
		case "NE":
			return verdictOf(m.Text != m.Limit)
		case "IGNORECASE":
			return verdictOf(strings.EqualFold(m.Text, m.Limit))
		}
	}
	return VerdictUnknown
}

func verdictOf(passed bool) Verdict {
	if passed {
		return Passed
	}
	return Failed
}

// Outside tells how far a numeric measurement's value lies outside its limits:
// the signed distance in its own unit (positive: too high) and, when both limits
// exist and differ, the distance in per cent of the span (NaN otherwise). ok is
// false when it is inside or cannot be judged.
//
// The distance is measured to the limit it broke: 0 when the value equals a limit
// that does not pass. Where the value must lie outside a band (LTGT …), it is
// measured to the nearer edge.
func (m Measurement) Outside() (distance, percent float64, ok bool) {
	if m.Kind != Numeric {
		return 0, math.NaN(), false
	}
	r, op, judged := m.numericRule()
	v, low, high := m.Value.F, m.Low.F, m.High.F
	if !judged || r.inside(v, low, high) {
		return 0, math.NaN(), false
	}
	toLow, toHigh := v-low, v-high
	switch {
	case !r.high:
		distance = toLow
	case strings.HasPrefix(op, "G"): // inside the band passes
		if distance = toLow; v >= high && (v > low || high <= low) {
			distance = toHigh
		}
	default:
		if distance = toLow; math.Abs(toHigh) < math.Abs(toLow) {
			distance = toHigh
		}
	}
	percent = math.NaN()
	if span := math.Abs(high - low); r.high && span > 0 && !math.IsInf(span, 0) {
		percent = distance / span * 100
	}
	return distance, percent, true
}
