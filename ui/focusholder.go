package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// focusHolder is the one object of a canvas that holds the focus: keyboard in the window,
// sheetKeys in a sheet. When a widget takes the focus for itself, the holder takes it back
// right after the event (settle) and makes that widget its target, which shows the focus
// and gets the keys the holder has no use for. It draws nothing.
type focusHolder struct {
	widget.BaseWidget

	self   fyne.Focusable // the object this is part of
	canvas fyne.Canvas
	do     func(func())
	settle func() // takes the focus back; runs on the UI goroutine after the event

	target fyne.Focusable // what was used last; nil for nothing
	active bool           // self holds the focus, so target shows it
	moving bool           // the focus is being moved on purpose
	shift  bool           // is pressed
}

// CreateRenderer draws nothing.
func (h *focusHolder) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// FocusGained lets the target show that it has the focus.
func (h *focusHolder) FocusGained() {
	h.active, h.shift = true, false
	if h.target != nil {
		h.target.FocusGained()
	}
}

// FocusLost looks, after the event is over, who has the focus now.
func (h *focusHolder) FocusLost() {
	h.active = false
	if h.target != nil {
		h.target.FocusLost()
	}
	if !h.moving {
		h.do(h.settle)
	}
}

// AcceptsTab keeps Tab from moving the focus before it is known whether it ends a scan.
func (h *focusHolder) AcceptsTab() bool { return true }

// tab moves to the next or previous widget that takes keys.
func (h *focusHolder) tab() {
	step := h.canvas.FocusNext
	if h.shift {
		step = h.canvas.FocusPrevious
	}
	h.moving = true
	if h.target != nil {
		h.canvas.Focus(h.target)
	}
	step()
	if h.canvas.Focused() == h.self {
		step()
	}
	h.moving, h.active = false, false
	h.settle()
}

// KeyDown and KeyUp watch Shift and hand the rest on.
func (h *focusHolder) KeyDown(e *fyne.KeyEvent) {
	h.watchShift(e.Name, true)
	if t, ok := h.target.(desktop.Keyable); ok {
		t.KeyDown(e)
	}
}

// KeyUp is KeyDown's other half.
func (h *focusHolder) KeyUp(e *fyne.KeyEvent) {
	h.watchShift(e.Name, false)
	if t, ok := h.target.(desktop.Keyable); ok {
		t.KeyUp(e)
	}
}

func (h *focusHolder) watchShift(n fyne.KeyName, down bool) {
	if n == desktop.KeyShiftLeft || n == desktop.KeyShiftRight {
		h.shift = down
	}
}
