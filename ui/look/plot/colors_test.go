package plot

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"

	"stationcompanion/ui/look"
)

// TestContrast: series and marks keep 3:1 and texts 4.5:1, on the panel and on the band.
func TestContrast(t *testing.T) {
	lit(t)
	for _, v := range []look.Variant{look.Light, look.Dark} {
		fyne.CurrentApp().Settings().SetTheme(look.NewTheme(v, 1))
		k := newKit(look.NewTheme(v, 1))
		panel := k.color(look.ColorPanel)
		pix := []uint8{panel.R, panel.G, panel.B, 255}
		blend(pix, k.band(), 255)
		band := color.NRGBA{pix[0], pix[1], pix[2], 255}
		for name, ground := range map[string]color.NRGBA{"panel": panel, "band": band} {
			check := func(what string, c color.Color, least float64) {
				if got := look.Contrast(c, ground); got < least {
					t.Errorf("%s: %s on the %s has contrast %.2f, want %.1f", v, what, name, got, least)
				}
			}
			for i, c := range k.hues {
				check(fmt.Sprint("series ", i), c, 3)
			}
			for _, verdict := range []Verdict{Unknown, Passed, Failed, Errored, Terminated} {
				_, st := verdict.markOf(k)
				check(verdict.String(), st.color, 3)
			}
			for _, n := range []fyne.ThemeColorName{theme0, look.ColorQuiet, look.ColorGoodText, look.ColorAttentionText} {
				check(string(n), k.color(n), 4.5)
			}
		}
		if chip := look.Contrast(k.color(theme0), panel); chip < 4.5 {
			t.Errorf("%s: the chip has contrast %.2f", v, chip)
		}
	}
}

// TestPatternsDiffer: no two of 168 series look alike, and of any two neighbours colour,
// dash and mark all differ.
func TestPatternsDiffer(t *testing.T) {
	lit(t)
	k := newKit(look.NewTheme(look.Light, 1))
	seen := map[string]int{}
	for i := range 168 {
		p := k.patternOf(i)
		if other, ok := seen[fmt.Sprint(p)]; ok {
			t.Fatalf("series %d looks like series %d", i, other)
		}
		seen[fmt.Sprint(p)] = i
		if q := k.patternOf(i + 1); p.color == q.color || p.shape == q.shape || fmt.Sprint(p.dash) == fmt.Sprint(q.dash) {
			t.Errorf("series %d and %d share something", i, i+1)
		}
	}
}
