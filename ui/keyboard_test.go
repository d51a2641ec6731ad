package ui

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// desk is a small window with a look-up field, another field, a button and a keyboard.
type desk struct {
	*keyboard
	t       *testing.T
	loop    loop
	clock   time.Time
	field   *widget.Entry // the look-up field
	other   *widget.Entry
	button  *widget.Button
	pressed int
	entered []string // Enter by hand in the look-up field
	scans   []string
	ran     []command
}

func newDesk(t *testing.T) *desk {
	test.NewTempApp(t)
	d := &desk{t: t, clock: noon, field: widget.NewEntry(), other: widget.NewEntry()}
	d.button = widget.NewButton("danger", func() { d.pressed++ })
	d.field.OnSubmitted = func(s string) { d.entered = append(d.entered, s) }
	w := test.NewTempWindow(t, widget.NewLabel(""))
	d.keyboard = newKeyboard(w.Canvas(), d.field, d.loop.do, func() time.Time { return d.clock })
	d.run = func(c command) { d.ran = append(d.ran, c) }
	d.submit = func(s string) { d.scans = append(d.scans, s) }
	w.SetContent(container.NewStack(d.keyboard, container.NewVBox(d.field, d.other, d.button)))
	w.Resize(fyne.NewSize(400, 300))
	d.listen()
	w.Canvas().Focus(d.keyboard)
	return d
}

// holder gives events to whoever the driver would give them to.
func (d *desk) rune(r rune) {
	if f := d.canvas.Focused(); f != nil {
		f.TypedRune(r)
		return
	}
	d.canvas.OnTypedRune()(r)
}

func (d *desk) key(n fyne.KeyName) {
	e := &fyne.KeyEvent{Name: n}
	f := d.canvas.Focused()
	if f == nil {
		d.canvas.OnTypedKey()(e)
		return
	}
	if tab, ok := f.(fyne.Tabbable); n == fyne.KeyTab && (!ok || !tab.AcceptsTab()) {
		d.canvas.FocusNext()
		return
	}
	f.TypedKey(e)
}

// write sends characters with a gap between; a blank also sends its key, first, as the
// driver does.
func (d *desk) write(text string, gap time.Duration) {
	for _, r := range text {
		d.clock = d.clock.Add(gap)
		if r == ' ' {
			d.key(fyne.KeySpace)
		}
		d.rune(r)
	}
	d.clock = d.clock.Add(gap)
}

const (
	machine = 4 * time.Millisecond
	hand    = 150 * time.Millisecond
)

// tap taps as the driver does: the widget under the mouse, focus and all.
func (d *desk) tap(o fyne.Tappable) {
	test.Tap(o)
	if e, ok := o.(*widget.Entry); ok {
		d.canvas.Focus(e)
	}
}

// TestScanAnywhere: whatever has the focus, a scan reaches the look-up field and only
// that, ended by Enter or by Tab.
func TestScanAnywhere(t *testing.T) {
	for name, aim := range map[string]func(*desk){
		"look-up field":                func(*desk) {},
		"button tapped, focus settled": func(d *desk) { d.tap(d.button); d.loop.drain(d.t) },
		"button tapped just now":       func(d *desk) { d.tap(d.button) },
		"button reached by Tab":        func(d *desk) { d.key(fyne.KeyTab); d.key(fyne.KeyTab); d.loop.drain(d.t) },
		"other field, settled":         func(d *desk) { d.tap(d.other); d.loop.drain(d.t) },
		"nothing":                      func(d *desk) { d.canvas.Unfocus() },
	} {
		for end, key := range map[string]fyne.KeyName{"Return": fyne.KeyReturn, "keypad": fyne.KeyEnter, "Tab": fyne.KeyTab} {
			t.Run(name+" "+end, func(t *testing.T) {
				d := newDesk(t)
				d.other.SetText("kept")
				aim(d)
				before := d.pressed
				d.clock = d.clock.Add(time.Second)
				d.write("SN 1001/A B", machine)
				d.key(key)
				d.loop.drain(t)
				if !slices.Equal(d.scans, []string{"SN 1001/A B"}) {
					t.Errorf("scans %q", d.scans)
				}
				if d.pressed != before {
					t.Error("the scan pressed the button")
				}
				if d.other.Text != "kept" {
					t.Errorf("the scan left %q in the other field", d.other.Text)
				}
				if len(d.ran) != 0 || len(d.entered) != 0 {
					t.Errorf("ran %v, entered %q", d.ran, d.entered)
				}
				if d.target != fyne.Focusable(d.field) || d.canvas.Focused() != fyne.Focusable(d.keyboard) {
					t.Error("the look-up field is not where typing goes now")
				}
			})
		}
	}
}

