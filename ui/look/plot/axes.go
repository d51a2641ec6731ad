package plot

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/look"
)

// theme0 is the colour of what is read first.
const theme0 fyne.ThemeColorName = theme.ColorNameForeground

// left makes the ticks of the y axis, writes their labels and takes their room off the
// area. The labels stand against the axis, on the height of their ticks.
func (s *sheet) left(ts []tick) {
	k := s.kit
	wide := float32(0)
	for _, t := range ts {
		wide = max(wide, k.width(t.label))
	}
	s.area.x0 += wide + gap*k.u
	for _, t := range ts {
		if t.label != "" {
			s.write(t.label, s.area.x0-gap*k.u-k.width(t.label), s.area.y(t.at)-k.line/2, look.ColorQuiet)
		}
	}
}

// yTicks makes ticks for a y axis: a label has room for one and a half lines at least.
func (s *sheet) yTicks(a axis) []tick {
	room := s.kit.line * 1.4
	n := min(max(int(s.area.height()/room)+1, 2), 10)
	ts := ticksFor(a, n, float64(s.area.height()), float64(room))
	for n > 1 && s.crowded(ts, room) {
		n--
		ts = ticksFor(a, n, float64(s.area.height()), float64(room))
	}
	return ts
}

// crowded says whether two labels stand nearer to each other than room.
func (s *sheet) crowded(ts []tick, room float32) bool {
	last := float32(-1e9)
	for _, t := range ts {
		if t.label == "" {
			continue
		}
		y := float32(t.at) * s.area.height()
		if y-last < room {
			return true
		}
		last = y
	}
	return false
}

// bottom makes the ticks of the x axis, as many as there is room for, and writes their
// labels under the area.
func (s *sheet) bottom(a axis) []tick {
	k := s.kit
	room := float64(k.width("000k") + 2*gap*k.u)
	n := min(max(int(float64(s.area.width())/room), 1), 12)
	ts := ticksFor(a, n, float64(s.area.width()), room)
	for n > 1 && s.collide(ts) {
		n--
		ts = ticksFor(a, n, float64(s.area.width()), room)
	}
	free := float32(0)
	for i, t := range ts {
		if t.label == "" {
			continue
		}
		box := s.under(t)
		if box.x0 < free { // a lone label too long for any thinning
			ts[i].label = ""
			continue
		}
		s.write(t.label, box.x0, box.y0, look.ColorQuiet)
		free = box.x1 + gap*k.u
	}
	return ts
}

// under is where the label of a tick of the x axis stands: centred, but right of the
// labels of the y axis and within the sheet.
func (s *sheet) under(t tick) rect {
	k := s.kit
	w := k.width(t.label)
	left := s.area.x0 - gap*k.u // where the labels of the y axis end, one of which may hang below the area
	x := min(max(s.area.x(t.at)-w/2, left), s.size.Width-w-edge*k.u/2)
	y := s.area.y1 + gap*k.u/2
	return rect{x, y, x + w, y + k.line}
}

// collide says whether two labels of the x axis touch.
func (s *sheet) collide(ts []tick) bool {
	free := float32(-1e9)
	for _, t := range ts {
		if t.label == "" {
			continue
		}
		box := s.under(t)
		if box.x0 < free {
			return true
		}
		free = box.x1 + gap*s.kit.u
	}
	return false
}

// grid draws the lines of the ticks, fainter for those without a label.
func (s *sheet) grid(k *ink, x, y []tick) {
	c := s.kit.color(look.ColorLine)
	shade := func(t tick) (out float64) {
		if t.label == "" {
			return 0.45
		}
		return 1
	}
	for _, t := range x {
		k.rule(s.area.x(t.at), s.area.y0, s.area.x(t.at), s.area.y1, 1, faint(c, shade(t)))
	}
	for _, t := range y {
		k.rule(s.area.x0, s.area.y(t.at), s.area.x1, s.area.y(t.at), 1, faint(c, shade(t)))
	}
}

// border draws the two axes, over the grid and the band.
func (s *sheet) border(k *ink) {
	c := s.kit.color(look.ColorUnknown)
	k.rule(s.area.x0, s.area.y0, s.area.x0, s.area.y1, 1, c)
	k.rule(s.area.x0, s.area.y1, s.area.x1, s.area.y1, 1, c)
}
