package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/look"
)

// frame lays a page over the window. It follows the window's size, so that nothing of
// it is ever out of reach, and gives the keys back when it closes.
type frame struct {
	canvas  fyne.Canvas
	overlay *fyne.Container
	page    *fyne.Container
	keys    func(*fyne.KeyEvent)
	open    bool
}

// The size a frame has where there is room for it, and the margin it keeps, in points
// at scale 1.
const (
	frameWidth  = 960
	frameHeight = 720
	frameMargin = 12
)

// newFrame opens one. esc is called for Esc while no widget has the focus, resized
// (may be nil) with the height of the frame before it is laid out.
func newFrame(w fyne.Window, page fyne.CanvasObject, esc func(), resized func(height float32)) *frame {
	f := &frame{canvas: w.Canvas(), open: true, page: container.NewStack(page)}
	scrim := canvas.NewRectangle(theme.Color(theme.ColorNameShadow))
	ground := look.NewGround(theme.ColorNameBackground, look.ColorLine, 10)
	f.overlay = container.New(frameLayout{resized}, scrim, container.NewStack(ground, look.Inset(f.page, 5, 4)))
	f.keys = f.canvas.OnTypedKey()
	f.canvas.SetOnTypedKey(func(k *fyne.KeyEvent) {
		switch k.Name {
		case fyne.KeyEscape:
			esc()
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab: // may end a scan, which is the window's
			if f.keys != nil {
				f.keys(k)
			}
		}
	})
	f.canvas.Overlays().Add(f.overlay)
	f.overlay.Resize(f.canvas.Size())
	return f
}

// show puts another page in the frame.
func (f *frame) show(page fyne.CanvasObject) {
	f.canvas.Unfocus()
	f.page.Objects = []fyne.CanvasObject{page}
	f.page.Refresh()
}

// close takes it away; what it laid over is as it was.
func (f *frame) close() {
	if !f.open {
		return
	}
	f.open = false
	f.canvas.Overlays().Remove(f.overlay)
	f.canvas.SetOnTypedKey(f.keys)
}

// frameLayout spreads the scrim and centres the page.
type frameLayout struct{ resized func(height float32) }

func (frameLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (f frameLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	unit := look.Unit(theme.Current())
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
	room := size.SubtractWidthHeight(2*frameMargin*unit, 2*frameMargin*unit)
	page := fyne.NewSize(min(room.Width, frameWidth*unit), min(room.Height, frameHeight*unit))
	if f.resized != nil {
		f.resized(page.Height)
	}
	objects[1].Resize(page)
	objects[1].Move(fyne.NewPos((size.Width-page.Width)/2, (size.Height-page.Height)/2))
}
