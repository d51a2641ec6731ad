package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/client"
	"stationcompanion/client/check"
	"stationcompanion/station"
	"stationcompanion/station/secret"
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
	rows   []*stepRow
	list   *fyne.Container

	turn    int
	cancel  context.CancelFunc
	running bool
	of      *tested // nil before a test; values that change make the findings void
	found   []check.Result
}

func newTestBox(d *Dialog) *testBox {
	t := &testBox{dialog: d, title: newNote(), cancel: func() {}, list: container.NewVBox()}
	t.start = newButton(words.T("settings.test.start"), theme.MediaPlayIcon(), d.esc, t.begin)
	t.stop = newButton(words.T("settings.test.stop"), theme.CancelIcon(), d.esc, t.end)
	t.copyIt = newButton(words.T("settings.test.copy"), theme.ContentCopyIcon(), d.esc, func() { d.d.Copy(t.text()) })
	for _, id := range check.Steps() {
		row := newStepRow(id)
		t.rows = append(t.rows, row)
		t.list.Add(row.root)
	}
	t.rooms = [3]*fyne.Container{tall(t.start), tall(t.stop), tall(t.copyIt)}
	t.row = container.NewHBox(t.rooms[0], t.rooms[1], t.rooms[2])
	t.root = formRow(words.T("settings.test.name"), t.row, container.NewVBox(t.title.root, t.list))
	t.clear()
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
	server, allow string
	typed         secret.Token
	forget        bool
}

func (v tested) same(o tested) bool {
	return v.server == o.server && v.allow == o.allow && v.forget == o.forget && v.typed.Equal(o.typed)
}

func (t *testBox) values() tested {
	d := t.dialog
	return tested{d.server.address(), d.draft.choice(station.KeyAllowHTTP), d.token.typed(), d.token.forget}
}

// begin starts the check; one that is running is ended first.
func (t *testBox) begin() {
	t.cancel()
	t.turn++
	of := t.values()
	t.found, t.running, t.of = nil, true, &of
	ctx, cancel := context.WithCancel(t.dialog.ctx)
	t.cancel = cancel
	turn, cfg, run := t.turn, t.config(), t.dialog.d.Check
	t.dialog.run(func() {
		defer cancel()
		all := run(ctx, cfg, func(r check.Result) { t.dialog.post(func() { t.step(turn, r) }) })
		t.dialog.post(func() { t.done(turn, all) })
	})
	t.paint()
}

// step takes one finding.
func (t *testBox) step(turn int, r check.Result) {
	if turn == t.turn && t.running {
		t.found = append(t.found, r)
		t.paint()
	}
}

// done takes all of them.
func (t *testBox) done(turn int, all []check.Result) {
	if turn == t.turn && t.running {
		t.running, t.found = false, all
		t.paint()
		t.dialog.nav.reveal(t.verdict())
	}
}

// verdict is the row that tells the outcome: the first that failed, else the last.
func (t *testBox) verdict() fyne.CanvasObject {
	for _, row := range t.rows {
		if r, ok := t.result(row.id); ok && !r.OK && !r.Skipped {
			return row.root
		}
	}
	return t.rows[len(t.rows)-1].root
}

// end stops the check; what was found so far stays.
func (t *testBox) end() {
	t.cancel()
	t.running = false
	t.turn++
	t.paint()
	t.title.quiet(words.T("settings.test.stopped"))
}

// valuesChanged takes the findings away when they are about other values.
func (t *testBox) valuesChanged() {
	if t.of != nil && !t.of.same(t.values()) {
		t.clear()
	}
}

func (t *testBox) clear() {
	t.cancel()
	t.turn++
	t.running, t.found, t.of = false, nil, nil
	t.paint()
}

// paint shows every step: found, being checked, or still to come.
func (t *testBox) paint() {
	visible(t.rooms[0], !t.running)
	visible(t.rooms[1], t.running)
	visible(t.rooms[2], !t.running && len(t.found) > 0)
	t.row.Refresh()
	visible(t.list, t.of != nil)
	t.title.quiet("")
	if t.of == nil {
		t.title.quiet(words.T("settings.test.hint"))
	}
	failed := false
	for i, row := range t.rows {
		switch r, ok := t.result(row.id); {
		case ok && r.Skipped && failed:
			row.notTried()
		case ok:
			failed = failed || !r.OK && !r.Skipped
			row.found(r)
		case t.running && i == len(t.found):
			row.checking()
		default:
			row.waiting()
		}
	}
	t.list.Refresh()
}

func (t *testBox) result(id check.StepID) (check.Result, bool) {
	for _, r := range t.found {
		if r.ID == id {
			return r, true
		}
	}
	return check.Result{}, false
}

// text is the findings for copying: words, evidence and cause of each step.
func (t *testBox) text() string {
	lines := []string{t.dialog.server.address()}
	for _, r := range t.found {
		w := words.CheckResult(r)
		lines = append(lines, strings.TrimSpace(words.CheckStep(r.ID)+": "+w.Title+" "+w.Technical))
	}
	return strings.Join(lines, "\n")
}
