//go:build unix

package durable

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func TestResolve(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	write(t, at("file"), "", 0o600)
	for from, to := range map[string]string{"near": "file", "far": at("file"), "twice": "near", "dangling": "sub/none", "loop": "loop"} {
		if err := os.Symlink(to, at(from)); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{
		"file": "file", "near": "file", "far": "file", "twice": "file", "dangling": "sub/none", "none": "none",
	} {
		if got, err := Resolve(at(path)); err != nil || got != at(want) {
			t.Errorf("%s: %s, %v", path, got, err)
		}
	}
	if _, err := Resolve(at("loop")); !errors.Is(err, syscall.ELOOP) {
		t.Errorf("a loop: %v", err)
	}
}

// What is no file is refused at once; opening a pipe would wait for its writer.
func TestReadRefuses(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := unix.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, pipe} {
		if _, _, err := Read(path, 10, time.Second); !errors.Is(err, ErrNotRegular) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, _, err := Read(filepath.Join(dir, "none"), 10, time.Second); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
	if _, _, err := Read(filepath.Join(dir, "no", "none"), 10, time.Second); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing directory: %v", err)
	}
}

// asNobody runs fn with the rights of an ordinary account, so that the tests say the
// same to an administrator.
func asNobody(t *testing.T, dir string, fn func()) {
	t.Helper()
	if os.Geteuid() == 0 {
		const nobody = 65534
		if err := os.Chown(dir, nobody, nobody); err != nil {
			t.Fatal(err)
		}
		for up := dir; up != filepath.Dir(up); up = filepath.Dir(up) {
			if fi, err := os.Stat(up); err == nil && fi.Mode()&0o011 == 0 && up != dir {
				if err := os.Chmod(up, fi.Mode()|0o011); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := syscall.Setreuid(-1, nobody); err != nil {
			t.Skip("cannot give up the administrator's rights:", err)
		}
		defer func() {
			if err := syscall.Setreuid(-1, 0); err != nil {
				t.Fatal(err)
			}
		}()
	}
	fn()
}

func TestWritable(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	asNobody(t, dir, func() {
		write(t, at("file"), "x", 0o600)
		write(t, at("fixed"), "x", 0o444)
		write(t, at("dark"), "x", 0)
		for _, d := range []string{"open", "closed"} {
			if err := os.Mkdir(at(d), 0o700); err != nil {
				t.Fatal(err)
			}
		}
		write(t, at("closed/file"), "x", 0o600)
		if err := os.Chmod(at("closed"), 0o500); err != nil {
			t.Fatal(err)
		}
		before := names(t, dir) + names(t, at("open"))
		for path, ok := range map[string]bool{
			"file": true, "fixed": false, "dark": true, "none": true, "open": true, "open/none": true,
			"open/a/b/none": true, "closed/none": false, "closed/a/none": false, "closed/file": false,
		} {
			err := Writable(at(path))
			if (err == nil) != ok || err != nil && !errors.Is(err, fs.ErrPermission) {
				t.Errorf("%s: %v", path, err)
			}
		}
		if err := Writable(at("file/none")); !errors.Is(err, syscall.ENOTDIR) {
			t.Errorf("below a file: %v", err)
		}
		if after := names(t, dir) + names(t, at("open")); after != before {
			t.Errorf("changed %s to %s", before, after)
		}
		if err := os.Chmod(at("closed"), 0o700); err != nil { // for the clean-up
			t.Fatal(err)
		}
	})
}

// An administrator who edits somebody's file does not take it from them.
func TestReplaceKeepsOwner(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only an administrator can give files away")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "f")
	write(t, path, "old", 0o600)
	if err := os.Chown(path, 1234, 2345); err != nil {
		t.Fatal(err)
	}
	fi, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := open(t, dir, Options{}).Replace("f", []byte("new"), fi.Mode(), fi); err != nil {
		t.Fatal(err)
	}
	fi, err = os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if st := fi.Sys().(*syscall.Stat_t); st.Uid != 1234 || st.Gid != 2345 || fi.Mode() != 0o600 {
		t.Errorf("owner %d:%d, mode %v", st.Uid, st.Gid, fi.Mode())
	}
}

// What this account cannot read can still be moved out of the way.
func TestSetAsideUnreadable(t *testing.T) {
	dir := t.TempDir()
	asNobody(t, dir, func() {
		write(t, filepath.Join(dir, "f"), "dark", 0)
		got, err := open(t, dir, Options{}).SetAside("f", "f.corrupt")
		if err != nil || names(t, dir) != "f.corrupt" {
			t.Errorf("%s, %v: %s", got, err, names(t, dir))
		}
	})
}
