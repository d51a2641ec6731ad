package plot

import (
	"image"
	"image/color"
	"math"
)

// mask is how much of each pixel a line or shape covers, 0 … 255. What is drawn into
// it twice covers no more than once, so joints and crossings of one series stay even.
type mask struct {
	w, h  int
	a     []uint8
	clip  image.Rectangle
	dirty image.Rectangle
}

func newMask(w, h int) *mask {
	return &mask{w: w, h: h, a: make([]uint8, w*h), clip: image.Rect(0, 0, w, h)}
}

// cover raises one pixel to c, 0 … 1.
func (m *mask) cover(i int, c float32) {
	if c <= 0 {
		return
	}
	v := uint8(255)
	if c < 1 {
		v = uint8(c*255 + 0.5)
	}
	if v > m.a[i] {
		m.a[i] = v
	}
}

// reach marks the pixels of a box as touched and gives the part inside the clip.
func (m *mask) reach(x0, y0, x1, y1 float32) image.Rectangle {
	lim := func(v float32) int { return int(math.Floor(float64(min(max(v, -4), 1<<20)))) }
	r := image.Rect(lim(x0), lim(y0), lim(x1)+1, lim(y1)+1).Intersect(m.clip)
	if !r.Empty() {
		m.dirty = m.dirty.Union(r)
	}
	return r
}

// segment draws a line with round ends; places and the half width are in pixels.
func (m *mask) segment(x0, y0, x1, y1, half float32) {
	out := half + 0.5
	box := m.reach(min(x0, x1)-out, min(y0, y1)-out, max(x0, x1)+out, max(y0, y1)+out)
	dx, dy := x1-x0, y1-y0
	long := dx*dx + dy*dy
	for y := box.Min.Y; y < box.Max.Y; y++ {
		py := float32(y) + 0.5
		from, to := x0, x1
		if dy != 0 { // the stretch of the line that comes near this row
			t0, t1 := (py-out-y0)/dy, (py+out-y0)/dy
			if t0 > t1 {
				t0, t1 = t1, t0
			}
			t0, t1 = min(max(t0, 0), 1), min(max(t1, 0), 1)
			from, to = x0+t0*dx, x0+t1*dx
		}
		if from > to {
			from, to = to, from
		}
		left := max(int(from-out), box.Min.X)
		right := min(int(to+out)+1, box.Max.X)
		for x := left; x < right; x++ {
			px := float32(x) + 0.5
			t := float32(0)
			if long > 0 {
				t = min(max(((px-x0)*dx+(py-y0)*dy)/long, 0), 1)
			}
			ex, ey := px-x0-t*dx, py-y0-t*dy
			d2 := ex*ex + ey*ey
			if d2 >= out*out {
				continue
			}
			m.cover(y*m.w+x, out-float32(math.Sqrt(float64(d2))))
		}
	}
}

// upright draws a vertical line; it is segment for x0 = x1, and much faster.
func (m *mask) upright(x, y0, y1, half float32) {
	if y0 > y1 {
		y0, y1 = y1, y0
	}
	out := half + 0.5
	box := m.reach(x-out, y0, x+out, y1)
	top := max(box.Min.Y, int(math.Floor(float64(y0)))+1)
	bottom := min(box.Max.Y, int(math.Floor(float64(y1))))
	for px := box.Min.X; px < box.Max.X; px++ {
		c := out - float32(math.Abs(float64(float32(px)+0.5-x)))
		for y := top; y < bottom; y++ {
			m.cover(y*m.w+px, c)
		}
	}
	m.segment(x, y0, x, min(y0+1, y1), half)
	m.segment(x, max(y1-1, y0), x, y1, half)
}

// flush lays c on img wherever the mask covers it, and empties the mask.
func (m *mask) flush(img *image.RGBA, c color.NRGBA) {
	for y := m.dirty.Min.Y; y < m.dirty.Max.Y; y++ {
		row := m.a[y*m.w+m.dirty.Min.X : y*m.w+m.dirty.Max.X]
		pix := img.Pix[img.PixOffset(m.dirty.Min.X, y):]
		for i, a := range row {
			if a != 0 {
				blend(pix[4*i:4*i+4:4*i+4], c, a)
			}
		}
		clear(row)
	}
	m.dirty = image.Rectangle{}
}

// blend lays c with coverage a on an opaque pixel.
func blend(pix []uint8, c color.NRGBA, a uint8) {
	k := uint32(a) * uint32(c.A) / 255
	mix := func(old, top uint8) uint8 { return uint8((uint32(old)*(255-k) + uint32(top)*k + 127) / 255) } // #nosec G115 -- a mean of two bytes
	pix[0], pix[1], pix[2], pix[3] = mix(pix[0], c.R), mix(pix[1], c.G), mix(pix[2], c.B), 0xff
}
