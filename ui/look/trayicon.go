package look

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"

	"stationcompanion/ui/words"
)

// trayColors are seen on light and on dark panels alike: the middle lightness of
// each state's hue.
var trayColors = map[words.Tone]color.NRGBA{
	words.Unknown:   rgb(0x7F8B97),
	words.Good:      rgb(0x009E73),
	words.Bad:       rgb(0xD55E00),
	words.Attention: rgb(0xC98600),
	words.Info:      rgb(0x2A8AC6),
}

// TrayIcon gives the tray's picture of a state as SVG: its shape in its colour, so
// that it reads at 16 pixels and in grey. The name is stable per picture.
func TrayIcon(t words.Tone, s Shape) fyne.Resource {
	c := trayColors[t]
	hex := fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
	svg := `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 100 100">` +
		svgShape(s, hex) + `</svg>`
	return fyne.NewStaticResource(fmt.Sprintf("station-companion-%d-%d.svg", t, s), []byte(svg))
}

// svgShape draws a shape in a square of 100.
func svgShape(s Shape, hex string) string {
	switch s {
	case ShapeClosed:
		return svgDisc(46, hex)
	case ShapeHalfOpen:
		return svgRing(41, 12, hex) + svgPolygon(halfDisc(0.42), hex)
	case ShapeOpen:
		return svgRing(41, 13, hex) + svgBar(24, 42, 52, 16, hex)
	case ShapePassed:
		return svgPolygon(checkOutline, hex)
	case ShapeFailed:
		return svgPolygon(crossOutline, hex)
	case ShapeErrored:
		return svgPolygon(triangleOutline, hex)
	case ShapeTerminated:
		return svgBar(13, 13, 74, 74, hex)
	case ShapeDone:
		return svgDisc(22, hex)
	case ShapeSkipped:
		return svgRing(38, 10, hex) + svgPolygon(slashOutline, hex)
	}
	return svgRing(38, 11, hex) + svgDisc(13, hex)
}

func svgDisc(radius int, hex string) string {
	return fmt.Sprintf(`<circle cx="50" cy="50" r="%d" fill="%s"/>`, radius, hex)
}

func svgRing(radius, stroke int, hex string) string {
	return fmt.Sprintf(`<circle cx="50" cy="50" r="%d" fill="none" stroke="%s" stroke-width="%d"/>`, radius, hex, stroke)
}

func svgBar(x, y, w, h int, hex string) string {
	return fmt.Sprintf(`<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`, x, y, w, h, hex)
}

func svgPolygon(outline []point, hex string) string {
	var b strings.Builder
	for i, p := range outline {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%.1f,%.1f", p.x*100, p.y*100)
	}
	return fmt.Sprintf(`<polygon points="%s" fill="%s"/>`, b.String(), hex)
}
