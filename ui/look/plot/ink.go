package plot

import (
	"image"
	"image/color"
	"math"
)

// ink draws on a picture. Places and lengths are in points, as everywhere in this
// package; the picture has scale pixels to a point.
type ink struct {
	img   *image.RGBA
	mask  *mask
	scale float32
}

// newInk makes an opaque picture of w×h pixels in one colour.
func newInk(w, h int, scale float32, ground color.NRGBA) *ink {
	k := &ink{img: image.NewRGBA(image.Rect(0, 0, w, h)), mask: newMask(w, h), scale: scale}
	for i := 0; i < len(k.img.Pix); i += 4 {
		k.img.Pix[i], k.img.Pix[i+1], k.img.Pix[i+2], k.img.Pix[i+3] = ground.R, ground.G, ground.B, 0xff
	}
	return k
}

// clip keeps lines and marks inside r, and a margin of it.
func (k *ink) clip(r rect, margin float32) {
	k.mask.clip = k.pixels(rect{r.x0 - margin, r.y0 - margin, r.x1 + margin, r.y1 + margin})
}

// unclip lets everything be drawn on.
func (k *ink) unclip() { k.mask.clip = k.img.Bounds() }

// pixels gives the whole pixels of an area.
func (k *ink) pixels(r rect) image.Rectangle {
	px := func(v float32) int { return int(math.Round(float64(v * k.scale))) }
	return image.Rect(px(r.x0), px(r.y0), px(r.x1), px(r.y1)).Intersect(k.img.Bounds())
}

// fill lays a colour on an area, to whole pixels.
func (k *ink) fill(r rect, c color.NRGBA) { k.fillPixels(k.pixels(r), c) }

func (k *ink) fillPixels(b image.Rectangle, c color.NRGBA) {
	b = b.Intersect(k.img.Bounds())
	for y := b.Min.Y; y < b.Max.Y; y++ {
		pix := k.img.Pix[k.img.PixOffset(b.Min.X, y):k.img.PixOffset(b.Max.X, y)]
		for i := 0; i+4 <= len(pix); i += 4 {
			blend(pix[i:i+4:i+4], c, 255)
		}
	}
}

// rule draws a level or upright line with sharp edges: its width is whole pixels, one
// at least.
func (k *ink) rule(x0, y0, x1, y1, width float32, c color.NRGBA) {
	w := max(int(math.Round(float64(width*k.scale))), 1)
	px := func(v float32) int { return int(math.Floor(float64(v*k.scale) - float64(w-1)/2)) }
	b := image.Rect(px(x0), px(y0), px(x1), px(y1))
	if y0 == y1 {
		b.Max.Y = b.Min.Y + w
	} else {
		b.Max.X = b.Min.X + w
	}
	k.fillPixels(b, c)
}

// stroke adds a line to the mask: width wide, in dashes (lengths of ink and gap in
// turn) or solid. The caller gives it a colour with k.paint.
func (k *ink) stroke(line []vertex, width float32, dash []float32) {
	half := width * k.scale / 2
	if len(line) == 1 {
		k.segment(line[0].point, line[0].point, half)
	}
	d := dasher{dash: dash}
	for i := 1; i < len(line); i++ {
		a, b := line[i-1].point, line[i].point
		if len(dash) == 0 {
			k.segment(a, b, half)
			continue
		}
		d.walk(a, b, func(p, q point) { k.segment(p, q, half) })
	}
}

// segment draws one piece, by the fast way where it is upright.
func (k *ink) segment(a, b point, half float32) {
	s := k.scale
	if a.x == b.x && float32(math.Abs(float64(a.y-b.y)))*s > 4 {
		k.mask.upright(a.x*s, a.y*s, b.y*s, half)
		return
	}
	k.mask.segment(a.x*s, a.y*s, b.x*s, b.y*s, half)
}

// paint gives what was added to the mask its colour.
func (k *ink) paint(c color.NRGBA) { k.mask.flush(k.img, c) }

// dasher cuts a line into dashes that run on over its corners.
type dasher struct {
	dash []float32
	part int
	done float32 // of the present part
}

// walk calls ink for each piece of dash between a and b.
func (d *dasher) walk(a, b point, ink func(p, q point)) {
	long := float32(math.Hypot(float64(b.x-a.x), float64(b.y-a.y)))
	at := func(s float32) point { return point{a.x + (b.x-a.x)*s/long, a.y + (b.y-a.y)*s/long} }
	for s := float32(0); s < long; {
		step := min(d.dash[d.part]-d.done, long-s)
		if d.part%2 == 0 {
			ink(at(s), at(s+step))
		}
		s += step
		d.done += step
		if d.done >= d.dash[d.part]-1e-4 {
			d.part, d.done = (d.part+1)%len(d.dash), 0
		} else if step <= 0 {
			return
		}
	}
}
