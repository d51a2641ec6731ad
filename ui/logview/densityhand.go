package logview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"stationcompanion/ui/words"
)

// dest is where the person pointed.
type dest struct {
	at   time.Time
	no   int64 // the line, where it was a mark of one; else none
	end  bool  // at the end of the log
	drag bool  // the pointer is still down
}

// densityHand is what the person is doing.
type densityHand struct{ down, dragged bool }

// Tapped goes to where the person pointed: to an error where its mark was met.
func (d *density) Tapped(e *fyne.PointEvent) {
	if d.hand.dragged {
		d.hand.dragged = false
		return
	}
	d.point(e.Position, false)
}

// MouseDown and MouseUp say whether a drag began here.
func (d *density) MouseDown(*desktop.MouseEvent) { d.hand = densityHand{down: true} }

// MouseUp is MouseDown's other half.
func (d *density) MouseUp(*desktop.MouseEvent) { d.hand.down = false }

// Dragged moves the rows through the log with the pointer.
func (d *density) Dragged(e *fyne.DragEvent) {
	if d.hand.down {
		d.hand.dragged = true
		d.point(e.Position, true)
	}
}

// DragEnd is Dragged's other half.
func (d *density) DragEnd() { d.hand.down = false }

// endNear is how near to the right end the end is meant, and errorNear how near to an
// error's mark that is, in points.
const (
	endNear   = 4
	errorNear = 4
)

// point tells where the person pointed.
func (d *density) point(at fyne.Position, drag bool) {
	if !d.times.worth() || d.view.axis.right == 0 {
		return
	}
	scale := d.hooks.scale()
	x := int(float64(at.X) * scale)
	to := dest{at: d.view.axis.at(x), no: none, drag: drag, end: x >= d.view.axis.right-int(endNear*scale)}
	if !drag && x < d.view.axis.right {
		to.no = d.errorNear(x, int(errorNear*scale))
	}
	d.hooks.goTo(to)
}

// errorNear is the first error of the column with errors nearest to a pixel; none where
// there is none near.
func (d *density) errorNear(x, near int) int64 {
	best, no := near+1, none
	for i, c := range d.view.columns {
		left := d.view.axis.left + i*d.view.step
		away := max(left-x, x-(left+d.view.step-1), 0)
		if c.errors > 0 && away < best {
			best, no = away, d.errors.At(d.errors.Find(c.first))
		}
	}
	return no
}

// Cursor shows that a tap does something.
func (d *density) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel says what it shows.
func (d *density) AccessibilityLabel() string { return words.T("logview.density.label") }
