package look

import (
	"math"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestVariantWins(t *testing.T) {
	test.NewTempApp(t)
	day, night := light[theme.ColorNameBackground], dark[theme.ColorNameBackground]
	for _, c := range []struct {
		v        Variant
		onLight  any
		onDark   any
		whenNext Variant
	}{
		{Light, day, day, Dark}, {Dark, night, night, System}, {System, day, night, Light}, {"odd", day, night, Light},
	} {
		th := NewTheme(c.v, 1)
		if got := th.Color(theme.ColorNameBackground, theme.VariantLight); got != c.onLight {
			t.Errorf("%s by day: %v", c.v, got)
		}
		if got := th.Color(theme.ColorNameBackground, theme.VariantDark); got != c.onDark {
			t.Errorf("%s by night: %v", c.v, got)
		}
		if got := c.v.Next(); got != c.whenNext {
			t.Errorf("after %s comes %s, want %s", c.v, got, c.whenNext)
		}
	}
}

func TestScale(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range []struct{ ask, want float32 }{
		{1, 1}, {0.5, MinScale}, {9, MaxScale}, {1.1, 1.1}, {0, 1}, {-3, 1},
		{float32(math.NaN()), 1}, {float32(math.Inf(1)), 1}, {1.3000001, 1.3},
	} {
		if got := ClampScale(c.ask); math.Abs(float64(got-c.want)) > 1e-6 {
			t.Errorf("ClampScale(%v) = %v, want %v", c.ask, got, c.want)
		}
		th := NewTheme(Light, c.ask)
		if got, want := th.Size(theme.SizeNameText), float32(math.Round(float64(28*c.want))/2); got != want {
			t.Errorf("scale %v: text %v, want %v", c.ask, got, want)
		}
		if got := Unit(th); math.Abs(float64(got-c.want)) > 1e-6 {
			t.Errorf("scale %v: unit %v", c.ask, got)
		}
		if got := th.Size(theme.SizeNameSeparatorThickness); got != 1 {
			t.Errorf("scale %v: hairline %v", c.ask, got)
		}
	}
}

// TestStepsStayOnTheirValues: ten steps up and ten down end where they began.
func TestStepsStayOnTheirValues(t *testing.T) {
	s := float32(1)
	for range 10 {
		s = ClampScale(s + ScaleStep)
	}
	if s != MaxScale {
		t.Fatalf("ten steps up give %v", s)
	}
	for range 10 {
		s = ClampScale(s - ScaleStep)
	}
	if s != 1 {
		t.Errorf("and ten down %v", s)
	}
}
