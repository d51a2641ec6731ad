package ui

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/availability"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// stretch makes a piece of one state.
func stretch(s availability.State, d time.Duration, link client.Link, kind client.Kind) availability.Piece {
	p := availability.Piece{Link: link, Kind: kind}
	p.Spans[s] = d
	return p
}

// viewOf lays pieces one after the other up to noon.
func viewOf(ps ...availability.Piece) availability.View {
	at := noon
	for i := len(ps) - 1; i >= 0; i-- {
		at = at.Add(-ps[i].Length())
		ps[i].At = at
	}
	return availability.View{Now: noon, Pieces: ps, Today: availability.Day{Date: "2026-04-21", Opened: 2, Refused: 9}}
}

// aDay has everything: 10 h connected, a short failure, an hour down, 4 h not running.
func aDay() availability.View {
	away := stretch(availability.Unknown, 4*time.Hour, "", "")
	away.Why = availability.GapNotRunning
	mixed := availability.Piece{Link: client.LinkUnsure, Kind: client.KindCut}
	mixed.Spans[availability.Connected], mixed.Spans[availability.Unsure] = 20*time.Minute, 10*time.Minute
	return viewOf(
		stretch(availability.Connected, 10*time.Hour, client.LinkConnected, ""),
		stretch(availability.Unsure, 10*time.Second, client.LinkUnsure, client.KindTimeout),
		stretch(availability.Connected, time.Hour, client.LinkConnected, ""),
		stretch(availability.Down, time.Hour, client.LinkDown, client.KindRefused),
		away, mixed,
		stretch(availability.Connected, 2*time.Hour, client.LinkConnected, ""))
}

// changesOf makes n changes, oldest first.
func changesOf(n int) (out []availability.Change) {
	for i := range n {
		at := noon.Add(-time.Duration(n-i) * 3 * time.Hour)
		c := availability.Change{At: at, Last: at, From: breaker.Closed, To: breaker.Open, Kind: client.KindRefused, Lasted: 30 * time.Second, End: availability.EndNext}
		switch i % 4 {
		case 1:
			c.From, c.Kind, c.Probes, c.Last, c.Lasted = breaker.HalfOpen, client.KindTimeout, 17, at.Add(9*time.Minute), 9*time.Minute
		case 2:
			c.From, c.To, c.Lasted = breaker.Open, breaker.HalfOpen, 40*time.Millisecond
		case 3:
			c.From, c.To, c.Kind = breaker.HalfOpen, breaker.Closed, ""
		}
		out = append(out, c)
	}
	if n > 0 {
		out[n-1].End = availability.EndNone
	}
	return out
}

func pageBench(t *testing.T, s client.Snapshot, v *availability.View) *bench {
	t.Helper()
	b := newBench(t, s, stateOf("FCT-LINE2-07"), func(o *Options) { o.Record = func() availability.View { return *v } })
	b.win.Resize(fyne.NewSize(1000, 700))
	return b
}

// buttonOf finds a button over the window by its text.
func buttonOf(t *testing.T, b *bench, text string) *widget.Button {
	t.Helper()
	for _, o := range test.LaidOutObjects(b.win.Canvas().Overlays().Top()) {
		if button, ok := o.(*widget.Button); ok && button.Text == text {
			return button
		}
	}
	t.Fatalf("no button %q", text)
	return nil
}

func TestBreakerPageFollowsWhatHappens(t *testing.T) {
	v := aDay()
	b := pageBench(t, connected(), &v)
	b.openDetails()
	test.Tap(buttonOf(t, b, words.T("breaker.page.open")))
	p := b.page
	if p == nil || b.sheet.open == nil {
		t.Fatal("no page")
	}
	if p.share.Full() != "Connected 91.9 % of the time known" || !strings.HasPrefix(p.title.Full(), "CLOSED") || p.list.empty.Hidden {
		t.Errorf("%q, %q", p.share.Full(), p.title.Full())
	}
	v.Changes = changesOf(1)
	s := linked(client.LinkDown)
	s.Breaker.ConsecutiveFailures, s.Breaker.Cause = 5, &client.Error{Kind: client.KindRefused}
	s.NextTry = noon.Add(23 * time.Second)
	b.showConnection(s)
	if !strings.HasPrefix(p.title.Full(), "OPEN") || !strings.Contains(p.figures.Full(), "5 failures in a row") || !strings.Contains(p.figures.Full(), "23 s") ||
		!strings.Contains(p.why.Full(), words.Cause(client.KindRefused)) || len(p.list.changes) != 1 || !p.list.empty.Hidden {
		t.Errorf("%q, %q, %q", p.title.Full(), p.figures.Full(), p.why.Full())
	}
	test.Tap(buttonOf(t, b, words.T("window.copy")))
	text := b.app.Clipboard().Content()
	for _, want := range []string{"OPEN · requests wait", "91.9 %", "CLOSED › OPEN", "Nothing answers", "The program did not run", "opened today: 2"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in what was copied:\n%s", want, text)
		}
	}
	b.clock = noon.Add(time.Second) // a countdown leaves strip and list alone
	v.Changes = changesOf(3)
	b.paintSentence()
	if len(p.list.changes) != 1 {
		t.Error("the list was painted again although nothing changed")
	}
	b.clock = noon.Add(pageSteady)
	b.paintSentence()
	if len(p.list.changes) != 3 {
		t.Error("the list stands still")
	}
	b.run(cmdBack)
	b.showConnection(connected())
	if b.page != nil || b.sheet.open != nil {
		t.Error("the page is followed although it is closed")
	}
}

