package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
)

// Fyne gives a key to the focused widget alone, so every widget of the dialogs that
// can have the focus hands Esc on.

// entry is a text field that hands Esc on.
type entry struct {
	widget.Entry
	esc func()
}

func newEntry(esc func(), changed func(string)) *entry {
	e := &entry{esc: esc}
	e.ExtendBaseWidget(e)
	e.OnChanged = changed
	return e
}

// CreateRenderer is for Fyne.
func (e *entry) CreateRenderer() fyne.WidgetRenderer {
	return look.TallEntry(e.Entry.CreateRenderer(), e.ActionItem)
}

// TypedKey is Fyne's.
func (e *entry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		e.esc()
		return
	}
	e.Entry.TypedKey(k)
}

// put shows a text without calling back.
func (e *entry) put(text string) {
	if e.Text == text {
		return
	}
	was := e.OnChanged
	e.OnChanged = nil
	e.SetText(text)
	e.OnChanged = was
}

// suggest is a text field with suggestions that hands Esc on.
type suggest struct {
	widget.SelectEntry
	esc func()
}

func newSuggest(options []string, esc func(), changed func(string)) *suggest {
	e := &suggest{esc: esc}
	e.ExtendBaseWidget(e)
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.SetOptions(options)
	e.OnChanged = changed
	return e
}

// CreateRenderer is for Fyne.
func (e *suggest) CreateRenderer() fyne.WidgetRenderer {
	return look.TallEntry(e.SelectEntry.CreateRenderer(), e.ActionItem)
}

// TypedKey is Fyne's.
func (e *suggest) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		e.esc()
		return
	}
	e.SelectEntry.TypedKey(k)
}

func (e *suggest) put(text string) {
	if e.Text == text {
		return
	}
	was := e.OnChanged
	e.OnChanged = nil
	e.SetText(text)
	e.OnChanged = was
}

// button is a button that hands Esc on. Enter does not press it: a scan ends in Enter.
type button struct {
	widget.Button
	esc func()
}

func newButton(text string, icon fyne.Resource, esc, tapped func()) *button {
	b := &button{esc: esc}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// primary makes it the one thing to press next.
func (b *button) primary() *button {
	b.Importance = widget.HighImportance
	return b
}

// TypedKey is Fyne's.
func (b *button) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		b.esc()
		return
	}
	b.Button.TypedKey(k)
}

// tick is a box to tick that hands Esc on.
type tick struct {
	widget.Check
	esc func()
}

func newTick(text string, esc func(), changed func(bool)) *tick {
	c := &tick{esc: esc}
	c.Text, c.OnChanged = text, changed
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey is Fyne's.
func (c *tick) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		c.esc()
	}
}

// put shows a state without calling back.
func (c *tick) put(yes bool) {
	if c.Checked == yes {
		return
	}
	was := c.OnChanged
	c.OnChanged = nil
	c.SetChecked(yes)
	c.OnChanged = was
}