// TestHandsAreNoScanners: typed by hand, text stays where it is typed and Enter is the
// field's own.
func TestHandsAreNoScanners(t *testing.T) {
	d := newDesk(t)
	d.write("SN-1001", hand)
	d.key(fyne.KeyReturn)
	if !slices.Equal(d.entered, []string{"SN-1001"}) || len(d.scans) != 0 {
		t.Errorf("entered %q, scans %q", d.entered, d.scans)
	}
	d.tap(d.other)
	d.loop.drain(t)
	d.write("filter", hand)
	d.key(fyne.KeyReturn)
	if d.other.Text != "filter" || len(d.scans) != 0 {
		t.Errorf("other field %q, scans %q", d.other.Text, d.scans)
	}
}

// TestHandTypesFromAnywhere: what has no use for letters hands them to the look-up field,
// where they replace what stands there.
func TestHandTypesFromAnywhere(t *testing.T) {
	d := newDesk(t)
	d.field.SetText("SN-0999")
	d.key(fyne.KeyTab)
	d.key(fyne.KeyTab)
	d.loop.drain(t)
	d.write("SN-1001", hand)
	d.loop.drain(t)
	d.key(fyne.KeyReturn)
	if !slices.Equal(d.entered, []string{"SN-1001"}) || len(d.scans) != 0 || d.pressed != 0 {
		t.Errorf("entered %q, scans %q, pressed %d times", d.entered, d.scans, d.pressed)
	}
}

// TestSpacePressesByHand: keyboard people can still press a button.
func TestSpacePressesByHand(t *testing.T) {
	d := newDesk(t)
	d.key(fyne.KeyTab)
	d.key(fyne.KeyTab)
	if d.target != fyne.Focusable(d.button) {
		t.Fatalf("after two Tabs the target is %T", d.target)
	}
	d.write(" ", hand)
	if d.pressed != 1 {
		t.Errorf("pressed %d times", d.pressed)
	}
}

// TestTabGoesRound: Tab visits every widget in order, Shift+Tab back, and never stops
// at the keyboard itself.
func TestTabGoesRound(t *testing.T) {
	d := newDesk(t)
	var seen []fyne.Focusable
	for range 4 {
		d.key(fyne.KeyTab)
		d.loop.drain(t)
		seen = append(seen, d.target)
		if d.canvas.Focused() != fyne.Focusable(d.keyboard) {
			t.Fatalf("the focus is with %T", d.canvas.Focused())
		}
	}
	want := []fyne.Focusable{d.other, d.button, d.field, d.other}
	if !slices.Equal(seen, want) {
		t.Errorf("visited %v", seen)
	}
	d.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	d.key(fyne.KeyTab)
	if d.target != fyne.Focusable(d.field) {
		t.Errorf("Shift+Tab went to %T", d.target)
	}
}

// TestTappedFieldGetsKeys: a field a person taps becomes the target and edits as ever.
func TestTappedFieldGetsKeys(t *testing.T) {
	d := newDesk(t)
	d.tap(d.other)
	d.loop.drain(t)
	d.write("abc", hand)
	d.key(fyne.KeyBackspace)
	if d.other.Text != "ab" {
		t.Errorf("the field holds %q", d.other.Text)
	}
	d.key(fyne.KeyEscape)
	if d.target != fyne.Focusable(d.field) || len(d.ran) != 0 {
		t.Errorf("Esc: target %T, ran %v", d.target, d.ran)
	}
	d.key(fyne.KeyEscape)
	if !slices.Equal(d.ran, []command{cmdBack}) {
		t.Errorf("a second Esc ran %v", d.ran)
	}
}

