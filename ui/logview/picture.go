package logview

import (
	"image"
	"image/color"
)

// rgb is an opaque colour.
type rgb struct{ r, g, b uint8 }

// over is a colour of the theme, painted on an opaque ground.
func over(ground rgb, c color.Color) rgb {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return mix(ground, rgb{n.R, n.G, n.B}, n.A)
}

// mix is a of c on ground; a is of 255.
func mix(ground, c rgb, a uint8) rgb {
	return rgb{blend(ground.r, c.r, a), blend(ground.g, c.g, a), blend(ground.b, c.b, a)}
}

func blend(ground, c, a uint8) uint8 {
	v := uint32(ground)*uint32(255-a) + uint32(c)*uint32(a) + 128
	return uint8((v + v>>8) >> 8) // #nosec G115 -- a mean of two bytes
}

// picture is what the rows are painted on. All of it is opaque, and it is used again for
// the next paint of the same size.
type picture struct{ *image.RGBA }

// sized is a picture of a size, the same one where it has that size.
func (p picture) sized(w, h int) picture {
	if p.RGBA != nil && p.Rect.Dx() == w && p.Rect.Dy() == h {
		return p
	}
	return picture{image.NewRGBA(image.Rect(0, 0, w, h))}
}

// width is 0 before the first paint.
func (p picture) width() int {
	if p.RGBA == nil {
		return 0
	}
	return p.Rect.Dx()
}

// fill paints a rectangle; what is outside of the picture is left out.
func (p picture) fill(x, y, w, h int, c rgb) {
	box := image.Rect(x, y, x+w, y+h).Intersect(p.Rect)
	if box.Empty() {
		return
	}
	first := p.Pix[p.PixOffset(box.Min.X, box.Min.Y):][:4*box.Dx()]
	copy(first, []uint8{c.r, c.g, c.b, 0xff})
	for n := 4; n < len(first); n *= 2 {
		copy(first[n:], first[:n])
	}
	for y := box.Min.Y + 1; y < box.Max.Y; y++ {
		copy(p.Pix[p.PixOffset(box.Min.X, y):][:4*box.Dx()], first)
	}
}

// stamp paints a glyph in a colour, its first cell's left at x and its base line at y.
func (p picture) stamp(g *glyph, x, y int, c rgb) {
	x, y = x+g.x, y+g.y
	fromX, toX := max(0, -x), min(g.w, p.Rect.Dx()-x)
	fromY, toY := max(0, -y), min(g.h, p.Rect.Dy()-y)
	if fromX >= toX {
		return
	}
	if g.rgba != nil {
		p.stampColours(g, x, y, image.Rect(fromX, fromY, toX, toY))
		return
	}
	for row := fromY; row < toY; row++ {
		mask := g.mask[row*g.w+fromX : row*g.w+toX]
		out := p.Pix[p.PixOffset(x+fromX, y+row):][:4*len(mask)]
		for i, a := range mask {
			if a == 0 {
				continue
			}
			d := out[4*i : 4*i+3 : 4*i+3]
			d[0], d[1], d[2] = blend(d[0], c.r, a), blend(d[1], c.g, a), blend(d[2], c.b, a)
		}
	}
}

// stampColours paints a part of a glyph that has colours of its own.
func (p picture) stampColours(g *glyph, x, y int, part image.Rectangle) {
	for row := part.Min.Y; row < part.Max.Y; row++ {
		in := g.rgba[4*(row*g.w+part.Min.X) : 4*(row*g.w+part.Max.X)]
		out := p.Pix[p.PixOffset(x+part.Min.X, y+row):][:len(in)]
		for i := 0; i < len(in); i += 4 {
			for k := range 3 {
				out[i+k] = blend(out[i+k], in[i+k], in[i+3])
			}
		}
	}
}
