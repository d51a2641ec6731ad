package settings

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/station/secret"
	"stationcompanion/ui/words"
)

// How long the dialog waits after a key before it asks the keyring about another
// address, and for the keyring's answer, which may wait for a person.
const (
	typingPause = 400 * time.Millisecond
	keyringTime = 20 * time.Second
)

// tokenBox shows whether a token is saved for the server, never the token itself, and
// takes a new one. Nothing is saved or removed before Save.
type tokenBox struct {
	dialog  *Dialog
	root    fyne.CanvasObject
	state   *note
	entry   *entry
	input   *fyne.Container // the entry, where a token can be given
	buttons *fyne.Container
	change  *fyne.Container // the buttons, each where it makes sense
	keep    *fyne.Container
	remove  *fyne.Container

	turn    int // number of the newest question to the keyring
	stop    context.CancelFunc
	origin  string
	asking  bool
	held    secret.Token
	place   secret.Place
	err     error
	replace bool // the person wants to give another one
	forget  bool // the person wants it removed
}

func newTokenBox(d *Dialog) *tokenBox {
	t := &tokenBox{dialog: d, state: newNote(), stop: func() {}}
	t.entry = newEntry(d.esc, func(string) { t.paint(); d.paintStatus(); d.test.valuesChanged() })
	t.entry.Password = true
	t.entry.PlaceHolder = words.T("settings.token.paste")
	t.input = container.NewStack(t.entry)
	t.change = tall(newButton(words.T("settings.token.replace"), theme.DocumentCreateIcon(), d.esc, func() {
		t.setWish(true, false)
		d.frame.canvas.Focus(t.entry)
	}))
	t.remove = tall(newButton(words.T("settings.token.remove"), theme.DeleteIcon(), d.esc, func() { t.setWish(false, true) }))
	t.keep = tall(newButton(words.T("settings.token.keep"), theme.ContentUndoIcon(), d.esc, func() { t.setWish(false, false) }))
	t.buttons = container.NewHBox(t.change, t.remove, t.keep)
	t.root = formRow(words.T("settings.token.name"), container.NewVBox(t.input, t.buttons), t.state.root)
	t.paint()
	return t
}

// setWish notes what the person wants done with the token that is saved.
func (t *tokenBox) setWish(replace, forget bool) {
	t.replace, t.forget = replace, forget
	t.entry.put("")
	t.paint()
	t.dialog.paintStatus()
	t.dialog.test.valuesChanged()
}

// look asks for the token of an origin, off the UI goroutine: a locked keyring waits
// for a person. wait lets the typing of an address come to rest first.
func (t *tokenBox) look(origin string, wait time.Duration) {
	t.stop()
	t.turn++
	t.origin, t.held, t.place, t.err = origin, secret.Token{}, secret.PlaceNone, nil
	t.replace, t.forget, t.asking = false, false, origin != ""
	t.dialog.server.seen = origin
	t.paint()
	if origin == "" {
		return
	}
	ctx, cancel := context.WithTimeout(t.dialog.ctx, wait+keyringTime)
	t.stop = cancel
	turn, load := t.turn, t.dialog.d.Tokens.Load
	t.dialog.run(func() {
		defer cancel()
		if !slept(ctx, wait) {
			return
		}
		held, place, err := load(ctx, origin)
		t.dialog.post(func() { t.answer(turn, held, place, err) })
	})
}

// answer takes what the keyring said, unless another question was asked since.
func (t *tokenBox) answer(turn int, held secret.Token, place secret.Place, err error) {
	if turn != t.turn {
		return
	}
	t.asking, t.held, t.place, t.err = false, held, place, err
	t.paint()
	t.dialog.paintStatus()
}

// typed is the token that was entered; empty when none was.
func (t *tokenBox) typed() secret.Token { return secret.New(t.entry.Text) }

// pending reports whether Save would change the token.
func (t *tokenBox) pending() bool {
	return t.origin != "" && (t.forget || !t.typed().Empty())
}

// using is the token a test would send.
func (t *tokenBox) using() secret.Token {
	switch {
	case !t.typed().Empty():
		return t.typed()
	case t.forget:
		return secret.Token{}
	}
	return t.held
}

// focus puts the cursor in the field, opening it where a token is saved already.
func (t *tokenBox) focus(c fyne.Canvas) {
	if !t.held.Empty() {
		t.setWish(true, false)
	}
	c.Focus(t.entry)
}

// removable reports whether the token is one this program keeps, and so can remove.
func (t *tokenBox) removable() bool {
	return t.place == secret.PlaceKeyring || t.place == secret.PlaceFile
}

// paint shows what is so and what would become of it.
func (t *tokenBox) paint() {
	saved := !t.held.Empty()
	typing := t.origin != "" && !t.forget && (t.replace || !saved)
	visible(t.input, typing)
	visible(t.change, saved && !t.replace && !t.forget)
	visible(t.remove, saved && !t.replace && !t.forget && t.removable())
	visible(t.keep, saved && (t.replace || t.forget))
	visible(t.buttons, saved)
	t.buttons.Refresh()
	switch {
	case t.origin == "":
		t.state.quiet(words.T("settings.token.noserver"))
	case t.forget:
		t.state.attention(words.T("settings.token.willremove", t.origin))
	case !t.typed().Empty():
		t.state.quiet(words.T("settings.token.willsave", t.origin))
	case t.asking:
		t.state.quiet(words.T("settings.token.asking"))
	case t.err != nil && !saved:
		t.state.attention(words.T("settings.token.failed", words.Error(t.err).Technical))
	case saved && t.removable():
		t.state.good(words.T("settings.token.saved", t.origin, words.TokenPlace(t.place)))
	case saved:
		t.state.good(words.T("settings.token.given", t.origin, words.TokenPlace(t.place)))
	default:
		t.state.quiet(words.T("settings.token.none", t.origin))
	}
}

// visible shows or hides an object.
func visible(o fyne.CanvasObject, yes bool) {
	switch {
	case yes && !o.Visible():
		o.Show()
	case !yes && o.Visible():
		o.Hide()
	}
}

// slept waits for d; false when ctx ended first.
func slept(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
