package logview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/look"
)

// barLayout puts the first object at the left, the second at the right and the third
// between them. Where that is too little room, parts of the first two give way, the first
// of yields first: the window need not become wider for a longer word.
type barLayout struct {
	yields []func(yes bool) // each makes one give way, or come back
	soft   int              // so many give way also for what extra asks
	extra  func() float32   // the room that is wanted beyond what is needed; nil for none
	given  int              // so many have
}

// MinSize is what is needed when all have given way.
func (l *barLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	was := l.given
	l.give(len(l.yields))
	defer l.give(was)
	return l.needs(o)
}

// Layout lets as few give way as it can.
func (l *barLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for n := 0; n <= len(l.yields); n++ {
		l.give(n)
		wants := l.needs(o).Width
		if n < l.soft && l.extra != nil {
			wants += l.extra()
		}
		if wants <= size.Width {
			break
		}
	}
	gap, left, right := theme.Padding(), o[0].MinSize().Width, o[1].MinSize().Width
	at := func(i int, x, w float32) {
		o[i].Move(fyne.NewPos(x, 0))
		o[i].Resize(fyne.NewSize(max(0, w), size.Height))
	}
	at(0, 0, left)
	at(1, size.Width-right, right)
	at(2, left+gap, size.Width-left-right-2*gap)
}

// needs is the room of what is there now.
func (l *barLayout) needs(o []fyne.CanvasObject) (size fyne.Size) {
	size.Width = 2 * theme.Padding()
	for _, part := range o {
		m := part.MinSize()
		size = fyne.NewSize(size.Width+m.Width, max(size.Height, m.Height))
	}
	return size
}

// give makes the first n give way, and the others come back.
func (l *barLayout) give(n int) {
	l.given = n
	for i, yields := range l.yields {
		yields(i < n)
	}
}

// hides is a part that gives way whole. It does so without painting: the bar is being laid
// out.
func hides(c *fyne.Container) func(yes bool) { return func(yes bool) { c.Hidden = yes } }

// roomy gives its object a width that is more than it asks for, where there is room.
type roomy struct {
	width float32 // points at the theme's usual size
	tight bool
}

func (r *roomy) MinSize(o []fyne.CanvasObject) fyne.Size {
	size := o[0].MinSize()
	if !r.tight {
		size.Width = max(size.Width, r.width*look.Unit(theme.Current()))
	}
	return size
}

func (r *roomy) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.Position{})
	o[0].Resize(size)
}
