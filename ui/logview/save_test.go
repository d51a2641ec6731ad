package logview

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/test"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
)

// disk is where Save of these tests writes; nothing stays of what fails.
type disk struct {
	files  map[string]*bytes.Buffer
	writer func(w io.Writer) io.Writer // nil for a good disk
}

func (d *disk) save(name string, write func(io.Writer) error) (string, error) {
	b := &bytes.Buffer{}
	var w io.Writer = b
	if d.writer != nil {
		w = d.writer(w)
	}
	if err := write(w); err != nil {
		return "", err
	}
	d.files["/saved/"+name] = b
	return "/saved/" + name, nil
}

// full is a disk with room for so many bytes.
type full struct {
	w    io.Writer
	left int
}

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, &stuck{syscall.ENOSPC}
	}
	return f.w.Write(p)
}

type stuck struct{ err error }

func (s *stuck) Error() string { return "write /saved/x: " + s.err.Error() }
func (s *stuck) Unwrap() error { return s.err }

// gate lets a writer through when it is opened, and counts.
type gate struct {
	w    io.Writer
	open chan struct{}
}

func (g *gate) Write(p []byte) (int, error) {
	<-g.open
	return g.w.Write(p)
}

// saveRig is a pane that saves, in a bubble.
type saveRig struct {
	t    *testing.T
	s    *store
	p    *Panel
	ui   *ui
	disk *disk
}

// saves runs a test with a pane over a store that holds lines.
func saves(t *testing.T, keep int, lines []tail.Line, d *disk, run func(r *saveRig)) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(keep)
		s.add(lines...)
		test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light, 1))
		d.files = map[string]*bytes.Buffer{}
		u := &ui{posts: make(chan func(), 1000)}
		p := newPanel(Deps{Do: u.do, Copy: func(string) {}, Name: "WATS client", Save: d.save, OpenPath: func(string) {}}, s)
		ctx, cancel := context.WithCancel(t.Context())
		p.Start(ctx)
		r := &saveRig{t, s, p, u, d}
		u.run(time.Second)
		run(r)
		cancel()
		p.Wait()
	})
}

// tap chooses what the menu offers about saving, which must be called so.
func (r *saveRig) tap(label string) {
	r.t.Helper()
	items := r.p.moreMenu().Items
	it := items[len(items)-1]
	if it.Label != label || it.Disabled {
		r.t.Fatalf("the menu offers %q (disabled %v), want %q", it.Label, it.Disabled, label)
	}
	it.Action()
}

func (r *saveRig) says(what, where string) {
	r.t.Helper()
	if s := r.p.saved; !s.root.Visible() || s.what.Full() != what || s.where.Full() != where {
		r.t.Errorf("the strip says %q, %q (visible %v), want %q, %q", s.what.Full(), s.where.Full(), s.root.Visible(), what, where)
	}
}

// one is the only file and its name.
func (r *saveRig) one() (name, text string) {
	r.t.Helper()
	if len(r.disk.files) != 1 {
		r.t.Fatalf("%d files", len(r.disk.files))
	}
	for name, b := range r.disk.files {
		return name, b.String()
	}
	return
}

func TestSaveAHundredThousandLines(t *testing.T) {
	d := &disk{}
	saves(t, 200_000, numbered(tail.Info, 100_000), d, func(r *saveRig) {
		r.p.showAll()
		before := r.s.reads.Load()
		r.tap("Save these 100,000 lines")
		r.s.add(line(tail.Info, "after")) // not among what was shown
		r.ui.run(time.Second)
		name, text := r.one()
		r.says("100,000 lines saved", name)
		if n := r.s.reads.Load() - before; n > 110_000 {
			t.Errorf("%d lines were read", n)
		}
		all := strings.Split(text, "\n")
		if len(all) != 100_001 || all[100_000] != "" {
			t.Fatalf("%d lines", len(all)-1)
		}
		for i, l := range all[:100_000] {
			if l != fmt.Sprintf("line %d", i) {
				t.Fatalf("line %d is %q", i, l)
			}
		}
		if !strings.HasPrefix(name, "/saved/wats-client_2000") {
			t.Errorf("called %s", name)
		}
	})
}

