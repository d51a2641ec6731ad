package export

import (
	"math"

	"stationcompanion/client/report"
)

// scale maps numbers of a chart onto a stretch of the page.
type scale struct {
	low, high float64 // of the numbers; of their logarithms when log
	log       bool
	from, to  float64 // on the page
}

// scales finds the ranges of both axes; ok is false when nothing can be drawn.
func scales(c report.Chart) (x, y scale, ok bool) {
	x, y = emptyScale(c.LogX()), emptyScale(c.LogY())
	for _, s := range c.Series {
		eachPoint(s, func(px, py float64) {
			lx, ly := x.value(px), y.value(py)
			if drawable(lx) && drawable(ly) {
				x.low, x.high = min(x.low, lx), max(x.high, lx)
				y.low, y.high = min(y.low, ly), max(y.high, ly)
				ok = true
			}
		})
	}
	x.open(0)
	y.open(0.06)
	return x, y, ok && drawable(x.high-x.low) && drawable(y.high-y.low)
}

func emptyScale(log bool) scale {
	return scale{low: math.Inf(1), high: math.Inf(-1), log: log}
}

func drawable(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }

// eachPoint gives the points of a curve; without x values they are numbered from 0.
func eachPoint(s report.Series, point func(x, y float64)) {
	for i, y := range s.Y {
		switch {
		case s.X == nil:
			point(float64(i), y)
		case i < len(s.X):
			point(s.X[i], y)
		}
	}
}

func (s scale) value(f float64) float64 {
	if s.log {
		if f <= 0 {
			return math.NaN()
		}
		return math.Log10(f)
	}
	return f
}

// open makes a range of one number wider, and leaves room at both ends.
func (s *scale) open(room float64) {
	if s.high == s.low {
		half := max(math.Abs(s.low)*0.05, 0.5)
		s.low, s.high = s.low-half, s.high+half
	}
	by := (s.high - s.low) * room
	s.low, s.high = s.low-by, s.high+by
}

func (s scale) at(f float64) float64 {
	return s.from + (s.value(f)-s.low)/(s.high-s.low)*(s.to-s.from)
}

// ticks gives round numbers of the range, about n of them: decades on a logarithmic
// axis where it has two of them, else steps of 1, 2 or 5.
func (s scale) ticks(n int) []float64 {
	var out []float64
	if s.log {
		every := max(1, math.Ceil((s.high-s.low)/float64(n)))
		for e := math.Ceil(s.low); e <= s.high && len(out) < 50; e += every {
			out = append(out, math.Pow(10, e))
		}
		if len(out) > 1 {
			return out
		}
		return linear(math.Pow(10, s.low), math.Pow(10, s.high), n)
	}
	return linear(s.low, s.high, n)
}

func linear(low, high float64, n int) []float64 {
	raw := (high - low) / float64(n)
	step := math.Pow(10, math.Floor(math.Log10(raw)))
	switch f := raw / step; {
	case f > 5:
		step *= 10
	case f > 2:
		step *= 5
	case f > 1:
		step *= 2
	}
	var out []float64
	edge := step * 1e-9 // logarithms do not come back exactly
	for i := math.Ceil((low - edge) / step); i*step <= high+edge && len(out) < 50; i++ {
		out = append(out, i*step)
	}
	return out
}
