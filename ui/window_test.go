package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/support"
	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// TestOneFunctionPaintsAll: header, demo stripe, first-start page and bar follow every
// link, and the window fits 1000×700 in each.
func TestOneFunctionPaintsAll(t *testing.T) {
	b := newBench(t, connected(), stateOf("FCT-LINE2-07"), nil)
	for _, l := range links() {
		for _, demo := range []bool{false, true} {
			s := linked(l)
			s.Demo = demo
			b.showConnection(s)
			if b.parts.demo.Visible() != demo {
				t.Errorf("%s demo %v: stripe shown %v", l, demo, b.parts.demo.Visible())
			}
			first := l == client.LinkNotSetUp && !demo
			if got := b.parts.body.Objects[0] == b.parts.first; got != first || b.parts.bar.Visible() == first {
				t.Errorf("%s demo %v: first start %v, bar %v", l, demo, got, b.parts.bar.Visible())
			}
			if first && b.parts.header.button.Visible() {
				t.Errorf("%s: the header has the first-start page's button as well", l)
			}
			if min := b.win.Content().MinSize(); min.Width > 1000 || min.Height > 700 {
				t.Errorf("%s demo %v needs %v", l, demo, min)
			}
		}
	}
}

// TestHeaderNeverMoves: notes and the demo stripe come below it.
func TestHeaderNeverMoves(t *testing.T) {
	b := newBench(t, connected(), stateOf("A"), nil)
	b.win.Resize(fyne.NewSize(1000, 700))
	at := func() (fyne.Position, fyne.Size) {
		return b.app.Driver().AbsolutePositionForObject(b.parts.header.object), b.parts.header.object.Size()
	}
	pos, size := at()
	demo := linked(client.LinkDown)
	demo.Demo = true
	b.showConnection(demo)
	st := stateOf("A")
	st.Problems = []station.Problem{{Kind: station.ProblemLine, Path: "station.conf", Line: 3, Text: "x"}}
	b.showStation(st)
	if p, s := at(); p != pos || s != size {
		t.Errorf("the header went from %v %v to %v %v", pos, size, p, s)
	}
	if y := b.app.Driver().AbsolutePositionForObject(b.parts.demo).Y; y != size.Height {
		t.Errorf("the demo stripe stands at %v", y)
	}
}

// TestSnapshotsCoalesce: a storm of ten thousand snapshots waits as one call and ends
// in the newest one.
func TestSnapshotsCoalesce(t *testing.T) {
	b := newBench(t, connected(), stateOf("A"), nil)
	posts := 0 // of this relay alone; the panes post too
	b.connection.do = func(fn func()) { posts++; b.loop.do(fn) }
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	b.Start(ctx)
	<-b.client.ready
	b.loop.drain(t)
	before := posts
	for i := range 10_000 {
		s := linked(client.LinkUnsure)
		s.Seq = uint64(i)
		b.client.watch(s)
	}
	b.client.watch(linked(client.LinkDown))
	if got := posts - before; got != 1 {
		t.Errorf("%d posts", got)
	}
	b.loop.drain(t)
	if b.snap.Link != client.LinkDown || b.parts.header.title.Full() != "WATS does not answer" {
		t.Errorf("shows %s, %q", b.snap.Link, b.parts.header.title.Full())
	}
}

// TestNothingShownAfterTheEnd: what comes after the window's context ended is dropped.
func TestNothingShownAfterTheEnd(t *testing.T) {
	b := newBench(t, connected(), stateOf("A"), nil)
	ctx, cancel := context.WithCancel(t.Context())
	b.Start(ctx)
	<-b.client.ready
	b.loop.drain(t)
	cancel()
	b.Wait()
	b.client.watch(linked(client.LinkDown))
	b.loop.drain(t)
	if b.snap.Link != client.LinkConnected {
		t.Error("a snapshot was shown after the end")
	}
}

// ticks replaces the clock's timer by one the test fires.
type ticks struct {
	waits []time.Duration
	fn    func()
	live  int
}

func (k *ticks) after(d time.Duration, fn func()) func() {
	k.waits = append(k.waits, d)
	k.fn = fn
	k.live++
	return func() { k.live--; k.fn = nil }
}

