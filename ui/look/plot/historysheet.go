package plot

import (
	"math"

	"fyne.io/fyne/v2"

	"stationcompanion/ui/look"
)

// historyPlace is where points stand on the sheet composed last.
type historyPlace struct {
	y      axis
	area   rect
	u      float32
	points []Measured
}

// arrowRoom is kept free over and under the range for marks at the edge and their
// arrows, in points at scale 1.
const arrowRoom = 20

// x is the middle of the slot of point i.
func (l *historyPlace) x(i int) float32 {
	return l.area.x((float64(i) + 0.5) / float64(len(l.points)))
}

// side says whether a point lies beyond the range: +1 above, −1 below, 0 within.
func (l *historyPlace) side(v float64) int {
	switch {
	case v > l.y.to:
		return 1
	case v < l.y.from:
		return -1
	}
	return 0
}

// height is where a value stands: within arrowRoom of the edges at most.
func (l *historyPlace) height(v float64) float32 {
	room := arrowRoom * l.u
	inner := rect{l.area.x0, l.area.y0 + room, l.area.x1, l.area.y1 - room}
	if math.IsNaN(v) {
		return l.area.y1
	}
	return inner.y(min(max(l.y.at(min(max(v, l.y.from), l.y.to)), 0), 1))
}

// of gives the place of a point, and false where nothing is laid out. One without a
// number stands on the axis.
func (l *historyPlace) of(i int) (point, bool) {
	if i < 0 || i >= len(l.points) {
		return point{}, false
	}
	return point{l.x(i), l.height(l.points[i].Value)}, true
}

// outer is the axis over the whole height of the area, for ticks and limits.
func (l *historyPlace) outer() axis {
	margin := float64(arrowRoom*l.u) / float64(max(l.area.height()-2*arrowRoom*l.u, 1)) * (l.y.to - l.y.from)
	return axis{from: l.y.from - margin, to: l.y.to + margin}
}

// compose lays the history out.
func (h *History) compose(k *kit, size fyne.Size) *sheet {
	s := newSheet(k, size)
	h.place = historyPlace{u: k.u}
	if len(h.record.Points) == 0 {
		s.head(h.record.Value.String(), nil)
		s.say("No report has this measurement yet.")
		return s
	}
	bounds := h.record.bounds()
	if !bounds.ok {
		s.head(h.record.Value.String(), nil)
		s.say("None of the " + points(len(h.record.Points)) + " has a number.")
		return s
	}
	s.head(h.record.Value.String(), h.key(k))
	s.foot("", "")
	h.place.y = newAxis(bounds, false, 0)
	h.place.area, h.place.points = s.area, h.record.Points
	ys := s.yTicks(h.place.outer())
	s.left(ys)
	h.place.area = s.area
	xs := s.times(&h.place)
	place := h.place
	named := place.limitNames(s)
	s.draw = func(k *ink) {
		place.bands(k, s)
		s.grid(k, xs, ys)
		place.limitSteps(k, s)
		for _, box := range named {
			s.blank(k, box)
		}
		s.border(k)
		place.marks(k, s.kit)
	}
	return s
}

// limitNames writes the limits in force at the end beside their lines, where they hide the
// fewest points.
func (l *historyPlace) limitNames(s *sheet) []rect {
	last := l.points[len(l.points)-1]
	k := s.kit
	pad := 2 * k.u
	marks := l.outline()
	var out []rect
	write := func(name string, of func(m *Measured) Limit, above bool) {
		limit := of(&last)
		if !limit.Set {
			return
		}
		from := len(l.points) - 1
		for from > 0 && same(of(&l.points[from-1]), limit) {
			from--
		}
		y := l.height(limit.Value)
		label := k.fit(name+limit.String(), l.area.width()-6*pad)
		wide := k.width(label) + 2*pad
		top := y + pad
		if above {
			top = y - k.line - pad
		}
		x0 := min(l.slot(from)+pad, l.area.x1-wide-pad)
		box := roomiest(rect{x0, top, l.area.x1 - pad, top + k.line}, wide, marks, out)
		box = s.dodge(box, out)
		s.write(label, box.x0+pad, box.y0, look.ColorGoodText)
		out = append(out, box)
	}
	write("high ", highOf, true)
	write("low ", lowOf, false)
	return out
}

// outline gives the middle of each mark and four places on its edge.
func (l *historyPlace) outline() []point {
	out := make([]point, 0, 5*len(l.points))
	half := markSide * l.u / 2
	for i := range l.points {
		at, _ := l.of(i)
		out = append(out, at, point{at.x - half, at.y}, point{at.x + half, at.y}, point{at.x, at.y - half}, point{at.x, at.y + half})
	}
	return out
}
