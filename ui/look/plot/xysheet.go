package plot

import (
	"fyne.io/fyne/v2"

	"stationcompanion/ui/look"
)

// xyPlace is where values stand on the sheet composed last.
type xyPlace struct {
	x, y axis
	area rect
	ok   bool
}

// of gives the place of a point, and false for one that cannot be drawn.
func (l *xyPlace) of(x, y float64) (point, bool) {
	if !l.ok || !drawable(x, l.x.log) || !drawable(y, l.y.log) {
		return point{}, false
	}
	return point{l.area.x(l.x.at(x)), l.area.y(l.y.at(y))}, true
}

// outline gives places along the series, close enough together to tell whether a label
// would hide a line.
func (p *XY) outline() []point {
	const perSeries, apart = 500, 5
	var out []point
	for j := range p.chart.Series {
		s := &p.chart.Series[j]
		stride := max(1, s.Len()/perSeries)
		joined := false
		for i := 0; i < s.Len(); i += stride {
			v, ok := p.place.of(s.x(i), s.Y[i])
			if ok && joined {
				last := out[len(out)-1]
				steps := min(max(abs(v.x-last.x), abs(v.y-last.y))/apart, 100)
				for f := float32(1); f < steps; f++ {
					out = append(out, point{last.x + (v.x-last.x)*f/steps, last.y + (v.y-last.y)*f/steps})
				}
			}
			if ok {
				out = append(out, v)
			}
			joined = ok
		}
	}
	return out
}

// keyFrom is the height in points at scale 1 from which a lone series gets a key.
const keyFrom = 200

// compose lays the chart out.
func (p *XY) compose(k *kit, size fyne.Size) *sheet {
	s := newSheet(k, size)
	c := &p.chart
	n := c.count()
	p.place = xyPlace{}
	if why := n.why(); why != "" {
		s.head(c.Y.String(), nil)
		s.say(why)
		return s
	}
	s.head(c.Y.String(), p.key(k, size))
	s.foot(c.X.String(), n.note())
	p.place.x = newAxis(n.x, c.Kind.logX(), 0.02)
	p.place.y = newAxis(c.withLimits(n.y), c.Kind.logY(), 0.06)
	ys := s.yTicks(p.place.y)
	s.left(ys)
	xs := s.bottom(p.place.x)
	p.place.area, p.place.ok = s.area, true
	limits := s.limitLines(p.place.y, c.Low, c.High, p.outline())
	place := p.place
	s.draw = func(k *ink) {
		s.band(k, limits)
		s.grid(k, xs, ys)
		s.border(k)
		limits.rules(k, s)
		k.clip(s.area, 4*s.kit.u)
		for j := range c.Series {
			place.line(k, s.kit, &c.Series[j], j, len(c.Series))
		}
		k.unclip()
		limits.grounds(k, s)
	}
	return s
}

// key names the series: none for a lone one without a name or on a small plot.
func (p *XY) key(k *kit, size fyne.Size) []entry {
	series := p.chart.Series
	if len(series) == 1 && (series[0].Name == "" || size.Height < keyFrom*k.u) {
		return nil
	}
	var out []entry
	for j := range series {
		pat := k.patternOf(j)
		ground := k.color(look.ColorPanel)
		out = append(out, entry{name: p.name(j), room: keyLine * k.u, sample: func(i *ink, x, y float32) {
			line := []vertex{{point: point{x + 1, y}}, {point: point{x + keyLine*k.u - 1, y}}}
			i.stroke(line, lineWidth*k.u, pat.dash)
			i.paint(pat.color)
			mid := point{x + keyLine*k.u/2, y}
			i.mark(pat.shape, mid, markStyle{color: pat.color, ground: ground, side: pointSide * k.u, rim: 1.5 * k.u})
		}})
	}
	return out
}

// name is the name of a series; one without gets a number.
func (p *XY) name(j int) string {
	if n := p.chart.Series[j].Name; n != "" {
		return n
	}
	return "series " + Number(float64(j+1))
}
