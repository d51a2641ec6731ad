package look

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Variant is the person's choice of light or dark.
type Variant string

// The variants, spelled as in station.conf.
const (
	System Variant = "system"
	Light  Variant = "light"
	Dark   Variant = "dark"
)

// Next gives the variant after v in the order system, light, dark; an unknown one
// counts as system.
func (v Variant) Next() Variant {
	switch v {
	case Light:
		return Dark
	case Dark:
		return System
	}
	return Light
}

// Bounds and step of the scale A− and A+ move in.
const (
	MinScale  = 0.8
	MaxScale  = 2.0
	ScaleStep = 0.1
)

// ClampScale brings any number into MinScale … MaxScale; what is no number is 1.
func ClampScale(s float32) float32 {
	f := float64(s)
	if math.IsNaN(f) || math.IsInf(f, 0) || f <= 0 {
		return 1
	}
	return float32(math.Round(min(max(f, MinScale), MaxScale)*20) / 20)
}

// programTheme is Fyne's own theme with this program's colours and sizes.
type programTheme struct {
	base  fyne.Theme
	v     Variant
	scale float32
}

// NewTheme makes the program's theme. scale multiplies every size (A− / A+): 0.8 … 2.0;
// numbers outside are brought to the nearest end. System follows the variant passed
// to Color, the other two ignore it.
func NewTheme(v Variant, scale float32) fyne.Theme {
	return &programTheme{base: theme.DefaultTheme(), v: v, scale: ClampScale(scale)}
}

// Color gives a colour of this program's palette, else Fyne's.
func (t *programTheme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch t.v {
	case Light:
		v = theme.VariantLight
	case Dark:
		v = theme.VariantDark
	}
	p := dark
	if v == theme.VariantLight {
		p = light
	}
	if c, ok := p[n]; ok {
		return c
	}
	return t.base.Color(n, v)
}

// Font gives Fyne's own fonts: they are inside the program.
func (t *programTheme) Font(s fyne.TextStyle) fyne.Resource { return t.base.Font(s) }

// Icon gives Fyne's own icons.
func (t *programTheme) Icon(n fyne.ThemeIconName) fyne.Resource { return t.base.Icon(n) }

// sizes are the lengths at scale 1, in points on the 4-point grid where they are
// distances.
var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNamePadding:         4,
	theme.SizeNameInnerPadding:    8,
	theme.SizeNameText:            14,
	theme.SizeNameCaptionText:     12,
	theme.SizeNameSubHeadingText:  18,
	theme.SizeNameHeadingText:     24,
	theme.SizeNameInlineIcon:      20,
	theme.SizeNameLineSpacing:     4,
	theme.SizeNameScrollBar:       16,
	theme.SizeNameScrollBarSmall:  6,
	theme.SizeNameScrollBarRadius: 4,
	theme.SizeNameSplitThickness:  4,
	theme.SizeNameInputRadius:     6,
	theme.SizeNameButtonRadius:    6,
	theme.SizeNameSelectionRadius: 4,
	theme.SizeNameCardRadius:      8,
	theme.SizeNameDialogRadius:    8,
	theme.SizeNamePopupRadius:     6,
	theme.SizeNameMenuRadius:      6,
}

// hairlines do not grow with the scale.
var hairlines = map[fyne.ThemeSizeName]float32{
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameInputBorder:        1,
	theme.SizeNameModalBlurRadius:    0,
}

// Size gives a length times the scale, rounded to half points so that text and
// edges stay crisp.
func (t *programTheme) Size(n fyne.ThemeSizeName) float32 {
	if s, ok := hairlines[n]; ok {
		return s
	}
	s, ok := sizes[n]
	if !ok {
		s = t.base.Size(n)
	}
	if n == theme.SizeNamePadding {
		return s * t.scale // the unit everything else is built from: not rounded
	}
	return float32(math.Round(float64(s*t.scale)*2) / 2)
}
