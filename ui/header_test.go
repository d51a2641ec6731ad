package ui

import (
	"io/fs"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// placedHeader is a header in a window 1000 points wide.
func placedHeader(t *testing.T, a headerActions) *header {
	t.Helper()
	fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Light, 1))
	h := newHeader(a)
	w := test.NewTempWindow(t, container.NewBorder(h.object, nil, nil, nil))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1000, 300))
	return h
}

func (h *header) paint(s client.Snapshot) words.Sentence {
	w := words.Connection(s, noon)
	h.showState(w, shapeOf(s, w), s.Link == client.LinkDown)
	h.showArrival(s)
	return w
}

// TestHeaderSaysEveryState: each link shows its words, a shape, the right button, and
// the header keeps its height.
func TestHeaderSaysEveryState(t *testing.T) {
	test.NewTempApp(t)
	h := placedHeader(t, headerActions{})
	h.showStation(identity("FCT-LINE2-07"))
	height := h.object.Size().Height
	if height != headHeight {
		t.Fatalf("the header is %v high", height)
	}
	want := map[client.Link]struct {
		title, in string
		shape     look.Shape
		action    words.Action
		filled    bool
	}{
		client.LinkNotSetUp:     {"Not set up", "server", look.ShapeUnknown, words.OpenSetup, false},
		client.LinkChecking:     {"Checking…", "wats.invalid", look.ShapeUnknown, words.NoAction, false},
		client.LinkConnected:    {"Connected", "answered just now · 12 ms · WATS 2026.1", look.ShapeClosed, words.NoAction, false},
		client.LinkUnsure:       {"No answer", "next try in 2 s", look.ShapeErrored, words.TryNow, false},
		client.LinkDown:         {"WATS does not answer", "look-ups wait until it does · next try in 23 s", look.ShapeOpen, words.TryNow, true},
		client.LinkTokenRefused: {"Token refused", "token", look.ShapeErrored, words.GiveToken, false},
		client.LinkNotWATS:      {"Not WATS", "not WATS", look.ShapeErrored, words.OpenSetup, false},
		client.LinkPaused:       {"WATS asks to wait", "42 s", look.ShapeErrored, words.TryNow, false},
		client.LinkWithheld:     {"Plain http not allowed", "nothing was sent", look.ShapeErrored, words.OpenSetup, false},
	}
	for _, l := range links() {
		s := linked(l)
		s.ArrivesAs = strings.Repeat("LONG-", 40)
		h.paint(s)
		c := want[l]
		if h.title.Full() != c.title || !strings.Contains(h.detail.Full(), c.in) {
			t.Errorf("%s: %q, %q", l, h.title.Full(), h.detail.Full())
		}
		if h.mark.Shape() != c.shape {
			t.Errorf("%s: shape %d", l, h.mark.Shape())
		}
		if h.next != c.action || h.button.Visible() != (c.action != words.NoAction) {
			t.Errorf("%s: action %q, button shown %v", l, h.next, h.button.Visible())
		}
		if filled := h.strip.Fill() == look.ColorBadFill; filled != c.filled {
			t.Errorf("%s: strip is %s", l, h.strip.Fill())
		}
		if h.object.Size().Height != height || h.object.MinSize().Height != height {
			t.Errorf("%s: the header became %v high", l, h.object.MinSize().Height)
		}
		if strings.Contains(h.title.Shown(), "…") && c.title != "Checking…" {
			t.Errorf("%s: the word is cut to %q at 1000 points", l, h.title.Shown())
		}
	}
}

// TestHalfOpenHasItsOwnShape: the probe is seen as such.
func TestHalfOpenHasItsOwnShape(t *testing.T) {
	s := linked(client.LinkDown)
	s.Breaker.State = breaker.HalfOpen
	if got := shapeOf(s, words.Connection(s, noon)); got != look.ShapeHalfOpen {
		t.Errorf("shape %d", got)
	}
}

