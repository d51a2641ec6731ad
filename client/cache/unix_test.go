//go:build unix

package cache

import (
	"syscall"
	"testing"
)

// Opening a pipe would wait for its writer.
func TestPipe(t *testing.T) {
	o := ten(t)
	if err := syscall.Mkfifo(inAccount(o, idOf(24)+reportExt), 0o600); err != nil {
		t.Skip("cannot make pipes:", err)
	}
	c := mustOpen(t, o)
	if _, err := got(c, 24); err != ErrMissing || c.Stats().Reports != 10 {
		t.Errorf("%v, %+v", err, c.Stats())
	}
	put(t, c, 24, "in its place")
	wantBody(t, c, 24, "in its place")
}

// What is kept is for this user's eyes only.
func TestModes(t *testing.T) {
	old := syscall.Umask(0)
	defer syscall.Umask(old)
	o := ten(t)
	c := mustOpen(t, o)
	for _, name := range append(tree(t, c), ".") {
		fi, err := c.disk.root.Stat(name)
		if err != nil || fi.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v, %v", name, fi.Mode(), err)
		}
	}
}
