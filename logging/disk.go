package logging

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// file is a log file as the rotator needs it.
type file interface {
	io.Writer
	Name() string
	Stat() (fs.FileInfo, error)
	Sync() error
	Close() error
}

// disk makes and removes log files; nil functions ask the system, tests others.
type disk struct {
	openFile   func(path string, flag int) (file, error)
	removeFile func(path string) error
}

// open opens a file to write at its end.
func (d disk) open(path string, flag int) (file, error) {
	if d.openFile != nil {
		return d.openFile(path, flag)
	}
	f, err := os.OpenFile(path, flag, 0o600) // #nosec G304 -- our own log directory
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (d disk) remove(path string) error {
	if d.removeFile != nil {
		return d.removeFile(path)
	}
	return os.Remove(path)
}

// open gives the file to go on with and its size.
func (r *rotator) open(now time.Time) (file, int64, error) {
	if err := os.MkdirAll(r.dir, 0o700); err != nil {
		return nil, 0, err
	}
	names, err := logNames(r.dir)
	if err != nil {
		return nil, 0, err
	}
	r.joined = false
	if len(names) > 0 {
		newest := filepath.Join(r.dir, names[len(names)-1].String())
		if r.brokeOff(newest) {
			r.broke = newest
		}
		if r.join {
			if f, size, err := r.joinFile(newest); err == nil {
				r.joined = true
				return f, size, nil
			}
		}
	}
	name := newName(now, names)
	for range 100 { // another process may begin the same name at this moment
		f, err := r.disk.open(filepath.Join(r.dir, name.String()), os.O_WRONLY|os.O_APPEND|os.O_CREATE|os.O_EXCL)
		if !errors.Is(err, fs.ErrExist) {
			return f, 0, err
		}
		name = name.next()
	}
	return nil, 0, fmt.Errorf("no free name like %s", name)
}

// joinFile opens an existing file if it has room. Appending is atomic, so lines
// of two processes stand whole beside each other.
func (r *rotator) joinFile(path string) (file, int64, error) {
	f, err := r.disk.open(path, os.O_WRONLY|os.O_APPEND)
	if err != nil {
		return nil, 0, err
	}
	fi, err := f.Stat()
	if err == nil && fi.Size() >= r.maxBytes {
		err = errors.New("full")
	}
	if err != nil {
		_ = f.Close()
		return nil, 0, err
	}
	return f, fi.Size(), nil
}

// brokeOff reports whether a file does not end with a line end: power or disk failed
// while its last line was written, or after, before the system had put it on disk.
func (r *rotator) brokeOff(path string) bool {
	f, err := os.Open(path) // #nosec G304 -- our own log directory
	if err != nil {
		return false
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil || !fi.Mode().IsRegular() || fi.Size() == 0 {
		return false
	}
	var last [1]byte
	_, err = f.ReadAt(last[:], fi.Size()-1)
	return err == nil && last[0] != '\n'
}
