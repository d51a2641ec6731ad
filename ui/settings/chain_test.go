package settings

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/ui/words"
)

// tap taps the button with a text under o.
func tap(t *testing.T, o fyne.CanvasObject, text string) {
	t.Helper()
	for _, b := range find[*button](t, o) {
		if b.Text == text {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q", text)
}

func TestChainShowsEveryCandidateAndItsReason(t *testing.T) {
	b := start(t, userFile, "station = ALL\n", nil)
	ShowChain(b.w, b.deps(), client.Snapshot{ArrivesAs: "OLALAPTOP"})
	page := b.w.Canvas().Overlays().Top()
	text := says(t, page)
	id := b.conf.State().Identity
	at := -1
	for _, c := range id.Candidates {
		i := strings.Index(text, words.Source(c.Source))
		if i < at {
			t.Errorf("%s stands out of order", c.Source)
		}
		at = i
		for _, want := range []string{words.Source(c.Source), words.Why(c), c.Raw} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing", c.Source, want)
			}
		}
	}
	for _, want := range []string{"test-pc.local › TEST-PC-LOCAL", "OLALAPTOP", "Line 2", "FCT-LINE2-07"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
	tap(t, page, words.T("settings.chain.copy"))
	for _, want := range []string{"* " + words.Source(station.SourceUser), "ALL", "OLALAPTOP", b.user} {
		if !strings.Contains(b.copied, want) {
			t.Errorf("the copy lacks %q:\n%s", want, b.copied)
		}
	}
	b.w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if b.w.Canvas().Overlays().Top() != nil {
		t.Error("Esc does not close it")
	}
	if len(b.conf.changes) != 0 {
		t.Error("looking changed something")
	}
}

func TestChainUsesTheOlderNameAndTakesItBack(t *testing.T) {
	b := start(t, userFile, "", nil)
	b.write(filepath.Join(b.conf.Inputs().LegacyHome, ".pywats", "station.conf"), "Old Station 3\n")
	b.conf.Reload()
	ShowChain(b.w, b.deps(), client.Snapshot{})
	tap(t, b.w.Canvas().Overlays().Top(), words.T("settings.chain.use", "OLD-STATION-3"))
	b.until(func() bool { return len(b.saved) == 1 })
	if got := b.conf.State().Identity.Name; got != "OLD-STATION-3" || !strings.Contains(b.read(b.user), "station = OLD-STATION-3") {
		t.Errorf("the station is %s", got)
	}
	page := b.w.Canvas().Overlays().Top()
	if !strings.Contains(says(t, page), words.T("settings.chain.title", "OLD-STATION-3")) {
		t.Error("the page still explains the old name")
	}
	tap(t, page, words.T("settings.undo"))
	b.until(func() bool { return len(b.saved) == 2 })
	if got := b.read(b.user); got != userFile {
		t.Errorf("after undo:\n%s", got)
	}
}

func TestChainOffersNothingWhereITDecides(t *testing.T) {
	b := start(t, "", "station = IT\nlocked = station\n", nil)
	b.write(filepath.Join(b.conf.Inputs().LegacyHome, ".pywats", "station.conf"), "OTHER\n")
	b.conf.Reload()
	ShowChain(b.w, b.deps(), client.Snapshot{})
	for _, button := range find[*button](t, b.w.Canvas().Overlays().Top()) {
		if strings.HasPrefix(button.Text, "Use ") {
			t.Error("a locked name can be changed")
		}
	}
}

func TestFirstStartOffersConnectAndDemo(t *testing.T) {
	b := start(t, "", "", nil)
	d, connected, demos := b.deps(), 0, 0
	var fail error
	d.StartDemo = func() error { demos++; return fail }
	o := FirstStart(b.w, d, func() { connected++ })
	b.w.SetContent(o)
	buttons := find[*widget.Button](t, o)
	if len(buttons) != 2 {
		t.Fatalf("%d buttons", len(buttons))
	}
	test.Tap(buttons[0])
	test.Tap(buttons[1])
	if connected != 1 || demos != 1 {
		t.Errorf("connect %d, demo %d", connected, demos)
	}
	fail = errors.New("no port is free")
	test.Tap(buttons[1])
	if !strings.Contains(says(t, o), "no port is free") {
		t.Error("a demo that cannot start says nothing")
	}
	d.StartDemo = nil
	if n := len(find[*widget.Button](t, FirstStart(b.w, d, func() {}))); n != 1 {
		t.Errorf("without a demo there are %d buttons", n)
	}
}
