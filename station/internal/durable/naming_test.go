package durable

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// What goes wrong is told of the file people know, wherever it went wrong.
func TestErrorsNameTheFile(t *testing.T) {
	for name, files := range map[string]Files{
		"creating": {Create: func(*os.Root, string) (File, error) {
			return nil, &fs.PathError{Op: "openat", Path: ".f.tmp-1", Err: syscall.ENOSPC}
		}},
		"renaming": {Rename: func(_ *os.Root, from, to string) error {
			return &os.LinkError{Op: "renameat", Old: from, New: to, Err: syscall.ENOSPC}
		}},
		"flushing the names": {SyncDir: func(*os.Root) error { return syscall.ENOSPC }},
	} {
		dir := t.TempDir()
		err := open(t, dir, Options{Files: files}).Replace("f", []byte("x"), 0o600, nil)
		e, ok := errors.AsType[*fs.PathError](err)
		if !ok || e.Path != filepath.Join(dir, "f") || e.Err != syscall.ENOSPC {
			t.Errorf("%s: %v", name, err)
		}
	}
}
