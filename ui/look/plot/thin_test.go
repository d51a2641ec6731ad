package plot

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestThinKeepsExtremes: in every column the least and the greatest value stay, exactly,
// the first and the last too, in order, and no column keeps more than four of a run.
func TestThinKeepsExtremes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(0, 3000).Draw(rt, "n")
		ys := rapid.SliceOfN(rapid.Float32Range(-100, 100), n, n).Draw(rt, "ys")
		const width = 40
		place := func(i int) (point, bool) { return point{float32(i) * width / float32(n), ys[i]}, true }
		type range32 struct{ lo, hi float32 }
		want := map[int]range32{}
		for i := range n {
			p, _ := place(i)
			c := int(p.x)
			r, ok := want[c]
			if !ok {
				r = range32{p.y, p.y}
			}
			want[c] = range32{min(r.lo, p.y), max(r.hi, p.y)}
		}
		got := map[int]range32{}
		per := map[int]int{}
		last := -1
		lines := thin(n, place, 1)
		if len(lines) > 1 {
			rt.Fatal("the line is broken")
		}
		for _, line := range lines {
			if line[0].index != 0 || line[len(line)-1].index != n-1 {
				rt.Fatal("first or last is missing")
			}
			for _, v := range line {
				if v.index <= last || v.y != ys[v.index] {
					rt.Fatalf("point %d after %d at %v, is %v", v.index, last, v.y, ys[v.index])
				}
				last = v.index
				c := int(math.Floor(float64(v.x)))
				r, ok := got[c]
				if !ok {
					r = range32{v.y, v.y}
				}
				got[c] = range32{min(r.lo, v.y), max(r.hi, v.y)}
				if per[c]++; per[c] > 4 {
					rt.Fatalf("column %d keeps %d points", c, per[c])
				}
			}
		}
		for c, w := range want {
			if got[c] != w {
				rt.Fatalf("column %d spans %v, want %v", c, got[c], w)
			}
		}
	})
}

// TestThinBreaksAtGaps: a point that cannot be drawn ends the line.
func TestThinBreaksAtGaps(t *testing.T) {
	gap := map[int]bool{0: true, 3: true, 5: true, 6: true}
	lines := thin(9, func(i int) (point, bool) { return point{float32(i), 0}, !gap[i] }, 0.1)
	want := [][]int{{1, 2}, {4}, {7, 8}}
	if len(lines) != len(want) {
		t.Fatalf("%d lines", len(lines))
	}
	for j, line := range lines {
		if len(line) != len(want[j]) {
			t.Fatalf("line %d has %d points", j, len(line))
		}
		for i, v := range line {
			if v.index != want[j][i] {
				t.Errorf("line %d, point %d is %d", j, i, v.index)
			}
		}
	}
}
