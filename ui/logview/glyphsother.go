package logview

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
)

// drawAtOnce is for how long characters are drawn before the window is heard again.
const drawAtOnce = 10 * time.Millisecond

// drawWanted draws what the font lacks with the toolkit's own fallbacks: its symbols and
// emoji, and the fonts of this PC. A character no font has becomes the toolkit's mark for
// that: nothing is left blank. It must not run while a window is painted, because taking
// a picture cleans the toolkit's caches. It reports whether there was anything, and leaves
// some for the next time where there is much.
func (g *glyphs) drawWanted() bool {
	if len(g.wanted) == 0 {
		return false
	}
	for start := time.Now(); len(g.wanted) > 0 && time.Since(start) < drawAtOnce; {
		last := len(g.wanted) - 1
		cluster := g.wanted[last]
		g.wanted = g.wanted[:last]
		if p := g.others[cluster]; p != nil {
			g.drawOther(p, cluster)
		}
	}
	return true
}

// drawOther fills a glyph with the toolkit's picture of a character, in the middle of its
// cells and no wider than these. The toolkit's mark for what no font has would be too small
// in one cell: that of the monospace font takes its place.
func (g *glyphs) drawOther(p *glyph, cluster string) {
	r, n := utf8.DecodeRuneInString(cluster)
	img, wide, base := g.capture(string(shown(r))+cluster[n:], p.cells)
	if img == nil {
		return
	}
	if mark := g.draw(utf8.RuneError); mark != nil && g.missing(img, p.cells) {
		cells := p.cells
		*p = *mark
		p.cells, p.x = cells, p.x+(cells-1)*g.cell/2
		return
	}
	p.x, p.y = (p.cells*g.cell-wide)/2, -base
	w, h := img.Rect.Dx(), img.Rect.Dy()
	if coloured(img) {
		p.x, p.w, p.h, p.rgba = max(p.x, 0), min(w, p.cells*g.cell), h, nil
		for y := range h {
			p.rgba = append(p.rgba, img.Pix[y*img.Stride:y*img.Stride+4*p.w]...)
		}
		return
	}
	p.take(w, h, func(x, y int) uint8 { return img.Pix[y*img.Stride+4*x+3] })
}

// noCharacter is one that no font has: Unicode never will.
const noCharacter = "\U0010fffe"

// missing reports whether a picture is the toolkit's mark for what no font has.
func (g *glyphs) missing(img *image.NRGBA, cells int) bool {
	none := g.none[cells-1]
	if none == nil {
		none, _, _ = g.capture(noCharacter, cells)
		g.none[cells-1] = none
	}
	return none != nil && none.Rect == img.Rect && bytes.Equal(none.Pix, img.Pix)
}

// captureBelow is the room below a line for what reaches lower.
const captureBelow = 4

// capture is the toolkit's picture of a character in so many cells, how wide it is and
// where its base line is; nil where there is none.
func (g *glyphs) capture(s string, cells int) (img *image.NRGBA, wide, base int) {
	text := canvas.NewText(s, color.White)
	text.TextSize, text.TextStyle = g.size, fyne.TextStyle{Monospace: true}
	driver := fyne.CurrentApp().Driver()
	size, line := driver.RenderedTextSize(text.Text, text.TextSize, text.TextStyle, nil)
	if room := float32(cells * g.cell); size.Width > room+1 { // a cell is a part of a pixel narrower than its font's
		text.TextSize *= room / size.Width
		size, line = driver.RenderedTextSize(text.Text, text.TextSize, text.TextStyle, nil)
	}
	c := software.NewTransparentCanvas()
	c.SetPadded(false)
	c.SetContent(container.NewWithoutLayout(text)) // else it moves by half of what the picture is higher
	text.Resize(size)
	c.Resize(fyne.NewSize(float32(math.Ceil(float64(size.Width)))+2, float32(math.Ceil(float64(size.Height)))+captureBelow))
	img, _ = c.Capture().(*image.NRGBA)
	return img, int(math.Round(float64(size.Width))), int(math.Ceil(float64(line)))
}

// coloured reports whether a picture that was asked for in white has colours.
func coloured(img *image.NRGBA) bool {
	for i := 0; i+3 < len(img.Pix); i += 4 {
		if img.Pix[i+3] > 64 && min(img.Pix[i], img.Pix[i+1], img.Pix[i+2]) < 0xe0 {
			return true
		}
	}
	return false
}
