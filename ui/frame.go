package ui

import (
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// newFrameWatch makes a point of the window whose picture is asked for when the window
// is painted for the first time. painted is posted then, so it runs after that frame.
func newFrameWatch(do func(func()), painted func()) fyne.CanvasObject {
	var once sync.Once
	dot := canvas.NewRasterWithPixels(func(_, _, _, _ int) color.Color {
		once.Do(func() { do(painted) })
		return color.Transparent
	})
	dot.SetMinSize(fyne.NewSquareSize(1))
	return dot
}
