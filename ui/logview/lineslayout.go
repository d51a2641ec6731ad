package logview

import (
	"math"

	"fyne.io/fyne/v2/theme"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
)

// grid are the sizes of rows in pixels, at one text size and one scale of the window.
type grid struct {
	text   float32 // the theme's text size it is for
	scale  float64 // pixels a point
	usual  int     // height of a row
	slack  int     // by how much it may be less, to have one more of them whole
	pitch  int     // the height it has, see suit
	base   int     // of the text, from the row's top
	gap    int     // between columns
	edge   int     // width of the bar beside warnings and errors
	side   int     // of a level's mark
	glyphs *glyphs
	marks  [5]*glyph // of tail.Unknown … tail.Error
}

// newGrid makes them for the present theme.
func newGrid(scale float64) *grid {
	m := metricsNow()
	px := func(v float32) int { return int(math.Round(float64(v) * scale)) }
	g := &grid{text: theme.Size(theme.SizeNameText), scale: scale, gap: px(m.gap), edge: max(2, px(3))}
	g.glyphs = newGlyphs(float32(float64(m.text) * scale))
	g.usual = max(px(m.pitch), g.glyphs.height+1)
	g.slack = min(max(1, px(2)), g.usual-g.glyphs.height-1)
	g.suit(0)
	g.side = max(6, px(m.line*0.6))
	for l := tail.Debug; l <= tail.Error; l++ {
		mask := look.Mask(levelLook(l).shape, g.side)
		p := &glyph{cells: 1}
		p.take(g.side, g.side, func(x, y int) uint8 { return mask.AlphaAt(x, y).A })
		g.marks[l-tail.Unknown] = p
	}
	return g
}

// suit gives the rows the height with which whole ones fill a pane best, and reports
// whether that is another one than before.
func (g *grid) suit(height int) (changed bool) {
	pitch := g.usual
	for p := g.usual; p >= g.usual-g.slack && height%pitch > g.usual/3; p-- {
		if height%p < height%pitch {
			pitch = p
		}
	}
	changed = pitch != g.pitch
	g.pitch = pitch
	g.base = (pitch-g.glyphs.height)/2 + g.glyphs.ascent
	return changed
}

// fits reports whether it still is for this theme and scale.
func (g *grid) fits(scale float64) bool {
	return g != nil && g.scale == scale && g.text == theme.Size(theme.SizeNameText)
}

// cells is the width of n characters.
func (g *grid) cells(n int) int { return n * g.glyphs.cell }

// columns is where the columns of a row begin, in pixels.
type columns struct {
	timeAt, markAt, levelAt int
	loggerAt                int // 0 where there is no room for it and the id
	messageAt               int
	idAt                    int // 0 as above
	end                     int // of everything
}

// columnsOf places the columns in a width.
func (g *grid) columnsOf(w int) columns {
	c := columns{timeAt: g.gap, end: w - g.gap}
	c.markAt = c.timeAt + g.cells(timeChars) + g.gap
	c.levelAt = c.markAt + g.side + g.gap/2
	c.messageAt = c.levelAt + g.cells(levelChars) + g.gap
	if w > g.cells(roomyChars) {
		c.loggerAt = c.messageAt
		c.messageAt += g.cells(loggerChars) + g.gap
		c.idAt = c.end - g.cells(idChars)
	}
	return c
}
