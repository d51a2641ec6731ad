package ui

import (
	"context"
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	qr "github.com/piglig/go-qr"

	"stationcompanion/client"
	"stationcompanion/client/check"
	"stationcompanion/client/support"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// longest is the longest station name there is.
var longest = strings.Repeat("STATION-OF-HALL-", 7)[:100]

// TestSupportPage: F2 opens it, every fact follows snapshot and settings, F2 closes it.
func TestSupportPage(t *testing.T) {
	b := newBench(t, connected(), stateOf("FCT-LINE2-07"), func(o *Options) { o.Started = noon.Add(-26*time.Hour - 5*time.Minute) })
	b.keys.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	p := &b.support
	if !p.open || b.sheet.open == nil {
		t.Fatal("F2 opens nothing")
	}
	c, err := support.Decode(p.code.Full())
	if err != nil || c.State != support.State(client.LinkConnected) || c.Version != "1.2.3" || c.Station != support.StationCheck("FCT-LINE2-07") {
		t.Errorf("code %q: %+v, %v", p.code.Full(), c, err)
	}
	for fact, want := range map[*supportFact]string{
		p.station: "FCT-LINE2-07", p.state: "Connected", p.server: "https://wats.invalid · WATS 2026.1.5.324", p.clock: "as the server's (±1 s)",
		p.program: "1.2.3", p.uptime: "1 d 2 h",
	} {
		if fact.value.Text != want || !fact.value.Selectable {
			t.Errorf("%q, want %q; can be selected: %v", fact.value.Text, want, fact.value.Selectable)
		}
	}
	if !strings.HasSuffix(p.memory.value.Text, " MB") || p.snug.Visible() {
		t.Errorf("memory %q, advice %q", p.memory.value.Text, p.advice.Full())
	}
	b.showConnection(linked(client.LinkDown))
	b.showStation(stateOf("OTHER"))
	if c, _ := support.Decode(p.code.Full()); c.State != support.State(client.LinkDown) || c.Cause != client.KindRefused || c.Station != support.StationCheck("OTHER") {
		t.Errorf("after the change: %+v", c)
	}
	if p.state.value.Text != "WATS does not answer" || p.station.value.Text != "OTHER" || !p.snug.Visible() || p.mark.Shape() != look.ShapeOpen {
		t.Errorf("%q, %q, %q", p.state.value.Text, p.station.value.Text, p.advice.Full())
	}
	b.keys.looseKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	if p.open || b.sheet.open != nil || p.stop != nil {
		t.Error("a second F2 leaves it open")
	}
	b.showConnection(connected()) // nobody looks
}

// TestSupportIsReached from the help and from the connection's details, and is left by Esc
// and by a scan.
func TestSupportIsReached(t *testing.T) {
	b := newBench(t, connected(), stateOf("A"), func(o *Options) {
		o.Using = func() client.Config { return client.Config{Server: "https://wats.invalid/"} }
		o.Check = func(context.Context, client.Config, func(check.Result)) []check.Result { return nil }
	})
	for name, open := range map[string]func(){"help": b.openHelp, "details": b.openDetails} {
		open()
		if b.sheet.open == nil {
			t.Fatalf("%s does not open", name)
		}
		button := b.supportButton()
		test.Tap(button)
		if !b.support.open {
			t.Errorf("not from %s", name)
		}
		b.run(cmdBack)
		if b.support.open || b.sheet.open != nil {
			t.Error("Esc does not close it")
		}
	}
	b.openSupport()
	b.scanned("SN-1")
	b.parts.lookup.Wait()
	if b.support.open {
		t.Error("a scan does not close it")
	}
	b.openSupport()
	b.CheckConnection()
	if b.support.open || b.win.Canvas().Overlays().Top() == nil {
		t.Error("the check does not open in its place")
	}
	b.openSupport() // in its place again
	if !b.support.open || len(b.win.Canvas().Overlays().List()) != 1 {
		t.Error("two pages over each other")
	}
}

// TestSupportClock: what was measured is said with its error; what is wrong says what to do.
func TestSupportClock(t *testing.T) {
	for off, want := range map[time.Duration]string{
		0: "as the server's (±1 s)", 400 * time.Millisecond: "as the server's (±1 s)", -400 * time.Millisecond: "as the server's (±1 s)",
		1200 * time.Millisecond: "1 s behind the server's (±1 s)", -29 * time.Second: "29 s ahead of the server's (±1 s)",
		10 * time.Minute: words.Clock(10 * time.Minute), -2 * time.Minute: words.Clock(-2 * time.Minute),
	} {
		s := connected()
		s.Offset = off
		if got := clockMeasured(s); got != want || want == "" {
			t.Errorf("%v: %q, want %q", off, got, want)
		}
	}
	if got := clockMeasured(client.Snapshot{}); got != words.T("window.details.clock_unknown") {
		t.Errorf("%q", got)
	}
}

// TestSupportRests: while nothing changes nothing is painted; a minute changes the time.
func TestSupportRests(t *testing.T) {
	b := newBench(t, connected(), stateOf("A"), func(o *Options) { o.Started = noon })
	b.openSupport()
	p := &b.support
	code, facts := p.qr.code, p.facts
	b.clock = noon.Add(20 * time.Second)
	s := connected()
	s.Proven, s.Latency, s.Seq, s.Offset = b.clock, 99*time.Millisecond, 8, time.Second
	b.showConnection(s) // a heartbeat
	if p.qr.code != code || p.facts != facts {
		t.Errorf("a heartbeat painted: %+v, was %+v", p.facts, facts)
	}
	b.clock = noon.Add(3 * time.Minute)
	p.paint()
	if p.qr.code == code || p.uptime.value.Text != "3 min" {
		t.Errorf("three minutes later: %q", p.uptime.value.Text)
	}
	down := linked(client.LinkDown)
	b.showConnection(down)
	facts = p.facts
	b.clock = b.clock.Add(2 * time.Second) // the header counts down
	b.paintSentence()
	if p.facts != facts {
		t.Error("the countdown paints the page")
	}
}

// TestSupportFits: every state, and the longest name, has room in 1000×700 without
// scrolling, in both themes.
func TestSupportFits(t *testing.T) {
	for _, name := range []string{"FCT-LINE2-07", longest} {
		for _, l := range links() {
			b := newBench(t, linked(l), stateOf(name), nil)
			b.win.Resize(fyne.NewSize(1000, 700))
			b.openSupport()
			size := b.sheet.open.MinSize()
			if size.Width > 1000 || size.Height > 700 {
				t.Errorf("%s, %.10s needs %v", l, name, size)
			}
			var scroll *container.Scroll
			walk(b.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
				if s, ok := o.(*container.Scroll); ok && holdsRows(s.Content, b.support.rows) {
					scroll = s
				}
			})
			if scroll == nil {
				t.Fatal("no rows in the page")
			}
			if need := b.support.rows.MinSize().Height; need > scroll.Size().Height {
				t.Errorf("%s, %.10s: rows need %v of %v", l, name, need, scroll.Size().Height)
			}
			if b.support.qr.code == nil || b.support.qr.code.Size()+2*qrQuiet > qrSide/3 {
				t.Errorf("%s, %.10s: the QR code is too fine", l, name)
			}
		}
	}
}

