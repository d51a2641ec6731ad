package plot

import (
	"image"
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"stationcompanion/ui/look"
)

// record makes points of values in limits, judged by them.
func record(low, high Limit, values ...float64) Record {
	r := Record{Value: Axis{"VCC", "V"}}
	for _, v := range values {
		m := Measured{Value: v, Low: low, High: high, Verdict: Passed}
		if outside(v, low, high) {
			m.Verdict = Failed
		}
		r.Points = append(r.Points, m)
	}
	return r
}

// TestBounds: the range follows data and limits, and no wild value beyond a quarter of
// the limits' distance.
func TestBounds(t *testing.T) {
	l := func(v float64) Limit { return LimitAt(v, "") }
	none := Limit{}
	for name, c := range map[string]struct {
		r      Record
		lo, hi float64
	}{
		"inside":              {record(l(3), l(4), 3.5, 3.6), 3, 4},
		"a little above":      {record(l(3), l(4), 3.5, 4.1), 3, 4.1},
		"a quarter above":     {record(l(3), l(4), 3.5, 4.25), 3, 4.25},
		"wild":                {record(l(3), l(4), 3.5, 1e9, -1e9), 2.75, 4.25},
		"infinite is no data": {record(l(3), l(4), 3.5, inf), 3, 4},
		"equal limits":        {record(l(4), l(4), 4, 4, 100), 4, 5},
		"only high":           {record(none, l(4), 3, 3.5, 100), 3, 5},
		"only high, all over": {record(none, l(4), 4.2), 3.8, 4.2},
		"only low":            {record(l(4), none, 4.5, 5, -100), 3, 5},
		"only low, all under": {record(l(4), none, 3.9), 3.9, 4.1},
		"no limits":           {record(none, none, 1, 2, 3), 1, 3},
		"no limits, one wild": {record(none, none, 1, 2, 3, 4, 5, 1e6), -4, 14},
		"no numbers":          {record(l(3), l(4), nan), 3, 4},
	} {
		b := c.r.bounds()
		if name == "no limits, one wild" { // quartiles 2 and 5: at most 14, at least the data
			c.lo = 1
		}
		if !b.ok || math.Abs(b.lo-c.lo) > 1e-9 || math.Abs(b.hi-c.hi) > 1e-9 {
			t.Errorf("%s: %v … %v, want %v … %v", name, b.lo, b.hi, c.lo, c.hi)
		}
	}
}

// TestClampedWithAnArrow: a wild value stands at the edge, within the area, in the right
// order, with an arrow beyond it; one in range has none.
func TestClampedWithAnArrow(t *testing.T) {
	lit(t)
	h := NewHistory()
	b := shown(t, h, 600, 260)
	h.Set(record(LimitAt(3, ""), LimitAt(4, ""), 1e9, inf, 4.2, 3.5, -1e9, -inf, nan))
	var ys []float32
	for i := range 7 {
		at, ok := h.place.of(i)
		if !ok || at.y < b.sheet.area.y0 || at.y > b.sheet.area.y1 {
			t.Fatalf("point %d at %v, area %v", i, at, b.sheet.area)
		}
		ys = append(ys, at.y)
	}
	if ys[0] != ys[1] || ys[4] != ys[5] || !(ys[0] < ys[2] && ys[2] < ys[3] && ys[3] < ys[4]) || ys[6] != b.sheet.area.y1 {
		t.Errorf("heights %v", ys)
	}
	img := b.picture(600, 260).(*image.RGBA)
	bad := hex(0xD55E00)
	for i, want := range map[int]bool{0: true, 1: true, 2: false} {
		at, _ := h.place.of(i)
		if got := inkAbove(img, at, arrowAway, bad); got != want {
			t.Errorf("arrow over point %d: %v", i, got)
		}
	}
	at, _ := h.place.of(4)
	if !inkAbove(img, at, -arrowAway, bad) {
		t.Error("no arrow under the low one")
	}
}

// inkAbove says whether a colour is found near the place so many points over a point.
func inkAbove(img *image.RGBA, at point, up float32, c color.NRGBA) bool {
	for y := int(at.y-up) - 3; y <= int(at.y-up)+3; y++ {
		for x := int(at.x) - 5; x <= int(at.x)+5; x++ {
			if img.RGBAAt(x, y) == (color.RGBA{c.R, c.G, c.B, 255}) {
				return true
			}
		}
	}
	return false
}