// clearing is a field that uses Esc and gives the focus away, as a filter does.
type clearing struct{ widget.Entry }

func (c *clearing) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		c.SetText("")
		fyne.CurrentApp().Driver().CanvasForObject(c).Unfocus()
		return
	}
	c.Entry.TypedKey(k)
}

// tabbing is a field that uses Tab while it holds text.
type tabbing struct {
	widget.Entry
	tabs int
}

func (f *tabbing) AcceptsTab() bool { return f.Text != "" }
func (f *tabbing) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyTab {
		f.tabs++
		return
	}
	f.Entry.TypedKey(k)
}

// TestTargetsKeepTheirOwnKeys: a filter still empties itself on Esc, and a field that
// wants Tab gets it, also from a hand.
func TestTargetsKeepTheirOwnKeys(t *testing.T) {
	d := newDesk(t)
	c, f := &clearing{}, &tabbing{}
	c.ExtendBaseWidget(c)
	f.ExtendBaseWidget(f)
	box := d.button // stands in a box with the others
	w := fyne.CurrentApp().Driver().AllWindows()
	w[len(w)-1].SetContent(container.NewStack(d.keyboard, container.NewVBox(d.field, c, f, box)))
	d.canvas.Focus(d.keyboard)
	d.canvas.Focus(c)
	d.loop.drain(t)
	d.write("ab", hand)
	d.key(fyne.KeyEscape)
	d.loop.drain(t)
	if c.Text != "" || d.target != fyne.Focusable(d.field) || d.canvas.Focused() != fyne.Focusable(d.keyboard) {
		t.Errorf("after Esc: %q, target %T, focus %T", c.Text, d.target, d.canvas.Focused())
	}
	d.canvas.Focus(f)
	d.loop.drain(t)
	d.write("ab", hand)
	d.key(fyne.KeyTab)
	if f.tabs != 1 || d.target != fyne.Focusable(f) {
		t.Errorf("Tab: %d, target %T", f.tabs, d.target)
	}
}

func TestCommands(t *testing.T) {
	ctrl := fyne.KeyModifierShortcutDefault
	d := newDesk(t)
	for _, c := range []struct {
		do   func()
		want command
	}{
		{func() { d.key(fyne.KeyF1) }, cmdHelp},
		{func() { d.key(fyne.KeyF5) }, cmdAgain},
		{func() { d.key(fyne.KeyF8) }, cmdNextFailure},
		{func() { d.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftRight}); d.key(fyne.KeyF8) }, cmdPreviousFailure},
		{func() { d.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftRight}); d.key(fyne.KeyF8) }, cmdNextFailure},
		{func() { d.key(fyne.KeyF3) }, cmdNextMatch},
		{func() { d.key(fyne.KeyF4) }, cmdNextError},
		{func() { d.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft}); d.key(fyne.KeyF3) }, cmdPreviousMatch},
		{func() { d.key(fyne.KeyF4) }, cmdPreviousError},
		{func() { d.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft}); d.key(fyne.KeyF3) }, cmdNextMatch},
		{func() { d.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: ctrl}) }, cmdFind},
		{func() { d.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyComma, Modifier: ctrl}) }, cmdSettings},
		{func() { d.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyPlus, Modifier: ctrl}) }, cmdLarger},
		{func() {
			d.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyEqual, Modifier: ctrl | fyne.KeyModifierShift})
		}, cmdLarger},
		{func() { d.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyMinus, Modifier: ctrl}) }, cmdSmaller},
		{func() { d.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.Key0, Modifier: ctrl}) }, cmdNormalSize},
	} {
		d.ran = nil
		c.do()
		if !slices.Equal(d.ran, []command{c.want}) {
			t.Errorf("want %d, ran %v", c.want, d.ran)
		}
	}
}

