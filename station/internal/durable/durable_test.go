package durable

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, path string, o Options) *Dir {
	t.Helper()
	d, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

func write(t *testing.T, path, text string, mode fs.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func text(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "f")
	d := open(t, dir, Options{})
	for _, want := range []string{"one", "", "three, and longer"} {
		if err := d.Replace("f", []byte(want), 0o640, nil); err != nil {
			t.Fatal(err)
		}
		if got := text(t, path); got != want {
			t.Errorf("holds %q, want %q", got, want)
		}
	}
	if fi, _ := os.Stat(path); runtime.GOOS != "windows" && fi.Mode() != 0o640 {
		t.Errorf("mode %v", fi.Mode())
	}
	if got := names(t, dir); got != "f" {
		t.Errorf("left behind: %s", got)
	}
}

// A rename that fails for good leaves the old file and nothing else.
func TestReplaceFails(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "f"), "old", 0o600)
	fault := errors.New("injected")
	calls := 0
	d := open(t, dir, Options{Files: Files{Rename: func(*os.Root, string, string) error { calls++; return fault }}})
	if err := d.Replace("f", []byte("new"), 0o600, nil); !errors.Is(err, fault) {
		t.Errorf("error %v", err)
	}
	if got := names(t, dir) + ": " + text(t, filepath.Join(dir, "f")); got != "f: old" || calls != 1 {
		t.Errorf("%s after %d calls", got, calls)
	}
}

// A virus scanner that lets go within two seconds costs nothing but the wait.
func TestReplaceRidesOutSharing(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		policy := DefaultPolicy
		policy.Transient = &Transient{Is: sharing}
		for _, code := range sharingCodes {
			began := time.Now()
			d, err := Open(dir, Options{Retry: policy, Files: Files{Rename: func(r *os.Root, from, to string) error {
				if time.Since(began) < 1500*time.Millisecond {
					return &os.LinkError{Op: "rename", Old: from, New: to, Err: code}
				}
				return r.Rename(from, to)
			}}})
			if err != nil {
				t.Fatal(err)
			}
			if err := d.Replace("f", []byte(fmt.Sprint(code)), 0o600, nil); err != nil {
				t.Errorf("%d: %v", code, err)
			}
			_ = d.Close()
		}
	})
	if got := text(t, filepath.Join(dir, "f")); got != fmt.Sprint(syscall.Errno(1175)) {
		t.Errorf("holds %q", got)
	}
}

func TestPolicy(t *testing.T) {
	busy, gone := syscall.Errno(32), syscall.Errno(2)
	policy := DefaultPolicy
	policy.Transient = &Transient{Is: sharing}
	for name, tc := range map[string]struct {
		answers func(n int) error
		policy  Policy
		err     error
		calls   int
		pauses  time.Duration
	}{
		"at once":     {func(int) error { return nil }, policy, nil, 1, 0},
		"for good":    {func(int) error { return gone }, policy, gone, 1, 0},
		"no policy":   {func(int) error { return busy }, Policy{}, busy, 1, 0},
		"third time":  {func(n int) error { return map[bool]error{true: busy}[n < 3] }, policy, nil, 3, 3 * time.Millisecond},
		"never":       {func(int) error { return busy }, policy, busy, 45, 1963 * time.Millisecond},
		"then broken": {func(n int) error { return map[bool]error{true: busy, false: gone}[n < 2] }, policy, gone, 2, time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				calls, began := 0, time.Now()
				err := tc.policy.Do(func() error {
					if calls++; calls > 1000 {
						t.Fatal("no end")
					}
					return tc.answers(calls)
				})
				if took := time.Since(began); !errors.Is(err, tc.err) || calls != tc.calls || took != tc.pauses {
					t.Errorf("%v after %d calls and %v, want %v, %d, %v", err, calls, took, tc.err, tc.calls, tc.pauses)
				}
			})
		})
	}
}

func TestSharingCodes(t *testing.T) {
	for code, want := range map[syscall.Errno]bool{5: true, 32: true, 33: true, 1175: true, 2: false, 3: false, 1176: false} {
		if got := sharing(&fs.PathError{Err: code}); got != want {
			t.Errorf("%d: %v", code, got)
		}
	}
	if sharing(errors.New("5")) {
		t.Error("an error without a code passes")
	}
	if got := Sharing(syscall.Errno(32)); got != (runtime.GOOS == "windows") {
		t.Errorf("sharing errors pass on %s: %v", runtime.GOOS, got)
	}
}

