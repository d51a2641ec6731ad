package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// sheetKeys holds the focus of a sheet, as keyboard does that of the window: texts that can
// be selected, ticks and lists take it when they are tapped, and would swallow Esc and a
// scan. It takes the focus back right after, and hands them what they have a use for. It
// lies behind the sheet's content, so that a click beside everything finds it there.
type sheetKeys struct {
	widget.BaseWidget

	w      *Window
	canvas fyne.Canvas
	over   fyne.CanvasObject // the overlay it is in; nil before it stands there
	target fyne.Focusable    // what was used last; nil for nothing
	active bool              // it holds the focus, so target shows it
	moving bool              // the focus is being moved on purpose
	shift  bool
}

func newSheetKeys(w *Window) *sheetKeys {
	k := &sheetKeys{w: w, canvas: w.win.Canvas()}
	k.ExtendBaseWidget(k)
	return k
}

// start takes the focus of the sheet that was just opened.
func (k *sheetKeys) start() {
	k.over = k.canvas.Overlays().Top()
	k.canvas.Focus(k)
}

// CreateRenderer draws nothing.
func (k *sheetKeys) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// FocusGained lets what was used last show that it has the focus.
func (k *sheetKeys) FocusGained() {
	k.active, k.shift = true, false
	if k.target != nil {
		k.target.FocusGained()
	}
}

// FocusLost looks, after the event is over, who has the focus now.
func (k *sheetKeys) FocusLost() {
	k.active = false
	if k.target != nil {
		k.target.FocusLost()
	}
	if !k.moving {
		k.w.o.Do(k.adopt)
	}
}

// adopt takes the focus back and makes its present holder the target. It does nothing once
// the sheet is closed, or while a menu stands over it.
func (k *sheetKeys) adopt() {
	if k.active || k.over == nil || k.canvas.Overlays().Top() != k.over {
		return
	}
	if holder := k.canvas.Focused(); holder != fyne.Focusable(k) {
		k.target = holder
	}
	k.canvas.Focus(k)
}

// TypedRune is for a scan, and a blank for a tick.
func (k *sheetKeys) TypedRune(r rune) {
	inScan := k.w.keys.scan.running(k.w.o.Now(), 2)
	k.w.keys.loose(r)
	if tick, ok := k.target.(*widget.Check); ok && !inScan {
		tick.TypedRune(r)
	}
}

// TypedKey closes the sheet or ends a scan; every other key is for what was used last.
func (k *sheetKeys) TypedKey(e *fyne.KeyEvent) {
	scanning := k.w.keys.scan.running(k.w.o.Now(), 2)
	switch e.Name {
	case fyne.KeyTab:
		if !scanning {
			k.tab()
			return
		}
		fallthrough
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2:
		k.w.keys.looseKey(e)
		return
	case fyne.KeySpace:
		if scanning {
			return // a blank inside a scan presses nothing
		}
	}
	if k.target != nil {
		k.target.TypedKey(e)
	}
}

// AcceptsTab keeps Tab from moving the focus before it is known whether it ends a scan.
func (k *sheetKeys) AcceptsTab() bool { return true }

// tab moves to the next or previous widget that takes keys.
func (k *sheetKeys) tab() {
	step := k.canvas.FocusNext
	if k.shift {
		step = k.canvas.FocusPrevious
	}
	k.moving = true
	if k.target != nil {
		k.canvas.Focus(k.target)
	}
	step()
	if k.canvas.Focused() == fyne.Focusable(k) {
		step()
	}
	k.moving, k.active = false, false
	k.adopt()
}

// KeyDown and KeyUp watch Shift and hand the rest on.
func (k *sheetKeys) KeyDown(e *fyne.KeyEvent) {
	k.watchShift(e.Name, true)
	if t, ok := k.target.(desktop.Keyable); ok {
		t.KeyDown(e)
	}
}

// KeyUp is KeyDown's other half.
func (k *sheetKeys) KeyUp(e *fyne.KeyEvent) {
	k.watchShift(e.Name, false)
	if t, ok := k.target.(desktop.Keyable); ok {
		t.KeyUp(e)
	}
}

func (k *sheetKeys) watchShift(n fyne.KeyName, down bool) {
	if n == desktop.KeyShiftLeft || n == desktop.KeyShiftRight {
		k.shift = down
	}
}

// TypedShortcut lets what was used last copy; the window's own go to the window.
func (k *sheetKeys) TypedShortcut(s fyne.Shortcut) {
	to, ok := k.target.(fyne.Shortcutable)
	if _, own := s.(*desktop.CustomShortcut); own || !ok {
		to, ok = k.canvas.(fyne.Shortcutable)
	}
	if ok {
		to.TypedShortcut(s)
	}
}