// TestStaleIsNotClosed: a connection no longer proven does not show the good shape.
func TestStaleIsNotClosed(t *testing.T) {
	s := connected()
	s.Proven = noon.Add(-3 * s.Interval)
	if got := shapeOf(s, words.Connection(s, noon)); got != look.ShapeUnknown {
		t.Errorf("shape %d", got)
	}
}

// TestFilledStripReads: every text and button on the filled strip keeps 4.5:1.
func TestFilledStripReads(t *testing.T) {
	test.NewTempApp(t)
	h := placedHeader(t, headerActions{})
	for _, v := range []look.Variant{look.Light, look.Dark} {
		fyne.CurrentApp().Settings().SetTheme(look.NewTheme(v, 1))
		h.paint(connected())
		h.paint(linked(client.LinkDown))
		fill := colorOf(h.strip.Fill())
		for name, c := range map[string]fyne.ThemeColorName{"word": h.title.Colour(), "name": h.name.Colour(), "source": h.source.Colour(), "spelling": h.arrives.Colour(), "mark": h.mark.ColorName()} {
			if got := look.Contrast(colorOf(c), fill); got < 4.5 {
				t.Errorf("%s: %s has contrast %.2f on the strip", v, name, got)
			}
		}
		for i, b := range h.buttons {
			text, ground := b.colors()
			on := fill
			if ground != "" {
				on = colorOf(ground)
			}
			if got := look.Contrast(colorOf(text), on); got < 4.5 {
				t.Errorf("%s: button %d has contrast %.2f", v, i, got)
			}
		}
		h.paint(connected())
		if h.name.Colour() != theme.ColorNameForeground || h.action.fill != "" {
			t.Errorf("%s: the strip stays filled after recovery", v)
		}
	}
}

// TestFillsKeepNoMemory: a connection that comes and goes for weeks must not make the
// toolkit load its fonts once more each time (8 MB, kept until the theme changes).
func TestFillsKeepNoMemory(t *testing.T) {
	test.NewTempApp(t)
	h := placedHeader(t, headerActions{})
	c := software.NewCanvas()
	c.SetContent(h.object)
	c.Resize(fyne.NewSize(1000, 120))
	cycle := func() {
		for _, l := range []client.Link{client.LinkDown, client.LinkConnected} {
			h.paint(linked(l))
			c.Capture()
		}
	}
	cycle()
	before := liveHeap()
	const cycles = 5
	for range cycles {
		cycle()
	}
	if grown := liveHeap() - before; grown > cycles<<20 {
		t.Errorf("%d fills kept %d KB", cycles, grown>>10)
	}
}

// liveHeap is what the heap holds after a collection, in bytes.
func liveHeap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestHeaderStation(t *testing.T) {
	test.NewTempApp(t)
	h := placedHeader(t, headerActions{})
	h.showStation(identity("FCT-LINE2-07"))
	if h.name.Full() != "FCT-LINE2-07" || h.source.Full() != "from this PC's settings" || h.where.Full() != "Line 2 · Production" {
		t.Errorf("%q, %q, %q", h.name.Full(), h.source.Full(), h.where.Full())
	}
	h.showStation(station.Identity{Source: station.SourceNone})
	if h.name.Full() != "No station name" || h.source.Full() != "give this station a name" || h.where.Full() != "" {
		t.Errorf("without a name: %q, %q, %q", h.name.Full(), h.source.Full(), h.where.Full())
	}
	h.showStation(station.Identity{Name: "A\u202eB", Source: station.SourceHost})
	if strings.ContainsRune(h.name.Full(), '\u202e') {
		t.Error("a direction override reaches the header")
	}
	s := connected()
	s.ArrivesAs = "OLALAPTOP"
	h.paint(s)
	if h.arrives.Full() != "reports arrive as OLALAPTOP" {
		t.Errorf("spelling: %q", h.arrives.Full())
	}
	h.paint(connected())
	if h.arrives.Full() != "" {
		t.Errorf("spelling stays: %q", h.arrives.Full())
	}
}

