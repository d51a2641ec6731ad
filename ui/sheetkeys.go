package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// sheetKeys holds the focus of a sheet, as keyboard does that of the window: texts that can
// be selected, ticks and lists take it when they are tapped, and would swallow Esc and a
// scan. It takes the focus back right after, and hands them what they have a use for; until
// then, ticks and lists hand it on themselves (sheetTick, sheetList). It lies behind the
// sheet's content, so that a click beside everything finds it there.
type sheetKeys struct {
	focusHolder

	w    *Window
	over fyne.CanvasObject // the overlay it is in; nil before it stands there
}

func newSheetKeys(w *Window) *sheetKeys {
	k := &sheetKeys{w: w}
	k.focusHolder = focusHolder{self: k, canvas: w.win.Canvas(), do: w.o.Do, settle: k.adopt}
	k.ExtendBaseWidget(k)
	return k
}

// start takes the focus of the sheet that was just opened.
func (k *sheetKeys) start() {
	k.over = k.canvas.Overlays().Top()
	k.canvas.Focus(k)
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

// TypedRune is for a scan; a tick has a use for a blank as well.
func (k *sheetKeys) TypedRune(r rune) {
	if tick, ok := k.target.(*sheetTick); ok {
		tick.TypedRune(r)
		return
	}
	k.w.keys.loose(r)
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
