package fingerprint

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// desk is a watcher over a PC the test turns.
type desk struct {
	mu     sync.Mutex
	now    Reading
	name   naming
	found  []Finding
	failed []string
	path   string
}

func newDesk(t *testing.T) *desk {
	return &desk{now: pcOf("TEST-07", "m1", board, wifi), name: naming{name: "FCT-7"}, path: filepath.Join(t.TempDir(), "state", "pc.json")}
}

func (d *desk) options() Options {
	return Options{
		Path: d.path,
		Read: func() Reading { d.mu.Lock(); defer d.mu.Unlock(); return d.now },
		Station: func() (string, bool) {
			d.mu.Lock()
			defer d.mu.Unlock()
			return d.name.name, d.name.follows
		},
		Found:  func(f Finding) { d.mu.Lock(); defer d.mu.Unlock(); d.found = append(d.found, f) },
		Failed: func(err error) { d.mu.Lock(); defer d.mu.Unlock(); d.failed = append(d.failed, err.Error()) },
	}
}

func (d *desk) set(now Reading) { d.mu.Lock(); defer d.mu.Unlock(); d.now = now }

// once is a start of the program that ends at once.
func (d *desk) once() *Watcher {
	w := New(d.options())
	w.look(true)
	return w
}

// run runs a watcher while body does.
func (d *desk) run(t *testing.T, body func(w *Watcher)) {
	t.Helper()
	w := New(d.options())
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); w.Run(ctx, time.Minute) }()
	defer func() { cancel(); <-done }()
	synctest.Wait()
	body(w)
}

func TestWatcherTellsAndRemembers(t *testing.T) {
	dir := newDesk(t)
	synctest.Test(t, func(t *testing.T) {
		dir.run(t, func(w *Watcher) {
			if got := w.Findings(); len(got) != 0 {
				t.Fatalf("the first start: %+v", got)
			}
			var seen [][]Finding
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			go w.Watch(ctx, func(fs []Finding) { seen = append(seen, fs) })
			synctest.Wait()
			dir.set(pcOf("NEW-01", "m1", board, wifi))
			time.Sleep(61 * time.Second) // found while it runs, too
			synctest.Wait()
			if len(seen) != 2 || len(seen[0]) != 0 || !slices.Equal(kindsOf(seen[1]), []Kind{Renamed}) {
				t.Fatalf("watched %+v", seen)
			}
			time.Sleep(time.Hour)
			synctest.Wait()
			if len(seen) != 2 || len(dir.found) != 1 {
				t.Errorf("handed out %d times, told %d times", len(seen), len(dir.found))
			}
			w.Acknowledge(w.Findings())
			if got := w.Findings(); !got[0].Acknowledged {
				t.Error("read, but not at once")
			}
		})
		dir.run(t, func(w *Watcher) {
			if got := w.Findings(); len(got) != 1 || !got[0].Acknowledged || len(dir.found) != 1 {
				t.Errorf("the next start: %+v, told %d times", got, len(dir.found))
			}
		})
	})
	if len(dir.failed) != 0 {
		t.Errorf("failed: %q", dir.failed)
	}
}

func TestAcknowledgedAtTheVeryEnd(t *testing.T) {
	d := newDesk(t)
	d.once()
	d.set(pcOf("NEW-01", "m1", board, wifi))
	w := New(d.options())
	ctx, cancel := context.WithCancel(t.Context())
	w.look(true)
	w.Acknowledge(w.Findings())
	cancel()
	w.Run(ctx, time.Hour)
	if got := d.once().Findings(); len(got) != 1 || !got[0].Acknowledged {
		t.Errorf("after the end: %+v", got)
	}
}

func TestReportsReachTheFindings(t *testing.T) {
	d := newDesk(t)
	w := d.once()
	later := time.Now().Add(time.Hour)
	w.SetReports([]Report{{"a", later, boardB.MAC}, {"b", later, board.MAC}, {"c", later, boardB.MAC}})
	w.look(false)
	got := w.Findings()
	if len(got) != 1 || got[0].Kind != OtherPC || got[0].Origin != boardB.MAC || !got[0].Mixed {
		t.Fatalf("%+v", got)
	}
	if again := Peek(d.options()); len(again) != 1 || again[0].Key != got[0].Key {
		t.Errorf("asked later: %+v", again)
	}
}