// TestStationNameIsTheLargestText and stays on one line, shortened in its middle.
func TestStationNameIsTheLargestText(t *testing.T) {
	test.NewTempApp(t)
	if nameSize <= titleSize {
		t.Error("the state's word is larger than the station name")
	}
	h := placedHeader(t, headerActions{})
	h.showStation(identity("VERY-LONG-STATION-NAME-OF-THE-THIRD-BUILDING-FINAL-FUNCTIONAL-TEST-0042"))
	if s := h.name.Shown(); !strings.HasPrefix(s, "VERY-LONG") || !strings.HasSuffix(s, "0042") || !strings.Contains(s, "…") {
		t.Errorf("shown as %q", s)
	}
	if right := h.name.Position().X + h.name.Size().Width; right > 1000-headPadX+0.5 {
		t.Errorf("the name ends at %v", right)
	}
}

// TestHeaderPartsDoNotOverlap at the narrowest and at large text, with everything shown.
func TestHeaderPartsDoNotOverlap(t *testing.T) {
	test.NewTempApp(t)
	h := placedHeader(t, headerActions{})
	s := linked(client.LinkDown)
	s.ArrivesAs = "OLALAPTOP"
	for _, scale := range []float32{0.8, 1, 1.3} {
		fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Light, scale))
		h.paint(s)
		parts := h.object.(*fyne.Container).Objects[0].(*fyne.Container)
		parts.Resize(fyne.NewSize(1000, parts.MinSize().Height))
		seen := parts.Objects[1:11] // without the strip below and the tap above
		for i, a := range seen {
			if a.Position().Y+a.Size().Height > parts.Size().Height+0.5 {
				t.Errorf("scale %v: part %d ends below the header", scale, i)
			}
			for j, b := range seen[i+1:] {
				if overlap(a, b) {
					t.Errorf("scale %v: parts %d and %d overlap", scale, i, i+1+j)
				}
			}
		}
	}
}

// TestNameLeadsToItsReasons: a tap on the name itself opens the chain, not on its source alone.
func TestNameLeadsToItsReasons(t *testing.T) {
	test.NewTempApp(t)
	opened := 0
	h := placedHeader(t, headerActions{chain: func() { opened++ }})
	h.showStation(identity("FCT-LINE2-07"))
	c := fyne.CurrentApp().Driver().CanvasForObject(h.object)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(h.name)
	test.TapCanvas(c, at.AddXY(20, h.name.Size().Height/2))
	if opened != 1 {
		t.Errorf("the chain opened %d times", opened)
	}
}

func overlap(a, b fyne.CanvasObject) bool {
	const touch = 0.5
	ap, as, bp, bs := a.Position(), a.Size(), b.Position(), b.Size()
	return as.Width > 0 && bs.Width > 0 &&
		ap.X+as.Width > bp.X+touch && bp.X+bs.Width > ap.X+touch &&
		ap.Y+as.Height > bp.Y+touch && bp.Y+bs.Height > ap.Y+touch
}

// TestHeaderButtons: each control does its own thing, is large enough, and has words.
func TestHeaderButtons(t *testing.T) {
	test.NewTempApp(t)
	var did []string
	note := func(s string) func() { return func() { did = append(did, s) } }
	h := placedHeader(t, headerActions{
		act: func(a words.Action) { did = append(did, string(a)) }, details: note("details"), chain: note("chain"),
		smaller: note("smaller"), larger: note("larger"), theme: note("theme"), settings: note("settings"),
	})
	for i, o := range h.controls.Objects {
		b := o.(*fyne.Container).Objects[0].(*stripButton)
		if b.Size().Height < 32 || b.Size().Width < 32 {
			t.Errorf("control %d is %v", i, b.Size())
		}
		if len(b.AccessibilityLabel()) < 4 {
			t.Errorf("control %d is called %q", i, b.AccessibilityLabel())
		}
		test.Tap(b)
	}
	h.paint(linked(client.LinkTokenRefused))
	if h.action.Size().Height < 44 {
		t.Errorf("the action is %v", h.action.Size())
	}
	test.Tap(h.action)
	test.Tap(h.state)
	want := "smaller larger theme settings give_token details"
	if got := strings.Join(did, " "); got != want {
		t.Errorf("did %q, want %q", got, want)
	}
	h.trying(true)
	test.Tap(h.action)
	if len(did) != 6 {
		t.Error("the button answers while a try is on its way")
	}
	h.trying(false)
	if h.action.Text != "Enter token" || h.action.Disabled() {
		t.Errorf("after the try it says %q", h.action.Text)
	}
}