func TestStripIsPicked(t *testing.T) {
	v := aDay()
	b := pageBench(t, connected(), &v)
	b.openBreaker()
	p := b.page
	x := func(before time.Duration) fyne.Position {
		return fyne.NewPos(p.strip.width(availability.Span-before), 10)
	}
	for _, c := range []struct {
		before    time.Duration
		when, why string
	}{
		{time.Hour, "Connected · 10:00 – 12:00 · 2 h 0 min", "every few seconds"},
		{140 * time.Minute, "Changing often · 09:30 – 10:00 · 30 min 0 s", "Connected 20 min 0 s · Unsure 10 min 0 s"},
		{3 * time.Hour, "Not known · 05:30 – 09:30 · 4 h 0 min", "did not run"},
		{7 * time.Hour, "Not connected · 04:30 – 05:30 · 1 h 0 min", "Nothing answers"},
		{7*time.Hour + 33*time.Minute, "Not connected", ""},                                     // beside the hour, where it is calm
		{8*time.Hour + 31*time.Minute, "Unsure · yesterday", ""},                                // 10 s are hit by a finger
		{23 * time.Hour, "Not known · yesterday 12:00 – yesterday", "before the record begins"}, // before all
	} {
		p.strip.Tapped(&fyne.PointEvent{Position: x(c.before)})
		c.when = strings.Replace(c.when, "Unsure · yesterday", "Unsure · 03:29", 1)
		if !strings.HasPrefix(p.picked.Full(), strings.TrimSuffix(c.when, " – yesterday")) || !strings.Contains(p.reason.Full(), c.why) {
			t.Errorf("%v before now: %q, %q", c.before, p.picked.Full(), p.reason.Full())
		}
	}
	p.strip.at = -1
	p.enable()
	var seen []string
	for range 5 {
		if p.earlier.Disabled() {
			break
		}
		test.Tap(p.earlier)
		seen = append(seen, strings.SplitN(p.picked.Full(), " ·", 2)[0])
	}
	if got := strings.Join(seen, ", "); got != "Changing often, Not connected, Unsure" || p.later.Disabled() {
		t.Errorf("went back over %s", got)
	}
	test.Tap(p.later)
	p.strip.show(v) // what was picked stays picked
	if !strings.HasPrefix(p.picked.Full(), "Not connected") || p.strip.at < 0 {
		t.Errorf("%q", p.picked.Full())
	}
}

// Each state has its colour and its height, and the shortest trouble is seen.
func TestStripPaintsStates(t *testing.T) {
	v := aDay()
	v.Pieces = append(v.Pieces[:len(v.Pieces)-1], stretch(availability.Connected, 2*time.Hour, client.LinkConnected, ""), stretch(availability.Down, time.Second, client.LinkDown, client.KindCut))
	test.NewTempApp(t)
	fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Light, 1))
	s := newAvailabilityStrip(func(availability.Piece) {})
	s.Resize(fyne.NewSize(720, 60))
	s.show(v)
	img := s.paint(720, 44)
	at := func(before time.Duration, y int) string {
		for name, st := range map[string]availability.State{"connected": availability.Connected, "unsure": availability.Unsure, "down": availability.Down} {
			if fmt.Sprint(img.At(719-int(before.Minutes()/2), y)) == fmt.Sprint(colorOf(colorOfState(st))) {
				return name
			}
		}
		return "ground"
	}
	for _, c := range []struct {
		before time.Duration
		y      int
		want   string
	}{
		{time.Hour, 40, "connected"}, {time.Hour, 22, "ground"}, {0, 2, "down"},
		{140 * time.Minute, 18, "unsure"}, {140 * time.Minute, 10, "ground"},
		{7 * time.Hour, 2, "down"}, {20 * time.Hour, 22, "ground"},
	} {
		if got := at(c.before, c.y); got != c.want {
			t.Errorf("%v before now, %d down: %s, want %s", c.before, c.y, got, c.want)
		}
	}
	unsure := 0
	for x := range 720 {
		if fmt.Sprint(img.At(x, 18)) == fmt.Sprint(colorOf(look.ColorAttention)) {
			unsure++
		}
	}
	if unsure != 15+2 {
		t.Errorf("%d columns unsure, want 15 of half an hour and 2 of 10 s", unsure)
	}
}

