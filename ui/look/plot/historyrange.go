package plot

import (
	"math"
	"slices"
)

// overhang is how far beyond its limits a history shows values, in parts of the distance
// between the limits, as a LimitBar does.
const overhang = 0.25

// bounds finds the range of values a history shows in true height, so that one wild value
// does not flatten the rest. With both limits it reaches a quarter of their distance
// beyond them; with one, a quarter of it or of the usual distance to it; with none, three times
// the middle half of the values beyond that half. It is never wider than the data and
// the limits ask for.
func (r *Record) bounds() span {
	all, low, high := r.collect()
	both := low
	if high.ok {
		both.add(high.lo)
		both.add(high.hi)
	}
	if len(all) == 0 {
		return both
	}
	from, to := r.fence(all, low, high, both)
	out := both
	for _, v := range all {
		out.add(min(max(v, from), to))
	}
	switch { // a lone limit keeps something of the allowed side in sight
	case high.ok && !low.ok:
		out.add(max(2*high.lo-out.hi, from))
	case low.ok && !high.ok:
		out.add(min(2*low.hi-out.lo, to))
	}
	return out
}

// collect gives the values that can be drawn, sorted, and the ranges of the limits.
func (r *Record) collect() (all []float64, low, high span) {
	for i := range r.Points {
		m := &r.Points[i]
		if drawable(m.Value, false) {
			all = append(all, m.Value)
		}
		if m.Low.Set {
			low.add(m.Low.Value)
		}
		if m.High.Set {
			high.add(m.High.Value)
		}
	}
	slices.Sort(all)
	return all, low, high
}

// fence is how far values are shown in true height.
func (r *Record) fence(all []float64, low, high, both span) (from, to float64) {
	reach := r.distance(both, all)
	switch {
	case low.ok && high.ok:
		return both.lo - overhang*reach, both.hi + overhang*reach
	case high.ok:
		return both.lo - (2+overhang)*reach, both.hi + overhang*reach
	case low.ok:
		return both.lo - overhang*reach, both.hi + (2+overhang)*reach
	}
	first, third := quantile(all, 0.25), quantile(all, 0.75)
	if len(all) < 5 || third == first {
		return math.Inf(-1), math.Inf(1)
	}
	return first - 3*(third-first), third + 3*(third-first)
}

// distance is the length bounds measures by: between the limits, or, where there is only
// one, the larger of it and the way from it to the middle of the values.
func (r *Record) distance(limits span, sorted []float64) float64 {
	if !limits.ok {
		return 0
	}
	if limits.hi > limits.lo {
		return limits.hi - limits.lo
	}
	if d := max(math.Abs(quantile(sorted, 0.5)-limits.lo), math.Abs(limits.lo)); d > 0 {
		return d
	}
	return max(math.Abs(sorted[0]), math.Abs(sorted[len(sorted)-1]))
}

// quantile is the value at a fraction of sorted ones.
func quantile(sorted []float64, f float64) float64 {
	return sorted[int(math.Round(f*float64(len(sorted)-1)))]
}
