package plot

import (
	"math"

	"stationcompanion/ui/look"
)

// Lengths of a series in points at scale 1.
const (
	lineWidth = 1.8
	pointSide = 9
	pointRoom = 14 // between two points that both get a mark
	markEvery = 46 // between two marks where not every point gets one
)

// mostDash is how much longer than the plot is wide a line may be and still be dashed:
// in noise, dashes would be holes.
const mostDash = 4

// crowd is how many vertices to a column of pixels make a cloud of dots of a line.
const crowd = 12

// line draws series number j of so many.
func (l *xyPlace) line(k *ink, kit *kit, s *Series, j, of int) {
	pat := kit.patternOf(j)
	lines := thin(s.Len(), func(i int) (point, bool) { return l.of(s.x(i), s.Y[i]) }, 1/k.scale)
	vertices := 0
	for _, line := range lines {
		vertices += len(line)
	}
	noisy := travel(lines) > mostDash*float64(l.area.width())
	cloud := float32(vertices) > crowd*l.area.width()*k.scale
	if cloud {
		for _, line := range lines {
			k.dots(line, lineWidth*kit.u)
		}
	} else {
		dash := pat.dash
		if noisy {
			dash = nil
		}
		for _, line := range lines {
			k.stroke(line, lineWidth*kit.u, dash)
		}
	}
	k.paint(pat.color)
	st := markStyle{color: pat.color, ground: kit.color(look.ColorPanel), side: pointSide * kit.u, rim: 1.5 * kit.u}
	marks := l.marks(lines, kit.u, j, of, noisy)
	if cloud {
		marks = nil
	}
	for _, p := range marks {
		k.mark(pat.shape, p, st)
	}
}

// travel is the length of lines in points.
func travel(lines [][]vertex) float64 {
	long := 0.0
	for _, line := range lines {
		for i := 1; i < len(line); i++ {
			long += math.Hypot(float64(line[i].x-line[i-1].x), float64(line[i].y-line[i-1].y))
		}
	}
	return long
}

// marks chooses the points that get a mark: all where they stand far enough apart and
// the series is alone, else one now and then, each series with an offset of its own so that marks of two
// lines on top of each other do not hide one another. A point without neighbours
// always gets one.
func (l *xyPlace) marks(lines [][]vertex, u float32, j, of int, noisy bool) []point {
	every := float32(0)
	if noisy || tight(lines, pointRoom*u) {
		every = markEvery * u
	}
	turns := 1
	if every == 0 {
		turns = takeTurns(lines, of)
	}
	var out []point
	for _, line := range lines {
		next := float32(j%4) * every / 4
		done := float32(0)
		for i, v := range line {
			if i > 0 {
				done += way(line[i-1].point, v.point, noisy)
			}
			if done >= next && v.index%turns == j%turns || len(line) == 1 {
				out = append(out, v.point)
				next = done + every
			}
		}
	}
	return out
}

// takeTurns says that a series marks each of its points, or only every second, third or
// fourth where there are other series and points enough: series often share their x.
func takeTurns(lines [][]vertex, series int) int {
	n := 0
	for _, line := range lines {
		n += len(line)
	}
	return max(1, min(series, 4, n/4))
}

// way is how far b is from a for the distance between marks: climbing counts little, so
// that steep stretches are not crowded, and in noise nothing.
func way(a, b point, noisy bool) float32 {
	if noisy {
		return abs(b.x - a.x)
	}
	return max(abs(b.x-a.x), abs(b.y-a.y)/4)
}

func abs(v float32) float32 { return float32(math.Abs(float64(v))) }

// tight says whether points stand closer together than room, on the whole.
func tight(lines [][]vertex, room float32) bool {
	steps, near := 0, 0
	for _, line := range lines {
		for i := 1; i < len(line); i++ {
			steps++
			if abs(line[i].x-line[i-1].x)+abs(line[i].y-line[i-1].y) < room {
				near++
			}
		}
	}
	return near*4 > steps
}

// dots adds each vertex to the mask as a small square.
func (k *ink) dots(line []vertex, width float32) {
	half := max(width*k.scale/2, 1)
	m := k.mask
	for _, v := range line {
		x, y := v.x*k.scale, v.y*k.scale
		box := m.reach(x-half+0.5, y-half+0.5, x+half-0.5, y+half-0.5)
		for py := box.Min.Y; py < box.Max.Y; py++ {
			for px := box.Min.X; px < box.Max.X; px++ {
				m.a[py*m.w+px] = 255
			}
		}
	}
}