func TestSaveWhatTheFilterShows(t *testing.T) {
	var lines []tail.Line
	for i := range 3000 {
		l := line(tail.Info, fmt.Sprint("odd one ", i))
		if i%7 < 4 { // runs of four, and gaps
			l = line(tail.Warning, fmt.Sprint("Timeout\t", i))
		}
		if i%100 == 0 {
			l.Raw = ""
		}
		lines = append(lines, l)
	}
	d := &disk{}
	saves(t, 10_000, lines, d, func(r *saveRig) {
		r.p.bar.set(tail.Warning, "time", false)
		var want strings.Builder
		for i := range r.p.list().Len() {
			l, _ := r.s.now().Line(r.p.list().At(i))
			want.WriteString(l.Raw + "\n")
		}
		r.tap("Save these " + thousands(r.p.list().Len()) + " lines")
		r.ui.run(time.Second)
		name, text := r.one()
		if text != want.String() || strings.Count(text, "\n") != 1716 {
			t.Errorf("%d lines, %d bytes, want %d", strings.Count(text, "\n"), len(text), want.Len())
		}
		if !strings.HasPrefix(name, "/saved/wats-client_warning_time_") {
			t.Errorf("called %s", name)
		}
	})
}

func TestSavingCanBeStopped(t *testing.T) {
	g := &gate{}
	d := &disk{writer: func(w io.Writer) io.Writer { g.w = w; return g }}
	saves(t, 200_000, numbered(tail.Info, 150_000), d, func(r *saveRig) {
		g.open = make(chan struct{}) // of this bubble
		r.p.showAll()
		r.tap("Save these 150,000 lines")
		r.ui.run(time.Second)
		r.says("Saving, 0 %", "")
		g.open <- struct{}{}
		r.ui.run(time.Second)
		g.open <- struct{}{}
		r.ui.run(time.Second)
		if got := r.p.saved.what.Full(); got == "Saving, 0 %" || !strings.HasPrefix(got, "Saving, ") {
			t.Errorf("on the way it says %q", got)
		}
		r.tap("Stop saving")
		close(g.open)
		r.ui.run(time.Second)
		r.says("Saving was stopped; no file was made.", "")
		if len(d.files) != 0 {
			t.Error("a file is left")
		}
		r.tap("Save these 150,000 lines") // once more
		r.ui.run(time.Second)
		name, _ := r.one()
		r.says("150,000 lines saved", name)
		if got := r.p.saved.toCopy(); got != name {
			t.Errorf("the path to copy is %q", got)
		}
		r.p.saved.hide()
		if r.p.saved.root.Visible() {
			t.Error("the strip stays")
		}
	})
}

func TestSavingEndsWithThePane(t *testing.T) {
	g := &gate{}
	d := &disk{writer: func(w io.Writer) io.Writer { g.w = w; return g }}
	saves(t, 200_000, numbered(tail.Info, 150_000), d, func(r *saveRig) {
		g.open = make(chan struct{}) // of this bubble
		r.p.showAll()
		r.tap("Save these 150,000 lines")
		r.ui.run(time.Second)
		time.AfterFunc(time.Minute, func() { close(g.open) }) // the pane waits for it
	})
	if len(d.files) != 0 {
		t.Error("a file is left")
	}
}

func TestSaveOnAFullDisk(t *testing.T) {
	d := &disk{writer: func(w io.Writer) io.Writer { return &full{w, 500_000} }}
	saves(t, 200_000, numbered(tail.Info, 100_000), d, func(r *saveRig) {
		r.p.showAll()
		r.tap("Save these 100,000 lines")
		r.ui.run(time.Second)
		r.says("Not saved. The disk is full.", "Make room on the disk, then try again. (write /saved/x: no space left on device)")
		if len(d.files) != 0 || r.p.saved.file.Visible() {
			t.Error("a file is left, or offered")
		}
		if got := r.p.saved.toCopy(); !strings.Contains(got, "disk is full") || !strings.Contains(got, "no space left") {
			t.Errorf("for support: %q", got)
		}
	})
}

// shrinking is a view whose lines before a number go while it is read.
type shrinking struct {
	view
	gone func() int64
}

