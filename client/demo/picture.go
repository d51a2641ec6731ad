package demo

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"sync"
)

// encoder keeps its large tables for the next picture.
var encoder = png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: new(pngBuffers)}

type pngBuffers struct{ pool sync.Pool }

func (p *pngBuffers) Get() *png.EncoderBuffer {
	b, _ := p.pool.Get().(*png.EncoderBuffer)
	return b
}

func (p *pngBuffers) Put(b *png.EncoderBuffer) { p.pool.Put(b) }

// picture makes a small PNG that differs with the seed: parts on a green board.
func picture(seed uint64) []byte {
	const w, h = 96, 64
	rng := rand.New(rand.NewPCG(seed, 4)) // #nosec G404 -- demo data, the same for the same seed
	img := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{
		color.RGBA{0x1b, 0x5e, 0x20, 0xff}, color.RGBA{0x21, 0x21, 0x21, 0xff},
		color.RGBA{0xc0, 0xc0, 0xc0, 0xff}, color.RGBA{0xe0, 0xb0, 0x40, 0xff},
	})
	for range 14 {
		x, y := rng.IntN(w-16), rng.IntN(h-12)
		c := uint8(1 + rng.IntN(3)) // #nosec G115 -- 1 to 3
		for dy := range 3 + rng.IntN(9) {
			for dx := range 4 + rng.IntN(12) {
				img.SetColorIndex(x+dx, y+dy, c)
			}
		}
	}
	var b bytes.Buffer
	if err := encoder.Encode(&b, img); err != nil {
		panic(err) // to memory, of a valid image
	}
	return b.Bytes()
}