// Whoever only asks writes nothing and counts no start.
func TestPeekWritesNothing(t *testing.T) {
	d := newDesk(t)
	if got := Peek(d.options()); got != nil {
		t.Errorf("without a memory: %+v", got)
	}
	if _, err := os.Stat(filepath.Dir(d.path)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("asking made a folder: %v", err)
	}
	d.once()
	before, err := os.ReadFile(d.path)
	if err != nil {
		t.Fatal(err)
	}
	d.set(pcOf("NEW-01", "m1", board))
	if got := Peek(d.options()); !slices.Equal(kindsOf(got), []Kind{Renamed}) {
		t.Errorf("found %+v", got)
	}
	if after, err := os.ReadFile(d.path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("asking changed the file: %v", err)
	}
}

// A power cut may leave any part of the file, or zeros: the program begins anew, says so
// once, and nothing odd is found.
func TestDamagedMemory(t *testing.T) {
	d := newDesk(t)
	d.once()
	whole, err := os.ReadFile(d.path)
	if err != nil {
		t.Fatal(err)
	}
	damaged := [][]byte{make([]byte, len(whole)), []byte("[]"), []byte("null"), bytes.Repeat([]byte("x"), maxFile+1)}
	for n := 0; n < len(whole); n += 7 {
		damaged = append(damaged, whole[:n], append(slices.Clone(whole[:n]), make([]byte, len(whole)-n)...))
	}
	for _, data := range damaged {
		if err := os.WriteFile(d.path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := d.once().Findings(); len(got) != 0 {
			t.Fatalf("%.40q: found %+v", data, got)
		}
		m, err := remember(d.path)
		if err != nil || len(m.PCs) != 1 || m.PCs[0].Host != "TEST-07" {
			t.Fatalf("%.40q: not begun anew: %v %+v", data, err, m)
		}
	}
	if len(d.failed) < len(damaged)/2 {
		t.Errorf("%d of %d damaged files were told of", len(d.failed), len(damaged))
	}
	if info, err := os.Stat(d.path); err != nil || info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

// Where nothing can be written, findings hold while the program runs, and it is said once.
func TestNowhereToWrite(t *testing.T) {
	d := newDesk(t)
	if err := os.WriteFile(filepath.Dir(d.path), []byte("a file in the folder's place"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := d.once()
	d.set(pcOf("NEW-01", "m1", board, wifi))
	w.look(false)
	w.Acknowledge(w.Findings())
	w.look(false)
	if got := w.Findings(); len(got) != 1 || !got[0].Acknowledged || len(d.found) != 1 {
		t.Errorf("%+v, told %d times", got, len(d.found))
	}
	if len(d.failed) != 1 || !strings.Contains(d.failed[0], "state") {
		t.Errorf("failed %q", d.failed)
	}
}

// Two windows of one account do not undo each other.
func TestTwoWatchers(t *testing.T) {
	d := newDesk(t)
	a := d.once()
	d.set(pcOf("NEW-01", "m1", board, wifi))
	a.look(false)
	b := New(d.options())
	b.look(true)
	a.Acknowledge(a.Findings())
	a.look(false)
	b.look(false)
	if got := b.Findings(); len(got) != 1 || !got[0].Acknowledged || len(d.found) != 1 {
		t.Errorf("the other window: %+v, told %d times", got, len(d.found))
	}
}

// Whatever lies in the file, a start finds its way and leaves a file within the bounds.
func FuzzMemory(f *testing.F) {
	f.Add([]byte(`{"version":1,"pcs":[{"machine":"m1","host":"A","first":"2026-01-01T00:00:00Z","last":"2026-01-01T00:00:00Z","starts":12,"adapters":[{"name":"eth0","mac":"001122000009","bus":"built_in","starts":12,"last":"2026-01-01T00:00:00Z","gone":"2026-01-01T00:00:00Z"}],"said":[{"key":"pc_renamed a test-07"}],"foreign":[{"id":"x","origin":"001B21000001"}]}]}`))
	f.Add([]byte(`{"pcs":[{},{},{}]}`))
	f.Add([]byte("\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := newDesk(t)
		if err := os.MkdirAll(filepath.Dir(d.path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(d.path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		d.once()
		m, err := remember(d.path)
		if err != nil || len(m.PCs) == 0 || len(m.PCs) > maxPCs {
			t.Fatalf("%v, %d PCs", err, len(m.PCs))
		}
	})
}
