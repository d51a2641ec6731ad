package plot

import (
	"image"
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"stationcompanion/ui/look"
)

// lit starts an application in the program's light theme.
func lit(t testing.TB) {
	test.NewTempApp(t)
	fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Light, 1))
}

// shown gives a plot its renderer and a size.
func shown(t testing.TB, p fyne.Widget, w, h float32) *board {
	b, ok := test.WidgetRenderer(p).(*board)
	if !ok {
		t.Fatal("the renderer is no board")
	}
	p.Resize(fyne.NewSize(w, h))
	return b
}

// texts gives all texts on a sheet.
func texts(b *board) string {
	var out []string
	for _, w := range b.sheet.words {
		out = append(out, w.text)
	}
	return strings.Join(out, "|")
}

// colored counts the pixels of a picture inside the area that are nearly of a colour.
func colored(img *image.RGBA, c [3]uint8) int {
	n := 0
	for i := 0; i < len(img.Pix); i += 4 {
		d := 0
		for j := range 3 {
			d += int(math.Abs(float64(img.Pix[i+j]) - float64(c[j])))
		}
		if d < 30 {
			n++
		}
	}
	return n
}

var inf, nan = math.Inf(1), math.NaN()

// TestXYOfBadData: every kind of unfit data gives a picture with what can be drawn, or a
// sentence in its place, and never a panic.
func TestXYOfBadData(t *testing.T) {
	lit(t)
	one := func(k Kind, xs, ys []float64) Chart { return Chart{Kind: k, Series: []Series{{X: xs, Y: ys}}} }
	for name, c := range map[string]struct {
		chart Chart
		says  string // among the texts
		draws bool
	}{
		"no series":              {Chart{}, "This chart has no points.", false},
		"empty series":           {one(Line, nil, nil), "This chart has no points.", false},
		"x without y":            {one(Line, []float64{1, 2}, nil), "This chart has no points.", false},
		"only NaN":               {one(Line, []float64{1, 2}, []float64{nan, nan}), "None of the points is a number that can be drawn.", false},
		"only infinities":        {one(Line, []float64{inf, 2}, []float64{1, -inf}), "None of the points is a number", false},
		"negative, log y":        {one(LineLogY, []float64{1, 2}, []float64{0, -5}), "every point is zero or negative", false},
		"negative, log x":        {one(LineLogX, []float64{-1, 0}, []float64{1, 5}), "every point is zero or negative", false},
		"negative and NaN, log":  {one(LineLogXY, []float64{-1, 1}, []float64{1, nan}), "No point can be drawn", false},
		"some negative, log":     {one(LineLogY, []float64{1, 2, 3}, []float64{-1, 5, 50}), "1 of 3 points not drawn: zero or negative", true},
		"some NaN":               {one(Line, []float64{1, 2, 3}, []float64{nan, 5, inf}), "2 of 3 points not drawn: no number", true},
		"both":                   {one(LineLogY, []float64{1, 2, 3}, []float64{nan, 5, 0}), "2 of 3 points not drawn: no number, or zero or negative", true},
		"one point":              {one(Line, []float64{7}, []float64{3}), "7.0", true},
		"one point, log":         {one(LineLogXY, []float64{7}, []float64{3}), "10", true},
		"all equal":              {one(Line, []float64{1, 2, 3}, []float64{5, 5, 5}), "5.0", true},
		"same place":             {one(Line, []float64{1, 1, 1}, []float64{5, 5, 5}), "5.0", true},
		"unequal lengths":        {one(Line, []float64{1, 2, 3}, []float64{5, 6}), "5.0", true},
		"no x":                   {one(Line, nil, []float64{5, 6, 9}), "2", true},
		"from pico to tera":      {one(LineLogXY, []float64{1e-12, 1, 1e12}, []float64{1e12, 1, 1e-12}), "1T", true},
		"pico and tera, linear":  {one(Line, []float64{1e-12, 1, 1e12}, []float64{1e12, 1, 1e-12}), "1.0T", true},
		"as large as is drawn":   {one(Line, []float64{-largest, largest}, []float64{-largest, largest}), "0", true},
		"larger than is drawn":   {one(Line, []float64{1, 2}, []float64{math.MaxFloat64, 2}), "1 of 2 points not drawn", true},
		"as small as numbers go": {one(LineLogY, []float64{1, 2}, []float64{5e-324, 1}), "1", true},
		"controls in names": {Chart{Y: Axis{"a\nb\u202e", "V\t"}, Series: []Series{{Name: "x\x00", Y: []float64{1}}, {Y: []float64{2}}}},
			"series 2", true},
	} {
		t.Run(name, func(t *testing.T) {
			p := NewXY()
			b := shown(t, p, 600, 260)
			p.Set(c.chart)
			if got := texts(b); !strings.Contains(got, c.says) || strings.ContainsAny(got, "\n\t\x00\u202e") {
				t.Errorf("says %q, want %q", got, c.says)
			}
			ink := colored(b.picture(600, 260).(*image.RGBA), [3]uint8{0x00, 0x72, 0xB2})
			if (ink > 20) != c.draws || (b.sheet.message == "") != c.draws {
				t.Errorf("%d pixels of the series, message %q", ink, b.sheet.message)
			}
			_ = p.Summary()
			p.Step(1)
			if (p.Picked() != "") != c.draws {
				t.Errorf("picked %q", p.Picked())
			}
		})
	}
}

