package ui

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"stationcompanion/internal/crash"
)

// Whatever moment the power goes at, the window has the state it was given last, or the
// one before.
func TestStateFilePowerCut(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "window.json")
	states := []StateFile{defaultState(), defaultState(), defaultState()}
	for i := range states {
		states[i].Width += float32(i)
	}
	if err := states[0].Save(path); err != nil {
		t.Fatal(err)
	}
	r, err := crash.Record(dir)
	if err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	n := 0
	d := stateDisk{
		create: func(dir string) (stateTemp, error) {
			n++
			return r.OpenPath(filepath.Join(dir, ".window-"+string(rune('0'+n))+".tmp"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		},
		rename:  r.RenamePath,
		syncDir: func(string) error { return r.SyncDir(root) },
	}
	for _, s := range states[1:] {
		if err := s.save(path, d); err != nil {
			t.Fatal(err)
		}
		r.Mark("saved")
	}
	cuts := 0
	judge := func(tape *crash.Tape) (bad int) {
		place, p := crash.NewPlace(t.TempDir()), tape.Play()
		for ok := true; ok; ok = p.Next() {
			i := len(p.Marks())
			for l := range p.Every() {
				if err := place.Put(l); err != nil {
					t.Fatal(err)
				}
				cuts++
				got := LoadState(filepath.Join(place.Dir(), "window.json"))
				if got != states[i] && got != states[min(i+1, len(states)-1)] {
					if bad++; bad == 10 {
						return bad
					}
				}
			}
		}
		return bad
	}
	if bad := judge(r.Tape()); bad > 0 {
		t.Errorf("%d of %d power cuts", bad, cuts)
	}
	t.Logf("%d power cuts", cuts)
	if bad := judge(r.Tape().WithoutSync()); bad < 10 {
		t.Error("no fault found in a window that flushes nothing")
	}
}

// A full disk, after any byte or at any step, leaves the old state, and the error names
// the file.
func TestStateFileFullDisk(t *testing.T) {
	old, next := defaultState(), defaultState()
	next.Width++
	for n := range 200 {
		dir := t.TempDir()
		path := filepath.Join(dir, "window.json")
		full := crash.NewFaulty(n, crash.Unlimited, false, nil)
		if n >= 190 {
			full = crash.NewFaulty(crash.Unlimited, n-190, false, nil)
		}
		d := stateDisk{
			create: func(dir string) (stateTemp, error) {
				return full.OpenPath(filepath.Join(dir, ".window-1.tmp"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
			},
			rename: full.RenamePath, syncDir: func(string) error { return nil },
		}
		if err := old.Save(path); err != nil {
			t.Fatal(err)
		}
		err := next.save(path, d)
		got := LoadState(path)
		if err == nil {
			if got != next {
				t.Errorf("%d: %+v", n, got)
			}
			continue
		}
		e, ok := errors.AsType[*fs.PathError](err)
		if got != old || !errors.Is(err, syscall.ENOSPC) || !ok || e.Path != path {
			t.Errorf("%d: %+v, %v", n, got, err)
		}
		if left, _ := os.ReadDir(dir); len(left) != 1 {
			t.Errorf("%d: %d files", n, len(left))
		}
		full.Mend()
		if err := next.save(path, d); err != nil || LoadState(path) != next {
			t.Errorf("%d: once there is room: %v", n, err)
		}
	}
}

// What power cuts left over goes; what another window may be writing stays.
func TestStateFileLeftOvers(t *testing.T) {
	dir := t.TempDir()
	for name, age := range map[string]time.Duration{".window-1.tmp": 2 * time.Hour, ".window-2.tmp": time.Minute, ".window-x": 2 * time.Hour} {
		path, at := filepath.Join(dir, name), time.Now().Add(-age)
		if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	if err := defaultState().Save(filepath.Join(dir, "window.json")); err != nil {
		t.Fatal(err)
	}
	var names []string
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if want := []string{".window-2.tmp", ".window-x", "window.json"}; !slices.Equal(names, want) {
		t.Errorf("%q", names)
	}
}
