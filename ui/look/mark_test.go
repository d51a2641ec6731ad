package look

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"io"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/words"
)

// ink is where a picture differs from its ground, as a grid of bits.
func ink(img image.Image) string {
	b := img.Bounds()
	ground := img.At(b.Min.X, b.Min.Y)
	var out bytes.Buffer
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if Contrast(img.At(x, y), ground) > 1.6 {
				out.WriteByte('#')
			} else {
				out.WriteByte('.')
			}
		}
	}
	return out.String()
}

// TestMarksDifferWithoutColour draws every shape in one colour at 16 points: no two are
// alike, and none is empty.
func TestMarksDifferWithoutColour(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(NewTheme(Light, 1))
	seen := map[string]Shape{}
	for _, s := range Shapes() {
		c := software.NewCanvas()
		c.SetPadded(false)
		c.SetContent(NewMark(s, ColorUnknown, 16))
		got := ink(c.Capture())
		if n := bytes.Count([]byte(got), []byte("#")); n < 8 {
			t.Errorf("shape %d has %d dark pixels", s, n)
		}
		if other, ok := seen[got]; ok {
			t.Errorf("shapes %d and %d look alike", s, other)
		}
		seen[got] = s
	}
}

func TestMarkSizesAndSet(t *testing.T) {
	app := test.NewTempApp(t)
	for _, scale := range []float32{0.8, 1, 1.5, 2} {
		app.Settings().SetTheme(NewTheme(Dark, scale))
		m := NewMark(ShapePassed, ColorGood, 20)
		test.NewTempWindow(t, m)
		if got := m.MinSize(); math.Abs(float64(got.Width-20*scale)) > 0.01 || got.Width != got.Height {
			t.Errorf("scale %v: %v", scale, got)
		}
		m.Set(ShapeFailed, ColorBad)
		parts := test.WidgetRenderer(m).Objects()
		if len(parts) != 1 {
			t.Fatalf("a cross of %d parts", len(parts))
		}
		if p := parts[0].(*canvas.ArbitraryPolygon); p.FillColor != dark[ColorBad] || len(p.Points) != 12 {
			t.Errorf("the cross has colour %v and %d corners", p.FillColor, len(p.Points))
		}
		if m.Shape() != ShapeFailed || m.ColorName() != ColorBad {
			t.Error("the mark does not know what it shows")
		}
	}
}

// TestPolygonsKeepTheLimit: a canvas polygon has 16 corners at most.
func TestPolygonsKeepTheLimit(t *testing.T) {
	for _, s := range Shapes() {
		for _, p := range partsOf(s) {
			if o, ok := p.object.(*canvas.ArbitraryPolygon); ok && len(o.Points) > 16 {
				t.Errorf("shape %d has %d corners", s, len(o.Points))
			}
		}
	}
}

// TestTrayIcons: every picture is well-formed, named apart, and differs by shape.
func TestTrayIcons(t *testing.T) {
	names, pictures := map[string]bool{}, map[string]bool{}
	for _, tone := range []words.Tone{words.Unknown, words.Good, words.Bad, words.Attention, words.Info} {
		for _, s := range Shapes() {
			r := TrayIcon(tone, s)
			if names[r.Name()] || pictures[string(r.Content())] {
				t.Errorf("tone %d shape %d is not a picture of its own", tone, s)
			}
			names[r.Name()], pictures[string(r.Content())] = true, true
			d := xml.NewDecoder(bytes.NewReader(r.Content()))
			for {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%s: %v", r.Name(), err)
				}
			}
		}
	}
	for tone, c := range trayColors {
		for _, panel := range []uint32{0xFFFFFF, 0x1B1B1B} {
			if got := Contrast(c, rgb(panel)); got < 2.5 {
				t.Errorf("tone %d on a panel of %06x has contrast %.2f", tone, panel, got)
			}
		}
	}
}

// TestTargets: gloves need 44 points, the rest 32, at any scale.
func TestTargets(t *testing.T) {
	app := test.NewTempApp(t)
	for _, scale := range []float32{0.8, 1, 2} {
		app.Settings().SetTheme(NewTheme(Light, scale))
		for _, primary := range []bool{true, false} {
			want := float32(32)
			if primary {
				want = 44
			}
			b := widget.NewButton("x", nil)
			o := Target(b, primary)
			o.Resize(o.MinSize())
			if got := o.MinSize(); got.Height < want*scale-0.01 || got.Width < want*scale-0.01 {
				t.Errorf("scale %v primary %v: %v", scale, primary, got)
			}
			if b.Size() != o.Size() {
				t.Errorf("the button has %v of %v", b.Size(), o.Size())
			}
		}
	}
}

func TestPanelInset(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(NewTheme(Light, 1))
	inner := canvas.NewRectangle(nil)
	inner.SetMinSize(fyne.NewSize(100, 40))
	if got := Panel(inner).MinSize(); got != fyne.NewSize(124, 64) {
		t.Errorf("a panel around 100×40 is %v", got)
	}
}

func TestTap(t *testing.T) {
	test.NewTempApp(t)
	n := 0
	tap := NewTap(canvas.NewRectangle(nil), "more", func() { n++ })
	test.Tap(tap)
	if n != 1 || tap.AccessibilityLabel() != "more" {
		t.Errorf("tapped %d times, label %q", n, tap.AccessibilityLabel())
	}
	if _, ok := any(tap).(fyne.Focusable); ok {
		t.Error("a tap takes the focus, so a scan could press it")
	}
	tap.OnTapped = nil
	test.Tap(tap)
}

func TestVariantIcons(t *testing.T) {
	seen := map[string]bool{}
	for _, v := range []Variant{System, Light, Dark} {
		seen[fmt.Sprint(VariantIcon(v).Name())] = true
	}
	if len(seen) != 3 {
		t.Errorf("%d pictures for 3 variants", len(seen))
	}
}