// TestTextsNeverOverlap: whatever the data, size and scale, no two texts meet and all
// stand on the sheet.
func TestTextsNeverOverlap(t *testing.T) {
	lit(t)
	rapid.Check(t, func(rt *rapid.T) {
		scale := rapid.SampledFrom([]float32{0.8, 1, 1.3, 2}).Draw(rt, "scale")
		fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Light, scale))
		num := rapid.OneOf(rapid.Float64Range(-1e12, 1e12), rapid.Float64Range(-1, 1), rapid.Float64Range(1e-12, 1e-9), rapid.Float64Range(1e7, 1e7+1e-3))
		c := Chart{Kind: Kind(rapid.IntRange(0, 3).Draw(rt, "kind")), X: Axis{"Frequency of the generator", "Hz"}, Y: Axis{rapid.SampledFrom([]string{"", "Gain", "A very long name of what was measured at the unit under test"}).Draw(rt, "title"), "dB"}}
		for range rapid.IntRange(1, 12).Draw(rt, "series") {
			c.Series = append(c.Series, Series{Name: rapid.SampledFrom([]string{"", "A", "Channel 12", "a long name of a series that is not cut by anybody"}).Draw(rt, "name"),
				X: rapid.SliceOfN(num, 1, 5).Draw(rt, "x"), Y: rapid.SliceOfN(num, 1, 5).Draw(rt, "y")})
		}
		if rapid.Bool().Draw(rt, "limits") {
			c.Low, c.High = LimitAt(num.Draw(rt, "low"), ""), LimitAt(num.Draw(rt, "high"), "")
		}
		p := NewXY()
		p.Set(c)
		b := shown(t, p, scale*rapid.Float32Range(leastWidth, 1000).Draw(rt, "w"), scale*rapid.Float32Range(leastHeight, 600).Draw(rt, "h"))
		apart(rt, b)
	})
}

// apart fails where texts meet, or leave the sheet.
func apart(t interface{ Fatalf(string, ...any) }, b *board) {
	for i, w := range b.sheet.words {
		if w.box.x0 < 0 || w.box.y0 < 0 || w.box.x1 > b.sheet.size.Width+0.6 || w.box.y1 > b.sheet.size.Height+0.6 {
			t.Fatalf("%q at %v leaves the sheet %v", w.text, w.box, b.sheet.size)
		}
		for _, o := range b.sheet.words[:i] {
			in := w.box
			in.x0, in.y0, in.x1, in.y1 = in.x0+0.6, in.y0+0.6, in.x1-0.6, in.y1-0.6
			if in.meets(o.box) {
				t.Fatalf("%q at %v meets %q at %v on %v, area %v", w.text, w.box, o.text, o.box, b.sheet.size, b.sheet.area)
			}
		}
	}
}