// TestFilledHereHollowElsewhere: the middle of a mark has its colour here, and the
// ground's elsewhere; the newest has a ring.
func TestFilledHereHollowElsewhere(t *testing.T) {
	lit(t)
	r := record(LimitAt(3, ""), LimitAt(4, ""), 3.3, 3.3, 4.1, 4.1, 3.7)
	r.Points[1].Elsewhere, r.Points[3].Elsewhere = true, true
	h := NewHistory()
	b := shown(t, h, 600, 260)
	h.Set(r)
	img := b.picture(600, 260).(*image.RGBA)
	for i, want := range []uint32{0x008F68, 0xFFFFFF, 0xD55E00, 0xFFFFFF, 0x008F68} {
		at, _ := h.place.of(i)
		if c, w := img.RGBAAt(int(at.x), int(at.y)), hex(want); c != (color.RGBA{w.R, w.G, w.B, 255}) {
			t.Errorf("the middle of point %d is %v, want %06x", i, c, want)
		}
	}
	ink := func(i int) (n int) { // dark pixels around a point
		at, _ := h.place.of(i)
		for y := int(at.y) - 12; y <= int(at.y)+12; y++ {
			for x := int(at.x) - 12; x <= int(at.x)+12; x++ {
				if c := img.RGBAAt(x, y); c.R < 0x40 && c.G < 0x48 && c.B < 0x50 {
					n++
				}
			}
		}
		return n
	}
	if ink(4) < 30 || ink(0) > 0 {
		t.Errorf("%d pixels of ring around the newest, %d around the oldest", ink(4), ink(0))
	}
}

// TestLimitsChange: the band of each time is where its limits are.
func TestLimitsChange(t *testing.T) {
	lit(t)
	r := record(LimitAt(3, ""), LimitAt(4, ""), 3.5, 3.5, 3.5, 3.5)
	r.Points[2].Low, r.Points[3].Low = LimitAt(2, ""), LimitAt(2, "")
	r.Points[3].High = Limit{}
	h := NewHistory()
	b := shown(t, h, 600, 300)
	h.Set(r)
	img := b.picture(600, 300).(*image.RGBA)
	ground := color.RGBA{0xFF, 0xFF, 0xFF, 0xFF}
	for i, c := range []struct{ below, above bool }{{false, false}, {false, false}, {true, false}, {true, true}} {
		x := int(h.place.slot(i)) + 8
		for v, want := range map[float64]bool{3.5: true, 2.5: c.below, 4.1: c.above} {
			y := int(h.place.height(v)) + 3
			if v == 4.1 {
				y = int(b.sheet.area.y0) + 2
			}
			if got := img.RGBAAt(x, y) != ground; got != want {
				t.Errorf("point %d: %v allowed: %v", i, v, got)
			}
		}
	}
}

func TestHistoryPicks(t *testing.T) {
	lit(t)
	h := NewHistory()
	b := shown(t, h, 600, 260)
	r := record(LimitAt(3, "3.00"), LimitAt(4, "4.00"), 3.3, 3.4, 9)
	r.Points[2].Raw, r.Points[2].Label = "9.0000", "SN-7"
	r.Points[2].At = time.Date(2026, 4, 21, 9, 31, 0, 0, time.FixedZone("", 7200))
	h.Set(r)
	var calls [][2]int
	h.OnPick = func(s, i int) { calls = append(calls, [2]int{s, i}) }
	laid := b.sheet
	at, _ := h.place.of(1)
	h.Tapped(&fyne.PointEvent{Position: fyne.NewPos(at.x+15, at.y+15)})
	h.Step(1)
	h.Step(1) // at the end: stays
	if got, want := h.Picked(), "SN-7, point 3 of 3: VCC 9.0000 V, failed here 21 Apr 2026 09:31:00 +02:00, limits 3.00 … 4.00 V"; got != want {
		t.Errorf("picked %q, want %q", got, want)
	}
	if got, want := b.hair.text.Text, "9.0000 V  ·  failed here  ·  21 Apr 09:31"; got != want || b.hair.ring.Hidden {
		t.Errorf("the chip says %q, want %q", got, want)
	}
	h.Tapped(&fyne.PointEvent{Position: fyne.NewPos(at.x, at.y+90)})
	h.Step(-1)
	h.Pick(7)
	h.Unpick()
	h.Step(1)
	if want := [][2]int{{0, 1}, {0, 2}, {-1, -1}, {0, 2}, {-1, -1}, {0, 0}}; !slices.Equal(calls, want) {
		t.Errorf("picks %v, want %v", calls, want)
	}
	if b.sheet != laid {
		t.Error("a pick laid the sheet out anew")
	}
	h.Set(Record{})
	h.Step(1)
	if h.Picked() != "" || !strings.Contains(texts(b), "No report has this measurement yet.") {
		t.Error("nothing to show is not said")
	}
	h.Set(record(Limit{}, Limit{}, nan, nan))
	if !strings.Contains(texts(b), "None of the 2 points has a number.") {
		t.Errorf("says %q", texts(b))
	}
}

