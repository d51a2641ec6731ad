package logview

import (
	"math"
	"strings"

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

// place fills the texts and puts them side by side.
func (r *row) place() {
	m, size := metricsNow(), r.Size()
	r.ground.Resize(size)
	r.edge.Resize(fyne.NewSize(3, size.Height))
	for _, t := range r.texts {
		t.TextSize = m.text
	}
	roomy := size.Width > roomyChars*m.char
	end := size.Width - m.gap - theme.Size(theme.SizeNameScrollBarSmall)
	if id := head(r.line.CorrelationID, idChars); roomy && id != "" {
		r.put(m, colID, end-idChars*m.char, idChars*m.char, id)
		end -= idChars*m.char + m.gap
	} else {
		r.put(m, colID, 0, 0, "")
	}
	x := r.placeHead(m, roomy)
	x += r.put(m, colMessage, x, end-x, r.message())
	r.put(m, colFields, x+m.gap, end-x-m.gap, look.Visible(r.line.Fields))
}

// placeHead puts time, mark, level and logger in place and gives where the message begins.
func (r *row) placeHead(m metrics, roomy bool) float32 {
	x := m.gap
	r.put(m, colTime, x, timeChars*m.char, clock(r.line.Time, r.newest))
	x += timeChars*m.char + m.gap
	side := float32(math.Round(float64(m.line * 0.6)))
	r.mark.Resize(fyne.NewSquareSize(side))
	r.mark.Move(fyne.NewPos(x, (r.Size().Height-side)/2))
	x += side + m.gap/2
	r.put(m, colLevel, x, levelChars*m.char, levelLook(r.line.Level).word)
	x += levelChars*m.char + m.gap
	if !roomy {
		r.put(m, colLogger, 0, 0, "")
		return x
	}
	r.put(m, colLogger, x, loggerChars*m.char, look.Visible(r.line.Logger))
	return x + loggerChars*m.char + m.gap
}

// put shows as much of a text as fits in width at x and gives the width it takes.
func (r *row) put(m metrics, column int, x, width float32, text string) float32 {
	t := r.texts[column]
	t.Text = fit(text, width, m)
	t.Hidden = t.Text == ""
	size := t.MinSize()
	t.Move(fyne.NewPos(x, (r.Size().Height-size.Height)/2))
	t.Resize(size)
	return size.Width
}

// message is the text of a line: what was understood of it, else the line itself.
func (r *row) message() string {
	if r.line.Message == "" && r.line.Fields == "" {
		return oneLine(r.line.Raw)
	}
	return oneLine(r.line.Message)
}

// oneLine makes text from outside fit for a row.
func oneLine(s string) string { return look.Visible(strings.ReplaceAll(s, "\n", " ")) }

// fit cuts a text at its end so that it takes at most width; characters of double
// width (CJK) are measured, not counted.
func fit(s string, width float32, m metrics) string {
	n := int(width / m.char)
	if n < 1 || s == "" {
		return ""
	}
	runes := []rune(s[:min(len(s), 4*n+4)])
	if len(runes) <= n && (isASCII(s) || wide(s, m) <= width) {
		return s
	}
	for n = min(n-1, len(runes)); n > 0; n-- {
		cut := string(runes[:n]) + "…"
		if isASCII(string(runes[:n])) || wide(cut, m) <= width {
			return cut
		}
	}
	return ""
}

func wide(s string, m metrics) float32 {
	return fyne.MeasureText(s, m.text, fyne.TextStyle{Monospace: true}).Width
}

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