// twoLines is a chart of two crossing lines.
func twoLines() Chart {
	return Chart{X: Axis{"Time", "s"}, Y: Axis{"Level", "V"}, Series: []Series{
		{Name: "up", X: []float64{0, 10}, Y: []float64{0, 10}, RawX: []string{"0.00", "10.00"}, RawY: []string{"0.000E+00", "1.000E+01"}},
		{Name: "down", X: []float64{10, nan, 5, 0}, Y: []float64{0, 1, 5, 10}},
	}}
}

// TestTapPicks: a tap beside a line picks its nearest point, one on nothing gives up.
func TestTapPicks(t *testing.T) {
	lit(t)
	p := NewXY()
	p.Set(twoLines())
	b := shown(t, p, 600, 300)
	var calls [][2]int
	p.OnPick = func(s, i int) { calls = append(calls, [2]int{s, i}) }
	tap := func(x, y float64, dx float32) {
		at, ok := p.place.of(x, y)
		if !ok {
			t.Fatal("nothing is laid out")
		}
		p.Tapped(&fyne.PointEvent{Position: fyne.NewPos(at.x+dx, at.y)})
	}
	laid := b.sheet
	tap(0, 0, 10)  // beside the first point of "up"
	tap(3, 3, 0)   // on the line of "up", between its points
	tap(8, 8, 8)   // beside its other end
	tap(4, 6, 0)   // on "down": nearer to its middle
	tap(5, 0, 0)   // on nothing
	tap(5, 0.2, 0) // still nothing: no second call
	want := [][2]int{{0, 0}, {0, 1}, {1, 2}, {-1, -1}}
	if !slices.Equal(calls, want) {
		t.Errorf("picks %v, want %v", calls, want)
	}
	if b.sheet != laid {
		t.Error("a pick laid the sheet out anew")
	}
}

// TestPickedIsExact: what was read from the report is shown, not a rounded number.
func TestPickedIsExact(t *testing.T) {
	lit(t)
	p := NewXY()
	b := shown(t, p, 600, 300)
	p.Set(twoLines())
	p.Pick(0, 1)
	if got, want := p.Picked(), "up, point 2 of 2: Time 10.00 s, Level 1.000E+01 V"; got != want {
		t.Errorf("picked %q, want %q", got, want)
	}
	if got, want := b.hair.text.Text, "up:  10.00 s  ·  1.000E+01 V"; got != want || b.hair.chip.Hidden || b.hair.ring.Hidden {
		t.Errorf("the chip says %q, want %q", got, want)
	}
	at, _ := p.place.of(10, 10)
	if b.hair.down.Position1.X != at.x || b.hair.across.Position1.Y != at.y {
		t.Error("the cross-hair is elsewhere")
	}
	for _, bad := range [][2]int{{-1, 0}, {2, 0}, {0, 2}, {0, -1}, {1, 1}} {
		p.Pick(bad[0], bad[1])
	}
	if !strings.HasPrefix(p.Picked(), "up, point 2") {
		t.Error("a point that does not exist was picked")
	}
	p.Unpick()
	if p.Picked() != "" || !b.hair.chip.Hidden {
		t.Error("the pick stays")
	}
}

// TestStep: left and right walk over what can be drawn, on the screen's own directions.
func TestStep(t *testing.T) {
	lit(t)
	p := NewXY()
	shown(t, p, 600, 300)
	p.Set(twoLines())
	var at []int
	p.OnPick = func(s, i int) { at = append(at, i) }
	p.Step(0)
	p.Step(-1) // nothing picked: the last of the first series
	p.Step(-1)
	p.Step(-1) // at the end: stays
	p.Pick(1, 0)
	p.Step(-1) // "down" runs from right to left, its second point is no number
	p.Step(-1)
	p.Step(1)
	if want := []int{1, 0, 0, 2, 3, 2}; !slices.Equal(at, want) {
		t.Errorf("walked %v, want %v", at, want)
	}
	p.Set(twoLines())
	if p.Picked() != "" {
		t.Error("new data keep the pick")
	}
}

