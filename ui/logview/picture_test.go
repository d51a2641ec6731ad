package logview

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
)

// copied is what was copied last.
var copied string

// panelIn makes a pane of a size in a test window.
func panelIn(t *testing.T, s Source, v look.Variant, width, height float32) (*Panel, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(v, 1))
	p := New(Deps{Source: s, Do: func(fn func()) { fn() }, Copy: func(text string) { copied = text }, Name: "station-companion"})
	w := test.NewTempWindow(t, p.Object())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return p, w
}

// sampleLines are lines as the program writes them, with every level and trouble.
func sampleLines() []tail.Line {
	at := func(i int, level tail.Level, logger, message, fields, id string) tail.Line {
		return tail.Line{Time: base.Add(time.Duration(i) * time.Millisecond), Level: level, Logger: logger, Message: message, Fields: fields, CorrelationID: id, Raw: message}
	}
	lines := []tail.Line{
		at(-90_000_000, tail.Info, "ui", "Window opened", "version=0.1.0", ""),
		at(0, tail.Info, "client", "Fetching report", "report_id=6f1c2a9e serial_number=SN-1001", "a1b2c3d4e5f6"),
		at(12, tail.Debug, "client", "GET /api/Report/Query/Header", "status_code=200 bytes=4711", "a1b2c3d4e5f6"),
		at(31, tail.Info, "client", "Report fetched", "report_id=6f1c2a9e took_ms=12 steps=214", "a1b2c3d4e5f6"),
		at(911, tail.Warning, "client", "Heartbeat failed, trying again in 2 s", "error=\"connection refused\" failures=3", "77aa01bc"),
		at(2911, tail.Warning, "client", "Heartbeat failed, trying again in 2 s", "error=\"connection refused\" failures=4", "77aa01bd"),
		at(4912, tail.Error, "breaker", "CLOSED -> OPEN (5 consecutive failures)", "next_probe_s=30", "77aa01be"),
		{Level: tail.Unknown, Raw: "goroutine 41 [running]: stationcompanion/client.(*Client).Check(0xc000132000)"},
		at(5003, tail.Error, "station-name-that-is-long", "A very long message: "+strings.Repeat("the quick brown fox jumps over the lazy dog ", 8), "", "77aa01bf"),
		at(6003, tail.Info, "station", "station.conf changed outside: 中文测试站 Prüffeld\nsecond line", "path=/etc/xdg/station-companion/station.conf", ""),
	}
	return lines
}

// TestPictures writes what the pane looks like, for people to look at, where
// LOOK_AT names a directory; it always checks that each state paints something.
func TestPictures(t *testing.T) {
	dir := os.Getenv("LOOK_AT")
	full := append(sampleLines(), sampleLines()[1:]...)
	for _, v := range []look.Variant{look.Light, look.Dark} {
		for _, size := range []fyne.Size{{Width: 1000, Height: 200}, {Width: 1280, Height: 300}} {
			for name, prepare := range map[string]func(*store, *Panel){
				"full":   func(s *store, _ *Panel) { s.add(full...) },
				"empty":  func(*store, *Panel) {},
				"none":   func(s *store, p *Panel) { s.add(full...); p.bar.set(tail.Error, "nowhere") },
				"detail": func(s *store, p *Panel) { s.add(full...); p.update(); p.pick(8) },
				"paused": func(s *store, p *Panel) { s.add(full...); p.update(); p.page(-1); s.add(sampleLines()...) },
			} {
				s := newStore(1000)
				p, w := panelIn(t, s, v, size.Width, size.Height)
				prepare(s, p)
				p.update()
				img := w.Canvas().Capture()
				if img.Bounds().Dx() < 100 {
					t.Fatal("nothing painted")
				}
				if dir == "" {
					continue
				}
				f, err := os.Create(filepath.Join(dir, fmt.Sprintf("log-%s-%s-%.0f.png", name, v, size.Width)))
				if err != nil {
					t.Fatal(err)
				}
				if err := png.Encode(f, img); err != nil {
					t.Fatal(err)
				}
				f.Close()
			}
		}
	}
}
