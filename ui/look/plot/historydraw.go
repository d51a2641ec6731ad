package plot

import (
	"math"

	"stationcompanion/ui/look"
)

// Sides of marks in points at scale 1; a slot narrower than a mark shrinks it to least.
const (
	markSide  = 11
	markLeast = 5
	arrowAway = 12.5 // from the middle of a mark to that of its arrow
)

// markOf gives the shape, colour name and relative size of a verdict's mark. Shapes are
// those of a LimitBar: a disc for what passed, a diamond for what failed.
func (v Verdict) markOf(k *kit) (shape, markStyle) {
	st := markStyle{ground: k.color(look.ColorPanel), side: markSide * k.u}
	switch v {
	case Passed:
		st.color = k.color(look.ColorGood)
		return disc, st
	case Failed:
		st.color, st.side = k.color(look.ColorBad), st.side*1.25
		return diamond, st
	case Errored:
		st.color, st.side = k.color(look.ColorAttention), st.side*1.15
		return triangle, st
	case Terminated:
		st.color = k.color(look.ColorInfo)
		return square, st
	}
	st.color, st.side = k.color(look.ColorUnknown), st.side*0.65
	return disc, st
}

// bands tints what was allowed at each point.
func (l *historyPlace) bands(k *ink, s *sheet) {
	for from := 0; from < len(l.points); {
		to := l.sameLimits(from)
		m := l.points[from]
		top, base := l.area.y0, l.area.y1
		if m.High.Set {
			top = l.height(m.High.Value)
		}
		if m.Low.Set {
			base = l.height(m.Low.Value)
		}
		if (m.Low.Set || m.High.Set) && base > top {
			k.fill(rect{l.slot(from), top, l.slot(to), base}, s.kit.band())
		}
		from = to
	}
}

// sameLimits gives the first point after from whose limits differ.
func (l *historyPlace) sameLimits(from int) int {
	to := from + 1
	for to < len(l.points) && same(l.points[to].Low, l.points[from].Low) && same(l.points[to].High, l.points[from].High) {
		to++
	}
	return to
}

// same says whether two limits are the same bound.
func same(a, b Limit) bool { return a.Set == b.Set && (!a.Set || a.Value == b.Value) }

func lowOf(m *Measured) Limit  { return m.Low }
func highOf(m *Measured) Limit { return m.High }

// slot is the left edge of the slot of point i.
func (l *historyPlace) slot(i int) float32 {
	return l.area.x(float64(i) / float64(len(l.points)))
}

// limitSteps draws the limits, with an upright line where one changed.
func (l *historyPlace) limitSteps(k *ink, s *sheet) {
	c, w := s.kit.color(look.ColorGood), limitWidth*s.kit.u
	for _, of := range []func(m *Measured) Limit{lowOf, highOf} {
		last := float32(-1)
		for from := 0; from < len(l.points); {
			m := of(&l.points[from])
			to := from + 1
			for to < len(l.points) && same(of(&l.points[to]), m) {
				to++
			}
			if !m.Set {
				from, last = to, -1
				continue
			}
			y := l.height(m.Value)
			if last >= 0 && last != y {
				k.rule(l.slot(from), min(y, last)-w/2, l.slot(from), max(y, last)+w/2, w, c)
			}
			k.rule(l.slot(from), y, l.slot(to), y, w, c)
			from, last = to, y
		}
	}
}

// marks draws the points: what passed first, what failed over it, the newest last with a
// ring around it.
func (l *historyPlace) marks(k *ink, kit *kit) {
	slot := l.area.width() / float32(len(l.points))
	shrink := min(max(slot*1.1, markLeast*kit.u)/(markSide*kit.u), 1)
	newest := len(l.points) - 1
	for _, good := range []bool{true, false} {
		for i := range l.points {
			if v := l.points[i].Verdict; i != newest && (v == Passed || v == Unknown) == good {
				l.mark(k, kit, i, shrink)
			}
		}
	}
	l.mark(k, kit, newest, max(shrink, 0.8))
	at, _ := l.of(newest)
	_, st := l.points[newest].Verdict.markOf(kit)
	st.side = st.side*max(shrink, 0.8) + 9*kit.u
	k.ring(at, st.side, 1.6*kit.u, kit)
}

// ring draws a circle in the colour of text.
func (k *ink) ring(at point, side, width float32, kit *kit) {
	k.blot(disc, at, side/2*k.scale, 0, width*k.scale)
	k.paint(kit.color(theme0))
}

// mark draws point i, with an arrow where its value lies beyond the range.
func (l *historyPlace) mark(k *ink, kit *kit, i int, shrink float32) {
	m := &l.points[i]
	at, _ := l.of(i)
	s, st := m.Verdict.markOf(kit)
	st.side *= shrink
	st.hollow = m.Elsewhere
	st.rim = 1.2 * kit.u * shrink
	if math.IsNaN(m.Value) {
		s, st.side = cross, st.side*0.8
	}
	k.mark(s, at, st)
	side := l.side(m.Value)
	if side == 0 {
		return
	}
	arrow := chevronUp
	if side < 0 {
		arrow = chevronDown
	}
	at.y -= float32(side) * arrowAway * kit.u
	st.hollow, st.side = false, 9*kit.u*max(shrink, 0.7)
	k.mark(arrow, at, st)
}