func TestHistorySummary(t *testing.T) {
	lit(t)
	h := NewHistory()
	r := record(LimitAt(3, ""), LimitAt(4, ""), 3.5, 9, nan, 1, 3.25)
	r.Points[1].Elsewhere = true
	r.Points[4].Raw = "3.2500"
	h.Set(r)
	if got, want := h.Summary(), "VCC: 5 points, min 1 V, max 9 V, newest 3.2500 V; 2 of 4 points outside the limits; failed 1 of 4 here, 1 of 1 elsewhere"; got != want || h.AccessibilityLabel() != want {
		t.Errorf("summary %q, want %q", got, want)
	}
}

// TestTimeLabels: the newest time is always there, days are named where they change.
func TestTimeLabels(t *testing.T) {
	lit(t)
	h := NewHistory()
	b := shown(t, h, 900, 300)
	r := record(Limit{}, Limit{}, 1, 2, 3, 4)
	at := time.Date(2026, 4, 21, 22, 0, 0, 0, time.UTC)
	for i := range r.Points {
		r.Points[i].At = at.Add(time.Duration(i) * 50 * time.Minute)
	}
	h.Set(r)
	if got := texts(b); !strings.Contains(got, "21 Apr 22:00|22:50|23:40|22 Apr 00:30") {
		t.Error(got)
	}
	r.Points[0].At, r.Points[1].At = at.AddDate(-1, 0, 0), time.Time{}
	h.Set(r)
	if got := texts(b); !strings.Contains(got, "21 Apr 2025|no. 2|21 Apr 2026|22 Apr 2026") {
		t.Error(got)
	}
}

// TestHistoryTextsNeverOverlap is TestTextsNeverOverlap for histories.
func TestHistoryTextsNeverOverlap(t *testing.T) {
	lit(t)
	rapid.Check(t, func(rt *rapid.T) {
		scale := rapid.SampledFrom([]float32{0.8, 1, 1.3, 2}).Draw(rt, "scale")
		fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Light, scale))
		num := rapid.OneOf(rapid.Float64Range(-1e12, 1e12), rapid.Float64Range(3, 4), rapid.SampledFrom([]float64{nan, inf, -inf, 0, math.MaxFloat64}))
		r := Record{Value: Axis{"VCC 3V3 of the unit under test, measured at the test point", "V"}}
		at := time.Date(2026, 12, 28, 0, 0, 0, 0, time.UTC)
		for range rapid.IntRange(0, 80).Draw(rt, "n") {
			at = at.Add(time.Duration(rapid.IntRange(0, 5000).Draw(rt, "minutes")) * time.Minute)
			m := Measured{Value: num.Draw(rt, "v"), At: at, Verdict: Verdict(rapid.IntRange(0, 4).Draw(rt, "verdict")), Elsewhere: rapid.Bool().Draw(rt, "elsewhere")}
			if rapid.Bool().Draw(rt, "low") {
				m.Low = LimitAt(num.Draw(rt, "lo"), "")
			}
			if rapid.Bool().Draw(rt, "high") {
				m.High = LimitAt(num.Draw(rt, "hi"), "")
			}
			r.Points = append(r.Points, m)
		}
		h := NewHistory()
		h.Set(r)
		b := shown(t, h, scale*rapid.Float32Range(leastWidth, 1000).Draw(rt, "w"), scale*rapid.Float32Range(leastHeight, 600).Draw(rt, "h"))
		apart(rt, b)
		b.picture(300, 160)
		_ = h.Summary()
	})
}
