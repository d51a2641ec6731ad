package look

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// point is a place in the unit square a mark is drawn in.
type point struct{ x, y float32 }

// Outlines of the marks in the unit square, shared by window (partsOf) and tray
// (TrayIcon).
var (
	checkOutline = []point{{0.05, 0.53}, {0.19, 0.39}, {0.39, 0.59}, {0.81, 0.15}, {0.95, 0.29}, {0.40, 0.87}}
	crossOutline = []point{
		{0.24, 0.10}, {0.50, 0.36}, {0.76, 0.10}, {0.90, 0.24}, {0.64, 0.50}, {0.90, 0.76},
		{0.76, 0.90}, {0.50, 0.64}, {0.24, 0.90}, {0.10, 0.76}, {0.36, 0.50}, {0.10, 0.24},
	}
	triangleOutline = []point{{0.50, 0.07}, {0.97, 0.91}, {0.03, 0.91}}
	slashOutline    = []point{{0.72, 0.19}, {0.81, 0.28}, {0.28, 0.81}, {0.19, 0.72}}
)

// halfDisc is the left half of a disc around the centre; 16 corners, all a canvas
// polygon may have, keep its edge within a tenth of a point of round.
func halfDisc(radius float64) []point {
	const n = 16
	out := make([]point, n)
	for i := range out {
		a := math.Pi/2 + math.Pi*float64(i)/(n-1)
		out[i] = point{float32(0.5 + radius*math.Cos(a)), float32(0.5 + radius*math.Sin(a))}
	}
	return out
}

// partsOf gives the primitives of a shape.
func partsOf(s Shape) []part {
	switch s {
	case ShapeClosed:
		return []part{disc(0.06)}
	case ShapeHalfOpen:
		return []part{ring(0.05, 0.11), polygon(halfDisc(0.42))}
	case ShapeOpen:
		return []part{ring(0.05, 0.13), bar(0.24, 0.43, 0.52, 0.14)}
	case ShapePassed:
		return []part{polygon(checkOutline)}
	case ShapeFailed:
		return []part{polygon(crossOutline)}
	case ShapeErrored:
		return []part{polygon(triangleOutline)}
	case ShapeTerminated:
		return []part{bar(0.13, 0.13, 0.74, 0.74)}
	case ShapeDone:
		return []part{disc(0.30)}
	case ShapeSkipped:
		return []part{ring(0.08, 0.10), polygon(slashOutline)}
	}
	return []part{ring(0.08, 0.10), disc(0.38)}
}

// disc is a filled circle, inset from the square's edge.
func disc(inset float32) part {
	return part{object: canvas.NewCircle(color.Transparent), x: inset, y: inset, w: 1 - 2*inset, h: 1 - 2*inset}
}

// ring is a circle's outline of the given stroke.
func ring(inset, stroke float32) part {
	p := disc(inset)
	p.stroke = stroke
	return p
}

// bar is a filled rectangle.
func bar(x, y, w, h float32) part {
	return part{object: canvas.NewRectangle(color.Transparent), x: x, y: y, w: w, h: h}
}

// polygon is a filled outline.
func polygon(outline []point) part {
	ps := make([]fyne.Position, len(outline))
	for i, p := range outline {
		ps[i] = fyne.NewPos(p.x, p.y)
	}
	o := canvas.NewArbitraryPolygon(ps, color.Transparent)
	o.NormalizedPoints = true
	return part{object: o, w: 1, h: 1}
}