func TestXYSummary(t *testing.T) {
	lit(t)
	p := NewXY()
	c := twoLines()
	c.Low, c.High = LimitAt(8, "8.0"), LimitAt(1, "1.0") // the wrong way round
	p.Set(c)
	want := "up: 2 points, min 0.000E+00 V, max 1.000E+01 V, last 1.000E+01 V; 2 of 2 points outside the limits (1.0 … 8.0 V)\n" +
		"down: 4 points, min 0 V, max 10 V, last 10 V, 1 without a number; 2 of 3 points outside the limits (1.0 … 8.0 V)"
	if got := p.Summary(); got != want || p.AccessibilityLabel() != want {
		t.Errorf("summary %q, want %q", got, want)
	}
	c.Low, c.High = Limit{}, LimitAt(20, "")
	p.Set(c)
	if got := p.Summary(); !strings.Contains(got, "none of 2 points outside the limits (at most 20 V)") {
		t.Error(got)
	}
}

// TestLimitsOutOfProportion: a limit far away is named at the edge and does not flatten
// the data; one near by is in sight.
func TestLimitsOutOfProportion(t *testing.T) {
	lit(t)
	p := NewXY()
	b := shown(t, p, 600, 260)
	for _, c := range []struct {
		kind      Kind
		low, high Limit
		says      string
		top       float64 // of the scale, at most
	}{
		{Line, LimitAt(0, ""), LimitAt(1e9, "1E9"), "high 1E9, off the scale", 10},
		{Line, LimitAt(0, ""), LimitAt(50, ""), "high 50", 60},
		{LineLogY, LimitAt(-1, ""), LimitAt(1e30, ""), "high 1e30, off the scale", 10},
		{LineLogY, LimitAt(-1, ""), LimitAt(1e3, ""), "low -1, off the scale", 2e3},
		{Line, LimitAt(nan, ""), LimitAt(inf, ""), "2", 10},
	} {
		p.Set(Chart{Kind: c.kind, Low: c.low, High: c.high, Series: []Series{{Y: []float64{1, 2, 3}}}})
		if got := texts(b); !strings.Contains(got, c.says) {
			t.Errorf("%v … %v: %q does not say %q", c.low, c.high, got, c.says)
		}
		if top := p.place.y.value(1); top > c.top {
			t.Errorf("%v … %v: the scale reaches to %v", c.low, c.high, top)
		}
	}
}

// TestCrispAtAnyScale: at twice the pixels the same things are drawn, with four times
// the ink, and a rule one pixel wide at scale 1 has no blurred edge at 1.5.
func TestCrispAtAnyScale(t *testing.T) {
	lit(t)
	p := NewXY()
	b := shown(t, p, 600, 260)
	c := twoLines()
	c.High = LimitAt(8, "")
	p.Set(c)
	blue := [3]uint8{0x00, 0x72, 0xB2}
	one, two := colored(b.picture(600, 260).(*image.RGBA), blue), colored(b.picture(1200, 520).(*image.RGBA), blue)
	if f := float64(two) / float64(one); f < 3.5 || f > 6 { // thin lines have more pure pixels when wide
		t.Errorf("%d pixels of line, %d at twice the scale", one, two)
	}
	img := b.picture(900, 390).(*image.RGBA)
	x := int(b.sheet.area.x0*1.5) + 60 // left of the label
	green, other := 0, 0
	for y := int(p.place.area.y(p.place.y.at(8))*1.5) - 6; y < int(p.place.area.y(p.place.y.at(8))*1.5)+6; y++ {
		switch c := img.RGBAAt(x, y); {
		case c.R == 0x00 && c.G == 0x8F && c.B == 0x68:
			green++
		case c != img.RGBAAt(x, y-20) && c != img.RGBAAt(x, y+20):
			other++
		}
	}
	if green != 2 || other != 0 {
		t.Errorf("the limit is %d rows of its colour and %d blurred", green, other)
	}
}

func TestKindNamed(t *testing.T) {
	for name, want := range map[string]Kind{"Line": Line, "linelogx": LineLogX, " LineLogY ": LineLogY, "LineLogXY": LineLogXY} {
		if k, ok := KindNamed(name); k != want || !ok {
			t.Errorf("%q is %v, %v", name, k, ok)
		}
	}
	if _, ok := KindNamed("Pie"); ok {
		t.Error("Pie is a kind")
	}
}
