package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// keyboard is the one object of the main window that holds the focus; whoever would
// have it gets everything from here. So every key passes this place, whatever a person
// pressed last, and a scan can be told from typing anywhere in the window:
//
//	key ─► driver ─► keyboard ─┬─ at machine speed, ended by Enter or Tab ─► look-up
//	                           ├─ F1, F5, F8, Esc, / ─► commands
//	                           └─ anything else ─► target (the field, list or button in use)
//
// When a widget takes the focus for itself, keyboard takes it back right after the event
// and makes that widget its target. When nothing has it (a button was tapped), the target
// is home, the look-up field: a button never keeps the focus, so no scan presses it.
// It lies behind everything, as large as the window, so that a click finds it there.
type keyboard struct {
	focusHolder // its target is never nil

	now    func() time.Time
	home   fyne.Focusable // the look-up field
	run    func(command)
	submit func(text string) // a scan

	muted  bool // the look-up field is not shown: what is typed for it is dropped
	scan   scanner
	inText int // characters of the burst that went into target's text
}

// command is what a key asks for.
type command uint8

const (
	cmdHelp command = iota + 1
	cmdAgain
	cmdFind
	cmdBack
	cmdNextFailure
	cmdPreviousFailure
	cmdNextMatch // in the log
	cmdPreviousMatch
	cmdNextError // in the log
	cmdPreviousError
	cmdSettings
	cmdSupport
	cmdLarger
	cmdSmaller
	cmdNormalSize
)

func newKeyboard(c fyne.Canvas, home fyne.Focusable, do func(func()), now func() time.Time) *keyboard {
	k := &keyboard{now: now, home: home}
	k.focusHolder = focusHolder{self: k, canvas: c, do: do, settle: k.adopt, target: home}
	k.ExtendBaseWidget(k)
	return k
}

// textField is a widget a person types into; Fyne's entries all are.
type textField interface {
	SelectedText() string
	Undo()
}

func (k *keyboard) typesText() bool {
	_, ok := k.target.(textField)
	return ok
}

// adopt takes the focus back and makes its present holder the target.
func (k *keyboard) adopt() {
	if k.active {
		return
	}
	holder := k.canvas.Focused()
	if k.canvas.Overlays().Top() != nil {
		// A dialog or menu has a focus of its own; below it the target stays.
		k.canvas.Focus(k)
		return
	}
	if holder == nil {
		holder = k.home
	}
	if holder != fyne.Focusable(k) {
		k.aim(holder)
	}
	k.canvas.Focus(k)
}

// aim changes the target while keyboard does not show the focus.
func (k *keyboard) aim(f fyne.Focusable) {
	k.target = f
	k.inText = 0
}

// goHome makes the look-up field the target.
func (k *keyboard) goHome() { k.give(k.home) }

// give makes f the target and keeps the focus.
func (k *keyboard) give(f fyne.Focusable) {
	if k.target != f {
		if k.active {
			k.target.FocusLost()
		}
		k.aim(f)
		if k.active {
			f.FocusGained()
		}
	}
	if !k.active && k.canvas.Overlays().Top() == nil {
		k.canvas.Focus(k)
	}
}

