package plot

import (
	"math"
	"strings"
)

// tick is a mark on an axis. One without a label is a minor tick.
type tick struct {
	at    float64 // fraction of the axis
	label string
}

// ticksFor makes about n labelled ticks on an axis of length points, on which a label
// needs room points: linear ones in steps of 1, 2 or 5, logarithmic ones at decades.
func ticksFor(a axis, n int, length, room float64) []tick {
	if a.log {
		if ts, ok := logTicks(a, length, room); ok {
			return ts
		}
		return labelled(a, linearValues(axis{from: a.value(0), to: a.value(1)}, n))
	}
	return labelled(a, linearValues(a, n))
}

// steps are multiples k of m·10^e.
type steps struct {
	ks   []float64
	m, e int
}

func (s steps) value(k float64) float64 { return shift(k*float64(s.m), s.e) }

// niceStep is the smallest of 1, 2, 5 times a power of ten that is at least raw.
func niceStep(raw float64) (m, e int) {
	e = exponentOf(raw)
	switch f := shift(raw, -e) * (1 - 1e-5); { // a hair too much is rounding
	case f <= 1:
		return 1, e
	case f <= 2:
		return 2, e
	case f <= 5:
		return 5, e
	}
	return 1, e + 1
}

// linearValues finds the round numbers between the ends of a: at most n+1 of them.
func linearValues(a axis, n int) steps {
	m, e := niceStep((a.to - a.from) / float64(max(n, 1)))
	s := steps{m: m, e: e}
	step := s.value(1)
	slack := 1e-9
	for k := math.Ceil(a.from/step - slack); k <= math.Floor(a.to/step+slack) && len(s.ks) <= 2*n+2; k++ {
		s.ks = append(s.ks, k+0) // +0 makes −0 a 0
	}
	return s
}

// mostDigits is how many digits a label may have; with more, only the roundest label is
// the whole number and the others are distances from it: "-1µ", "3.3", "+1µ", "+2µ".
const mostDigits = 7

// labelled writes the values of s as ticks on a.
func labelled(a axis, s steps) []tick {
	most := 0.0
	for _, k := range s.ks {
		most = max(most, math.Abs(s.value(k)))
	}
	base := 0.0
	if len(s.ks) > 0 && exponentOf(most)-s.e >= mostDigits {
		base = s.roundest()
		most = s.value(s.ks[len(s.ks)-1] - s.ks[0])
	}
	var out []tick
	exp := commonExponent(most)
	for _, k := range s.ks {
		v := s.value(k)
		if a.log && v <= 0 {
			continue
		}
		label := fixed(s.value(k-base), exp, exp-s.e)
		switch {
		case base != 0 && k == base:
			label = wholeNumber(v, s.e)
		case base != 0 && k > base:
			label = "+" + label
		}
		out = append(out, tick{at: a.at(v), label: label})
	}
	return out
}

// roundest is the first multiple with the most zeros at its end.
func (s steps) roundest() float64 {
	for tens := 1e15; tens > 1; tens /= 10 {
		for _, k := range s.ks {
			if math.Mod(k*float64(s.m), tens) == 0 {
				return k
			}
		}
	}
	return s.ks[0]
}

// wholeNumber writes v to the decimal place 10^e, without zeros at the end.
func wholeNumber(v float64, e int) string {
	if exponentOf(v) > 15 || e < -15 {
		return Number(v)
	}
	s := fixed(v, 0, -e)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