// holdsRows tells whether an object is a container of the rows.
func holdsRows(o fyne.CanvasObject, rows *fyne.Container) bool {
	c, ok := o.(*fyne.Container)
	return ok && slices.Contains(c.Objects, fyne.CanvasObject(rows))
}

// walk visits an object and all below it.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			walk(c, visit)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			walk(c, visit)
		}
	}
}

// TestSupportText: what is copied holds all, the QR code the same in short.
func TestSupportText(t *testing.T) {
	for _, l := range links() {
		s := linked(l)
		f := supportFactsOf(s, identity(longest), "1.2.3", time.Hour, support.Memory{Resident: 84_100_000, Own: 1}, noon)
		text := f.text(0)
		for _, want := range []string{"Support code: " + f.code, "Station: " + longest, "State: ", "Server: ", "Clock: ", "Program: Station Companion 1.2.3", "Running for: 1 h 0 min", "Memory (resident): 84 MB", "2026-04-21"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q:\n%s", l, want, text)
			}
		}
		if own := supportFactsOf(s, identity(longest), "1", 0, support.Memory{Own: 30_900_000}, noon).text(0); !strings.Contains(own, "Memory (own data): 30 MB") {
			t.Errorf("not said which memory:\n%s", own)
		}
		if s.LastError != nil && !strings.Contains(text, s.LastError.Error()) {
			t.Errorf("%s does not name the cause:\n%s", l, text)
		}
		if strings.Contains(text, "support.") || strings.Contains(text, "%!") || strings.Contains(text, "next try") {
			t.Errorf("%s:\n%s", l, text)
		}
	}
	wide := connected()
	wide.Server = "https://" + strings.Repeat("界", 200)
	wide.LastError = &client.Error{Kind: client.KindServer, Detail: strings.Repeat("漢字", 150)}
	short := supportFactsOf(wide, identity(strings.Repeat("测", 100)), strings.Repeat("v", 200), 99*24*time.Hour, support.Memory{Own: 1 << 40}, noon).text(qrValue)
	if code := qrOf(short); code == nil || code.Size()+2*qrQuiet > qrSide/2 {
		t.Errorf("%d bytes make no QR code for a phone", len(short))
	}
	none := supportFactsOf(client.Snapshot{Link: client.LinkNotSetUp}, identity(""), "", 0, support.Memory{}, noon)
	if text := none.text(0); !strings.Contains(text, "Station: No station name") || !strings.Contains(text, "Server: none") {
		t.Error(text)
	}
}

