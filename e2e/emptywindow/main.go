// Emptywindow is the peer that starting, idling and memory are measured against: the
// smallest Fyne program there is. It prints "painted" after its first frame.
package main

import (
	"fmt"
	"image"
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
)

func main() {
	a := app.NewWithID("io.github.station-companion.emptywindow")
	w := a.NewWindow("Empty window")
	var once sync.Once
	w.SetContent(canvas.NewRaster(func(int, int) image.Image {
		once.Do(func() { fyne.Do(func() { fmt.Println("painted") }) })
		return image.NewUniform(color.Transparent)
	}))
	w.Resize(fyne.NewSize(1000, 700))
	w.ShowAndRun()
}
