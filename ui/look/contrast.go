package look

import (
	"image/color"
	"math"
)

// Contrast is the WCAG contrast ratio of two opaque colours, 1 … 21.
// Rule: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
func Contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}

// luminance is the relative luminance WCAG defines, 0 … 1.
func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return 0.2126*linear(n.R) + 0.7152*linear(n.G) + 0.0722*linear(n.B)
}

// linear undoes the sRGB curve of one channel.
func linear(v uint8) float64 {
	s := float64(v) / 255
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}

// over lays a colour that may be translucent on an opaque ground.
func over(top, ground color.Color) color.NRGBA {
	t := color.NRGBAModel.Convert(top).(color.NRGBA)
	g := color.NRGBAModel.Convert(ground).(color.NRGBA)
	mix := func(a, b uint8) uint8 {
		f := float64(t.A) / 255
		return uint8(math.Round(float64(a)*f + float64(b)*(1-f)))
	}
	return color.NRGBA{R: mix(t.R, g.R), G: mix(t.G, g.G), B: mix(t.B, g.B), A: 0xff}
}
