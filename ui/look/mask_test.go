package look

import (
	"image"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
)

// TestMaskIsWhatAMarkShows holds the two ways a shape is drawn against each other. Rings
// are left out: Fyne's software painter puts a stroke astride the edge, its OpenGL one
// inside it.
func TestMaskIsWhatAMarkShows(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme(Light, 1))
	const side = 40
	for _, s := range []Shape{ShapeClosed, ShapePassed, ShapeFailed, ShapeErrored, ShapeTerminated, ShapeDone} {
		c := software.NewTransparentCanvas()
		c.SetPadded(false)
		m := NewMark(s, ColorBad, side)
		c.SetContent(m)
		c.Resize(fyne.NewSquareSize(side))
		img, mask := c.Capture(), Mask(s, side)
		var off, all float64
		for y := range side {
			for x := range side {
				_, _, _, a := img.At(x, y).RGBA()
				b := mask.AlphaAt(x, y).A
				off += math.Abs(float64(a)/65535 - float64(b)/255)
				all += float64(b) / 255
			}
		}
		if all < 30 || off/all > 0.15 {
			t.Errorf("shape %d: %.0f pixels covered, %.0f of them otherwise than the mark", s, all, off)
		}
	}
}

func TestMaskFillsOnlyItsSquare(t *testing.T) {
	for _, side := range []int{1, 7, 12, 33} {
		for _, s := range Shapes() {
			m := Mask(s, side)
			if m.Bounds() != image.Rect(0, 0, side, side) {
				t.Errorf("shape %d at %d: bounds %v", s, side, m.Bounds())
			}
			if side > 6 && m.At(0, 0) != (color.Alpha{}) && s != ShapeTerminated {
				t.Errorf("shape %d at %d fills its corner", s, side)
			}
		}
	}
}
