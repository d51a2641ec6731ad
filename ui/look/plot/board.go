package plot

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"stationcompanion/ui/look"
)

// owner is a plot as its renderer sees it.
type owner interface {
	fyne.Widget
	Theme() fyne.Theme
	// compose lays the plot out for a size.
	compose(k *kit, size fyne.Size) *sheet
	// picked gives the place of the picked point on the sheet composed last, and what
	// its chip says.
	picked() (at point, text string, ok bool)
}

// board draws a plot: one raster, the texts over it, and the cross-hair over both.
type board struct {
	o       owner
	sheet   *sheet
	raster  *canvas.Raster
	texts   []*canvas.Text
	hair    hair
	objects []fyne.CanvasObject
}

func newBoard(o owner) *board {
	b := &board{o: o, hair: newHair()}
	b.raster = canvas.NewRaster(b.picture)
	b.compose(o.Size())
	return b
}

// compose lays the sheet out and brings the texts to their places.
func (b *board) compose(size fyne.Size) {
	if size.Width <= 0 || size.Height <= 0 { // not laid out yet
		b.sheet = &sheet{kit: newKit(b.o.Theme()), size: size}
		return
	}
	b.sheet = b.o.compose(newKit(b.o.Theme()), size)
	for len(b.texts) < len(b.sheet.words) {
		b.texts = append(b.texts, canvas.NewText("", color.Transparent))
	}
	b.objects = append(b.objects[:0], b.raster)
	for i, t := range b.texts {
		t.Hidden = i >= len(b.sheet.words)
		if t.Hidden {
			continue
		}
		w := b.sheet.words[i]
		changed := t.Text != w.text || t.TextStyle != w.style
		t.TextStyle = w.style
		t.Text, t.TextSize, t.Color = w.text, b.sheet.kit.text, b.sheet.kit.color(w.color)
		t.Move(fyne.NewPos(w.box.x0, w.box.y0))
		t.Resize(fyne.NewSize(w.box.width(), w.box.height()))
		b.objects = append(b.objects, t)
		if changed {
			t.Refresh()
		}
	}
	b.objects = append(b.objects, b.hair.objects()...)
	b.point()
}

// picture draws the sheet for a raster of w×h pixels.
func (b *board) picture(w, h int) image.Image {
	if b.sheet.size.Width <= 0 || w <= 0 || h <= 0 {
		return image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	}
	return b.sheet.picture(w, h)
}

// picture draws a sheet at a resolution.
func (s *sheet) picture(w, h int) *image.RGBA {
	k := newInk(w, h, float32(w)/s.size.Width, s.kit.color(look.ColorPanel))
	if s.draw != nil {
		s.draw(k)
	}
	k.unclip()
	for _, f := range s.samples {
		f(k)
	}
	return k.img
}

// point moves the cross-hair to the picked point; nothing else is painted.
func (b *board) point() {
	at, text, ok := b.o.picked()
	b.hair.show(b.sheet, at, text, ok && b.sheet.message == "")
}

// MinSize is the least size at which a plot can be read.
func (b *board) MinSize() fyne.Size { return leastSize(b.o.Theme()) }

// Layout lays out anew where the size changed.
func (b *board) Layout(size fyne.Size) {
	if b.sheet.size != size {
		b.compose(size)
	}
	b.raster.Resize(size)
}

// Refresh follows a change of data or theme.
func (b *board) Refresh() {
	b.compose(b.o.Size())
	b.raster.Resize(b.o.Size())
	canvas.Refresh(b.o)
}

// Objects gives nothing where a layout had no room.
func (b *board) Objects() []fyne.CanvasObject {
	if size := b.o.Size(); size.Width <= 0 || size.Height <= 0 {
		return nil
	}
	return b.objects
}

func (b *board) Destroy() {}
