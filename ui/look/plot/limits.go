package plot

import (
	"image/color"

	"stationcompanion/ui/look"
)

// limitWidth is how wide a limit's line is, in points at scale 1; bandTint is how much
// of the colour of good the allowed band takes on.
const (
	limitWidth = 1.5
	bandTint   = 0.13
)

// limitLines is where the limits of an XY plot stand on its sheet.
type limitLines struct {
	any       bool
	top, base float32   // of the band
	lines     []float32 // heights of limits that are in sight
	labels    []rect
	data      []point // some of what the labels should not hide
}

// limitLines places limits and writes their names: the high one's above its line, the
// low one's below, where there is room, and where the fewest of the data stand. A limit
// off the scale is named at the edge.
func (s *sheet) limitLines(a axis, low, high Limit, data []point) limitLines {
	l := limitLines{any: low.Set || high.Set, top: s.area.y0, base: s.area.y1, data: data}
	if high.Set {
		l.top = s.limit(&l, a, high, "high ", true)
	}
	if low.Set {
		l.base = s.limit(&l, a, low, "low ", false)
	}
	return l
}

// limit places one limit and gives the edge of the band it makes.
func (s *sheet) limit(l *limitLines, a axis, m Limit, name string, above bool) float32 {
	k := s.kit
	f := -1.0
	if drawable(m.Value, a.log) {
		f = a.at(m.Value)
	}
	y := s.area.y(min(max(f, 0), 1))
	label := name + m.String()
	if f < 0 || f > 1 {
		label += ", off the scale"
		above = f < 0 // inside the edge it lies beyond
	} else {
		l.lines = append(l.lines, y)
	}
	pad := 2 * k.u
	label = k.fit(label, s.area.width()-4*pad)
	top := y + pad
	if above && y-k.line-pad > s.area.y0 || y+k.line+pad > s.area.y1 {
		top = y - k.line - pad
	}
	wide := k.width(label)
	box := roomiest(rect{s.area.x0 + pad, top, s.area.x1 - pad, top + k.line}, wide+2*pad, l.data, l.labels)
	box = s.dodge(box, l.labels)
	l.labels = append(l.labels, box)
	s.write(label, box.x0+pad, box.y0, look.ColorGoodText)
	return y
}

// dodge moves a label under or over another one where both are too long to stand side
// by side.
func (s *sheet) dodge(box rect, labels []rect) rect {
	line := box.height()
	for _, other := range labels {
		if !box.meets(other) {
			continue
		}
		box.y0 = other.y1
		if box.y0+line > s.area.y1 {
			box.y0 = other.y0 - line
		}
		box.y1 = box.y0 + line
	}
	return box
}

// places is how many places along a line are tried for its label.
const places = 9

// roomiest finds a box of a width in a strip that hides the fewest points and none of
// the other labels, rather at the right than at the left.
func roomiest(strip rect, width float32, data []point, labels []rect) rect {
	var best rect
	least := -1
	for i := range places {
		x := max(strip.x1-width-(strip.width()-width)*float32(i)/(places-1), strip.x0)
		box := rect{x, strip.y0, x + width, strip.y1}
		hits := 0
		for _, p := range data {
			if box.meets(rect{p.x - 1, p.y - 1, p.x + 1, p.y + 1}) {
				hits++
			}
		}
		for _, other := range labels {
			if box.meets(other) {
				hits += len(data) + 1
			}
		}
		if least < 0 || hits < least {
			best, least = box, hits
		}
	}
	return best
}

// band tints what is allowed.
func (s *sheet) band(k *ink, l limitLines) {
	if l.any && l.base > l.top {
		k.fill(rect{s.area.x0, l.top, s.area.x1, l.base}, s.kit.band())
	}
}

// band is the tint of the allowed band.
func (k *kit) band() color.NRGBA { return faint(k.color(look.ColorGood), bandTint) }

// rules draws the limits.
func (l limitLines) rules(k *ink, s *sheet) {
	for _, y := range l.lines {
		k.rule(s.area.x0, y, s.area.x1, y, limitWidth*s.kit.u, s.kit.color(look.ColorGood))
	}
}

// blank dims what is drawn under a label.
func (s *sheet) blank(k *ink, box rect) { k.fill(box, faint(s.kit.color(look.ColorPanel), 0.88)) }

// grounds clears the place of the labels, so that no line runs through them.
func (l limitLines) grounds(k *ink, s *sheet) {
	for _, box := range l.labels {
		s.blank(k, box)
		if mid := (box.y0 + box.y1) / 2; l.any && mid > l.top && mid < l.base {
			k.fill(box, s.kit.band())
		}
	}
}