// TestCountdownTicks: exactly one timer, only while the words count; it changes the
// reason alone.
func TestCountdownTicks(t *testing.T) {
	b := newBench(t, connected(), stateOf("A"), nil)
	k := &ticks{}
	b.Window.clock = clock{after: k.after}
	b.showConnection(linked(client.LinkDown))
	for i, want := range []string{"23 s", "22 s", "21 s"} {
		if !strings.HasSuffix(b.parts.header.detail.Full(), want) {
			t.Errorf("tick %d: %q", i, b.parts.header.detail.Full())
		}
		if k.live != 1 {
			t.Fatalf("%d timers", k.live)
		}
		if d := k.waits[len(k.waits)-1]; d > 1001*time.Millisecond {
			t.Fatalf("waits %v", d)
		}
		b.clock = b.clock.Add(k.waits[len(k.waits)-1])
		fn := k.fn
		fn()
	}
	b.showConnection(linked(client.LinkTokenRefused))
	if k.live != 0 {
		t.Errorf("%d timers while nothing counts", k.live)
	}
	b.showConnection(linked(client.LinkDown))
	b.Close()
	if k.live != 0 {
		t.Error("a timer outlives the window")
	}
}

// TestRestIsStill: while heartbeats come, one timer waits for the moment the proof goes
// stale, and then the words change once.
func TestRestIsStill(t *testing.T) {
	b := newBench(t, connected(), stateOf("A"), nil)
	k := &ticks{}
	b.Window.clock = clock{after: k.after}
	b.showConnection(connected())
	if k.live != 1 || k.waits[0] < 17*time.Second || k.waits[0] > 19*time.Second {
		t.Fatalf("waits %v", k.waits)
	}
	b.clock = b.clock.Add(k.waits[0])
	k.fn()
	if b.parts.header.title.Full() == "Connected" || b.parts.header.mark.Shape() == look.ShapeClosed {
		t.Errorf("a proof of 20 s ago still says %q", b.parts.header.title.Full())
	}
	if k.live != 0 {
		t.Error("the words still tick")
	}
}

func TestUntilTick(t *testing.T) {
	for _, c := range []struct{ left, want time.Duration }{
		{23 * time.Second, time.Second}, {22400 * time.Millisecond, 401 * time.Millisecond},
		{22999 * time.Millisecond, time.Second}, {time.Millisecond, 2 * time.Millisecond}, {0, time.Second}, {-time.Minute, time.Second},
	} {
		if got := words.UntilTick(client.Snapshot{NextTry: noon.Add(c.left)}, noon); got != c.want {
			t.Errorf("%v left: next tick in %v, want %v", c.left, got, c.want)
		}
	}
	if got := words.UntilTick(client.Snapshot{}, noon); got != time.Second {
		t.Errorf("no moment: %v", got)
	}
}

// TestTryNow: one try at a time, the button says so, and an error changes nothing else.
func TestTryNow(t *testing.T) {
	b := newBench(t, linked(client.LinkDown), stateOf("A"), nil)
	b.client.retryErr = errors.New("still down")
	test.Tap(b.parts.header.action)
	test.Tap(b.parts.header.action)
	b.tryNow()
	if !b.parts.header.action.Disabled() {
		t.Error("the button can be pressed again")
	}
	b.wg.Wait()
	b.loop.drain(t)
	if b.client.retries != 1 {
		t.Errorf("%d tries", b.client.retries)
	}
	if b.parts.header.action.Disabled() || b.parts.header.title.Full() != "WATS does not answer" {
		t.Errorf("after the try: disabled %v, %q", b.parts.header.action.Disabled(), b.parts.header.title.Full())
	}
}

