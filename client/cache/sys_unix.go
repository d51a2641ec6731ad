//go:build !windows

package cache

import (
	"errors"
	"os"
	"syscall"
)

// sharing tells whether err may pass because another program holds the file: never
// here, where holding a file hinders nobody.
func sharing(error) bool { return false }

// syncDir flushes a directory's names. Some network and user-space file systems
// cannot; what they can do has been done then.
func syncDir(root *os.Root) error {
	f, err := root.Open(".")
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}
