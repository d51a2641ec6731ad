package logview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// FocusGained and FocusLost show who has the keys.
func (l *lines) FocusGained() { l.showFocus(true) }

// FocusLost see FocusGained.
func (l *lines) FocusLost() { l.showFocus(false) }

func (l *lines) showFocus(on bool) {
	if l.hand.focused != on {
		l.hand.focused, l.view.stale = on, true
		l.settle()
	}
}

// TypedRune does nothing.
func (l *lines) TypedRune(rune) {}

// KeyDown and KeyUp watch Shift.
func (l *lines) KeyDown(e *fyne.KeyEvent) { l.watchShift(e, true) }

// KeyUp see KeyDown.
func (l *lines) KeyUp(e *fyne.KeyEvent) { l.watchShift(e, false) }

func (l *lines) watchShift(e *fyne.KeyEvent, down bool) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		l.hand.shift = down
	}
}

// TypedKey moves; Enter shows the selected line whole and Esc puts it away.
func (l *lines) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyPageUp:
		l.page(-1)
	case fyne.KeyPageDown:
		l.page(1)
	case fyne.KeyHome:
		l.moveTo(0)
	case fyne.KeyEnd:
		l.moveTo(l.list.Len())
	case fyne.KeyUp:
		l.step(-1)
	case fyne.KeyDown:
		l.step(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.events.pick != nil && !l.selection.empty() {
			l.events.pick(l.selection.to)
		}
	case fyne.KeyEscape:
		if l.events.cancel != nil {
			l.events.cancel()
		}
	}
}

// step moves the selected row, with Shift the selection's end; without one it scrolls.
func (l *lines) step(by int64) {
	if l.selection.empty() {
		l.moveTo(l.top + by)
		return
	}
	i := min(max(l.list.Find(l.selection.to)+by, 0), l.list.Len()-1)
	if i < 0 {
		return
	}
	no := l.list.At(i)
	if l.hand.shift {
		l.extendTo(i)
	} else if no != l.selection.to || l.selection.from != no {
		l.selectLines(no, no)
		if l.events.pick != nil {
			l.events.pick(no)
		}
	}
	l.reveal(no)
}

// TypedShortcut copies and selects all.
func (l *lines) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutCopy:
		if l.events.copy != nil {
			l.events.copy()
		}
	case *fyne.ShortcutSelectAll:
		l.selectAll()
	}
}