// TestThemeChoice: the header's choice holds until the settings choose another.
func TestThemeChoice(t *testing.T) {
	var path string
	b := newBench(t, connected(), with(stateOf("A"), station.KeyTheme, "light"), func(o *Options) { path = o.StatePath })
	if b.variant() != look.Light {
		t.Fatalf("starts %s", b.variant())
	}
	b.nextTheme()
	b.showStation(with(stateOf("B"), station.KeyTheme, "light"))
	if b.variant() != look.Dark {
		t.Errorf("after the header's choice: %s", b.variant())
	}
	b.wg.Wait()
	if s := LoadState(path); s.Theme != look.Dark || s.ThemeOver != look.Light {
		t.Errorf("remembered %+v", s)
	}
	b.showStation(with(stateOf("B"), station.KeyTheme, "system"))
	if b.variant() != look.System {
		t.Errorf("after the settings' choice: %s", b.variant())
	}
	b.showStation(with(stateOf("B"), station.KeyTheme, "light"))
	if b.variant() != look.Light {
		t.Errorf("the old choice came back: %s", b.variant())
	}
	if b.station.saves != 0 {
		t.Error("the header wrote station.conf")
	}
}

// TestScaleKeys: A+ and Ctrl+plus are one, bounded, and survive a restart.
func TestScaleKeys(t *testing.T) {
	var path string
	b := newBench(t, connected(), stateOf("A"), func(o *Options) { path = o.StatePath })
	b.win.Resize(fyne.NewSize(1600, 1000))
	for range 30 {
		b.run(cmdLarger)
	}
	if b.mem.now.Scale != look.MaxScale {
		t.Errorf("scale %v", b.mem.now.Scale)
	}
	b.run(cmdNormalSize)
	b.run(cmdSmaller)
	b.wg.Wait()
	b.Close()
	if s := LoadState(path); s.Scale != 0.9 {
		t.Errorf("remembered scale %v", s.Scale)
	}
}

// TestLargerStopsWhereTheWindowEnds: a window that grows with its text leaves the screen,
// and its buttons with it.
func TestLargerStopsWhereTheWindowEnds(t *testing.T) {
	for name, s := range map[string]client.Snapshot{"connected": connected(), "down": linked(client.LinkDown)} {
		b := newBench(t, s, stateOf("A"), nil)
		for range 30 {
			b.run(cmdLarger)
		}
		if got := b.win.Canvas().Size(); got != fyne.NewSize(defaultWidth, defaultHeight) {
			t.Errorf("%s: the window grew to %v", name, got)
		}
		if m := b.win.Content().MinSize(); m.Width > defaultWidth || m.Height > defaultHeight {
			t.Errorf("%s: the content asks for %v", name, m)
		}
		if got := b.mem.now.Scale; got < 1.3 {
			t.Errorf("%s: stops at %v already", name, got)
		}
	}
}

// TestCloseRemembersSize: size and splits come back; an unchanged window writes nothing.
func TestCloseRemembersSize(t *testing.T) {
	var path string
	b := newBench(t, connected(), stateOf("A"), func(o *Options) { path = o.StatePath })
	if got := b.win.Canvas().Size(); got != fyne.NewSize(defaultWidth, defaultHeight) {
		t.Errorf("starts with %v", got)
	}
	b.Close()
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a window that was only looked at wrote its state: %v", err)
	}

	c := newBench(t, connected(), stateOf("A"), func(o *Options) { o.StatePath = path })
	c.win.Resize(fyne.NewSize(1040, 720))
	c.parts.split.SetOffset(0.5)
	c.Close()
	d := newBench(t, connected(), stateOf("A"), func(o *Options) { o.StatePath = path })
	if got := d.win.Canvas().Size(); got != fyne.NewSize(1040, 720) {
		t.Errorf("comes back with %v", got)
	}
	if got := d.parts.split.Offset; got != 0.5 {
		t.Errorf("comes back split at %v", got)
	}
	if c.station.saves != 0 {
		t.Error("closing wrote station.conf")
	}
}

