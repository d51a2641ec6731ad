package plot

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/look"
)

// hues tell series apart: the Okabe–Ito family (https://jfly.uni-koeln.de/color/), each
// moved in lightness until it keeps 3:1 on the panel. Green comes last, because the
// limits' band is green.
var (
	lightHues = []color.NRGBA{
		hex(0x0072B2), hex(0xAD7200), hex(0xA8477F), hex(0x16202A),
		hex(0xD55E00), hex(0x2B8CC4), hex(0x77700A), hex(0x008F68),
	}
	darkHues = []color.NRGBA{
		hex(0x4FA8DE), hex(0xE69F00), hex(0xDE9BC0), hex(0xE9EDF2),
		hex(0xF0792B), hex(0x9AD6F5), hex(0xF0E442), hex(0x1FBF8F),
	}
)

// dashes tell series apart in grey: lengths of ink and gap in turn, in points at scale 1.
// Line ends are round, so a dot is a dash of next to nothing.
var dashes = [][]float32{
	nil, {9, 6}, {0.1, 4.6}, {12, 5, 0.1, 5}, {18, 6}, {5, 4.5, 0.1, 4.5, 0.1, 4.5},
}

// seriesShapes are the marks of points, one series after another.
var seriesShapes = []shape{disc, square, triangle, diamond, cross, wedge, plus}

// pattern is how one series looks.
type pattern struct {
	color color.NRGBA
	dash  []float32
	shape shape
}

// patternOf gives the look of series i: 168 series pass before one comes again.
func (k *kit) patternOf(i int) pattern {
	p := pattern{color: k.hues[i%len(k.hues)], shape: seriesShapes[i%len(seriesShapes)]}
	for _, d := range dashes[i%len(dashes)] {
		p.dash = append(p.dash, d*k.u)
	}
	return p
}

// hex makes an opaque colour of 0xRRGGBB.
func hex(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff} // #nosec G115 -- one byte of the number is wanted
}

// faint is c with so much opacity, 0 … 1.
func faint(c color.NRGBA, opacity float64) color.NRGBA {
	c.A = uint8(opacity*255 + 0.5)
	return c
}

// kit is the theme as a plot uses it.
type kit struct {
	th      fyne.Theme
	variant fyne.ThemeVariant
	u       float32 // one point at the theme's scale
	text    float32 // size of every text
	line    float32 // height of a line of it
	hues    []color.NRGBA
}

// newKit reads the theme once for a drawing.
func newKit(th fyne.Theme) *kit {
	k := &kit{th: th, u: look.Unit(th), text: th.Size(theme.SizeNameCaptionText), variant: theme.VariantLight}
	if app := fyne.CurrentApp(); app != nil {
		k.variant = app.Settings().ThemeVariant()
	}
	k.line = fyne.MeasureText("0", k.text, fyne.TextStyle{}).Height
	k.hues = lightHues
	if ground := k.color(look.ColorPanel); look.Contrast(ground, color.White) > look.Contrast(ground, color.Black) {
		k.hues = darkHues
	}
	return k
}

// color gives a colour of the theme, or this program's where the theme has none.
func (k *kit) color(n fyne.ThemeColorName) color.NRGBA {
	c := k.th.Color(n, k.variant)
	if c == nil {
		c = look.NewTheme(look.System, 1).Color(n, k.variant)
	}
	return color.NRGBAModel.Convert(c).(color.NRGBA)
}

// width is the room s takes.
func (k *kit) width(s string) float32 {
	return fyne.MeasureText(s, k.text, fyne.TextStyle{}).Width
}

// bold is the style of titles.
var bold = fyne.TextStyle{Bold: true}

// boldWidth is the room a title takes.
func (k *kit) boldWidth(s string) float32 { return fyne.MeasureText(s, k.text, bold).Width }

// fitBold is fit for a title.
func (k *kit) fitBold(s string, width float32) string {
	return look.FitMiddle(look.Visible(s), width, k.boldWidth)
}

// fit shortens text of others to a width and makes what cannot be seen visible.
func (k *kit) fit(s string, width float32) string {
	return look.FitMiddle(look.Visible(s), width, k.width)
}
