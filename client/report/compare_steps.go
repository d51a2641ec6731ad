package report

import (
	"math"
	"slices"
	"strings"
)

// comparer is one comparison under way.
type comparer struct {
	Comparison
	toB  []int32 // row of A → row of B; -1 when it is not there
	toA  []int32 // row of B → row of A
	told []bool  // by row of A: why its verdict differs is listed further down
}

// place tells a step from its siblings; below the same parent, steps with equal
// places are the same step.
type place struct {
	name string
	loop string // "" outside loops, "+" of a summary, else "#" and the index
	nth  int    // of the siblings with the same name and loop
}

func placeOf(s *Step) place {
	p := place{name: s.Name}
	switch {
	case s.Loop == nil:
	case s.Loop.Index.Set():
		p.loop = "#" + s.Loop.Index.Raw
	default:
		p.loop = "+"
	}
	return p
}

// align finds for each step of A the same step of B, from the roots downwards. The
// roots are the same whatever they are called.
func (c *comparer) align() {
	c.toA, c.toB = unmatched(c.b.Len()), unmatched(c.a.Len())
	c.told = make([]bool, c.a.Len())
	if c.a.Len() == 0 || c.b.Len() == 0 {
		return
	}
	c.match(0, 0)
	for i := range c.toB {
		if c.toB[i] >= 0 {
			c.children(i, int(c.toB[i]))
		}
	}
}

func (c *comparer) match(i, k int) { c.toB[i], c.toA[k] = int32(k), int32(i) } // #nosec G115 -- rows are bounded by Limits

// children aligns the steps just below row i of A with those below row k of B: side
// by side as long as they are the same, and through a table from there on.
func (c *comparer) children(i, k int) {
	endA, endB := c.a.Step(i).End, c.b.Step(k).End
	for i, k = i+1, k+1; i < endA && k < endB; {
		sa, sb := c.a.Step(i), c.b.Step(k)
		if placeOf(&sa) != placeOf(&sb) {
			c.rest(i, endA, k, endB)
			return
		}
		c.match(i, k)
		i, k = sa.End, sb.End
	}
}

// rest aligns the siblings [i, endA) of A and [k, endB) of B by their places.
func (c *comparer) rest(i, endA, k, endB int) {
	rows, seen := make(map[place]int), make(map[place]int)
	numbered := func(s *Step) place {
		p := placeOf(s)
		seen[p]++
		p.nth = seen[p]
		return p
	}
	for k < endB {
		s := c.b.Step(k)
		rows[numbered(&s)], k = k, s.End
	}
	clear(seen)
	for i < endA {
		s := c.a.Step(i)
		if at, ok := rows[numbered(&s)]; ok {
			c.match(i, at)
		}
		i = s.End
	}
}

func unmatched(n int) []int32 {
	rows := make([]int32, n)
	for i := range rows {
		rows[i] = -1
	}
	return rows
}

// steps lists the differences. Steps are looked at from the last to the first, so
// that what is below a sequence is known before the sequence itself.
func (c *comparer) steps() {
	for i := c.b.Len() - 1; i >= 0; i-- {
		if c.toA[i] < 0 {
			c.onlyB(i)
		}
	}
	for i := c.a.Len() - 1; i >= 0; i-- {
		s := c.a.Step(i)
		if c.toB[i] < 0 {
			c.onlyA(&s)
			continue
		}
		c.Aligned++
		c.step(&s)
		if c.told[i] && s.Parent >= 0 {
			c.told[s.Parent] = true
		}
	}
	slices.Reverse(c.Differences)
}

func (c *comparer) onlyA(s *Step) {
	if s.Parent >= 0 && c.toB[s.Parent] < 0 {
		return // the step above it stands for it
	}
	if s.Parent >= 0 && s.Verdict.Bad() {
		c.told[s.Parent] = true
	}
	c.add(Difference{Kind: OnlyInA, RowA: s.Row, RowB: -1, MeasA: -1, MeasB: -1, Below: s.End - s.Row - 1, VerdictA: s.Verdict})
}

func (c *comparer) onlyB(i int) {
	s := c.b.Step(i)
	if s.Parent >= 0 {
		above := c.toA[s.Parent]
		if above < 0 {
			return
		}
		c.told[above] = c.told[above] || s.Verdict.Bad()
	}
	c.add(Difference{Kind: OnlyInB, RowA: -1, RowB: i, MeasA: -1, MeasB: -1, Below: s.End - i - 1, VerdictB: s.Verdict})
}

// add notes a difference; Delta and Percent are NaN unless they were set.
func (c *comparer) add(d Difference) {
	if !d.Value {
		d.Delta, d.Percent = math.NaN(), math.NaN()
	}
	c.Differences = append(c.Differences, d)
}

