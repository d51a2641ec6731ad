package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/look"
)

// unit is one point at the scale of the theme in force.
func unit() float32 { return look.Unit(theme.Current()) }

// lineLayout puts objects side by side, centred in the height. The one at grow gets
// what is left; where that is less than it wants, the one at yield gives way first. −1
// names none.
type lineLayout struct {
	grow, yield int
	gap         float32 // points at scale 1
}

// yieldWidth is what the yielding object keeps at least, and what grow is asked to keep.
const (
	yieldWidth = 96
	growWidth  = 120
)

func (l *lineLayout) widths(objects []fyne.CanvasObject) (each []float32, total, height float32) {
	each = make([]float32, len(objects))
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		each[i] = m.Width
		if i == l.grow {
			each[i] = min(m.Width, growWidth*unit())
		}
		if total > 0 {
			total += l.gap * unit()
		}
		total += each[i]
		height = max(height, m.Height)
	}
	return each, total, height
}

// MinSize counts the yielding object at what it keeps.
func (l *lineLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	each, total, height := l.widths(objects)
	if l.yield >= 0 && l.yield < len(each) {
		total -= max(0, each[l.yield]-yieldWidth*unit())
	}
	return fyne.NewSize(total, height)
}

// Layout hands out the width.
func (l *lineLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	each, total, _ := l.widths(objects)
	spare := size.Width - total
	missing := -spare
	if l.grow >= 0 && l.grow < len(each) && objects[l.grow].Visible() {
		missing += objects[l.grow].MinSize().Width - each[l.grow]
	}
	if missing > 0 && l.yield >= 0 && l.yield < len(each) {
		give := min(missing, max(0, each[l.yield]-yieldWidth*unit()))
		each[l.yield] -= give
		spare += give
	}
	if l.grow >= 0 && l.grow < len(each) {
		each[l.grow] = max(0, each[l.grow]+spare)
	}
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if x > 0 {
			x += l.gap * unit()
		}
		h := min(size.Height, max(o.MinSize().Height, 0))
		place(o, x, (size.Height-h)/2, each[i], h)
		x += each[i]
	}
}

// stackLayout puts objects one above the other with a gap. The one at grow gets what
// is left; bounds may say how high another may be.
type stackLayout struct {
	grow   func() fyne.CanvasObject
	least  float32                                        // height of grow at least, points at scale 1
	gap    float32                                        // points at scale 1
	height func(o fyne.CanvasObject, all float32) float32 // nil: MinSize
}

// MinSize is the sum of the heights and the widest.
func (l *stackLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width = max(size.Width, m.Width)
		if size.Height > 0 {
			size.Height += l.gap * unit()
		}
		if o == l.grow() {
			size.Height += max(m.Height, l.least*unit())
		} else {
			size.Height += m.Height
		}
	}
	return size
}

// Layout gives each its height and grow the rest.
func (l *stackLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest := size.Height
	heights := make([]float32, len(objects))
	seen := false
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if seen {
			rest -= l.gap * unit()
		}
		seen = true
		if o == l.grow() {
			continue
		}
		heights[i] = o.MinSize().Height
		if l.height != nil {
			heights[i] = max(heights[i], l.height(o, size.Height))
		}
		rest -= heights[i]
	}
	y := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if o == l.grow() {
			heights[i] = max(0, rest)
		}
		place(o, 0, y, size.Width, heights[i])
		y += heights[i] + l.gap*unit()
	}
}

// columnLayout keeps text from running too wide: one object, centred, at most so many
// points wide, a little above the middle.
type columnLayout struct{ width float32 }

// MinSize is the object's.
func (l *columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize()
}

// Layout centres it.
func (l *columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := min(size.Width, l.width*unit())
	o := objects[0]
	o.Resize(fyne.NewSize(w, o.MinSize().Height)) // wrapped text learns its width first
	h := o.MinSize().Height
	place(o, (size.Width-w)/2, max(0, (size.Height-h)*0.4), w, max(h, min(size.Height, h)))
}

// indentLayout keeps room free on the left, in points at scale 1.
type indentLayout struct{ left float32 }

// MinSize is the object's with the room.
func (l *indentLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(l.left*unit(), 0)
}

// Layout gives the object the rest.
func (l *indentLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	place(objects[0], l.left*unit(), 0, size.Width-l.left*unit(), size.Height)
}
