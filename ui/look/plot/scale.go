package plot

import "math"

// span collects the least and greatest of values that can be drawn.
type span struct {
	lo, hi float64
	ok     bool
}

func (s *span) add(v float64) {
	if !s.ok {
		s.lo, s.hi, s.ok = v, v, true
		return
	}
	s.lo, s.hi = min(s.lo, v), max(s.hi, v)
}

// axis maps values to fractions of its length, linear or by their logarithm. from and
// to are values, or powers of ten where log is set.
type axis struct {
	from, to float64
	log      bool
}

// newAxis makes an axis that shows s with a margin of pad times its length at either
// end. A range of nothing is widened so that its one value stands in the middle.
func newAxis(s span, log bool, pad float64) axis {
	if !s.ok {
		return axis{from: 0, to: 1, log: log}
	}
	a := axis{from: s.lo, to: s.hi, log: log}
	if log {
		a.from, a.to = math.Log10(s.lo), math.Log10(s.hi)
		if a.to-a.from < 1e-6 {
			a.from, a.to = a.from-0.5, a.to+0.5
			return a
		}
	}
	most := max(math.Abs(a.from), math.Abs(a.to))
	if !log && (a.to-a.from <= most*1e-12 || a.to-a.from < 1e-290) {
		half := most / 10
		if most < 1e-280 {
			half = 1
		}
		mid := a.from/2 + a.to/2
		a.from, a.to = mid-half, mid+half
		return a
	}
	margin := (a.to - a.from) * pad
	a.from, a.to = a.from-margin, a.to+margin
	return a
}

// at gives the fraction of the axis where v stands: 0 at its start, 1 at its end,
// outside these for values off the axis. v must be drawable.
func (a axis) at(v float64) float64 {
	if a.log {
		v = math.Log10(v)
	}
	return (v - a.from) / (a.to - a.from)
}

// value is the inverse of at.
func (a axis) value(f float64) float64 {
	v := a.from + f*(a.to-a.from)
	if a.log {
		return math.Pow(10, v)
	}
	return v
}
