package logview

import (
	"fmt"
	"image"
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
func panelIn(t testing.TB, s *store, v look.Variant, width, height float32) (*Panel, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(v, 1))
	p := newPanel(Deps{Do: func(fn func()) { fn() }, Copy: func(text string) { copied = text }, Name: "station-companion"}, s)
	t.Cleanup(p.search.end)
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

// rich makes the rows of a pane show everything they can.
func rich(p *Panel) {
	p.rows.hooks.marks = func(text string) (all [][2]int) {
		for at := 0; ; {
			i := strings.Index(text[at:], "failed")
			if i < 0 {
				return all
			}
			all = append(all, [2]int{at + i, at + i + 6})
			at += i + 6
		}
	}
	p.rows.hooks.refs = func(l tail.Line) []ref {
		if i := strings.Index(l.Fields, "SN-1001"); i >= 0 {
			return []ref{{span: span{i, i + 7}, fields: true, text: "SN-1001"}}
		}
		return nil
	}
	p.rows.hooks.decorate = func(_ int64, l tail.Line) decoration {
		switch {
		case l.Message == "Window opened":
			return decoration{start: true}
		case strings.HasPrefix(l.Message, "Heartbeat failed"):
			return decoration{repeat: 312, since: base}
		}
		return decoration{}
	}
	p.rows.again()
}

// TestPictures writes what the pane looks like, for people to look at, where
// LOOK_AT names a directory; it always checks that each state paints something.
func TestPictures(t *testing.T) {
	var full []tail.Line
	for range 6 {
		full = append(full, sampleLines()...)
	}
	states := map[string]func(*store, *Panel){
		"full":   func(s *store, _ *Panel) { s.add(full...) },
		"empty":  func(*store, *Panel) {},
		"none":   func(s *store, p *Panel) { s.add(full...); p.update(); p.bar.set(tail.Error, "nowhere", false) },
		"detail": func(s *store, p *Panel) { s.add(full...); p.update(); p.pick(58) },
		"paused": func(s *store, p *Panel) { s.add(full...); p.update(); p.rows.page(-1); s.add(sampleLines()...) },
		"rich": func(s *store, p *Panel) {
			s.add(full...)
			p.update()
			p.showAll()
			rich(p)
			tapRow(p, 2, 300)
			p.unpick()
			dragRows(p.rows, 2, 5)
			p.copySelected()
			p.rows.showFocus(true)
		},
	}
	sizes := []fyne.Size{{Width: 1000, Height: 300}, {Width: 620, Height: 260}}
	if os.Getenv("LOOK_AT") != "" {
		sizes = append(sizes, fyne.NewSize(1280, 1024), fyne.NewSize(1000, 700))
	}
	for _, v := range []look.Variant{look.Light, look.Dark} {
		for _, size := range sizes {
			for name, prepare := range states {
				s := newStore(1000)
				p, w := panelIn(t, s, v, size.Width, size.Height)
				p.update()
				prepare(s, p)
				p.update()
				w.Canvas().Capture() // which has what the font lacks drawn
				keep(t, w.Canvas().Capture(), fmt.Sprintf("log-%s-%s-%.0fx%.0f.png", name, v, size.Width, size.Height))
			}
		}
	}
}

// keep writes a picture where LOOK_AT says, and checks that it shows something.
func keep(t *testing.T, img image.Image, name string) {
	t.Helper()
	first, other := img.At(0, 0), 0
	for y := 0; y < img.Bounds().Dy(); y += 3 {
		for x := 0; x < img.Bounds().Dx(); x += 3 {
			if img.At(x, y) != first {
				other++
			}
		}
	}
	if other < 60 {
		t.Fatalf("%s: nothing painted", name)
	}
	dir := os.Getenv("LOOK_AT")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}
