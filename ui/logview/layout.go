package logview

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
)

// metrics are the sizes of a row in points; they follow the theme's text size.
type metrics struct {
	text  float32 // text size
	char  float32 // width of one character
	line  float32 // height of a text
	pitch float32 // height of a row, whole
	gap   float32 // between columns
}

// metricsNow gives the sizes of the present theme.
func metricsNow() metrics {
	text := theme.Size(theme.SizeNameText) * 0.93
	m := fyne.MeasureText("0", text, fyne.TextStyle{Monospace: true})
	gap := float32(math.Round(float64(text * 0.75)))
	return metrics{text: text, char: m.Width, line: m.Height, gap: gap,
		pitch: float32(math.Ceil(float64(m.Height*1.25 + 2)))}
}

// Widths in characters; the correlation id's beginning is what look-ups show too.
const (
	timeChars   = 12
	levelChars  = 7
	loggerChars = 9
	idChars     = 8
	roomyChars  = 90 // narrower rows leave out logger and id
)

// head is the first n characters.
func head(s string, n int) string {
	for i := range s {
		if n == 0 {
			return look.Visible(s[:i])
		}
		n--
	}
	return look.Visible(s)
}

// levelStyle is how a level looks: told apart by shape, word and colour.
type levelStyle struct {
	word  string // as in the log itself, not translated
	shape look.Shape
	mark  fyne.ThemeColorName
	text  fyne.ThemeColorName
}

func levelLook(l tail.Level) levelStyle {
	switch l {
	case tail.Error:
		return levelStyle{"ERROR", look.ShapeFailed, look.ColorBad, look.ColorBadText}
	case tail.Warning:
		return levelStyle{"WARNING", look.ShapeErrored, look.ColorAttention, look.ColorAttentionText}
	case tail.Info:
		return levelStyle{"INFO", look.ShapeDone, look.ColorInfo, look.ColorInfoText}
	case tail.Debug:
		return levelStyle{"DEBUG", look.ShapeUnknown, look.ColorUnknown, look.ColorQuiet}
	}
	return levelStyle{"", look.ShapeUnknown, look.ColorUnknown, look.ColorQuiet}
}