// find goes to the look-up field with its text selected, so that typing replaces it.
func (k *keyboard) find() {
	k.goHome()
	if t, ok := k.home.(fyne.Shortcutable); ok {
		t.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// mute tells whether the look-up field is out of sight.
func (k *keyboard) mute(on bool) {
	k.muted = on
	if on {
		k.scan.drop()
	}
}

// wantsTab reports whether the target has a use of its own for Tab.
func (k *keyboard) wantsTab() bool {
	t, ok := k.target.(fyne.Tabbable)
	return ok && t.AcceptsTab()
}

// TypedRune notes the time and hands the character on.
func (k *keyboard) TypedRune(r rune) {
	now := k.now()
	if k.muted && k.target == k.home {
		return
	}
	if k.scan.add(r, now) {
		k.inText = 0
	}
	if r == '/' && !k.typesText() && !k.scan.running(now, 2) {
		k.run(cmdFind)
		return
	}
	if !k.typesText() && k.target != k.home && !k.muted && r != ' ' {
		k.find() // a list or the log has no use for letters: they are for the look-up
	}
	if k.typesText() {
		k.inText++
	}
	k.target.TypedRune(r)
}

// TypedKey ends scans, runs commands, and hands every other key on.
func (k *keyboard) TypedKey(e *fyne.KeyEvent) {
	now := k.now()
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if k.endScan(now) {
			return
		}
	case fyne.KeyTab:
		switch {
		case k.endScan(now):
		case k.wantsTab():
			k.target.TypedKey(e)
		default:
			k.scan.drop()
			k.tab()
		}
		return
	case fyne.KeySpace:
		if k.scan.running(now, 2) && !k.typesText() {
			return // a blank inside a scan must not press what has the focus
		}
	case fyne.KeyEscape:
		if k.target != k.home {
			k.target.TypedKey(e) // a filter empties itself
			k.goHome()
			return
		}
	}
	if c := k.command(e.Name); c != 0 {
		k.run(c)
		return
	}
	if moves(e.Name) {
		k.scan.drop()
	}
	k.target.TypedKey(e)
}

// moves reports whether a key comes from a hand, so that what was typed is no scan.
func moves(n fyne.KeyName) bool {
	switch n {
	case fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd:
		return true
	}
	return false
}

// endScan submits what came at machine speed, wherever it was typed; false when it
// was a hand.
func (k *keyboard) endScan(now time.Time) bool {
	least := scanMin
	if k.typesText() {
		least = scanField
	}
	if !k.scan.running(now, least) {
		k.scan.drop() // what a hand ended does not begin the next scan
		return false
	}
	text := k.scan.take()
	if k.target != k.home {
		k.unwrite()
		k.goHome()
	}
	k.submit(text)
	return true
}

// unwrite takes a scan's characters back out of a field they do not belong in.
func (k *keyboard) unwrite() {
	for range k.inText {
		k.target.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	k.inText = 0
}

// command gives what a key without Ctrl asks for; 0 for nothing.
func (k *keyboard) command(n fyne.KeyName) command {
	switch n {
	case fyne.KeyF1:
		return cmdHelp
	case fyne.KeyF2:
		return cmdSupport
	case fyne.KeyF5:
		return cmdAgain
	case fyne.KeyEscape:
		return cmdBack
	case fyne.KeyF3:
		return k.forth(cmdNextMatch, cmdPreviousMatch)
	case fyne.KeyF4:
		return k.forth(cmdNextError, cmdPreviousError)
	case fyne.KeyF8:
		return k.forth(cmdNextFailure, cmdPreviousFailure)
	}
	return 0
}

// forth is the one command, or with Shift the other.
func (k *keyboard) forth(next, previous command) command {
	if k.shift {
		return previous
	}
	return next
}

// TypedShortcut runs the window's own shortcuts, swallows what scanners send (Ctrl+Q,
// Ctrl+Y, Ctrl+Z), and hands the rest on.
func (k *keyboard) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		return
	case *desktop.CustomShortcut:
		if k.control(s) {
			return
		}
	}
	if t, ok := k.target.(fyne.Shortcutable); ok {
		t.TypedShortcut(s)
	}
}

// control handles Ctrl with a key; true when nobody else should.
func (k *keyboard) control(s *desktop.CustomShortcut) bool {
	mod := fyne.KeyModifierShortcutDefault
	if s.Modifier&^fyne.KeyModifierShift != mod && s.Modifier != fyne.KeyModifierControl {
		return false
	}
	switch s.KeyName {
	case fyne.KeyM, fyne.KeyJ, fyne.KeyI: // CR, LF and Tab as some scanners send them
		return k.endScan(k.now()) || k.scan.running(k.now(), 1)
	case fyne.KeyQ, fyne.KeyY, fyne.KeyZ:
		return true
	}
	if c := shortcutCommand(s.KeyName); c != 0 {
		k.run(c)
		return true
	}
	return false
}

// shortcutCommand gives what Ctrl with a key asks for; 0 for nothing.
func shortcutCommand(n fyne.KeyName) command {
	switch n {
	case fyne.KeyF:
		return cmdFind
	case fyne.KeyComma:
		return cmdSettings
	case fyne.KeyPlus, fyne.KeyEqual:
		return cmdLarger
	case fyne.KeyMinus:
		return cmdSmaller
	case fyne.Key0:
		return cmdNormalSize
	}
	return 0
}

// listen takes what the canvas gives when nothing has the focus: between a tap and
// adopt, and under a dialog without fields.
func (k *keyboard) listen() {
	k.canvas.SetOnTypedRune(k.loose)
	k.canvas.SetOnTypedKey(k.looseKey)
	for _, n := range []fyne.KeyName{fyne.KeyF, fyne.KeyComma, fyne.KeyPlus, fyne.KeyEqual, fyne.KeyMinus, fyne.Key0} {
		for _, m := range []fyne.KeyModifier{0, fyne.KeyModifierShift} {
			k.canvas.AddShortcut(&desktop.CustomShortcut{KeyName: n, Modifier: fyne.KeyModifierShortcutDefault | m},
				func(fyne.Shortcut) { k.run(shortcutCommand(n)) })
		}
	}
}

// loose gets characters nobody has the focus for. Over the window they belong to the
// look-up field; under a dialog only a whole scan counts.
func (k *keyboard) loose(r rune) {
	if k.canvas.Overlays().Top() == nil {
		k.adopt()
		k.TypedRune(r)
		return
	}
	if k.scan.add(r, k.now()) {
		k.inText = 0
	}
}

// looseKey is loose for keys.
func (k *keyboard) looseKey(e *fyne.KeyEvent) {
	if k.canvas.Overlays().Top() == nil {
		k.adopt()
		k.TypedKey(e)
		return
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		if k.scan.running(k.now(), scanMin) {
			k.inText = 0
			k.submit(k.scan.take())
		}
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2:
		k.run(k.command(e.Name))
	}
}
