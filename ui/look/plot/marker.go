package plot

import (
	"image/color"
	"math"
)

// shape is the outline of a point's mark.
type shape uint8

// The shapes, told apart in a size of six points.
const (
	disc shape = iota
	square
	triangle
	diamond
	cross
	wedge // a triangle on its tip
	plus
	chevronUp // only beside the mark of a value off the scale
	chevronDown
)

// outlines are corners around the middle, in parts of half the side.
var outlines = map[shape][]point{
	square:      {{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}},
	triangle:    {{0, -1}, {1, 0.78}, {-1, 0.78}},
	wedge:       {{0, 1}, {1, -0.78}, {-1, -0.78}},
	diamond:     {{0, -1.3}, {1.1, 0}, {0, 1.3}, {-1.1, 0}},
	cross:       {{-0.6, -1}, {0, -0.4}, {0.6, -1}, {1, -0.6}, {0.4, 0}, {1, 0.6}, {0.6, 1}, {0, 0.4}, {-0.6, 1}, {-1, 0.6}, {-0.4, 0}, {-1, -0.6}},
	plus:        {{-0.3, -1}, {0.3, -1}, {0.3, -0.3}, {1, -0.3}, {1, 0.3}, {0.3, 0.3}, {0.3, 1}, {-0.3, 1}, {-0.3, 0.3}, {-1, 0.3}, {-1, -0.3}, {-0.3, -0.3}},
	chevronUp:   {{0, -0.7}, {1, 0.3}, {0.72, 0.7}, {0, 0}, {-0.72, 0.7}, {-1, 0.3}},
	chevronDown: {{0, 0.7}, {1, -0.3}, {0.72, -0.7}, {0, 0}, {-0.72, -0.7}, {-1, -0.3}},
}

// outside is the distance of (x, y) from the edge of s, in the units of the outline:
// negative within.
func (s shape) outside(x, y float32) float32 {
	ps := outlines[s]
	if ps == nil {
		return float32(math.Hypot(float64(x), float64(y))) - 0.88
	}
	least, in := float32(math.MaxFloat32), false
	for i, j := 0, len(ps)-1; i < len(ps); j, i = i, i+1 {
		a, b := ps[i], ps[j]
		ex, ey := b.x-a.x, b.y-a.y
		t := min(max(((x-a.x)*ex+(y-a.y)*ey)/(ex*ex+ey*ey), 0), 1)
		dx, dy := x-a.x-t*ex, y-a.y-t*ey
		least = min(least, dx*dx+dy*dy)
		if (a.y > y) != (b.y > y) && x < ex*(y-a.y)/ey+a.x {
			in = !in
		}
	}
	d := float32(math.Sqrt(float64(least)))
	if in {
		return -d
	}
	return d
}

// look of a mark: its colour, hollow or filled with it, and a rim of the ground's
// colour that lifts it off what lies beneath.
type markStyle struct {
	color, ground color.NRGBA
	side          float32
	hollow        bool
	rim           float32
}

// mark draws s with its middle at p.
func (k *ink) mark(s shape, p point, st markStyle) {
	half := st.side / 2 * k.scale
	if st.rim > 0 {
		k.blot(s, p, half, st.rim*k.scale, -1)
		k.paint(st.ground)
	}
	if st.hollow {
		k.blot(s, p, half, 0, -1)
		k.paint(st.ground)
		k.blot(s, p, half, 0, max(st.side*0.16, 1.4)*k.scale)
	} else {
		k.blot(s, p, half, 0, -1)
	}
	k.paint(st.color)
}

// blot adds a shape grown by grow pixels to the mask: the whole of it, or its edge,
// edge pixels wide, where edge is not negative.
func (k *ink) blot(s shape, p point, half, grow, edge float32) {
	cx, cy := p.x*k.scale, p.y*k.scale
	out := half*1.3 + grow + 1
	box := k.mask.reach(cx-out, cy-out, cx+out, cy+out)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			d := s.outside((float32(x)+0.5-cx)/half, (float32(y)+0.5-cy)/half)*half - grow
			c := 0.5 - d
			if edge >= 0 {
				c = min(c, edge+0.5+d)
			}
			k.mask.cover(y*k.mask.w+x, c)
		}
	}
}
