package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// scanEntry is the field a scanner types into. It differs from an ordinary entry:
//
//   - Tab looks up while there is something new in it, since scanners may end in Tab;
//   - Ctrl+Y and Ctrl+Z do nothing, since scanners wrap codes in control characters;
//   - after a look-up the text is selected, so that the next scan replaces it, and until
//     then the arrow and page keys move through the answer below;
//   - what it has no use for goes on to the window (F1, Ctrl+, …).
type scanEntry struct {
	widget.Entry

	submit  func(string)
	emptied func(empty bool)                // the text came or went
	key     func(*fyne.KeyEvent, bool) bool // shift; reports whether it used the key
	pass    func(fyne.Shortcut)             // takes what is no matter of a text
	asked   bool                            // the text is what was last asked, untouched since
	shift   bool
}

func newScanEntry() *scanEntry {
	e := &scanEntry{}
	e.Wrapping, e.Scroll = fyne.TextWrapOff, container.ScrollHorizontalOnly
	e.ExtendBaseWidget(e)
	e.pass = e.toCanvas
	e.emptied = func(bool) {}
	e.OnChanged = func(text string) {
		e.asked = false
		e.emptied(text == "")
	}
	e.OnSubmitted = func(text string) { e.submit(text) }
	return e
}

// put shows text as asked and selects it.
func (e *scanEntry) put(text string) {
	if e.Text != text {
		e.SetText(text)
	}
	e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.asked = true
}

// AcceptsTab keeps Tab for a scan; otherwise it moves the focus as everywhere.
func (e *scanEntry) AcceptsTab() bool { return e.Text != "" && !e.asked }

// KeyDown and KeyUp watch Shift, which typed keys do not carry.
func (e *scanEntry) KeyDown(k *fyne.KeyEvent) {
	e.shift = e.shift || isShift(k)
	e.Entry.KeyDown(k)
}

// KeyUp is the other half.
func (e *scanEntry) KeyUp(k *fyne.KeyEvent) {
	e.shift = e.shift && !isShift(k)
	e.Entry.KeyUp(k)
}

// FocusLost forgets Shift: its release goes elsewhere.
func (e *scanEntry) FocusLost() {
	e.shift = false
	e.Entry.FocusLost()
}

func isShift(k *fyne.KeyEvent) bool {
	return k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight
}

// TypedKey uses Tab as Enter and gives the keys that mean nothing in the text away.
func (e *scanEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyTab:
		if e.AcceptsTab() {
			e.submit(e.Text)
		}
		return
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyLeft, fyne.KeyRight:
		inText := k.Name == fyne.KeyLeft || k.Name == fyne.KeyRight
		if !(inText && !e.asked && e.Text != "") && !e.shift && e.key(k, false) {
			return
		}
	case fyne.KeyHome, fyne.KeyEnd:
		e.asked = false // from here on the arrows belong to the text
	case fyne.KeyReturn, fyne.KeyEnter: // with nothing new in it, it opens what a page has chosen
		if (e.asked || e.Text == "") && e.key(k, e.shift) {
			return
		}
	case fyne.KeyBackspace, fyne.KeyDelete:
	default:
		if e.key(k, e.shift) {
			return
		}
	}
	e.Entry.TypedKey(k)
}

// Tapped puts the cursor into the text: from here on the arrows belong to it.
func (e *scanEntry) Tapped(p *fyne.PointEvent) {
	e.asked = false
	e.Entry.Tapped(p)
}

// TypedShortcut ignores undo and redo, which scanners send, and passes on what is no
// matter of a text, because a focused entry would swallow it.
func (e *scanEntry) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		return
	case *desktop.CustomShortcut:
		if !editsText(s.KeyName) {
			e.pass(s)
			return
		}
	}
	e.Entry.TypedShortcut(s)
}

// editsText knows the keys whose shortcuts move or delete in a text.
func editsText(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyUp, fyne.KeyDown, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

func (e *scanEntry) toCanvas(s fyne.Shortcut) {
	if c, ok := canvasOf(e).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// canvasOf is the canvas an object stands on, nil while it stands on none.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	app := fyne.CurrentApp()
	if app == nil {
		return nil
	}
	return app.Driver().CanvasForObject(o)
}
