package logview

import (
	"image"
	"math"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// otherGlyphs is how many characters beyond ASCII are kept drawn: more than a screen has.
const otherGlyphs = 16 << 10

// glyph is the picture of a character, with its accents, in one or two cells.
type glyph struct {
	cells int
	x, y  int     // of the picture, from the left of its first cell and the base line
	w, h  int     // of the picture
	mask  []uint8 // how much of each pixel it covers; nil where it has colours of its own
	rgba  []uint8 // these, not multiplied by alpha
}

// glyphs are the characters of the monospace font at one size in pixels, each drawn once.
// What the font lacks is drawn as the toolkit does, see others.go, between two paints:
// until then its cells are empty.
type glyphs struct {
	size           float32 // of the type
	cell           int     // width of a cell, whole, so that every character falls on pixels
	ascent, height int     // of a line

	face    font.Face
	outline *sfnt.Font
	buf     sfnt.Buffer

	ascii  [utf8.RuneSelf]*glyph
	others map[string]*glyph // by the text of one cell or two
	wanted []string          // of others: seen, not drawn yet
	none   [2]*image.NRGBA   // the toolkit's mark for what no font has, in one cell and in two
}

// newGlyphs makes them for a size in pixels, from the theme's monospace font or, where
// that cannot be read, Fyne's own.
func newGlyphs(size float32) *glyphs {
	g := &glyphs{size: size, others: map[string]*glyph{}}
	for _, r := range []fyne.Resource{theme.TextMonospaceFont(), theme.DefaultTextMonospaceFont()} {
		if g.open(r) == nil {
			break
		}
	}
	if g.face == nil { // no font at all: all characters are drawn by the toolkit
		m := fyne.MeasureText("0", size, fyne.TextStyle{Monospace: true})
		g.cell, g.height = max(1, int(math.Round(float64(m.Width)))), int(math.Ceil(float64(m.Height)))
		g.ascent = g.height * 4 / 5
	}
	return g
}

// open reads a font.
func (g *glyphs) open(r fyne.Resource) error {
	f, err := opentype.Parse(r.Content())
	if err != nil {
		return err
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: float64(g.size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return err
	}
	m := face.Metrics()
	advance, _ := face.GlyphAdvance('0')
	g.face, g.outline = face, f
	g.cell, g.ascent = max(1, advance.Round()), m.Ascent.Ceil()
	g.height = g.ascent + m.Descent.Ceil()
	return nil
}

// next gives the picture of the character at the start of s, its accents included, and
// how many bytes of s it is; s is not empty.
func (g *glyphs) next(s string) (*glyph, int) {
	if b := s[0]; b < utf8.RuneSelf && (len(s) == 1 || s[1] < 0xcc) { // accents begin with 0xCC
		if p := g.ascii[b]; p != nil {
			return p, 1
		}
		if g.ascii[b] = g.drawASCII(b); g.ascii[b] == nil {
			g.ascii[b] = g.keep(s[:1])
		}
		return g.ascii[b], 1
	}
	n := clusterLen(s)
	if n == 1 && s[0] < utf8.RuneSelf {
		p, _ := g.next(s[:1])
		return p, 1
	}
	p := g.others[s[:n]]
	if p == nil {
		p = g.keep(s[:n])
	}
	return p, n
}

// drawASCII draws a character of ASCII, a control character as ^ and its letter: the sign
// Unicode has for it cannot be read in the size of a cell. Nil when the font lacks it.
func (g *glyphs) drawASCII(b byte) *glyph {
	r := shown(rune(b))
	if r < utf8.RuneSelf || b == '\t' {
		return g.draw(r)
	}
	caret, letter := g.draw('^'), g.draw(rune(b^0x40))
	if caret == nil || letter == nil {
		return nil
	}
	p := &glyph{cells: 2, y: min(caret.y, letter.y)}
	p.take(2*g.cell, max(caret.y+caret.h, letter.y+letter.h)-p.y, func(x, y int) uint8 {
		return max(caret.at(x-caret.x, y+p.y-caret.y), letter.at(x-g.cell-letter.x, y+p.y-letter.y))
	})
	return p
}

// at is how much of a pixel of the picture it covers; 0 outside of it.
func (p *glyph) at(x, y int) uint8 {
	if x < 0 || y < 0 || x >= p.w || y >= p.h {
		return 0
	}
	return p.mask[y*p.w+x]
}

// keep draws a character beyond ASCII, or has it drawn.
func (g *glyphs) keep(cluster string) *glyph {
	if len(g.others) >= otherGlyphs {
		clear(g.others)
		g.ascii = [utf8.RuneSelf]*glyph{} // some of it may be wanted
		g.wanted = g.wanted[:0]
	}
	cluster = string([]byte(cluster)) // not the line it stands in
	r, n := utf8.DecodeRuneInString(cluster)
	p := g.draw(shown(r))
	if n < len(cluster) {
		p = nil // accents are the toolkit's to place
	}
	if p == nil {
		p = &glyph{cells: cellsOf(shown(r))}
		g.wanted = append(g.wanted, cluster)
	}
	g.others[cluster] = p
	return p
}

// draw draws a character of the font; nil when the font lacks it.
func (g *glyphs) draw(r rune) *glyph {
	if g.face == nil {
		return nil
	}
	if i, err := g.outline.GlyphIndex(&g.buf, r); err != nil || i == 0 {
		return nil
	}
	box, mask, at, _, ok := g.face.Glyph(fixed.Point26_6{}, r)
	alpha, isAlpha := mask.(*image.Alpha)
	if !ok || !isAlpha {
		return nil
	}
	p := &glyph{cells: cellsOf(r), x: box.Min.X, y: box.Min.Y}
	p.take(box.Dx(), box.Dy(), func(x, y int) uint8 { return alpha.AlphaAt(at.X+x, at.Y+y).A })
	return p
}

// take copies a mask without its empty border.
func (p *glyph) take(w, h int, at func(x, y int) uint8) {
	box := image.Rectangle{}
	for y := range h {
		for x := range w {
			if at(x, y) > 0 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	p.x, p.y, p.w, p.h = p.x+box.Min.X, p.y+box.Min.Y, box.Dx(), box.Dy()
	p.mask = make([]uint8, 0, p.w*p.h)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			p.mask = append(p.mask, at(x, y))
		}
	}
}
