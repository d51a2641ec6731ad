package settings

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"stationcompanion/client"
	"stationcompanion/client/check"
	"stationcompanion/station"
	"stationcompanion/station/secret"
	"stationcompanion/ui/look"
)

const userFile = "# made on the line\nstation = FCT-LINE2-07\nlocation = Line 2\nserver = https://company.wats.invalid\nlog_level = DEBUG\n"

// failingCheck finds the first layers well and then a certificate that is not trusted.
func failingCheck(_ context.Context, _ client.Config, each func(check.Result)) []check.Result {
	all := []check.Result{
		{ID: check.Address, State: check.Well, Evidence: "https://company.wats.invalid"},
		{ID: check.Name, State: check.Well, Took: 4 * time.Millisecond, Evidence: "127.0.0.1"},
		{ID: check.Route, State: check.Well, Evidence: "from 127.0.0.1 (lo) to 127.0.0.1"},
		{ID: check.Proxy, State: check.NotNeeded, Evidence: "none is named"},
		{ID: check.Reach, State: check.Well, Took: 11 * time.Millisecond, Evidence: "127.0.0.1:443"},
		{ID: check.TLS, State: check.Failed, Err: &client.Error{Kind: client.KindTLS, Op: "check", Detail: "issued by Example Corp Proxy CA", Err: errors.New("x509: certificate signed by unknown authority")}},
		{ID: check.HTTP, State: check.NotTried},
		{ID: check.WATS, State: check.NotTried},
		{ID: check.Token, State: check.NotTried},
		{ID: check.Clock, State: check.Well},
	}
	for _, r := range all {
		each(r)
	}
	return all
}

// scenes are the states of the dialogs that people see.
var scenes = map[string]func(b *bench){
	"station": func(b *bench) { b.show() },
	"station-bad": func(b *bench) {
		b.conf.closed[station.ScopeEveryone] = fmt.Errorf("open: %w", os.ErrPermission)
		d := b.show()
		typeIn(entryOf(b.t, d, station.KeyStation), string(make([]byte, 0, 101))+"x123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890")
	},
	"server": func(b *bench) {
		b.vault.held["https://company.wats.invalid"] = secret.New("abc")
		b.check = failingCheck
		d := b.show()
		d.FocusServer()
		test.Tap(d.test.start)
		b.until(func() bool { return !d.test.view.Running() })
	},
	"server-http": func(b *bench) {
		d := b.show()
		d.FocusServer()
		typeIn(d.server.entry, "http://wats-server")
		b.until(func() bool { return !d.token.asking })
		d.FocusToken()
		test.Type(d.token.entry, "secret")
	},
	"behaviour": func(b *bench) {
		d := b.show()
		d.nav.open(sectionBehaviour)
		typeIn(entryOf(b.t, d, station.KeyBreakerTimeout), "soon")
	},
	"look": func(b *bench) { b.show().nav.open(sectionLook) },
	"saved": func(b *bench) {
		d := b.show()
		typeIn(entryOf(b.t, d, station.KeyStation), "FCT-LINE2-08")
		typeIn(entryOf(b.t, d, station.KeyLocation), "")
		b.save(d)
	},
	"conflict": func(b *bench) {
		d := b.show()
		typeIn(entryOf(b.t, d, station.KeyStation), "FCT-LINE2-08")
		b.write(b.user, "station = SOMEBODY-ELSE\nlocation = Line 3\n")
		b.save(d)
	},
	"it": func(b *bench) {
		b.conf.closed[station.ScopeEveryone] = fmt.Errorf("open: %w", os.ErrPermission)
		d := b.show()
		typeIn(entryOf(b.t, d, station.KeyStation), "FCT-LINE2-08")
		d.showForIT()
	},
	"chain": func(b *bench) {
		b.write(filepath.Join(b.conf.Inputs().LegacyHome, ".pywats", "station.conf"), "Old Station 3\n")
		b.conf.Reload()
		ShowChain(b.w, b.deps(), client.Snapshot{ArrivesAs: "OLALAPTOP"})
	},
	"first": func(b *bench) {
		d := b.deps()
		d.StartDemo = func() error { return nil }
		b.w.SetContent(container.NewStack(FirstStart(b.w, d, func() {})))
	},
}

// TestPictures writes what the dialogs look like where LOOK_AT names a directory; it
// always checks that each scene paints.
func TestPictures(t *testing.T) {
	dir := os.Getenv("LOOK_AT")
	variants, sizes := []look.Variant{look.Light, look.Dark}, []fyne.Size{{Width: 1000, Height: 700}, {Width: 1280, Height: 1024}}
	if dir == "" {
		variants, sizes = variants[:1], sizes[:1]
	}
	for name, scene := range scenes {
		t.Run(name, func(t *testing.T) {
			for _, v := range variants {
				for _, size := range sizes {
					b := start(t, userFile, "", nil)
					test.ApplyTheme(t, look.NewTheme(v, 1))
					b.w.SetContent(look.Panel(container.NewStack()))
					b.w.Resize(size)
					scene(b)
					picture(t, b.w, filepath.Join(dir, fmt.Sprintf("set-%s-%s-%.0f.png", name, v, size.Width)), dir != "")
					b.end()
				}
			}
		})
	}
}

func picture(t *testing.T, w fyne.Window, path string, keep bool) {
	t.Helper()
	for range 2 { // text that wraps finds its height at the second layout
		size := w.Canvas().Size()
		w.Resize(size.AddWidthHeight(1, 1))
		w.Resize(size)
	}
	img := w.Canvas().Capture()
	if img.Bounds().Dx() < 900 {
		t.Fatal("nothing painted")
	}
	if !keep {
		return
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}
