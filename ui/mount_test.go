//go:build linux

package ui

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// noTest is a context of no test, for what the places do.
var noTest = context.Background()

// inside runs the test once more in a process that may mount file systems, which it
// alone sees, and reports whether this is that process. Skipped, visibly, where the
// system does not let it.
func inside(t *testing.T) bool {
	t.Helper()
	const sign = "UI_TEST_MAY_MOUNT"
	if os.Getenv(sign) == t.Name() {
		return true
	}
	self, err := os.Executable()
	if err != nil {
		t.Skip("cannot start another process:", err)
	}
	cmd := exec.Command(self, "-test.run=^"+t.Name()+"$", "-test.v", "-test.count=1")
	cmd.Env = append(os.Environ(), sign+"="+t.Name())
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	text := strings.TrimSpace(string(out))
	switch {
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.ENOSYS):
		t.Skip("no user namespace to mount in:", err)
	case err != nil:
		t.Errorf("inside: %v\n%s", err, text)
	case strings.Contains(text, "--- SKIP"):
		t.Skip("inside:", text)
	default:
		t.Log(text)
	}
	return false
}

// mount mounts or skips.
func mount(t *testing.T, source, target, kind string, flags uintptr, data string) {
	t.Helper()
	if err := syscall.Mount(source, target, kind, flags, data); err != nil {
		t.Skipf("may not mount %s: %v", target, err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(target, syscall.MNT_DETACH) })
}

// A disk mounted read-only.
func TestPlacesOnAReadOnlyDisk(t *testing.T) {
	if !inside(t) {
		return
	}
	dir := t.TempDir()
	fillPlaces(t, dir)
	mount(t, dir, dir, "", syscall.MS_BIND, "")
	if err := syscall.Mount("", dir, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip("may not mount read-only:", err)
	}
	tryPlaces(t, dir, "can only be read")
	tryNowhere(t, dir, "can only be read")
}

// A small disk that is really full, and has room again.
func TestPlacesOnAFullDisk(t *testing.T) {
	if !inside(t) {
		return
	}
	dir := t.TempDir()
	mount(t, "tmpfs", dir, "tmpfs", 0, "size=512k")
	fillPlaces(t, dir)
	filler := filepath.Join(dir, "filler")
	f, err := os.Create(filler)
	if err != nil {
		t.Fatal(err)
	}
	for err = nil; err == nil; {
		_, err = f.Write(make([]byte, 4096))
	}
	f.Close()
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	tryPlaces(t, dir, "disk is full")
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	for _, p := range places {
		if err := p.again(p.dir(dir)); err != nil {
			t.Errorf("%s, with room again: %v", p.name, err)
		}
	}
}

// Places that belong to another account.
func TestPlacesOfAnotherAccount(t *testing.T) {
	dir := t.TempDir()
	fillPlaces(t, dir)
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			t.Cleanup(func() { _ = os.Chmod(path, 0o755) })
			return os.Chmod(path, 0o555)
		}
		return os.Chmod(path, 0o444)
	})
	if err != nil {
		t.Fatal(err)
	}
	asAnother(t, dir, func() {
		tryPlaces(t, dir, "may not")
		tryNowhere(t, dir, "may not")
	})
}

// asAnother gives up the administrator's rights, whom modes do not bind.
func asAnother(t *testing.T, dir string, fn func()) {
	t.Helper()
	if os.Geteuid() == 0 {
		if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil { // the test's own
			t.Fatal(err)
		}
		for up := filepath.Dir(dir); up != filepath.Dir(up); up = filepath.Dir(up) {
			if fi, err := os.Stat(up); err == nil && fi.Mode()&0o001 == 0 {
				t.Skipf("another account does not get to %s", up)
			}
		}
		const nobody = 65534
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