// step compares a step that is in both.
func (c *comparer) step(s *Step) {
	at := int(c.toB[s.Row])
	o := c.b.Step(at)
	before := len(c.Differences)
	verdict := false
	if s.Measurements > 0 || o.Measurements > 0 {
		verdict = c.measurements(s.Row, at)
	}
	if s.Verdict != o.Verdict {
		if !verdict && !c.told[s.Row] {
			c.add(Difference{Kind: VerdictDiffers, RowA: s.Row, RowB: at, MeasA: -1, MeasB: -1, VerdictA: s.Verdict, VerdictB: o.Verdict})
		}
		verdict = true
	}
	if s.ExitCode.Raw != o.ExitCode.Raw || popupOf(s) != popupOf(&o) {
		c.add(Difference{Kind: ValueDiffers, RowA: s.Row, RowB: at, MeasA: -1, MeasB: -1, VerdictA: s.Verdict, VerdictB: o.Verdict,
			Value: true, Delta: math.NaN(), Percent: math.NaN()})
	}
	c.told[s.Row] = c.told[s.Row] || verdict
	if len(c.Differences) == before && s.Verdict == o.Verdict {
		c.Equal++
	}
}

func popupOf(s *Step) string {
	if s.Popup == nil {
		return ""
	}
	return s.Popup.Response + "\x00" + s.Popup.Button.Raw
}

// measurements compares those of row i of A and k of B, the last first; verdict tells
// whether one of their verdicts differs.
func (c *comparer) measurements(i, k int) (verdict bool) {
	ma, mb := c.a.Measurements(i), c.b.Measurements(k)
	partner := pairs(ma, mb)
	for n := len(mb) - 1; n >= 0; n-- {
		if !partner.ofB[n] {
			c.add(Difference{Kind: OnlyInB, RowA: i, RowB: k, MeasA: -1, MeasB: n, VerdictB: mb[n].Verdict})
		}
	}
	for n := len(ma) - 1; n >= 0; n-- {
		at := partner.ofA[n]
		if at < 0 {
			c.add(Difference{Kind: OnlyInA, RowA: i, RowB: k, MeasA: n, MeasB: -1, VerdictA: ma[n].Verdict})
			continue
		}
		d, differs := compareMeasurement(&ma[n], &mb[at])
		if !differs {
			continue
		}
		d.RowA, d.RowB, d.MeasA, d.MeasB = i, k, n, at
		verdict = verdict || d.Kind == VerdictDiffers
		c.add(d)
	}
	return verdict
}

// pairing says which measurement of B is the same as one of A (-1: none), and which
// of B have found theirs.
type pairing struct {
	ofA []int
	ofB []bool
}

// pairs aligns measurements by kind and name, and by order where names repeat.
func pairs(a, b []Measurement) pairing {
	p := pairing{make([]int, len(a)), make([]bool, len(b))}
	if sameNames(a, b) { // nearly always
		for i := range a {
			p.ofA[i], p.ofB[i] = i, true
		}
		return p
	}
	type key struct {
		kind MeasurementKind
		name string
		nth  int
	}
	numbered := func(seen map[key]int, m *Measurement) key {
		k := key{kind: m.Kind, name: m.Name}
		seen[k]++
		k.nth = seen[k]
		return k
	}
	at, seen := make(map[key]int, len(b)), make(map[key]int)
	for i := range b {
		at[numbered(seen, &b[i])] = i
	}
	clear(seen)
	for i := range a {
		p.ofA[i] = -1
		if k, ok := at[numbered(seen, &a[i])]; ok {
			p.ofA[i], p.ofB[k] = k, true
		}
	}
	return p
}

func sameNames(a, b []Measurement) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Kind != b[i].Kind || a[i].Name != b[i].Name {
			return false
		}
	}
	return true
}

// compareMeasurement tells what differs between two measurements of one name.
func compareMeasurement(a, b *Measurement) (d Difference, differs bool) {
	d = Difference{VerdictA: a.Verdict, VerdictB: b.Verdict, Delta: math.NaN(), Percent: math.NaN()}
	unit := strings.TrimSpace(a.Unit) == strings.TrimSpace(b.Unit)
	d.Limits = !unit || !strings.EqualFold(strings.TrimSpace(a.CompOp), strings.TrimSpace(b.CompOp)) ||
		a.Limit != b.Limit || !sameNumber(a.Low, b.Low) || !sameNumber(a.High, b.High)
	d.Value = a.Text != b.Text || !sameNumber(a.Value, b.Value)
	if d.Value && unit {
		d.Delta, d.Percent = moved(a, b)
	}
	switch {
	case a.Verdict != b.Verdict:
		d.Kind = VerdictDiffers
	case d.Value:
		d.Kind = ValueDiffers
	case d.Limits:
		d.Kind = LimitsDiffer
	default:
		return d, false
	}
	return d, true
}

// sameNumber takes 5 and 5.0 for one number, and texts that are none as they are written.
func sameNumber(a, b Number) bool {
	return a.Raw == b.Raw || a.Set() && b.Set() && a.F == b.F
}

// moved is how far a's value is from b's, and that in per cent of the span of a's limits.
func moved(a, b *Measurement) (delta, percent float64) {
	percent = math.NaN()
	if delta = a.Value.F - b.Value.F; !a.Value.Set() || !b.Value.Set() || math.IsInf(delta, 0) {
		return math.NaN(), percent
	}
	span := math.Abs(a.High.F - a.Low.F)
	if a.Low.Set() && a.High.Set() && span > 0 && !math.IsInf(span, 0) {
		percent = delta / span * 100
	}
	return delta, percent
}
