//go:build e2e

package e2e

import (
	"fmt"
	"image"
)

// sight is how the header looks in a picture, in the light colours: what it is filled with
// and the mark at its left.
type sight string

// What a header can look like.
const (
	sightGood      sight = "a full green circle"
	sightDown      sight = "a filled strip with a no-entry sign"
	sightAttention sight = "an amber triangle"
)

// Where header and mark stand in a window of 1000×700.
var (
	headerArea = image.Rect(0, 0, 1000, 108)
	markArea   = image.Rect(12, 8, 48, 44)
)

// sightOf reads the header. What is none of the known is described by its numbers.
func sightOf(img image.Image) sight {
	filled := shows(img, headerArea, 0xB3, 0x47, 0x00)
	greenTop, greenBottom := halves(img, 0x00, 0x8F, 0x68)
	amberTop, amberBottom := halves(img, 0xAD, 0x72, 0x00)
	whiteTop, whiteBottom := halves(img, 0xFF, 0xFF, 0xFF)
	switch {
	case filled > 50_000 && even(whiteTop, whiteBottom) && whiteTop > 80 && whiteTop < 350:
		return sightDown
	case filled == 0 && greenTop > 200 && even(greenTop, greenBottom) && amberTop+amberBottom == 0:
		return sightGood
	case filled == 0 && amberBottom > 2*amberTop && amberTop > 30 && greenTop+greenBottom == 0:
		return sightAttention
	}
	return sight(fmt.Sprintf("filled %d, green %d/%d, amber %d/%d, white %d/%d", filled, greenTop, greenBottom, amberTop, amberBottom, whiteTop, whiteBottom))
}

// halves counts the pixels of a colour in the upper and the lower half of the mark's place:
// they tell a circle from a triangle.
func halves(img image.Image, r, g, b uint8) (top, bottom int) {
	middle := (markArea.Min.Y + markArea.Max.Y) / 2
	upper, lower := markArea, markArea
	upper.Max.Y, lower.Min.Y = middle, middle
	return shows(img, upper, r, g, b), shows(img, lower, r, g, b)
}

func even(a, b int) bool { return a > 0 && 4*max(a-b, b-a) < a+b }
