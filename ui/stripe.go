package ui

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// Colours of the demo stripe: the same by day and by night, seen by every eye.
var (
	hatchLight = color.NRGBA{R: 0xF0, G: 0xE4, B: 0x42, A: 0xFF} // Okabe–Ito yellow
	hatchDark  = color.NRGBA{R: 0x1B, G: 0x1F, B: 0x24, A: 0xFF}
)

// hatchPitch is the width of one light and one dark band together, in parts of the
// stripe's height.
const hatchPitch = 1.2

// newDemoStripe makes the hatched stripe that says that nothing here is real.
func newDemoStripe() fyne.CanvasObject {
	hatch := canvas.NewRaster(hatching)
	title := canvas.NewText(words.T("window.demo"), hatchLight)
	title.TextStyle = fyne.TextStyle{Bold: true}
	hint := canvas.NewText(words.T("window.demo_hint"), hatchLight)
	plate := container.NewStack(canvas.NewRectangle(hatchDark),
		look.Inset(container.NewHBox(title, hint), 4, 0))
	return container.New(&stripeLayout{texts: []*canvas.Text{title, hint}}, hatch, container.NewHBox(layout.NewSpacer(), plate, layout.NewSpacer()))
}

// hatching draws bands rising to the right.
func hatching(w, h int) image.Image {
	img := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{hatchLight, hatchDark})
	pitch := max(int(hatchPitch*float64(h)), 2)
	for y := range h {
		row := img.Pix[y*img.Stride : y*img.Stride+w]
		for x := range row {
			if (x+y)%pitch >= pitch/2 {
				row[x] = 1
			}
		}
	}
	return img
}

// stripeHeight is the stripe's height in points at scale 1.
const stripeHeight = 24

// stripeLayout lays all on top of each other, at least stripeHeight high, and keeps
// the texts at the theme's size.
type stripeLayout struct{ texts []*canvas.Text }

func (l *stripeLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	for _, t := range l.texts {
		t.TextSize = theme.TextSize()
	}
	size := fyne.NewSize(0, stripeHeight*unit())
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

func (*stripeLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}
