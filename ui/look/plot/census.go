package plot

import "math"

// census is what a walk over all points finds.
type census struct {
	x, y          span
	points        int
	noNumber      int // NaN, infinite or too large
	notLogarithms int // zero or negative on a logarithmic axis
}

// count walks over all points once.
func (c *Chart) count() (n census) {
	logX, logY := c.Kind.logX(), c.Kind.logY()
	for j := range c.Series {
		s := &c.Series[j]
		n.points += s.Len()
		for i := range s.Len() {
			x, y := s.x(i), s.Y[i]
			switch {
			case !drawable(x, false) || !drawable(y, false):
				n.noNumber++
			case logX && x <= 0 || logY && y <= 0:
				n.notLogarithms++
			default:
				n.x.add(x)
				n.y.add(y)
			}
		}
	}
	return n
}

// withLimits widens the range of y to the limits, but not to one so far away that the
// data would be a flat line: that is said in words instead.
func (c *Chart) withLimits(y span) span {
	out := y
	for _, l := range []Limit{c.Low, c.High} {
		if !l.Set || !drawable(l.Value, c.Kind.logY()) {
			continue
		}
		if c.Kind.logY() {
			long := math.Log10(y.hi) - math.Log10(y.lo)
			away := max(math.Log10(l.Value)-math.Log10(y.hi), math.Log10(y.lo)-math.Log10(l.Value))
			if away > 6*max(long, 1) {
				continue
			}
		} else {
			size := max(y.hi-y.lo, math.Abs(y.hi), math.Abs(y.lo))
			away := max(l.Value-y.hi, y.lo-l.Value)
			if size > 0 && away > 100*size {
				continue
			}
		}
		out.add(l.Value)
	}
	return out
}
