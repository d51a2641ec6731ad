package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// TallEntry makes an entry's renderer ask for the height a gloved finger needs and keep
// its text in the middle. action is the entry's ActionItem, nil where it has none. A theme
// with more padding would do the same, but for each field with a theme of its own the
// toolkit loads its fonts again and keeps them (Fyne 2.8.1, internal/painter/font.go).
func TallEntry(r fyne.WidgetRenderer, action fyne.CanvasObject) fyne.WidgetRenderer {
	return &tallEntry{r, action}
}

type tallEntry struct {
	fyne.WidgetRenderer
	action fyne.CanvasObject
}

// MinSize is the entry's own, at least as high as a primary target.
func (r *tallEntry) MinSize() fyne.Size {
	size := r.WidgetRenderer.MinSize()
	size.Height = max(size.Height, TargetPrimary*unit())
	return size
}

// Layout moves what holds the text down by half of what the entry is too high. Below it
// the text has all the room that is left, so that a scroll bar does not cover it.
func (r *tallEntry) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	down := (size.Height - r.WidgetRenderer.MinSize().Height) / 2
	if down <= 0 {
		return
	}
	for _, o := range r.Objects() {
		switch o.(type) {
		case *canvas.Rectangle, *canvas.Image:
			continue
		}
		if o == r.action {
			continue
		}
		o.Move(o.Position().AddXY(0, down))
		o.Resize(o.Size().SubtractWidthHeight(0, down))
	}
}
