package logview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// hand is what the person is doing.
type hand struct {
	focused bool
	shift   bool    // held, as the keys say
	wheel   float32 // pixels of the wheel that are less than a row
	down    bool    // the pointer is, and came down here
	extends bool    // the pointer went down with Shift held
	began   int64   // the line it went down on
	dragged bool    // since the pointer went down: the tap that ends it is none
}

// MouseDown notes how a tap or drag begins.
func (l *lines) MouseDown(e *desktop.MouseEvent) {
	l.hand.down, l.hand.dragged = true, false
	l.hand.extends = e.Modifier&fyne.KeyModifierShift != 0
	if e.Button == desktop.MouseButtonPrimary && !l.hand.extends {
		l.hand.began = none
		if i, ok := l.rowAt(e.Position.Y); ok {
			l.hand.began = l.list.At(i)
		}
	}
}

// MouseUp is MouseDown's other half.
func (l *lines) MouseUp(*desktop.MouseEvent) { l.hand.down = false }

// Dragged selects rows; above and below the pane it scrolls a row for each move.
// What went down elsewhere, on the bar between two panes, is none of its business: the
// driver may hand it on when a pane comes to lie under the pointer.
func (l *lines) Dragged(e *fyne.DragEvent) {
	if !l.hand.down {
		return
	}
	if !l.hand.dragged {
		l.hand.dragged = true
		if !l.hand.extends && l.hand.began != none {
			l.selectLines(l.hand.began, l.hand.began)
		}
	}
	switch {
	case e.Position.Y < 0:
		l.moveTo(l.top - 1)
	case e.Position.Y >= l.Size().Height:
		l.moveTo(l.top + 1)
	}
	y := min(max(e.Position.Y, 0), l.Size().Height-1)
	i, ok := l.rowAt(y)
	if !ok {
		i = l.top + int64(len(l.view.nums)) - 1
	}
	l.extendTo(i)
}

// DragEnd is Dragged's other half.
func (l *lines) DragEnd() { l.hand.down = false }

// Tapped follows a reference, narrows to an id, or picks the row.
func (l *lines) Tapped(e *fyne.PointEvent) {
	l.takeFocus()
	if l.hand.dragged {
		l.hand.dragged = false
		return
	}
	i, ok := l.rowAt(e.Position.Y)
	if !ok {
		return
	}
	if l.hand.extends {
		l.hand.extends = false
		l.extendTo(i)
		return
	}
	if l.follow(i, int(float64(e.Position.X)*l.scale())) {
		return
	}
	no := l.list.At(i)
	l.selectLines(no, no)
	if l.events.pick != nil {
		l.events.pick(no)
	}
}

// follow does what a tap on an id or a reference asks for; false where there is none.
func (l *lines) follow(i int64, x int) bool {
	r := l.view.cache.get(i, l.list.At(i), &l.hooks, l.view.newest)
	g := l.grid()
	b := brush{grid: g, columns: g.columnsOf(l.view.picture.width())}
	if id := r.line.CorrelationID; id != "" && l.events.id != nil && b.idAt > 0 && x >= b.idAt-b.gap/2 && x < b.end+b.gap {
		l.events.id(id)
		return true
	}
	if r.repeatEnd > 0 && l.events.run != nil && x >= r.repeatAt && x < r.repeatEnd {
		l.events.run(r.no)
		return true
	}
	if l.events.ref == nil {
		return false
	}
	at, fields := b.byteAt(b.messageAt, r.end, x, r.message), false
	if at < 0 {
		at, fields = b.byteAt(r.fieldsAt, r.fieldsEnd, x, r.line.Fields), true
	}
	for _, ref := range r.refs {
		if at >= ref.span[0] && at < ref.span[1] && ref.fields == fields {
			l.events.ref(ref)
			return true
		}
	}
	return false
}

// takeFocus makes the keys move these rows.
func (l *lines) takeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(l)
	}
}
