//go:build unix

package instance

import (
	"fmt"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// privateDir makes the directory and insists that it is this user's alone: in one that
// others may write to, a claim could be exchanged.
func privateDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !info.IsDir() || !ok || int(owner.Uid) != os.Geteuid() {
		return fmt.Errorf("%s is not this user's own directory", dir)
	}
	if info.Mode().Perm()&0o022 != 0 {
		return os.Chmod(dir, 0o700) // #nosec G302 -- a directory, which nobody can use without x
	}
	return nil
}

// usable reports whether a directory is there and this user may make files in it.
func usable(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir() && unix.Access(dir, unix.W_OK|unix.X_OK) == nil
}
