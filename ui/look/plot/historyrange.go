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
	var all []float64
	var low, high, both span
	for i := range r.Points {
		m := &r.Points[i]
		if drawable(m.Value, false) {
			all = append(all, m.Value)
		}
		if m.Low.Set {
			low.add(m.Low.Value)
			both.add(m.Low.Value)
		}
		if m.High.Set {
			high.add(m.High.Value)
			both.add(m.High.Value)
		}
	}
	slices.Sort(all)
	if len(all) == 0 {
		return both
	}
	from, to := math.Inf(-1), math.Inf(1)
	reach := r.distance(both, all)
	switch {
	case low.ok && high.ok:
		from, to = both.lo-overhang*reach, both.hi+overhang*reach
	case high.ok:
		from, to = both.lo-(2+overhang)*reach, both.hi+overhang*reach
	case low.ok:
		from, to = both.lo-overhang*reach, both.hi+(2+overhang)*reach
	case len(all) >= 5:
		q := quantile(all, 0.75) - quantile(all, 0.25)
		if q > 0 {
			from, to = quantile(all, 0.25)-3*q, quantile(all, 0.75)+3*q
		}
	}
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
