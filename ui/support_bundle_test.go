package ui

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/availability"
	"stationcompanion/client/support"
	"stationcompanion/station/secret"
)

const bundleToken = "Y2FuYXJ5OkNhbmFyeS1TM2NyZXQ="

// work waits for the window's workers and runs what they post.
func (b *bench) work(t *testing.T) {
	t.Helper()
	for range 4 {
		b.wg.Wait()
		b.loop.drain(t)
	}
}

// bundleBench is a window with a log that holds what must not get out.
func bundleBench(t *testing.T) *bench {
	t.Helper()
	dir := t.TempDir()
	lines := `{"level":"INFO","message":"Sent ` + bundleToken + `","user":"kari","station":"FCT-LINE2-07","serial_number":"SN-1001"}` + "\n"
	if err := os.WriteFile(filepath.Join(dir, "station-companion-20260421-120000-000-7.log"), []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	b := newBench(t, linked(client.LinkDown), stateOf("FCT-LINE2-07"), func(o *Options) {
		o.LogDir, o.SaveDir = dir, filepath.Join(dir, "saved")
		o.Record = func() availability.View {
			down := availability.Piece{At: noon.Add(-time.Hour), Link: client.LinkDown, Kind: client.KindRefused}
			down.Spans[availability.Down] = time.Hour
			return availability.View{Now: noon, Pieces: []availability.Piece{down}}
		}
		o.Private = func(context.Context) (support.Private, secret.Place, error) {
			return support.Private{Secrets: []secret.Token{secret.New(bundleToken)}, Accounts: []string{"kari"}}, secret.PlaceKeyring, errors.New("keyring: locked")
		}
	})
	b.client.past = []breaker.Transition{{At: noon, To: breaker.Open, Note: "5 consecutive failures", Cause: errors.New("for kari with " + bundleToken)}}
	b.win.Resize(fyne.NewSize(1000, 700))
	return b
}

// TestBundlePreview: every file is shown as it will be written, and what is written is what
// was shown.
func TestBundlePreview(t *testing.T) {
	b := bundleBench(t)
	b.openSupport()
	p := b.openBundle()
	if p == nil || b.support.open {
		t.Fatal("the preview does not take the page's place")
	}
	if !p.save.Disabled() || p.said.Full() == "" {
		t.Error("can be saved before there is anything")
	}
	b.work(t)
	if len(p.files) < 6 || len(p.names.Objects) != len(p.files) || p.save.Disabled() {
		t.Fatalf("%d files, %d names", len(p.files), len(p.names.Objects))
	}
	if size := b.sheet.open.MinSize(); size.Width > 1000 || size.Height > 700 {
		t.Errorf("needs %v", size)
	}
	for i, f := range p.files {
		test.Tap(p.names.Objects[i].(*fyne.Container).Objects[0].(*widget.Button))
		if p.text.text != f.Text || !strings.Contains(p.size.Full(), f.Name) {
			t.Errorf("%s is shown as %q", f.Name, p.size.Full())
		}
		for _, private := range []string{bundleToken, "kari"} {
			if strings.Contains(f.Text, private) {
				t.Errorf("%s holds %q", f.Name, private)
			}
		}
		b.hasNoText(t, bundleToken)
	}
	if text := p.fileText("breaker.txt"); !strings.Contains(text, "CLOSED -> OPEN") || !strings.Contains(text, "............XXXX\n") || !strings.Contains(text, "X 1h0m0s    down refused") {
		t.Errorf("before the start:\n%s", text)
	}
	if !strings.Contains(p.files[0].Text, "keyring: locked") {
		t.Error("nothing says that a token may be unknown")
	}
	test.Tap(p.save)
	b.work(t)
	want := filepath.Join(b.o.SaveDir, "FCT-LINE2-07-support-20260421-120000.zip")
	if p.path != want || !strings.Contains(p.said.Full(), want) || p.folder.Disabled() {
		t.Fatalf("saved as %q: %q", p.path, p.said.Full())
	}
	sameFiles(t, want, p.files)
}

// fileText is what a file of the preview holds.
func (p *bundlePage) fileText(name string) string {
	for _, f := range p.files {
		if f.Name == name {
			return f.Text
		}
	}
	return ""
}

// hasNoText looks for a text in everything that is on the canvas.
func (b *bench) hasNoText(t *testing.T, text string) {
	t.Helper()
	walk(b.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if line, ok := o.(*canvas.Text); ok && strings.Contains(line.Text, text) {
			t.Errorf("the window shows %q", line.Text)
		}
	})
}

