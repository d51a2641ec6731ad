package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/look"
)

// flow puts two objects side by side where there is room for it and below each other
// where there is not: at A+ on a small screen nothing is cut off.
type flow struct {
	need    float32 // width from which they stand side by side, in points at scale 1
	keep    int     // the one that keeps its width; the other takes the rest
	stacked bool    // how they stand now
}

// flowing makes a container of two objects.
func flowing(need float32, keep int, a, b fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{need: need, keep: keep}, a, b)
}

// MinSize asks for no more width than the wider one needs alone, so that it can get
// narrow enough to stack.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := minOf(objects[0]), minOf(objects[1])
	width := max(a.Width, b.Width)
	if f.stacked {
		return fyne.NewSize(width, a.Height+b.Height)
	}
	return fyne.NewSize(width, max(a.Height, b.Height))
}

// Layout is Fyne's.
func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.stacked = size.Width < f.need*look.Unit(theme.Current())
	a, b := minOf(objects[0]), minOf(objects[1])
	pad := theme.Padding()
	if f.stacked {
		place(objects[0], 0, 0, size.Width, a.Height)
		place(objects[1], 0, a.Height, size.Width, b.Height)
		return
	}
	left := a.Width
	if f.keep == 1 {
		left = size.Width - b.Width - pad
	}
	place(objects[0], 0, 0, left, size.Height)
	place(objects[1], left+pad, 0, size.Width-left-pad, size.Height)
}

// minOf is the room an object asks for; a hidden one asks for none.
func minOf(o fyne.CanvasObject) fyne.Size {
	if !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(0, w), max(0, h)))
}

// railLayout puts the sections beside the page that is open, or above it where the
// window is narrow.
type railLayout struct{ nav *nav }

// railWidth is the width from which the rail stands beside the page, and railButton
// that of its buttons, in points at scale 1.
const (
	railWidth  = 640
	railButton = 150
)

// MinSize is the whole section with the rail above it where nothing scrolls inside.
func (r railLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	unit := look.Unit(theme.Current())
	if !r.nav.whole {
		return fyne.NewSize(0, 160*unit)
	}
	return fyne.NewSize(0, look.TargetPrimary*unit+theme.Padding()+objects[1].MinSize().Height)
}

// Layout is Fyne's; objects are the rail's buttons and the pages.
func (r railLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	unit, pad := look.Unit(theme.Current()), theme.Padding()
	height := float32(look.TargetPrimary) * unit
	buttons := r.nav.rail.Objects
	if size.Width < railWidth*unit {
		place(objects[0], 0, 0, size.Width, height)
		width := size.Width / float32(len(buttons))
		for i, b := range buttons {
			place(b, float32(i)*width, 0, width, height)
		}
		place(objects[1], 0, height+pad, size.Width, size.Height-height-pad)
		return
	}
	place(objects[0], 0, 0, railButton*unit, size.Height)
	for i, b := range buttons {
		place(b, 0, float32(i)*(height+pad), railButton*unit, height)
	}
	left := railButton*unit + 3*pad
	place(objects[1], left, 0, size.Width-left, size.Height)
}
