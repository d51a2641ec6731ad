package plot

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// labels gives the labels of ticks, blank ones left out.
func labels(ts []tick) string {
	var out []string
	for _, t := range ts {
		if t.label != "" {
			out = append(out, t.label)
		}
	}
	return strings.Join(out, " ")
}

func TestLinearTicks(t *testing.T) {
	for _, c := range []struct {
		from, to float64
		n        int
		want     string
	}{
		{0, 10, 5, "0 2 4 6 8 10"},
		{0, 1, 5, "0 0.2 0.4 0.6 0.8 1.0"},
		{-0.3, 0.3, 6, "-0.3 -0.2 -0.1 0 0.1 0.2 0.3"},
		{3.1, 3.5, 4, "3.1 3.2 3.3 3.4 3.5"},
		{0, 0.005, 5, "0 1m 2m 3m 4m 5m"},
		{0, 3e6, 3, "0 1M 2M 3M"},
		{0, 200000, 4, "0 50k 100k 150k 200k"},
		{0, 40000, 4, "0 10000 20000 30000 40000"},
		{-2e-12, 2e-12, 4, "-2p -1p 0 1p 2p"},
		{0, 2e20, 2, "0 100e18 200e18"},
		{1e7 - 0.003, 1e7 + 0.003, 6, "-3m -2m -1m 10000000 +1m +2m +3m"},
		{1.7e9, 1.7e9 + 60, 3, "1700000000 +20 +40 +60"},
		{0.4, 0.6, 0, "0.4 0.6"},
	} {
		a := axis{from: c.from, to: c.to}
		if got := labels(ticksFor(a, c.n, 500, 40)); got != c.want {
			t.Errorf("%v … %v in %d: %q, want %q", c.from, c.to, c.n, got, c.want)
		}
	}
}

func TestLogTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi, length, room float64
		want                 string
		minor                int
	}{
		{1, 1000, 400, 40, "1 10 100 1k", 24},
		{0.01, 10, 400, 40, "0.01 0.1 1 10", 24},
		{0.001, 10, 400, 40, "1m 10m 100m 1 10", 32},
		{1e-12, 1e12, 500, 40, "1p 1n 1µ 1m 1 1k 1M 1G 1T", 16},
		{1e-12, 1e12, 200, 40, "1p 1µ 1 1M 1T", 20},
		{10, 90, 400, 40, "10 20 50", 6},
		{2.1, 4.9, 400, 40, "3 4", 0},
		{1e15, 1e21, 400, 40, "1P 10P 100P 1e18 10e18 100e18 1e21", 48},
	} {
		a := axis{from: math.Log10(c.lo), to: math.Log10(c.hi), log: true}
		ts := ticksFor(a, 5, c.length, c.room)
		minor := 0
		for _, k := range ts {
			if k.label == "" {
				minor++
			}
			if k.at < 0 || k.at > 1 {
				t.Errorf("%v … %v: a tick at %v", c.lo, c.hi, k.at)
			}
		}
		if got := labels(ts); got != c.want || minor != c.minor {
			t.Errorf("%v … %v: %q and %d minor, want %q and %d", c.lo, c.hi, got, minor, c.want, c.minor)
		}
	}
}

// TestLogPositions: decades stand at equal distances, and 2 and 5 where their logarithms are.
func TestLogPositions(t *testing.T) {
	a := newAxis(span{1, 1e4, true}, true, 0)
	for v, want := range map[float64]float64{1: 0, 10: 0.25, 100: 0.5, 1000: 0.75, 1e4: 1, 2: math.Log10(2) / 4, 500: (2 + math.Log10(5)) / 4} {
		if got := a.at(v); math.Abs(got-want) > 1e-12 {
			t.Errorf("%v stands at %v, want %v", v, got, want)
		}
		if back := a.value(a.at(v)); math.Abs(back/v-1) > 1e-9 {
			t.Errorf("%v comes back as %v", v, back)
		}
	}
}

// TestAxisOfNothing: a range without an extent gets one with its value in the middle.
func TestAxisOfNothing(t *testing.T) {
	for _, v := range []float64{0, 3.3, -7, 1e-12, 1e12, largest, -largest, 5e-324} {
		a := newAxis(span{v, v, true}, false, 0.05)
		if at := a.at(v); !(a.to > a.from) || math.Abs(at-0.5) > 1e-6 {
			t.Errorf("%v: %v … %v, the value at %v", v, a.from, a.to, at)
		}
	}
	for _, v := range []float64{1, 1e-12, 1e300, 5e-324} {
		if a := newAxis(span{v, v, true}, true, 0.05); math.Abs(a.at(v)-0.5) > 1e-6 {
			t.Errorf("log %v stands at %v", v, a.at(v))
		}
	}
}

// TestTicksOfAnything: for any range, ticks stand on the axis, rise, are not many, and
// no two labels are the same.
func TestTicksOfAnything(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		num := rapid.OneOf(rapid.Float64Range(-1e12, 1e12), rapid.Float64Range(-1, 1), rapid.Float64Range(-largest, largest), rapid.Float64Range(1e-12, 1e-9))
		lo, hi := num.Draw(rt, "lo"), num.Draw(rt, "hi")
		log := rapid.Bool().Draw(rt, "log")
		if log {
			lo, hi = math.Abs(lo), math.Abs(hi)
			if lo == 0 || hi == 0 {
				return
			}
		}
		a := newAxis(span{min(lo, hi), max(lo, hi), true}, log, 0.05)
		n := rapid.IntRange(1, 12).Draw(rt, "n")
		ts := ticksFor(a, n, 500, 40)
		seen := map[string]bool{}
		labelled := 0
		for i, k := range ts {
			if !(k.at > -0.001 && k.at < 1.001) || i > 0 && !(k.at > ts[i-1].at) {
				rt.Fatalf("tick %d of %v at %v", i, a, k.at)
			}
			if k.label == "" {
				continue
			}
			labelled++
			if seen[k.label] || strings.ContainsAny(k.label, "NI,") || strings.Contains(k.label, "e+") {
				rt.Fatalf("label %q in %v", k.label, labels(ts))
			}
			seen[k.label] = true
		}
		if !log && labelled > n+1 {
			rt.Fatalf("%d labels where %d were asked for: %v", labelled, n, labels(ts))
		}
	})
}

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 3.3: "3.3", -0.0123: "-0.0123", 1e6: "1000000", 1.5e7: "1.5e7", 1e-5: "1e-5", 2.5e-12: "2.5e-12",
		1e300: "1e300", 0.1: "0.1", 1e-10: "1e-10", 123456.789: "123456.789",
	} {
		if got := Number(v); got != want {
			t.Errorf("Number(%g) = %q, want %q", v, got, want)
		}
	}
}

func TestNiceStep(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		raw := math.Pow(10, rapid.Float64Range(-290, 290).Draw(rt, "exponent"))
		m, e := niceStep(raw)
		step := shift(float64(m), e)
		if !slices.Contains([]int{1, 2, 5}, m) || step < raw*(1-1e-4) || step > raw*2.5*(1+1e-9) {
			rt.Fatalf("%g becomes %d·10^%d", raw, m, e)
		}
	})
}