// TestNoticeIsQuiet: a problem shows as one line that can be put away, and comes back
// only when something else is wrong.
func TestNoticeIsQuiet(t *testing.T) {
	b := newBench(t, connected(), stateOf("A"), nil)
	st := stateOf("A")
	st.Problems = []station.Problem{{Kind: station.ProblemLine, Path: "/x/station.conf", Line: 12, Text: "statoin = X"}}
	if b.parts.notice.object.Visible() {
		t.Fatal("a note about nothing")
	}
	b.showStation(st)
	if !b.parts.notice.object.Visible() || !strings.Contains(b.parts.notice.text.Full(), "12") {
		t.Fatalf("shown %v, %q", b.parts.notice.object.Visible(), b.parts.notice.text.Full())
	}
	if b.win.Canvas().Overlays().Top() != nil {
		t.Error("a problem opened a dialog by itself")
	}
	b.openProblems()
	if b.sheet.open == nil {
		t.Error("no way to see what to do")
	}
	b.run(cmdBack)
	b.parts.notice.dismiss()
	b.showStation(st)
	if b.parts.notice.object.Visible() {
		t.Error("a note put away came back")
	}
	st.Problems = append(slices.Clone(st.Problems), station.Problem{Kind: station.ProblemValue, Path: "/x/station.conf", Line: 1, Key: station.KeyTheme, Text: "pink"})
	b.showStation(st)
	if !b.parts.notice.object.Visible() || !strings.Contains(b.parts.notice.what.Text, "2") {
		t.Errorf("a new problem: shown %v, button %q", b.parts.notice.object.Visible(), b.parts.notice.what.Text)
	}
	b.showStation(stateOf("A"))
	if b.parts.notice.object.Visible() {
		t.Error("the note stays after the problem went")
	}
}

// TestScanInTheWindow: a scan typed after tapping the theme button looks up the unit.
// scanIsAsked types a scan at machine speed into whatever has the focus, and expects that
// it was looked up.
func (b *bench) scanIsAsked(t *testing.T) {
	t.Helper()
	c := b.win.Canvas()
	for _, r := range "SN-1001" {
		b.clock = b.clock.Add(3 * time.Millisecond)
		c.Focused().TypedRune(r)
	}
	b.clock = b.clock.Add(3 * time.Millisecond)
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.parts.lookup.Wait()
	if got := b.client.questions(); !slices.Equal(got, []string{"SN-1001"}) {
		t.Errorf("asked %q", got)
	}
}

func TestScanInTheWindow(t *testing.T) {
	b := newBench(t, connected(), stateOf("A"), nil)
	b.client.give(sampleHeaders(), nil)
	test.Tap(b.parts.header.theme)
	b.loop.drain(t)
	b.scanIsAsked(t)
}

// TestScanClosesHelp: an operator does not have to put the help away first.
// TestScanAfterATapInTheLog: the rows of the log have the keys then, but a scan goes where
// scans go.
func TestScanAfterATapInTheLog(t *testing.T) {
	b := newBench(t, connected(), stateOf("A"), nil)
	b.client.give(sampleHeaders(), nil)
	b.loop.drain(t)
	c := b.win.Canvas()
	log := b.parts.log.Object()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(log)
	test.TapCanvas(c, at.AddXY(log.Size().Width/3, log.Size().Height-20))
	b.loop.drain(t)
	if b.keys.target == b.keys.home {
		t.Fatal("the tap did not give the rows the keys: this tests nothing")
	}
	b.scanIsAsked(t)
}

func TestScanClosesHelp(t *testing.T) {
	b := newBench(t, connected(), stateOf("A"), nil)
	b.run(cmdHelp)
	if b.sheet.open == nil {
		t.Fatal("no help")
	}
	b.scanned("SN-1001")
	b.parts.lookup.Wait()
	if b.sheet.open != nil || len(b.client.questions()) != 1 {
		t.Errorf("help open %v, asked %q", b.sheet.open != nil, b.client.questions())
	}
}

func TestHelpListsEveryKey(t *testing.T) {
	own := about{"1.2.3", 50 * time.Hour, support.Memory{Resident: 61_700_000}}
	text := plain(helpFacts(false, own)) + plain(helpFacts(true, own))
	for _, want := range []string{"F1", "F2", "F5", "F8", "Shift+F8", "Esc", "Ctrl+F", "Ctrl+,", "ends the program", "tray", "1.2.3", "2 d 2 h", "61 MB"} {
		if !strings.Contains(text, want) {
			t.Errorf("the help does not say %q", want)
		}
	}
	if strings.Contains(text, "window.") {
		t.Errorf("a text is missing: %q", text)
	}
}

