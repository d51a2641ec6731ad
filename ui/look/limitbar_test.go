package look

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

func TestLimitPlaces(t *testing.T) {
	test.NewTempApp(t)
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		name         string
		v, lo, hi    float64
		hasLo, hasHi bool
		from, to, at float32
		beyond       int
		hidden       bool
	}{
		{name: "in the middle", v: 2, lo: 1, hi: 3, hasLo: true, hasHi: true, from: 1.0 / 6, to: 5.0 / 6, at: 0.5},
		{name: "at the limit", v: 3, lo: 1, hi: 3, hasLo: true, hasHi: true, from: 1.0 / 6, to: 5.0 / 6, at: 5.0 / 6},
		{name: "a quarter above", v: 3.5, lo: 1, hi: 3, hasLo: true, hasHi: true, from: 1.0 / 6, to: 5.0 / 6, at: 1},
		{name: "far above", v: 99, lo: 1, hi: 3, hasLo: true, hasHi: true, from: 1.0 / 6, to: 5.0 / 6, at: 1, beyond: 1},
		{name: "far below", v: -inf, lo: 1, hi: 3, hasLo: true, hasHi: true, from: 1.0 / 6, to: 5.0 / 6, at: 0, beyond: -1},
		{name: "limits the wrong way round", v: 2, lo: 3, hi: 1, hasLo: true, hasHi: true, from: 1.0 / 6, to: 5.0 / 6, at: 0.5},
		{name: "equal limits, met", v: 5, lo: 5, hi: 5, hasLo: true, hasHi: true, from: 0.5, to: 0.5, at: 0.5},
		{name: "equal limits, missed", v: 10, lo: 5, hi: 5, hasLo: true, hasHi: true, from: 0.5, to: 0.5, at: 1},
		{name: "only high", v: 5, hi: 5, hasHi: true, from: 0, to: 0.75, at: 0.75},
		{name: "only high, over", v: 7.5, hi: 5, hasHi: true, from: 0, to: 0.75, at: 1},
		{name: "only high, under", v: 4, hi: 5, hasHi: true, from: 0, to: 0.75, at: 0.65},
		{name: "only low", v: 5, lo: 5, hasLo: true, from: 0.25, to: 1, at: 0.25},
		{name: "none", v: 5, from: 0, to: 1, at: 0.5},
		{name: "no value", v: nan, lo: 1, hi: 3, hasLo: true, hasHi: true, from: 1.0 / 6, to: 5.0 / 6, hidden: true},
		{name: "limits farther apart than numbers go", v: inf, lo: -math.MaxFloat64, hi: math.MaxFloat64, hasLo: true, hasHi: true, from: 1.0 / 6, to: 5.0 / 6, at: 1, beyond: 1},
		{name: "in the middle of those", v: 0, lo: -math.MaxFloat64, hi: math.MaxFloat64, hasLo: true, hasHi: true, from: 1.0 / 6, to: 5.0 / 6, at: 0.5},
		{name: "limit without bound", v: 1, hi: inf, hasHi: true, from: 0, to: 1, at: 0.5},
	} {
		b := NewLimitBar()
		b.Set(c.v, c.lo, c.hi, c.hasLo, c.hasHi, true)
		s := b.place()
		if !near(s.from, c.from) || !near(s.to, c.to) || !near(s.value, c.at) || s.beyond != c.beyond || s.hasValue == c.hidden {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
}

func near(a, b float32) bool { return math.Abs(float64(a-b)) < 1e-4 }

// TestLimitMarkerInside: whatever numbers come, the marker stays on the bar and is
// shown in exactly one shape, and the dots keep to the stretch outside the zone.
func TestLimitMarkerInside(t *testing.T) {
	test.NewTempApp(t)
	b := NewLimitBar()
	r := test.WidgetRenderer(b).(*limitRenderer)
	size := fyne.NewSize(300, 20)
	rapid.Check(t, func(rt *rapid.T) {
		num := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, -math.MaxFloat64}))
		v, lo, hi := num.Draw(rt, "v"), num.Draw(rt, "lo"), num.Draw(rt, "hi")
		inside := rapid.Bool().Draw(rt, "inside")
		b.Resize(size)
		b.Set(v, lo, hi, rapid.Bool().Draw(rt, "hasLo"), rapid.Bool().Draw(rt, "hasHi"), inside)
		shown := 0
		for _, m := range []fyne.CanvasObject{r.disc, r.diamond, r.arrow, r.arrowLeft} {
			if m.Visible() {
				shown++
				if x := m.Position().X; !(x >= 0 && x+m.Size().Width <= size.Width+0.01) {
					rt.Fatalf("the marker stands at %v", x)
				}
			}
		}
		if want := 1; math.IsNaN(v) {
			if shown != 0 {
				rt.Fatal("a value that is no number has a marker")
			}
		} else if shown != want {
			rt.Fatalf("%d markers", shown)
		}
		if r.disc.Visible() && !inside {
			rt.Fatal("a failed value has the shape of a good one")
		}
		for _, d := range r.dots {
			if d.Visible() && (inside || d.Position().X < 0 || d.Position().X > size.Width) {
				rt.Fatal("dots where none belong")
			}
		}
	})
}

// TestLimitBarWithoutRoomDrawsNothing: a layout that has no room for the bar gives it
// none, and then no marker may stand beside it.
func TestLimitBarWithoutRoomDrawsNothing(t *testing.T) {
	test.NewTempApp(t)
	b := NewLimitBar()
	r := test.WidgetRenderer(b).(*limitRenderer)
	for _, wide := range []bool{false, true, false} {
		size := fyne.Size{}
		if wide {
			size = fyne.NewSize(300, 20)
		}
		b.Resize(size)
		b.Set(5, 1, 2, true, true, false)
		if n := len(r.Objects()); (n > 0) != wide {
			t.Errorf("%v wide: draws %d objects", size.Width, n)
		}
	}
}