// TestSlashFinds: "/" goes to the look-up field, but is a character inside a text.
func TestSlashFinds(t *testing.T) {
	d := newDesk(t)
	d.write("/", hand)
	if d.field.Text != "/" || len(d.ran) != 0 {
		t.Errorf("in the field: %q, ran %v", d.field.Text, d.ran)
	}
	d.key(fyne.KeyTab)
	d.key(fyne.KeyTab)
	d.write("/", hand)
	if !slices.Equal(d.ran, []command{cmdFind}) {
		t.Errorf("on the button: ran %v", d.ran)
	}
}

// TestScannerEnvelopeDoesNothing: Ctrl+Q, Ctrl+Y and Ctrl+Z neither quit nor change the
// text, and Ctrl+M ends a scan as Enter does.
func TestScannerEnvelopeDoesNothing(t *testing.T) {
	d := newDesk(t)
	control := func(n fyne.KeyName) {
		d.TypedShortcut(&desktop.CustomShortcut{KeyName: n, Modifier: fyne.KeyModifierControl})
	}
	d.write("typed", hand)
	d.clock = d.clock.Add(time.Second)
	control(fyne.KeyQ)
	d.write("SN-1001", machine)
	d.TypedShortcut(&fyne.ShortcutRedo{})
	d.TypedShortcut(&fyne.ShortcutUndo{})
	control(fyne.KeyY)
	control(fyne.KeyZ)
	if d.field.Text != "typedSN-1001" || len(d.ran) != 0 {
		t.Errorf("field %q, ran %v", d.field.Text, d.ran)
	}
	control(fyne.KeyM)
	if !slices.Equal(d.scans, []string{"SN-1001"}) {
		t.Errorf("scans %q", d.scans)
	}
}

// TestOtherShortcutsReachTheField: copy and paste stay the field's own.
func TestOtherShortcutsReachTheField(t *testing.T) {
	d := newDesk(t)
	c := test.NewClipboard()
	c.SetContent("pasted")
	d.TypedShortcut(&fyne.ShortcutPaste{Clipboard: c})
	if d.field.Text != "pasted" {
		t.Errorf("field %q", d.field.Text)
	}
}

// TestUnderADialog: what is typed under a dialog without fields does not fill the
// look-up field; a whole scan is still looked up.
func TestUnderADialog(t *testing.T) {
	d := newDesk(t)
	over := widget.NewLabel("a sheet")
	d.canvas.Overlays().Add(over)
	d.write("hello", hand)
	if d.field.Text != "" {
		t.Errorf("typed under the dialog: %q", d.field.Text)
	}
	d.clock = d.clock.Add(time.Second)
	d.write("SN-1001", machine)
	d.key(fyne.KeyReturn)
	if !slices.Equal(d.scans, []string{"SN-1001"}) {
		t.Errorf("scans %q", d.scans)
	}
	d.key(fyne.KeyEscape)
	if !slices.Equal(d.ran, []command{cmdBack}) {
		t.Errorf("Esc ran %v", d.ran)
	}
}

// TestMutedFieldTakesNothing: before a server is set up the hidden field stays empty.
func TestMutedFieldTakesNothing(t *testing.T) {
	d := newDesk(t)
	d.mute(true)
	d.write("SN-1001", machine)
	d.key(fyne.KeyReturn)
	if d.field.Text != "" || len(d.scans) != 0 {
		t.Errorf("field %q, scans %q", d.field.Text, d.scans)
	}
}

// TestEnterByHandEndsWhatWasTyped: what a hand entered is no beginning of the scan after it,
// even when the window was busy in between.
func TestEnterByHandEndsWhatWasTyped(t *testing.T) {
	d := newDesk(t)
	d.write("AB", 200*time.Millisecond)
	d.key(fyne.KeyReturn)
	d.clock = d.clock.Add(100 * time.Millisecond)
	d.write("SN-1001", 10*time.Microsecond)
	d.key(fyne.KeyReturn)
	if want := []string{"SN-1001"}; !slices.Equal(d.scans, want) {
		t.Errorf("scans %q, want %q", d.scans, want)
	}
}
