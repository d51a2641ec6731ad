package plot

import "math"

// reach is how far from a series a finger may be, in points at scale 1.
const reach = 24

// near finds the series under a finger, and of its points the nearest.
func (p *XY) near(at point) (series, index int, ok bool) {
	if p.view == nil || !p.place.ok {
		return 0, 0, false
	}
	far := reach * p.view.sheet.kit.u
	least := far * far
	for j := range p.chart.Series {
		if i, d := p.nearest(j, at); i >= 0 && d <= least {
			if d < least || !ok {
				series, index, ok = j, i, true
			}
			least = d
		}
	}
	return series, index, ok
}

// nearest gives the point of series j nearest to a place, and the square of the distance
// from the place to the series' line.
func (p *XY) nearest(j int, at point) (index int, toLine float32) {
	s := &p.chart.Series[j]
	index, toLine = -1, math.MaxFloat32
	toPoint := float32(math.MaxFloat32)
	var last point
	joined := false
	for i := range s.Len() {
		v, ok := p.place.of(s.x(i), s.Y[i])
		if !ok {
			joined = false
			continue
		}
		d := distance2(at, v, v)
		if d < toPoint {
			index, toPoint = i, d
		}
		if joined {
			d = distance2(at, last, v)
		}
		toLine = min(toLine, d)
		last, joined = v, true
	}
	return index, toLine
}

// distance2 is the square of the distance of p to the line from a to b.
func distance2(p, a, b point) float32 {
	dx, dy := b.x-a.x, b.y-a.y
	t := float32(0)
	if long := dx*dx + dy*dy; long > 0 {
		t = min(max(((p.x-a.x)*dx+(p.y-a.y)*dy)/long, 0), 1)
	}
	ex, ey := p.x-a.x-t*dx, p.y-a.y-t*dy
	return ex*ex + ey*ey
}

// picked is where the cross-hair stands and what its chip says.
func (p *XY) picked() (at point, text string, ok bool) {
	if p.series < 0 {
		return point{}, "", false
	}
	s := &p.chart.Series[p.series]
	at, ok = p.place.of(s.x(p.index), s.Y[p.index])
	text = withUnit(s.xText(p.index), p.chart.X.Unit) + "  ·  " + withUnit(s.yText(p.index), p.chart.Y.Unit)
	if len(p.chart.Series) > 1 {
		text = p.name(p.series) + ":  " + text
	}
	return at, text, ok
}
