package plot

import (
	"image"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestUprightIsASegment: the fast way for upright lines draws what the slow one draws.
func TestUprightIsASegment(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		at := rapid.Float32Range(-5, 45)
		x, y0, y1 := at.Draw(rt, "x"), at.Draw(rt, "y0"), at.Draw(rt, "y1")
		half := rapid.Float32Range(0.4, 4).Draw(rt, "half")
		fast, slow := newMask(40, 40), newMask(40, 40)
		if math.Abs(float64(y1-y0)) < 4 {
			return // the drawer takes the slow way for these
		}
		fast.upright(x, y0, y1, half)
		slow.segment(x, y0, x, y1, half)
		for i := range fast.a {
			if d := int(fast.a[i]) - int(slow.a[i]); d < -2 || d > 2 {
				rt.Fatalf("pixel %d,%d: %d fast, %d slow", i%40, i/40, fast.a[i], slow.a[i])
			}
		}
	})
}

// TestSegmentCovers: a line's ink is its length times its width, plus round ends.
func TestSegmentCovers(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		at := rapid.Float32Range(10, 90)
		a, b := point{at.Draw(rt, "x0"), at.Draw(rt, "y0")}, point{at.Draw(rt, "x1"), at.Draw(rt, "y1")}
		half := rapid.Float32Range(1, 4).Draw(rt, "half")
		m := newMask(100, 100)
		m.segment(a.x, a.y, b.x, b.y, half)
		sum := 0.0
		for _, v := range m.a {
			sum += float64(v) / 255
		}
		long := math.Hypot(float64(b.x-a.x), float64(b.y-a.y))
		want := long*2*float64(half) + math.Pi*float64(half*half)
		if math.Abs(sum-want) > 0.04*want+1.5 {
			rt.Fatalf("%v to %v, half %v: %.1f pixels of ink, want %.1f", a, b, half, sum, want)
		}
	})
}

// TestClipKeepsInkInside: nothing is drawn outside the clip, wherever a line goes.
func TestClipKeepsInkInside(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		at := rapid.Float32Range(-1e6, 1e6)
		k := newInk(60, 40, 1, hex(0xFFFFFF))
		k.clip(rect{10, 10, 50, 30}, 0)
		k.segment(point{at.Draw(rt, "x0"), at.Draw(rt, "y0")}, point{at.Draw(rt, "x1"), at.Draw(rt, "y1")}, 3)
		k.mark(diamond, point{rapid.Float32Range(-20, 80).Draw(rt, "mx"), 20}, markStyle{side: 12, rim: 2, color: hex(0), ground: hex(0xFF0000)})
		k.paint(hex(0))
		inside := image.Rect(10, 10, 50, 30)
		for y := range 40 {
			for x := range 60 {
				if c := k.img.RGBAAt(x, y); c != (k.img.RGBAAt(0, 0)) && !(image.Point{x, y}).In(inside) {
					rt.Fatalf("ink at %d,%d: %v", x, y, c)
				}
			}
		}
	})
}

// TestDashes: the dashes have the lengths asked for and run on over a corner.
func TestDashes(t *testing.T) {
	d := dasher{dash: []float32{4, 2}}
	var ink float32
	pieces := 0
	walk := func(a, b point) {
		d.walk(a, b, func(p, q point) { ink += abs(q.x-p.x) + abs(q.y-p.y); pieces++ })
	}
	walk(point{0, 0}, point{9, 0})  // 4 ink, 2 gap, 3 ink
	walk(point{9, 0}, point{9, 9})  // 1 ink, 2 gap, 4 ink, 2 gap
	walk(point{9, 9}, point{12, 9}) // 3 ink
	if abs(ink-15) > 1e-3 || pieces != 5 {
		t.Errorf("%v points of ink in %d pieces, want 15 in 5", ink, pieces)
	}
	d.walk(point{1, 1}, point{1, 1}, func(p, q point) { t.Error("a line of no length has ink") })
}

// TestMarksDiffer: in grey and at their usual size no two marks look alike, hollow ones
// and filled ones neither: eight pixels differ much at least.
func TestMarksDiffer(t *testing.T) {
	side := float32(pointSide)
	draw := func(s shape, hollow bool) *image.RGBA {
		k := newInk(16, 16, 1, hex(0xFFFFFF))
		k.mark(s, point{8, 8}, markStyle{side: side, hollow: hollow, color: hex(0x555555), ground: hex(0xFFFFFF)})
		return k.img
	}
	type one struct {
		s      shape
		hollow bool
	}
	var all []one
	for _, s := range seriesShapes {
		all = append(all, one{s, false})
	}
	for _, v := range []shape{disc, diamond, triangle, square} {
		all = append(all, one{v, true})
	}
	for i, a := range all {
		if a.hollow { // these are marks of a history
			side = markSide
		}
		for _, b := range all[:i] {
			p, q := draw(a.s, a.hollow), draw(b.s, b.hollow)
			differ := 0
			for n := 0; n < len(p.Pix); n += 4 {
				if math.Abs(float64(p.Pix[n])-float64(q.Pix[n])) > 60 {
					differ++
				}
			}
			if differ < 8 {
				t.Errorf("%v and %v differ in %d pixels", a, b, differ)
			}
		}
	}
}