// TestQRPicture: a camera reads what is painted, in any size; it is black on white, of whole
// pixels, with a quiet zone of four modules.
func TestQRPicture(t *testing.T) {
	test.NewTempApp(t)
	for _, text := range []string{"A", supportFactsOf(linked(client.LinkDown), identity("FCT-LINE2-07"), "1.2.3", time.Hour, support.Memory{Own: 1e8}, noon).text(qrValue), "日本語 æøå\n" + strings.Repeat("x", 500)} {
		q := newQRPicture()
		q.SetText(text)
		for _, size := range []image.Point{{296, 296}, {592, 600}, {333, 301}} {
			img := q.draw(size.X, size.Y)
			if got, err := qr.Decode(img); err != nil || got != text {
				t.Fatalf("%v of %d bytes: %q, %v", size, len(text), got, err)
			}
			checkPixels(t, img, q.code)
		}
		if got := q.draw(3, 3); got.Bounds().Dx() != 3 {
			t.Error("no picture where there is no room")
		}
	}
	q := newQRPicture()
	q.SetText(strings.Repeat("x", 5000))
	if q.code != nil {
		t.Error("what does not fit was encoded")
	}
	if img := q.draw(10, 10); img.At(5, 5) != color.Gray16(color.White) && img.At(5, 5) != color.White {
		t.Errorf("%v", img.At(5, 5))
	}
}

func checkPixels(t *testing.T, img image.Image, code *qr.QrCode) {
	t.Helper()
	b := img.Bounds()
	side := min(b.Dx(), b.Dy()) / (code.Size() + 2*qrQuiet)
	left, top := (b.Dx()-code.Size()*side)/2, (b.Dy()-code.Size()*side)/2
	if left < qrQuiet*side || top < qrQuiet*side {
		t.Errorf("quiet zone of %d and %d pixels, modules of %d", left, top, side)
	}
	for y := range b.Dy() {
		for x := range b.Dx() {
			mx, my := x-left, y-top
			dark := mx >= 0 && my >= 0 && mx < code.Size()*side && my < code.Size()*side && code.Module(mx/side, my/side)
			want := color.Color(color.White)
			if dark {
				want = color.Black
			}
			if img.At(x, y) != want {
				t.Fatalf("pixel %d,%d is %v", x, y, img.At(x, y))
			}
		}
	}
}

// TestChecksAreRemembered for the bundle: what was found, unless the check was stopped.
func TestChecksAreRemembered(t *testing.T) {
	found := []check.Result{{ID: check.Address, State: check.Well, Evidence: "https://x", Took: 1500 * time.Microsecond},
		{ID: check.Name, State: check.Failed, Err: &client.Error{Kind: client.KindName, Op: "name"}}, {ID: check.Reach, State: check.NotTried}}
	b := newBench(t, connected(), stateOf("A"), func(o *Options) {
		o.Check = func(context.Context, client.Config, func(check.Result)) []check.Result { return found }
	})
	if b.Checked() != nil {
		t.Error("a check before there was one")
	}
	run := b.settingsDeps().Check
	stopped, stop := context.WithCancel(t.Context())
	stop()
	run(stopped, client.Config{}, nil)
	if b.Checked() != nil {
		t.Error("a stopped check counts")
	}
	if got := run(t.Context(), client.Config{}, nil); len(got) != len(found) {
		t.Error("the findings did not come through")
	}
	c := b.Checked()
	if c == nil || !c.At.Equal(noon) || len(c.Steps) != 3 || c.Steps[0].Result != "ok" || c.Steps[0].TookMS != 1.5 || c.Steps[1].Result != "failed" ||
		c.Steps[1].Words == "" || c.Steps[1].Cause == "" || c.Steps[2].Result != "not_tried" {
		t.Errorf("%+v", c)
	}
}

// TestSupportFitsLarger: with larger text, as far as the window lets it grow, the page and
// the preview still have room; what is too long scrolls.
func TestSupportFitsLarger(t *testing.T) {
	b := newBench(t, linked(client.LinkDown), stateOf(longest), nil)
	b.win.Resize(fyne.NewSize(1000, 700))
	for range 10 {
		b.scaleBy(look.ScaleStep)
	}
	for name, open := range map[string]func(){"support": b.openSupport, "bundle": func() { b.openBundle() }} {
		open()
		if size := b.sheet.open.MinSize(); size.Width > 1000 || size.Height > 700 {
			t.Errorf("%s at scale %v needs %v", name, b.mem.now.Scale, size)
		}
		b.run(cmdBack)
		b.work(t)
	}
}