func sameFiles(t *testing.T, path string, files []support.File) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if len(z.File) != len(files) {
		t.Fatalf("%d files, shown were %d", len(z.File), len(files))
	}
	for i, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(r); err != nil || string(text) != files[i].Text {
			t.Errorf("%s is not what was shown: %v", part.Name, err)
		}
	}
}

// TestBundleAnonymous: the tick makes all files anew, and the name names nobody.
func TestBundleAnonymous(t *testing.T) {
	b := bundleBench(t)
	p := b.openBundle()
	b.work(t)
	p.show(len(p.files) - 1)
	p.tick.SetChecked(!p.tick.Checked)
	if !p.save.Disabled() {
		t.Error("the files of before can be saved as the new ones")
	}
	b.work(t)
	for _, f := range p.files {
		if strings.Contains(f.Text, "FCT-LINE2-07") || strings.Contains(f.Text, "SN-1001") || strings.Contains(f.Text, "wats.invalid") {
			t.Errorf("%s:\n%s", f.Name, f.Text)
		}
	}
	if !strings.Contains(p.text.text, `"station":"STATION-1","serial_number":"SERIAL-1"`) {
		t.Errorf("shown is %q", p.text.text)
	}
	test.Tap(p.save)
	b.work(t)
	sameFiles(t, filepath.Join(b.o.SaveDir, "support-20260421-120000.zip"), p.files)
	p.tick.SetChecked(!p.tick.Checked)
	b.work(t)
	if !strings.Contains(p.text.text, "FCT-LINE2-07") {
		t.Error("the tick cannot be taken back")
	}
}

// TestBundleThatCannotBeSaved says so in words and can be tried again.
func TestBundleThatCannotBeSaved(t *testing.T) {
	b := bundleBench(t)
	if err := os.WriteFile(b.o.SaveDir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p := b.openBundle()
	b.work(t)
	test.Tap(p.save)
	b.work(t)
	if p.path != "" || p.save.Disabled() || !p.folder.Disabled() || p.said.Full() == "" || strings.Contains(p.said.Full(), "bundle.") {
		t.Errorf("%q, %q", p.path, p.said.Full())
	}
}

// TestBundleLeft: what comes after the page was closed is dropped.
func TestBundleLeft(t *testing.T) {
	b := bundleBench(t)
	p := b.openBundle()
	b.run(cmdBack)
	b.work(t)
	if p.open || p.files != nil {
		t.Errorf("open %v, %d files", p.open, len(p.files))
	}
	b.openSettings()
	if b.openBundle() != nil {
		t.Error("two pages over each other")
	}
}

// TestTextView: rows hold all of a text and nothing else, page buttons and keys move, and
// other keys are the window's.
func TestTextView(t *testing.T) {
	test.NewTempApp(t)
	var keys []fyne.KeyName
	var runes []rune
	v := newTextView(func(r rune) { runes = append(runes, r) }, func(e *fyne.KeyEvent) { keys = append(keys, e.Name) })
	w := test.NewTempWindow(t, v)
	w.Resize(fyne.NewSize(400, 300))
	text := strings.Repeat("a line that is longer than the view is wide, with words in it\n", 100)
	v.SetText(text)
	if got := strings.Join(v.rows, ""); got != strings.ReplaceAll(text, "\n", "") || len(v.rows) <= 100 {
		t.Errorf("%d rows", len(v.rows))
	}
	v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	down := v.list.GetScrollOffset()
	v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if end := v.list.GetScrollOffset(); down <= 0 || end <= down {
		t.Errorf("page down %v, end %v", down, end)
	}
	v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if at := v.list.GetScrollOffset(); at != 0 {
		t.Errorf("home %v", at)
	}
	v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	v.list.TypedRune('7')
	if len(keys) != 1 || keys[0] != fyne.KeyEscape || string(runes) != "7" {
		t.Errorf("%q %q", keys, runes)
	}
	wide := len(v.rows)
	w.Resize(fyne.NewSize(800, 300))
	if len(v.rows) >= wide {
		t.Error("not wrapped anew")
	}
}

func TestWrapColumns(t *testing.T) {
	for _, c := range []struct {
		text    string
		columns int
		want    string
	}{
		{"", 8, ""}, {"abc\n", 8, "abc"}, {"abcdef", 3, "abc|def"}, {"a\tb", 8, "a   b"}, {"abc\td", 8, "abc d"}, {"日本語", 4, "日本|語"},
		{"a\n\nb", 8, "a||b"}, {"日", 1, "日"}, {"\t\t", 4, "    |    "}, {"long", 0, "long"},
	} {
		if got := strings.Join(wrapColumns(c.text, c.columns), "|"); got != c.want {
			t.Errorf("%q in %d: %q, want %q", c.text, c.columns, got, c.want)
		}
	}
}
