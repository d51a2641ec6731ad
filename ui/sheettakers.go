package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// The toolkit gives a tapped tick or list the focus at once, and sheetKeys takes it back
// when the event is over. A scan that begins in between, in one batch of events with the
// tap, comes to them: they hand on what is not theirs, or its first characters are lost.

// sheetTick is a tick in a sheet.
type sheetTick struct {
	widget.Check

	keys *keyboard
}

func newSheetTick(keys *keyboard, label string, changed func(bool)) *sheetTick {
	t := &sheetTick{keys: keys}
	t.Text, t.OnChanged = label, changed
	t.ExtendBaseWidget(t)
	return t
}

// TypedRune takes a blank that is not part of a scan, and hands everything on.
func (t *sheetTick) TypedRune(r rune) {
	inScan := t.keys.scan.running(t.keys.now(), 2)
	t.keys.loose(r)
	if !inScan {
		t.Check.TypedRune(r)
	}
}

// TypedKey hands keys on: a tick has no use for any.
func (t *sheetTick) TypedKey(e *fyne.KeyEvent) { t.keys.looseKey(e) }

// sheetList is a list in a sheet.
type sheetList struct {
	widget.List

	keys *keyboard
}

// TypedRune hands characters on: they may be a scan.
func (l *sheetList) TypedRune(r rune) { l.keys.loose(r) }

// TypedKey moves in the list, and hands on what leaves the sheet or ends a scan.
func (l *sheetList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeySpace:
		l.List.TypedKey(e)
	default:
		l.keys.looseKey(e)
	}
}
