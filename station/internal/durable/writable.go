package durable

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Writable tells whether this account can replace the file at path, or make it with
// its directories; nil, or the reason. It changes nothing on disk.
func Writable(path string) error {
	target, fi, err := resolve(path)
	switch {
	case err != nil:
		return err
	case fi == nil:
		return ancestorWritable(filepath.Dir(target))
	case regular(fi) && readable(target): // anything else is moved aside when saved
		if err := fileWritable(target); err != nil {
			return err
		}
	}
	return dirWritable(filepath.Dir(target))
}

// ancestorWritable asks the nearest directory that exists.
func ancestorWritable(dir string) error {
	for {
		fi, err := os.Stat(dir)
		parent := filepath.Dir(dir)
		switch {
		case err == nil && !fi.IsDir():
			return &fs.PathError{Op: "write", Path: dir, Err: syscall.ENOTDIR}
		case err == nil:
			return dirWritable(dir)
		case !errors.Is(err, fs.ErrNotExist) || parent == dir:
			return err
		}
		dir = parent
	}
}

func readable(path string) bool {
	_, _, err := Read(path, 0, 0)
	return err == nil
}
