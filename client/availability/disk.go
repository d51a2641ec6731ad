package availability

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// disk is what saving asks of the system; tests put another one there.
type disk struct {
	create  func(path string) (temp, error) // a file that is not there
	rename  func(from, to string) error
	remove  func(path string) error
	syncDir func(dir string) error
}

// temp is the file that will be the record.
type temp interface {
	Write([]byte) (int, error)
	Sync() error
	Close() error
}

var system = disk{
	create: func(path string) (temp, error) { return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) }, // #nosec G304 -- our own record
	rename: rename, remove: os.Remove, syncDir: syncDir,
}

// write replaces the file whole or not at all: a temporary one beside it, flushed, then
// renamed over it.
func (d disk) write(path string, k *kept) error {
	data, err := encode(k)
	if err != nil {
		return err
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	tmp := path + ".tmp" // one name, so that power cuts leave one file
	if err := d.remove(tmp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := d.create(tmp)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = d.rename(tmp, path)
	}
	if err != nil {
		return errors.Join(err, d.remove(tmp))
	}
	return d.syncDir(dir)
}

// putAside gives a file another name, for good.
func (d disk) putAside(path, aside string) error {
	if err := d.rename(path, aside); err != nil {
		return err
	}
	return d.syncDir(filepath.Dir(path))
}

// rename tries for a moment: on Windows a virus scanner may hold either file.
func rename(from, to string) (err error) {
	for range 3 {
		if err = os.Rename(from, to); err == nil || runtime.GOOS != "windows" {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err
}

// syncDir makes the new name outlast a power cut; Windows has no such thing.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir) // #nosec G304 -- our own record
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
