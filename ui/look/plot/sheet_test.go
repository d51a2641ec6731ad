package plot

import (
	"image"
	"image/draw"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"go.uber.org/goleak"

	"stationcompanion/ui/look"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// picturesDir names the directory for pictures, or skips the test.
func picturesDir(t *testing.T) string {
	dir := os.Getenv("SC_PICTURES")
	if dir == "" {
		t.Skip("SC_PICTURES names no directory for pictures")
	}
	return dir
}

// TestSheet draws every case in light, dark and grey, for a person to look at.
func TestSheet(t *testing.T) {
	dir := picturesDir(t)
	test.NewTempApp(t)
	sizes := map[string]fyne.Size{"600x260": fyne.NewSize(600, 260)}
	for _, v := range []look.Variant{look.Light, look.Dark} {
		fyne.CurrentApp().Settings().SetTheme(look.NewTheme(v, 1))
		for name, make := range cases() {
			for _, size := range sizes {
				shoot(t, make(), size, filepath.Join(dir, "plot-"+name+"-"+string(v)), v == look.Light)
			}
		}
	}
	fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Light, 1))
	for _, name := range []string{"bode", "many", "history", "limits"} {
		shoot(t, cases()[name](), fyne.NewSize(300, 160), filepath.Join(dir, "plot-"+name+"-300x160"), false)
		shoot(t, cases()[name](), fyne.NewSize(900, 400), filepath.Join(dir, "plot-"+name+"-900x400"), false)
	}
	fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Dark, 2))
	for _, name := range []string{"bode", "history"} {
		shoot(t, cases()[name](), fyne.NewSize(900, 400), filepath.Join(dir, "plot-"+name+"-scale2"), false)
	}
}

// shoot writes what o looks like, and the same in grey.
func shoot(t *testing.T, o fyne.CanvasObject, size fyne.Size, path string, grey bool) {
	t.Helper()
	img := capture(o, size)
	write := func(img image.Image, path string) {
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, img); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	write(img, path+".png")
	if grey {
		g := image.NewGray(img.Bounds())
		draw.Draw(g, g.Bounds(), img, image.Point{}, draw.Src)
		write(g, path+"-grey.png")
	}
}

// capture draws an object without a display.
func capture(o fyne.CanvasObject, size fyne.Size) image.Image {
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(o)
	c.Resize(size)
	return c.Capture()
}

// xy makes a plot of a chart.
func xy(c Chart) *XY {
	p := NewXY()
	p.Set(c)
	return p
}

// curve samples f at n places between a and b, by equal steps or equal factors.
func curve(name string, n int, a, b float64, log bool, f func(x float64) float64) Series {
	s := Series{Name: name}
	for i := range n {
		at := float64(i) / float64(max(n-1, 1))
		x := a + (b-a)*at
		if log {
			x = a * math.Pow(b/a, at)
		}
		s.X, s.Y = append(s.X, x), append(s.Y, f(x))
	}
	return s
}

