package look

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"go.uber.org/goleak"

	"stationcompanion/ui/words"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// variants are the two forms of the theme, reached both by choice and by the system.
var variants = []struct {
	name   string
	theme  fyne.Theme
	system fyne.ThemeVariant
}{
	{"light by choice", NewTheme(Light, 1), theme.VariantDark},
	{"light by system", NewTheme(System, 1), theme.VariantLight},
	{"dark by choice", NewTheme(Dark, 1), theme.VariantLight},
	{"dark by system", NewTheme(System, 1), theme.VariantDark},
}

// Grounds text and shapes stand on.
var grounds = []fyne.ThemeColorName{
	theme.ColorNameBackground, ColorPanel, ColorBand, theme.ColorNameInputBackground,
	theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground, theme.ColorNameHeaderBackground,
}

// TestContrast asserts the ratios WCAG asks for: 4.5 for text, 3 for shapes and large
// text, in both variants.
func TestContrast(t *testing.T) {
	test.NewTempApp(t)
	type pair struct {
		top, ground fyne.ThemeColorName
		least       float64
	}
	var pairs []pair
	for _, g := range grounds {
		for _, text := range []fyne.ThemeColorName{
			theme.ColorNameForeground, ColorQuiet, ColorGoodText, ColorBadText, ColorAttentionText, ColorInfoText,
			theme.ColorNamePlaceHolder, theme.ColorNameDisabled, theme.ColorNamePrimary, theme.ColorNameHyperlink,
			theme.ColorNameError, theme.ColorNameSuccess, theme.ColorNameWarning,
		} {
			pairs = append(pairs, pair{text, g, 4.5})
		}
		for _, shape := range []fyne.ThemeColorName{ColorGood, ColorBad, ColorAttention, ColorInfo, ColorUnknown} {
			pairs = append(pairs, pair{shape, g, 3})
		}
	}
	for _, f := range []fyne.ThemeColorName{ColorGoodFill, ColorBadFill, ColorAttentionFill, ColorInfoFill} {
		pairs = append(pairs, pair{ColorOnFill, f, 4.5}, pair{f, ColorPanel, 3})
	}
	pairs = append(pairs,
		pair{theme.ColorNameForeground, theme.ColorNameButton, 4.5},
		pair{theme.ColorNameDisabled, theme.ColorNameDisabledButton, 4.5},
		pair{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary, 4.5},
		pair{theme.ColorNameForegroundOnError, theme.ColorNameError, 4.5},
		pair{theme.ColorNameForegroundOnSuccess, theme.ColorNameSuccess, 4.5},
		pair{theme.ColorNameForegroundOnWarning, theme.ColorNameWarning, 4.5},
		pair{theme.ColorNameInputBorder, theme.ColorNameInputBackground, 3},
	)
	for _, v := range variants {
		for _, p := range pairs {
			got := Contrast(v.theme.Color(p.top, v.system), v.theme.Color(p.ground, v.system))
			if got < p.least {
				t.Errorf("%s: %s on %s has contrast %.2f, want %.1f", v.name, p.top, p.ground, got, p.least)
			}
		}
	}
}

// TestContrastUnderOverlays: text keeps 4.5:1 on a selected, hovered or focused ground,
// where a translucent colour lies between.
func TestContrastUnderOverlays(t *testing.T) {
	test.NewTempApp(t)
	for _, v := range variants {
		for _, over1 := range []fyne.ThemeColorName{theme.ColorNameSelection, theme.ColorNameHover, theme.ColorNameFocus} {
			for _, g := range []fyne.ThemeColorName{theme.ColorNameBackground, ColorPanel, theme.ColorNameInputBackground, theme.ColorNameButton} {
				ground := over(v.theme.Color(over1, v.system), v.theme.Color(g, v.system))
				if got := Contrast(v.theme.Color(theme.ColorNameForeground, v.system), ground); got < 4.5 {
					t.Errorf("%s: foreground on %s over %s has contrast %.2f", v.name, over1, g, got)
				}
			}
		}
	}
}

// TestStatesDiffer: light and dark are two palettes with the same names, and no two
// states share a colour.
func TestStatesDiffer(t *testing.T) {
	for n := range light {
		if _, ok := dark[n]; !ok {
			t.Errorf("the dark palette lacks %s", n)
		}
	}
	if len(light) != len(dark) {
		t.Errorf("%d colours by day, %d by night", len(light), len(dark))
	}
	tones := []words.Tone{words.Unknown, words.Good, words.Bad, words.Attention, words.Info}
	for _, f := range []func(words.Tone) fyne.ThemeColorName{ToneColor, ToneText, ToneFill} {
		seen := map[color.NRGBA]words.Tone{}
		for _, tone := range tones {
			c := light[f(tone)]
			if other, ok := seen[c]; ok {
				t.Errorf("tones %d and %d share %v", tone, other, c)
			}
			seen[c] = tone
		}
	}
}

// TestContrastKnown checks the formula against values anybody can look up.
func TestContrastKnown(t *testing.T) {
	for _, c := range []struct {
		a, b uint32
		want string
	}{
		{0xFFFFFF, 0x000000, "21.00"}, {0x000000, 0xFFFFFF, "21.00"}, {0x777777, 0xFFFFFF, "4.48"},
		{0x767676, 0xFFFFFF, "4.54"}, {0x123456, 0x123456, "1.00"},
	} {
		if got := fmt.Sprintf("%.2f", Contrast(rgb(c.a), rgb(c.b))); got != c.want {
			t.Errorf("Contrast(%06x, %06x) = %s, want %s", c.a, c.b, got, c.want)
		}
	}
}
