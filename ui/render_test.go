package ui

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"

	"stationcompanion/client"
	"stationcompanion/logging/tail"
	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// TestHeaderSheet draws the header in every state below each other.
func TestHeaderSheet(t *testing.T) {
	dir := picturesDir(t)
	test.NewTempApp(t)
	for _, width := range []float32{1000, 1280} {
		for _, v := range []look.Variant{look.Light, look.Dark} {
			fyne.CurrentApp().Settings().SetTheme(look.NewTheme(v, 1))
			box := container.New(layout.NewCustomPaddedVBoxLayout(4))
			for _, l := range links() {
				h := newHeader(headerActions{})
				s := linked(l)
				w := words.Connection(s, noon)
				h.showState(w, shapeOf(s, w), l == client.LinkDown)
				name := "FCT-LINE2-07"
				if l == client.LinkPaused {
					name = "VERY-LONG-STATION-NAME-OF-THE-THIRD-BUILDING-FINAL-FUNCTIONAL-TEST-0042"
				}
				h.showStation(identity(name))
				if l == client.LinkUnsure || l == client.LinkDown {
					s.ArrivesAs = "FCTLINE207"
				}
				h.showArrival(s)
				h.showVariant(v)
				box.Add(h.object)
			}
			box.Add(newDemoStripe())
			c := software.NewCanvas()
			c.SetPadded(false)
			c.SetContent(box)
			c.Resize(fyne.NewSize(width, box.MinSize().Height))
			picture(t, c, filepath.Join(dir, "header-"+string(v)+"-"+sizeName(width)+".png"))
		}
	}
}

func sizeName(w float32) string {
	if w == 1000 {
		return "1000"
	}
	return "1280"
}

// picturesDir names the directory for pictures, or skips the test.
func picturesDir(t *testing.T) string {
	dir := os.Getenv("SC_PICTURES")
	if dir == "" {
		t.Skip("SC_PICTURES names no directory for pictures")
	}
	return dir
}

// picture writes what a canvas shows.
func picture(t *testing.T, c fyne.Canvas, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, c.Capture()); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// shot is one picture of the window.
type shot struct {
	name  string
	snap  client.Snapshot
	state func(*bench)
	size  fyne.Size
	v     look.Variant
}

// TestPictures draws the whole window in its states, for a person to look at.
func TestPictures(t *testing.T) {
	dir := picturesDir(t)
	small, large := fyne.NewSize(1000, 700), fyne.NewSize(1280, 1024)
	demo := connected()
	demo.Demo, demo.Server = true, "http://127.0.0.1:40001"
	arrives := connected()
	arrives.ArrivesAs = "OLALAPTOP"
	var shots []shot
	for _, v := range []look.Variant{look.Light, look.Dark} {
		for name, size := range map[string]fyne.Size{"1000x700": small, "1280x1024": large} {
			add := func(what string, s client.Snapshot, state func(*bench)) {
				shots = append(shots, shot{what + "-" + string(v) + "-" + name, s, state, size, v})
			}
			add("connected", demo, nil)
			add("report", connected(), (*bench).openFailing)
			add("open", linked(client.LinkDown), nil)
			add("first", linked(client.LinkNotSetUp), nil)
			add("nothing", connected(), func(b *bench) { b.client.give(nil, nil); b.parts.lookup.Submit("SN-NONE") })
			add("long", arrives, (*bench).longNames)
			add("checking", linked(client.LinkChecking), nil)
			add("refused", linked(client.LinkTokenRefused), nil)
			add("help", connected(), func(b *bench) { b.openHelp() })
			add("details", linked(client.LinkDown), func(b *bench) { b.openDetails() })
			add("settings", connected(), func(b *bench) { b.openSettings() })
			add("chain", connected(), func(b *bench) { b.openChain() })
		}
	}
	for _, s := range shots {
		t.Run(s.name, func(t *testing.T) {
			st := with(stateOf("FCT-LINE2-07"), station.KeyTheme, string(s.v))
			b := newBench(t, s.snap, st, func(o *Options) { o.LogLines = sampleLog(t) })
			b.client.give(sampleHeaders(), sampleReport(t))
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			b.win.Resize(s.size)
			b.Start(ctx)
			b.settle(t)
			if s.state != nil {
				s.state(b)
				b.settle(t)
			}
			picture(t, b.win.Canvas(), filepath.Join(dir, s.name+".png"))
			if min := b.win.Content().MinSize(); min.Width > 1000 || min.Height > 700 {
				t.Errorf("the window needs %v, more than 1000×700", min)
			}
		})
	}
}

// settle lets workers finish and runs what they post. Pictures are for people, so a
// short wait by the clock is right here.
func (b *bench) settle(t *testing.T) {
	for range 15 {
		b.loop.drain(t)
		time.Sleep(20 * time.Millisecond)
	}
	b.loop.drain(t)
}

// openFailing looks a serial number up whose newest report failed.
func (b *bench) openFailing() { b.parts.lookup.Submit("SN-1001") }

// longNames shows what happens to texts longer than their place.
func (b *bench) longNames() {
	st := stateOf("VERY-LONG-STATION-NAME-OF-THE-THIRD-BUILDING-FINAL-FUNCTIONAL-TEST-0042")
	st.Settings = b.state.Settings
	st.Identity.Location.Value = "Building three, second floor, line twelve, bench on the left"
	st.Problems = []station.Problem{
		{Kind: station.ProblemLine, Path: "/home/operator/.config/station-companion/station.conf", Line: 12, Text: "statoin = X"},
		{Kind: station.ProblemDisagrees, Path: "/home/operator/.pywats/station.conf", Text: "OTHER-NAME"},
	}
	b.showStation(st)
	hs := sampleHeaders()
	for i := range hs {
		h := &hs[i]
		h.SerialNumber = "SERIAL-WITH-A-VERY-LONG-PREFIX-AND-MANY-GROUPS-0000-1111-2222-3333"
		h.PartNumber = "PART-WITH-A-VERY-LONG-NAME-THAT-DOES-NOT-FIT-ANYWHERE-0042"
	}
	b.client.give(hs, b.client.report)
	b.parts.lookup.Submit("SERIAL-WITH-A-VERY-LONG-PREFIX-AND-MANY-GROUPS-0000-1111-2222-3333")
}

// sampleLog is a log as this program writes it.
func sampleLog(t *testing.T) *tail.Tail {
	t.Helper()
	var text strings.Builder
	for i := range 40 {
		at := noon.Add(time.Duration(i-40) * 731 * time.Millisecond)
		level, logger, message, fields := "INFO", "client", "Heartbeat answered", "latency_ms=12 status_code=200"
		if i%11 == 5 {
			level, message, fields = "WARNING", "Heartbeat failed", `error="connection refused" failures=3`
		}
		if i%17 == 9 {
			level, logger, message = "ERROR", "breaker", "CLOSED -> OPEN (5 consecutive failures)"
		}
		fmt.Fprintf(&text, "%s %-8s %s: %s [correlation_id=a1b2c3d4] (%s)\n",
			at.UTC().Format("2006-01-02T15:04:05.000Z"), level, logger, message, fields)
	}
	path := filepath.Join(t.TempDir(), "sample.log")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	log, err := tail.Open(tail.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { log.Close() })
	return log
}