// A reader never finds anything but one whole content while a writer replaces.
func TestReaderSeesWholeFiles(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir, Options{})
	contents := [][]byte{bytes.Repeat([]byte("a"), 3000), bytes.Repeat([]byte("b"), 70_000)}
	if err := d.Replace("f", contents[0], 0o600, nil); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(done)
		for i := range 100 {
			if err := d.Replace("f", contents[i%2], 0o600, nil); err != nil {
				t.Error(err)
				return
			}
		}
	})
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		got, _, err := Read(filepath.Join(dir, "f"), 1<<20, 0)
		if err != nil || !bytes.Equal(got, contents[0]) && !bytes.Equal(got, contents[1]) {
			t.Errorf("found %d bytes, %v", len(got), err)
			break
		}
	}
	wg.Wait()
}

func TestSweep(t *testing.T) {
	dir := t.TempDir()
	for _, n := range []string{"f", ".f.tmp-1", ".f.tmp-2", ".f.bak.tmp-1", ".g.tmp-1", ".fg.tmp-1", ".f.bak", "f.tmp-1"} {
		write(t, filepath.Join(dir, n), "x", 0o600)
	}
	open(t, dir, Options{}).Sweep("f")
	if got := names(t, dir); got != ".f.bak .fg.tmp-1 .g.tmp-1 f f.tmp-1" {
		t.Errorf("left: %s", got)
	}
}

func TestSetAside(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir, Options{})
	write(t, filepath.Join(dir, "f"), "damaged", 0o600)
	write(t, filepath.Join(dir, "f.corrupt"), "yesterday's", 0o600)
	got, err := d.SetAside("f", "f.corrupt")
	if err != nil || got != "f.corrupt-2" {
		t.Fatalf("%q, %v", got, err)
	}
	if text(t, filepath.Join(dir, got)) != "damaged" || text(t, filepath.Join(dir, "f.corrupt")) != "yesterday's" {
		t.Error("content lost")
	}
	if err := d.Replace("f", []byte("new"), 0o600, nil); err != nil {
		t.Fatal(err)
	}
	if text(t, filepath.Join(dir, got)) != "damaged" {
		t.Error("the copy changed with the file")
	}
	if err := os.MkdirAll(filepath.Join(dir, "g", "in"), 0o700); err != nil {
		t.Fatal(err)
	}
	if got, err := d.SetAside("g", "g.corrupt"); err != nil || got != "g.corrupt" {
		t.Fatalf("%q, %v", got, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "g.corrupt", "in")); err != nil {
		t.Error(err)
	}
	if _, err := d.SetAside("none", "none.corrupt"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f")
	unlock, err := Lock(t.Context(), path, time.Second, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(t.Context(), path, 20*time.Millisecond, 0o600); !errors.Is(err, ErrBusy) {
		t.Errorf("a second lock: %v", err)
	}
	unlock()
	unlock, err = Lock(t.Context(), path, time.Second, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	unlock()
	if _, err := Lock(t.Context(), filepath.Join(t.TempDir(), "no", "f"), time.Second, 0o600); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a directory: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Lock(ctx, path, time.Second, 0o600); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestMkdirAll(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a", "b", "c")
	for range 2 {
		if err := MkdirAll(path, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if fi, err := os.Stat(path); err != nil || !fi.IsDir() {
		t.Error(err)
	}
	write(t, filepath.Join(dir, "file"), "", 0o600)
	if err := MkdirAll(filepath.Join(dir, "file", "x"), 0o700); err == nil {
		t.Error("a directory below a file")
	}
}

func FuzzReadUpTo(f *testing.F) {
	f.Add([]byte("abc"), int64(2), 1)
	f.Add([]byte("abc"), int64(9), 0)
	f.Fuzz(func(t *testing.T, data []byte, limit int64, size int) {
		if limit < 0 || size < 0 || size > 1<<16 {
			return
		}
		got, err := readUpTo(bytes.NewReader(data), make([]byte, 0, size), limit)
		if want := data[:min(int64(len(data)), limit)]; err != nil || !bytes.Equal(got, want) {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	})
}
