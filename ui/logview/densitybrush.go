package logview

import (
	"math"

	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/look"
)

// densityInks are its colours, resolved from the theme once.
type densityInks struct {
	ground, bar, bad, band, frame, line, text rgb
}

// barShare is how much of their colour the bars have, of 255: many of them side by side
// must not outshine the errors.
const barShare = 0xdc

func newDensityInks() *densityInks {
	k := newInks()
	return &densityInks{
		ground: k.ground, bar: mix(k.ground, over(k.ground, theme.Color(look.ColorUnknown)), barShare), bad: over(k.ground, theme.Color(look.ColorBad)),
		band: mix(k.ground, over(k.ground, theme.Color(theme.ColorNameSelection)), pickedShare), frame: k.focus,
		line: over(k.ground, theme.Color(look.ColorLine)), text: k.quiet,
	}
}

// densityBrush paints it.
type densityBrush struct {
	picture
	inks *densityInks
	grid *grid
	px   float64 // pixels a point, at the theme's scale
}

func (b *densityBrush) points(n float64) int { return max(1, int(math.Round(n*b.px))) }

// band paints the ground: where days begin, and what is in view.
func (b *densityBrush) band(a axis, frame [2]int) {
	h := b.Rect.Dy()
	b.fill(frame[0], 0, frame[1]-frame[0], h, b.inks.band)
	for _, x := range a.midnights() {
		b.fill(x, 0, b.points(0.5), h, b.inks.line)
	}
	b.fill(a.left, h-b.points(1), a.right-a.left, b.points(1), b.inks.line)
}

// lines paints those of a column, standing. Heights are square roots, and that of a line is
// seen whatever the others are.
func (b *densityBrush) lines(x, wide int, c column, most int64) {
	n := c.next - c.first
	if n == 0 {
		return
	}
	floor := b.Rect.Dy() - b.points(1)
	share := math.Sqrt(float64(n) / float64(max(most, 4)))
	high := max(b.points(2), int(math.Round(share*float64(floor-b.points(3)))))
	b.fill(x, floor-high, wide, high, b.inks.bar)
}

// errors paints those of a column: a pin that hangs from the top, the longer the greater
// their part of the lines is; or the ground around it, which keeps it apart from the lines.
func (b *densityBrush) errors(x, wide int, c column, around bool) {
	if c.errors == 0 {
		return
	}
	h, gap := b.Rect.Dy(), b.points(1)
	share := math.Sqrt(min(1, float64(c.errors)/float64(max(c.next-c.first, 1))))
	high := b.points(12) + int(share*float64(h-b.points(16)))
	head := b.points(3)
	if around {
		b.fill(x-2*gap, 0, wide+4*gap, head+gap, b.inks.ground)
		b.fill(x-gap, 0, wide+2*gap, high+gap, b.inks.ground)
		return
	}
	b.fill(x-gap, 0, wide+2*gap, head, b.inks.bad)
	b.fill(x, 0, wide, high, b.inks.bad)
}

// edges paints the frame around what is in view.
func (b *densityBrush) edges(frame [2]int) {
	w, h, thick := frame[1]-frame[0], b.Rect.Dy(), b.points(1)
	if w <= 0 {
		return
	}
	b.fill(frame[0], 0, w, thick, b.inks.frame)
	b.fill(frame[0], h-thick, w, thick, b.inks.frame)
	b.fill(frame[0], 0, thick, h, b.inks.frame)
	b.fill(frame[1]-thick, 0, thick, h, b.inks.frame)
}

// wide is the width of a label with what keeps it apart.
func (b *densityBrush) wide(s string) int {
	if s == "" {
		return 0
	}
	t := brush{grid: b.grid}
	return t.wide(s) + b.grid.gap
}

// label paints a text beside an end of the axis: before it, or after it.
func (b *densityBrush) label(s string, at, side int) {
	x := at + b.grid.gap
	if side < 0 {
		x = at - b.wide(s)
	}
	t := brush{picture: b.picture, grid: b.grid}
	base := (b.Rect.Dy()-b.grid.glyphs.height)/2 + b.grid.glyphs.ascent
	t.text(x, b.Rect.Dx(), base, s, b.inks.text)
}
