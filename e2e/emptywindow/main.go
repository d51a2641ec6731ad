// Emptywindow is the peer that starting, idling and memory are measured against: the
// smallest Fyne program there is. It prints "painted" after its first frame. With -text
// it shows one line of text and one entry, so that it has to load the toolkit's fonts.
package main

import (
	"flag"
	"fmt"
	"image"
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

func main() {
	text := flag.Bool("text", false, "show a line of text and an entry")
	flag.Parse()
	a := app.NewWithID("io.github.station-companion.emptywindow")
	w := a.NewWindow("Empty window")
	var once sync.Once
	layers := container.NewStack()
	if *text {
		layers.Add(container.NewVBox(widget.NewLabel("One line of text"), widget.NewEntry()))
	}
	layers.Add(canvas.NewRaster(func(int, int) image.Image {
		once.Do(func() { fyne.Do(func() { fmt.Println("painted") }) })
		return image.NewUniform(color.Transparent)
	}))
	w.SetContent(layers)
	w.Resize(fyne.NewSize(1000, 700))
	w.ShowAndRun()
}