// TestDetailsTellTheCause: the technical cause is one tap away and can be copied.
func TestDetailsTellTheCause(t *testing.T) {
	text := plain(facts(linked(client.LinkDown), noon))
	for _, want := range []string{"connection refused", "https://wats.invalid", "requests: 12", "2026.1.5.324"} {
		if !strings.Contains(text, want) {
			t.Errorf("the details do not say %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "window.") {
		t.Errorf("a text is missing: %q", text)
	}
	b := newBench(t, linked(client.LinkDown), stateOf("A"), nil)
	test.Tap(b.parts.header.state)
	if b.sheet.open == nil {
		t.Fatal("nothing opened")
	}
	past := make([]breaker.Transition, shownTransitions+1)
	for i := range past {
		past[i] = breaker.Transition{At: noon.Add(time.Duration(i) * time.Minute), From: breaker.Closed, To: breaker.Open, Note: "5 consecutive failures"}
	}
	if got := strings.Split(pastFact(past, noon), "\n"); len(got) != shownTransitions || got[0] != "12:08  CLOSED › OPEN (5 consecutive failures)" {
		t.Errorf("the breaker's history: %q", got)
	}
	if got := pastFact(nil, noon); got != "" {
		t.Errorf("without history: %q", got)
	}
	b.copy(text)
	if got := b.app.Clipboard().Content(); got != text {
		t.Errorf("copied %q", got)
	}
}

// TestFirstFrameOnce: the hook runs once, after the window was painted.
func TestFirstFrameOnce(t *testing.T) {
	n := 0
	b := newBench(t, connected(), stateOf("A"), func(o *Options) { o.FirstFrame = func() { n++ } })
	b.loop.drain(t)
	if n != 0 {
		t.Fatal("called before anything was painted")
	}
	b.win.Canvas().Capture()
	if n != 0 {
		t.Fatal("called while painting")
	}
	b.loop.drain(t)
	b.win.Canvas().Capture()
	b.loop.drain(t)
	if n != 1 {
		t.Errorf("called %d times", n)
	}
}

// TestNoMainMenu: a menu's shortcuts would fire before the look-up field sees a scan.
func TestNoMainMenu(t *testing.T) {
	b := newBench(t, connected(), stateOf("A"), nil)
	if b.win.MainMenu() != nil {
		t.Error("there is a main menu")
	}
	if b.win.Title() != Title {
		t.Errorf("the title is %q", b.win.Title())
	}
}

// TestDroppedFileOpens: the first file dropped on the window is shown, also before a
// server is set up; what is no file is left alone.
func TestDroppedFileOpens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "dropped.json")
	text := `{"type":"T","id":"6f1a2c3d-1111-4222-8333-444455556666","sn":"SN-7","pn":"P","result":"P","root":{"name":"Main","status":"P"}}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	b := newBench(t, linked(client.LinkNotSetUp), stateOf("A"), nil)
	if b.parts.body.Objects[0] == fyne.CanvasObject(b.parts.split) {
		t.Fatal("the first start does not show")
	}
	web, err := storage.ParseURI("https://wats.invalid/x.json")
	if err != nil {
		t.Fatal(err)
	}
	b.dropped(fyne.Position{}, []fyne.URI{web})
	if b.reading {
		t.Error("a web address was opened")
	}
	b.dropped(fyne.Position{}, []fyne.URI{web, storage.NewFileURI(path)})
	b.parts.lookup.Wait() // the file is read
	b.loop.drain(t)
	if b.parts.body.Objects[0] != fyne.CanvasObject(b.parts.split) {
		t.Error("the panes are not there")
	}
	if !says(b.parts.split, "SN-7") {
		t.Error("the report is not there")
	}
}

// says reports whether a text of the program's own stands somewhere in o.
func says(o fyne.CanvasObject, text string) bool {
	switch o := o.(type) {
	case *look.Text:
		return strings.Contains(o.Full(), text)
	case *fyne.Container:
		return slices.ContainsFunc(o.Objects, func(c fyne.CanvasObject) bool { return says(c, text) })
	case fyne.Widget:
		return slices.ContainsFunc(test.WidgetRenderer(o).Objects(), func(c fyne.CanvasObject) bool { return says(c, text) })
	}
	return false
}
