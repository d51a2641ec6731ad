package ui

import (
	"errors"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestTheWindowIsFilledWhenItIsMeasured opens a window as the program does: nothing is
// waited for, and nothing shown, until the toolkit measures what it is about to show.
func TestTheWindowIsFilledWhenItIsMeasured(t *testing.T) {
	b := &bench{app: test.NewTempApp(t), loop: &loop{}, client: newFakeClient(connected()), station: &fakeStation{state: stateOf("LINE-1")}, clock: noon}
	o, ready := b.options(t), make(chan struct{})
	w := Open(b.app, o.Station.State(), o.StatePath, func() (Options, error) {
		<-ready
		return o, nil
	})
	t.Cleanup(func() {
		w.Close()
		w.Wait()
		w.win.Close()
	})
	if got := w.root.MinSize(); !got.IsZero() || len(w.root.Objects) != 0 {
		t.Fatalf("before Show the window holds %d objects of %v", len(w.root.Objects), got)
	}
	close(ready)
	w.Show()
	w.root.MinSize() // a real toolkit does so in Show
	if len(w.root.Objects) == 0 || w.parts.whole.Size().IsZero() {
		t.Fatal("the window stayed empty")
	}
	if min := w.root.MinSize(); min != w.parts.whole.MinSize() {
		t.Errorf("the window asks for %v, its content for %v", min, w.parts.whole.MinSize())
	}
	if f := w.win.Canvas().Focused(); f != fyne.Focusable(w.keys) {
		t.Errorf("focus is with %T", f)
	}
}

// TestAWindowWithoutOptionsStaysEmpty ends without waiting for parts nobody builds.
func TestAWindowWithoutOptionsStaysEmpty(t *testing.T) {
	app := test.NewTempApp(t)
	w := Open(app, stateOf("LINE-1"), filepath.Join(t.TempDir(), "window.json"), func() (Options, error) {
		return Options{}, errors.New("the log cannot be opened")
	})
	<-w.built
	if w.parts.whole != nil {
		t.Error("parts were built")
	}
	w.wg.Wait()
	w.cancel()
	w.win.Close()
}