// TestDetailsSayThatTheLogIsNotWritten, why, and how many lines it lacks.
func TestDetailsSayThatTheLogIsNotWritten(t *testing.T) {
	b := newBench(t, connected(), stateOf("A"), func(o *Options) {
		o.LogDir = "/var/log/station"
		o.LogTrouble = func() (uint64, error) {
			return 12, &fs.PathError{Op: "write", Path: "/var/log/station/a.log", Err: syscall.ENOSPC}
		}
	})
	text := b.logFact()
	if !strings.HasPrefix(text, "/var/log/station\n") || !strings.Contains(text, "12") || len(text) < 60 {
		t.Errorf("%q", text)
	}
	b.o.LogTrouble = func() (uint64, error) { return 0, nil }
	if text := b.logFact(); text != "/var/log/station" {
		t.Errorf("all is well: %q", text)
	}
}

// TestLargerTextKeepsTheWords: with text as large as A+ makes it, the state's word is whole,
// and the reason goes beneath the button rather than take a line of the next step.
func TestLargerTextKeepsTheWords(t *testing.T) {
	test.NewTempApp(t)
	h := placedHeader(t, headerActions{})
	for _, scale := range []float32{1.3, 1.4, 1.6} {
		fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Light, scale))
		for _, l := range links() {
			h.paint(linked(l))
			h.object.Resize(fyne.NewSize(1000, h.object.MinSize().Height))
			if shown := h.title.Shown(); shown != h.title.Full() {
				t.Errorf("scale %v, %s: %q of %q", scale, l, shown, h.title.Full())
			}
			most := scale * headRowB * 2
			if room := h.advice.Size().Height; h.detail.Lines(h.place.whole) == 1 && room < most {
				t.Errorf("scale %v, %s: %v of %v are left for the next step", scale, l, room, most)
			}
		}
		h.showState(words.Sentence{Title: words.T("link.down.tls"), Action: words.TryNow}, look.ShapeOpen, true)
		h.object.Refresh()
		if shown := h.title.Shown(); strings.Contains(shown, "…") && !strings.HasPrefix(shown, "No safe connection") {
			t.Errorf("scale %v: the longest word is cut to %q", scale, shown)
		}
	}
}

// TestReasonComesBackBesideTheButton: where the reason stands follows from what is said
// now, not from what was said before.
func TestReasonComesBackBesideTheButton(t *testing.T) {
	test.NewTempApp(t)
	h := placedHeader(t, headerActions{})
	at := func(detail string) (fyne.Position, float32) {
		h.showState(words.Sentence{Title: "No answer", Detail: detail, Action: words.TryNow}, look.ShapeErrored, false)
		return h.button.Position(), h.detail.Size().Width
	}
	short, beside := at("next try in 2 s")
	long, beneath := at("WATS did not answer the last 4 times; after 5 look-ups wait")
	if long.Y >= short.Y || beneath <= beside {
		t.Errorf("the reason is %v wide beside the button at %v, %v beneath it at %v", beside, short, beneath, long)
	}
	if again, wide := at("next try in 1 s"); again != short || wide != beside {
		t.Errorf("afterwards the button is at %v, not %v, and the reason %v wide", again, short, wide)
	}
}
