package look

import (
	"image"
	"math"

	"golang.org/x/image/vector"
)

// Mask draws a shape side pixels wide and high, for a pane that paints its own pixels:
// how much of each one it covers. It is what a Mark shows.
func Mask(s Shape, side int) *image.Alpha {
	r := vector.NewRasterizer(side, side)
	m := maskPath{r: r, side: float32(side)}
	switch s {
	case ShapeClosed:
		m.circle(0.44, false)
	case ShapeHalfOpen:
		m.ring(0.05, 0.11)
		m.outline(halfDisc(0.42))
	case ShapeOpen:
		m.ring(0.05, 0.13)
		m.outline(square(0.24, 0.43, 0.52, 0.14))
	case ShapePassed:
		m.outline(checkOutline)
	case ShapeFailed:
		m.outline(crossOutline)
	case ShapeErrored:
		m.outline(triangleOutline)
	case ShapeTerminated:
		m.outline(square(0.13, 0.13, 0.74, 0.74))
	case ShapeDone:
		m.circle(0.20, false)
	case ShapeSkipped:
		m.ring(0.08, 0.10)
		m.outline(slashOutline)
	default:
		m.ring(0.08, 0.10)
		m.circle(0.12, false)
	}
	out := image.NewAlpha(image.Rect(0, 0, side, side))
	r.Draw(out, out.Bounds(), image.Opaque, image.Point{})
	return out
}

// square is the outline of a bar.
func square(x, y, w, h float32) []point {
	return []point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}
}

// maskPath draws outlines of the unit square.
type maskPath struct {
	r    *vector.Rasterizer
	side float32
}

// outline fills one, whichever way round it goes: parts do not take from each other.
func (m maskPath) outline(ps []point) {
	if area(ps) < 0 {
		back := make([]point, len(ps))
		for i, p := range ps {
			back[len(ps)-1-i] = p
		}
		ps = back
	}
	m.path(ps)
}

func (m maskPath) path(ps []point) {
	m.r.MoveTo(ps[0].x*m.side, ps[0].y*m.side)
	for _, p := range ps[1:] {
		m.r.LineTo(p.x*m.side, p.y*m.side)
	}
	m.r.ClosePath()
}

// circle fills a disc around the centre, or takes it away.
func (m maskPath) circle(radius float64, hole bool) {
	const n = 48
	ps := make([]point, n)
	for i := range ps {
		a := 2 * math.Pi * float64(i) / n
		if hole {
			a = -a
		}
		ps[i] = point{float32(0.5 + radius*math.Cos(a)), float32(0.5 + radius*math.Sin(a))}
	}
	m.path(ps)
}

// ring is a circle of a stroke's width, inset from the edge as a Mark's is.
func (m maskPath) ring(inset, stroke float64) {
	m.circle(0.5-inset, false)
	m.circle(0.5-inset-stroke, true)
}

// area is twice the area of an outline; its sign tells which way round it goes.
func area(ps []point) float32 {
	var sum float32
	for i, p := range ps {
		q := ps[(i+1)%len(ps)]
		sum += p.x*q.y - q.x*p.y
	}
	return sum
}