// cases are the pictures a person looks at, by name.
func cases() map[string]func() fyne.CanvasObject {
	noise := rand.New(rand.NewPCG(1, 2))
	pole := func(f float64) func(x float64) float64 {
		return func(x float64) float64 { return -10 * math.Log10(1+x*x/f/f) }
	}
	return map[string]func() fyne.CanvasObject{
		"bode": func() fyne.CanvasObject {
			p := xy(Chart{Kind: LineLogX, X: Axis{"Frequency", "Hz"}, Y: Axis{"Gain", "dB"}, Low: LimitAt(-32, "-32.0"), High: LimitAt(3, "3.0"),
				Series: []Series{curve("Channel 1", 31, 10, 1e6, true, pole(1e4)), curve("Channel 2", 31, 10, 1e6, true, pole(4e4)), curve("Reference", 200, 10, 1e6, true, pole(2e3))}})
			fyneSize(p, 600, 260)
			p.Pick(0, 20)
			return p
		},
		"many": func() fyne.CanvasObject {
			c := Chart{X: Axis{"Time", "s"}, Y: Axis{"Output voltage of the regulator under load", "V"}}
			for i := range 9 {
				c.Series = append(c.Series, curve("Rail "+strconv.Itoa(i+1), 60, 0, 5e-3, false, func(x float64) float64 { return float64(i) + 0.6*math.Sin(x*2000+float64(i)) }))
			}
			return xy(c)
		},
		"limits": func() fyne.CanvasObject {
			return xy(Chart{X: Axis{"Load", "A"}, Y: Axis{"VCC 3V3", "V"}, Low: LimitAt(3.15, "3.150"), High: LimitAt(3.45, "3.450"),
				Series: []Series{curve("Measured", 12, 0, 2, false, func(x float64) float64 { return 3.35 - 0.13*x })}})
		},
		"noise": func() fyne.CanvasObject {
			return xy(Chart{X: Axis{"Sample", ""}, Y: Axis{"Noise", "V"}, High: LimitAt(1e9, "1E9"),
				Series: []Series{curve("A", 200000, 0, 199999, false, func(x float64) float64 { return noise.NormFloat64() * 1e-3 }),
					curve("B", 200000, 0, 199999, false, func(x float64) float64 { return 5e-3 + noise.NormFloat64()*2e-4 })}})
		},
		"loglog": func() fyne.CanvasObject {
			return xy(Chart{Kind: LineLogXY, X: Axis{"Frequency", "Hz"}, Y: Axis{"Impedance", "Ω"},
				Series: []Series{curve("Z", 100, 1e-12, 1e12, true, func(x float64) float64 { return 1/x + x*1e-3 }), curve("R", 40, 1e-3, 1e9, true, func(x float64) float64 { return math.Sin(x) })}})
		},
		"single": func() fyne.CanvasObject {
			p := xy(Chart{X: Axis{"Time", "s"}, Y: Axis{"Current", "A"}, Series: []Series{{Name: "I", X: []float64{2.5}, Y: []float64{0.00123}, RawY: []string{"1.2300E-03"}}}})
			fyneSize(p, 600, 260)
			p.Pick(0, 0)
			return p
		},
		"equal": func() fyne.CanvasObject {
			return xy(Chart{X: Axis{"Time", "s"}, Y: Axis{"Level", "V"}, Series: []Series{curve("flat", 20, 0, 10, false, func(float64) float64 { return 3.3 })}})
		},
		"offset": func() fyne.CanvasObject {
			return xy(Chart{X: Axis{"Time", "s"}, Y: Axis{"Clock", "Hz"}, Series: []Series{curve("f", 50, 1.7e9, 1.7e9+60, false, func(x float64) float64 { return 1e7 + 3e-3*math.Sin(x/5) })}})
		},
		"gaps": func() fyne.CanvasObject {
			s := curve("Level", 60, 0, 30, false, func(x float64) float64 { return math.Sin(x / 3) })
			for _, i := range []int{5, 20, 21, 22, 24, 50} {
				s.Y[i] = math.NaN()
			}
			s.Y[40] = math.Inf(1)
			return xy(Chart{X: Axis{"Time", "s"}, Y: Axis{"Level", "V"}, Series: []Series{s}})
		},
		"empty": func() fyne.CanvasObject { return xy(Chart{Y: Axis{"Level", "V"}}) },
		"negative": func() fyne.CanvasObject {
			return xy(Chart{Kind: LineLogY, Y: Axis{"Level", "V"}, Series: []Series{{Name: "x", Y: []float64{0, -1, -2}}}})
		},
		"cloud": func() fyne.CanvasObject {
			s := Series{Name: "IQ"}
			for range 50000 {
				s.X, s.Y = append(s.X, noise.NormFloat64()), append(s.Y, noise.NormFloat64())
			}
			return xy(Chart{X: Axis{"I", ""}, Y: Axis{"Q", ""}, Series: []Series{s}})
		},
		"history": func() fyne.CanvasObject {
			h := NewHistory()
			h.Set(sampleRecord(25))
			fyneSize(h, 600, 260)
			h.Pick(17)
			return h
		},
		"history-plain": func() fyne.CanvasObject {
			r := sampleRecord(60)
			for i := range r.Points {
				r.Points[i].Low, r.Points[i].High = Limit{}, Limit{}
			}
			h := NewHistory()
			h.Set(r)
			return h
		},
		"history-many": func() fyne.CanvasObject {
			h := NewHistory()
			h.Set(sampleRecord(1000))
			return h
		},
		"history-one": func() fyne.CanvasObject {
			r := sampleRecord(1)
			r.Points[0].Low = Limit{}
			h := NewHistory()
			h.Set(r)
			return h
		},
	}
}

// fyneSize gives an object the size it will be shown at, so that picks find a place.
func fyneSize(o fyne.CanvasObject, w, h float32) {
	test.WidgetRenderer(o.(fyne.Widget))
	o.Resize(fyne.NewSize(w, h))
}

// sampleRecord makes n reports up: limits that change once, failures here, other stations.
func sampleRecord(n int) Record {
	r := rand.New(rand.NewPCG(7, 7))
	rec := Record{Value: Axis{"VCC 3V3", "V"}}
	day := time.Date(2026, 4, 19, 7, 30, 0, 0, time.FixedZone("", 7200))
	for i := range n {
		v := 3.3 + 0.05*r.NormFloat64()
		m := Measured{Value: v, Verdict: Passed, At: day.Add(time.Duration(i) * 97 * time.Minute), Elsewhere: r.IntN(3) == 0,
			Label: "SN-" + strconv.Itoa(1001+i), Low: LimitAt(3.15, "3.15"), High: LimitAt(3.45, "3.45")}
		if i < n/3 {
			m.Low = LimitAt(3.1, "3.10")
		}
		switch i {
		case 4:
			m.Value = 1e6
		case 9:
			m.Value, m.Verdict = -2, Failed
		case 12:
			m.Verdict = Errored
			m.Value = math.NaN()
		case 14:
			m.Verdict = Terminated
		case 17:
			m.Value = 3.52
		case 19:
			m.Verdict = Unknown
		case n - 1:
			m.Value, m.Raw = 3.48, "3.4800"
		}
		if m.Verdict == Passed && (m.Value > m.High.Value || m.Value < m.Low.Value) {
			m.Verdict = Failed
		}
		rec.Points = append(rec.Points, m)
	}
	return rec
}
