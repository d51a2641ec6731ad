package settings

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/client"
	"stationcompanion/client/check"
	"stationcompanion/station"
	"stationcompanion/station/secret"
	"stationcompanion/ui/checkview"
	"stationcompanion/ui/words"
)

// testBox runs the connection check on the values being edited and shows each step's
// mark as it comes. It saves nothing, and what it found goes when the values change.
type testBox struct {
	dialog *Dialog
	root   fyne.CanvasObject
	start  *button
	stop   *button
	copyIt *button
	rooms  [3]*fyne.Container // of the three buttons; hidden with them
	row    *fyne.Container
	title  *note
	view   *checkview.View
	token  secret.Token // typed for it
	of     *tested      // nil before a test; values that change make the findings void
	at     time.Time
	told   bool // the outcome was brought into view
}

func newTestBox(d *Dialog) *testBox {
	t := &testBox{dialog: d, title: newNote()}
	t.start = newButton(words.T("settings.test.start"), theme.MediaPlayIcon(), d.esc, t.begin)
	t.stop = newButton(words.T("check.stop"), theme.CancelIcon(), d.esc, t.end)
	t.copyIt = newButton(words.T("check.copy"), theme.ContentCopyIcon(), d.esc, func() { d.d.Copy(t.text()) })
	t.view = checkview.New(checkview.Deps{Go: d.run, Post: d.post, Changed: t.changed})
	t.rooms = [3]*fyne.Container{tall(t.start), tall(t.stop), tall(t.copyIt)}
	t.row = container.NewHBox(t.rooms[0], t.rooms[1], t.rooms[2])
	t.root = container.NewVBox(formRow(words.T("settings.test.name"), t.row, t.title.root), t.view.Object())
	t.paint()
	return t
}

// config is the connection as the values being edited would make it.
func (t *testBox) config() client.Config {
	d := t.dialog
	cfg := client.ConfigFrom(d.now, d.token.using())
	cfg.Server = d.server.address()
	cfg.AllowHTTP = d.draft.choice(station.KeyAllowHTTP) == "true"
	return cfg
}

// tested is what the findings are about.
type tested struct {
	server, allow, proxy, ca string
	forget                   bool
}

func (t *testBox) values() tested {
	d := t.dialog
	return tested{d.server.address(), d.draft.choice(station.KeyAllowHTTP), d.now.Text(station.KeyProxy), d.now.Text(station.KeyCAFile),
		d.token.forget}
}

// begin starts the check; one that is running is ended first.
func (t *testBox) begin() {
	of, cfg, run := t.values(), t.config(), t.dialog.d.Check
	t.token = t.dialog.token.typed()
	t.of, t.at, t.told = &of, t.dialog.d.Now(), false
	t.view.Begin(t.dialog.ctx, func(ctx context.Context, each func(check.Result)) []check.Result {
		return run(ctx, cfg, each)
	})
}

// changed follows the check, and brings its outcome into view once.
func (t *testBox) changed() {
	t.paint()
	if t.of != nil && !t.view.Running() && len(t.view.Found()) > 0 && !t.told {
		t.told = true
		t.dialog.nav.reveal(t.view.Outcome())
	}
}

// end stops the check; what was found so far stays.
func (t *testBox) end() {
	t.told = true
	t.view.Stop()
	t.title.quiet(words.T("check.stopped"))
}

// valuesChanged takes the findings away when they are about other values.
func (t *testBox) valuesChanged() {
	if t.of != nil && (*t.of != t.values() || !t.token.Equal(t.dialog.token.typed())) {
		t.of = nil
		t.view.Clear()
	}
}

// paint shows the buttons that can be pressed.
func (t *testBox) paint() {
	running := t.view.Running()
	visible(t.rooms[0], !running)
	visible(t.rooms[1], running)
	visible(t.rooms[2], !running && len(t.view.Found()) > 0)
	t.row.Refresh()
	visible(t.view.Object(), t.of != nil)
	t.title.quiet("")
	if t.of == nil {
		t.title.quiet(words.T("settings.test.hint"))
	}
}

// text is the findings for copying: words, evidence and cause of each step.
func (t *testBox) text() string {
	return words.CheckText(t.of.server, "", t.at, t.view.Found())
}
