// Package checkview shows a connection check as it goes: a row for each layer with its
// mark, what was found, how long it took and what to do, and the server's certificate to
// be looked at. The window's page and the settings' test both show it. It runs what it is
// given, holds no configuration and writes nothing.
package checkview

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/client/check"
	"stationcompanion/ui/look"
)

// Deps is what a View needs.
type Deps struct {
	// Go starts a goroutine its owner waits for.
	Go func(func())
	// Post runs fn on the UI goroutine, unless what shows the view is gone.
	Post func(fn func())
	// Select makes texts selectable. A text that is selected takes the keys, Esc too.
	Select bool
	// Opened is called on the UI goroutine with what a tap just opened. Optional.
	Opened func(o fyne.CanvasObject)
	// Changed is called on the UI goroutine after each change.
	Changed func()
}

// Check is a check of something, without its configuration.
type Check func(ctx context.Context, each func(check.Result)) []check.Result

// View is the rows of one check. Its methods run on the UI goroutine.
type View struct {
	d    Deps
	rows []*row
	list *fyne.Container

	turn    int // of the check that is shown; findings of another are dropped
	cancel  context.CancelFunc
	running bool
	begun   bool
	found   []check.Result
}

// New makes a View that shows nothing yet.
func New(d Deps) *View {
	v := &View{d: d, cancel: func() {}}
	v.list = container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()))
	for _, id := range check.Steps() {
		r := newRow(id, d.Select, v.opened)
		v.rows = append(v.rows, r)
		v.list.Add(r.root)
	}
	v.paint()
	return v
}

// Object is what shows it.
func (v *View) Object() fyne.CanvasObject { return v.list }

// Running tells whether a check is under way.
func (v *View) Running() bool { return v.running }

// Begun tells whether there is anything to show.
func (v *View) Begun() bool { return v.begun }

// Found gives the findings so far.
func (v *View) Found() []check.Result { return v.found }

// Begin starts a check; one that is under way is ended first.
func (v *View) Begin(ctx context.Context, run Check) {
	v.cancel()
	v.turn++
	v.found, v.running, v.begun = nil, true, true
	for _, r := range v.rows {
		r.fold()
	}
	ctx, v.cancel = context.WithCancel(ctx)
	turn, cancel := v.turn, v.cancel
	v.d.Go(func() {
		defer cancel()
		all := run(ctx, func(r check.Result) { v.d.Post(func() { v.step(turn, r) }) })
		v.d.Post(func() { v.done(turn, all) })
	})
	v.changed()
}

// step takes one finding.
func (v *View) step(turn int, r check.Result) {
	if turn == v.turn && v.running {
		v.found = append(v.found, r)
		v.changed()
	}
}

// done takes all of them.
func (v *View) done(turn int, all []check.Result) {
	if turn == v.turn && v.running {
		v.running, v.found = false, all
		v.changed()
	}
}

// Stop ends the check; what was found so far stays.
func (v *View) Stop() {
	v.cancel()
	v.running = false
	v.turn++
	v.changed()
}

// Clear ends the check and forgets what it found.
func (v *View) Clear() {
	v.cancel()
	v.turn++
	v.running, v.begun, v.found = false, false, nil
	v.changed()
}

// Outcome is the row that tells how it came out: the first that failed, else the last.
func (v *View) Outcome() fyne.CanvasObject {
	for i, r := range v.found {
		if r.State == check.Failed && i < len(v.rows) {
			return v.rows[i].root
		}
	}
	return v.rows[len(v.rows)-1].root
}

// Shapes gives the marks of all rows.
func (v *View) Shapes() []look.Shape {
	all := make([]look.Shape, len(v.rows))
	for i, r := range v.rows {
		all[i] = r.mark.Shape()
	}
	return all
}

// Says gives the texts of a layer's row.
func (v *View) Says(id check.StepID) (title, advice, technical string) {
	for _, r := range v.rows {
		if r.id == id {
			return r.title.Text, r.advice.Text, r.technical.Text
		}
	}
	return "", "", ""
}

// opened follows a tap on the certificate.
func (v *View) opened(o fyne.CanvasObject, open bool) {
	v.changed()
	if open && v.d.Opened != nil {
		v.d.Opened(o)
	}
}

func (v *View) changed() {
	v.paint()
	if v.d.Changed != nil {
		v.d.Changed()
	}
}

// paint shows every layer: found, being checked, or still to come.
func (v *View) paint() {
	for i, row := range v.rows {
		switch {
		case i < len(v.found):
			row.found(v.found[i])
		case v.running && i == len(v.found):
			row.checking()
		default:
			row.waiting()
		}
	}
	v.list.Refresh()
}