// Hours follow the labels: where the clock was set back, one stands twice.
func TestHoursFollowTheClock(t *testing.T) {
	test.NewTempApp(t)
	fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Light, 1))
	s := newAvailabilityStrip(func(availability.Piece) {})
	v := viewOf(stretch(availability.Connected, 2*time.Hour, client.LinkConnected, ""), stretch(availability.Connected, 150*time.Minute, client.LinkConnected, ""))
	v.Pieces[0].At = noon.Add(-3 * time.Hour) // 09:00 to 11:00, then set back to 09:30
	s.show(v)
	var got []string
	for _, m := range s.hours() {
		if m.part > 0.81 {
			got = append(got, m.at.Format("15:04"))
		}
	}
	if want := "09:00 10:00 10:00 11:00"; strings.Join(got, " ") != want {
		t.Errorf("hours %v, want %s", got, want)
	}
	if hs := s.hours(); len(hs) < 23 || len(hs) > 25 {
		t.Errorf("%d hours in a day", len(hs))
	}
}

// TestBreakerPictures draws the page for a person to look at.
func TestBreakerPictures(t *testing.T) {
	dir := picturesDir(t)
	down := linked(client.LinkDown)
	down.Breaker.Cause = &client.Error{Kind: client.KindRefused}
	for name, v := range map[string]availability.View{"empty": {Now: noon}, "one": aDay(), "200": aDay()} {
		switch name {
		case "one":
			v.Changes = changesOf(1)
		case "200":
			v.Changes = changesOf(200)
		}
		for _, variant := range []look.Variant{look.Light, look.Dark} {
			for _, scale := range []float32{1, 1.3} {
				b := pageBench(t, down, &v)
				fyne.CurrentApp().Settings().SetTheme(look.NewTheme(variant, scale))
				b.openBreaker()
				b.page.step(-1)
				c := software.NewCanvas()
				c.SetPadded(false)
				o := b.win.Canvas().Overlays().Top()
				c.SetContent(o)
				c.Resize(fyne.NewSize(1000, 700))
				picture(t, c, filepath.Join(dir, fmt.Sprintf("breaker-%s-%s-%v.png", name, variant, scale)))
			}
		}
	}
}

// With larger text, as far as the window lets it grow, the page still has room.
func TestBreakerPageFitsLarger(t *testing.T) {
	v := aDay()
	v.Changes = changesOf(200)
	b := pageBench(t, linked(client.LinkDown), &v)
	for range 10 {
		b.scaleBy(look.ScaleStep)
	}
	b.openBreaker()
	b.page.step(-1)
	if size := b.sheet.open.MinSize(); size.Width > 1000 || size.Height > 700 {
		t.Errorf("at scale %v it needs %v", b.mem.now.Scale, size)
	}
}

// However little room there is, some changes are in sight: the page scrolls as a whole.
func TestBreakerPageKeepsRowsInSight(t *testing.T) {
	v := aDay()
	v.Changes = changesOf(200)
	for _, size := range []fyne.Size{{Width: 1000, Height: 700}, {Width: 800, Height: 420}} {
		b := pageBench(t, linked(client.LinkDown), &v)
		b.win.Resize(size)
		b.openBreaker()
		list := b.page.list
		row := list.list.MinSize().Height
		if got := list.list.Size().Height; got < 4*row {
			t.Errorf("in %v the list is %v high, a row %v", size, got, row)
		}
		v.Changes = nil
		b.clock = noon.Add(pageSteady)
		b.paintSentence()
		if got := list.object.MinSize().Height; got > 3*row {
			t.Errorf("without a change the list asks for %v", got)
		}
		v.Changes = changesOf(200)
	}
}