func (v shrinking) Line(no int64) (tail.Line, error) {
	if no < v.gone() {
		return tail.Line{No: no}, tail.ErrGone
	}
	return v.view.Line(no)
}

// Lines are empty where they cannot be read, as tail.View's are.
func (v shrinking) Lines(first int64, limit int) ([]tail.Line, int64) {
	all, next := v.view.Lines(first, limit)
	all = append([]tail.Line(nil), all...)
	for i := range all {
		if all[i].No < v.gone() {
			all[i] = tail.Line{No: all[i].No}
		}
	}
	return all, next
}

func TestDroppedLinesAreCounted(t *testing.T) {
	s := newStore(20_000)
	s.add(numbered(tail.Info, 10_000)...)
	for gone, want := range map[int64][2]int64{0: {10_000, 0}, 100: {9_900, 100}, 1500: {8_500, 1_500}, 9_999: {1, 9_999}} {
		var b bytes.Buffer
		v := shrinking{s.now(), func() int64 { return gone }}
		x := &saving{list: allLines{0, 10_000}, from: v, after: func(int64) {}}
		if err := x.write(t.Context(), &b); err != nil {
			t.Fatal(err)
		}
		if got := [2]int64{x.written, x.lost}; got != want || strings.Count(b.String(), "\n") != int(want[0]) {
			t.Errorf("%d gone: written and lost %v, %d in the file; want %v", gone, got, strings.Count(b.String(), "\n"), want)
		}
	}
	x := &saving{list: allLines{0, 10_000}, from: shrinking{s.now(), func() int64 { return 10_000 }}, after: func(int64) {}}
	if err := x.write(t.Context(), io.Discard); !errors.Is(err, errNothing) {
		t.Errorf("none left: %v", err)
	}
	x = &saving{list: hits{-3, 5, 6, 40_000}, from: s.now(), after: func(int64) {}} // not of the view
	if err := x.write(t.Context(), io.Discard); err != nil || x.written != 2 || x.lost != 2 {
		t.Errorf("%v, %d written, %d lost", err, x.written, x.lost)
	}
}

func TestLostLinesAreSaid(t *testing.T) {
	d := &disk{}
	saves(t, 1000, numbered(tail.Info, 1000), d, func(r *saveRig) {
		r.p.showAll()
		r.s.add(numbered(tail.Info, 400)...) // the pane has not looked yet
		r.tap("Save these 1,000 lines")
		r.ui.run(time.Second)
		name, _ := r.one()
		r.says("600 lines saved, 400 could no longer be read", name)
	})
}

func TestRunsOfNumbers(t *testing.T) {
	h := hits{1, 2, 3, 7, 9, 10, 11, 12, 13, 20}
	for i := range int64(3000) {
		h = append(h, 100+i)
	}
	s := &saving{list: h}
	var got []int64
	for i := int64(0); i < h.Len(); {
		n := s.run(i)
		got = append(got, n)
		i += n
	}
	if fmt.Sprint(got) != "[3 1 5 1 1024 1024 952]" {
		t.Errorf("runs %v", got)
	}
}

func TestNamesOfFiles(t *testing.T) {
	at := time.Date(2026, 11, 26, 4, 18, 45, 0, time.Local)
	for want, in := range map[string]struct {
		log string
		f   filter
	}{
		"wats-client_20261126-041845.log":                {"WATS client", filter{}},
		"wats_error_20261126-041845.log":                 {"wats.log", filter{level: tail.Error}},
		"pywats_info_sn-1001_20261126-041845.log":        {"pyWATS", filter{level: tail.Info, text: `  sn:/\1001 <>|"?*`}},
		"log_remote.-name-s_20261126-041845.log":         {"../..", filter{level: tail.Debug, text: `^(remote.+name)\s$`, regexp: true}},
		"con_20261126-041845.log":                        {"con", filter{}},
		strings.Repeat("a", 40) + "_20261126-041845.log": {strings.Repeat("a", 300), filter{}},
	} {
		if got := saveName(in.log, in.f, at); got != want {
			t.Errorf("%v: %s, want %s", in, got, want)
		}
	}
}
