package ui

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// stateDisk is what saving the state asks of the system; tests put another one there.
type stateDisk struct {
	create  func(dir string) (stateTemp, error) // a file of a name nobody has
	rename  func(from, to string) error
	syncDir func(dir string) error
}

// stateTemp is the file that will be the state file.
type stateTemp interface {
	io.Writer
	Name() string
	Sync() error
	Close() error
}

// statePattern names what is being written.
const statePattern = ".window-*.tmp"

var systemDisk = stateDisk{
	create: func(dir string) (stateTemp, error) {
		f, err := os.CreateTemp(dir, statePattern)
		if err != nil {
			return nil, err
		}
		return f, nil
	},
	rename:  os.Rename,
	syncDir: syncStateDir,
}

// syncStateDir flushes the names of a directory. Where the system cannot (Windows,
// network drives), what can be done has been done.
func syncStateDir(dir string) error {
	f, err := os.Open(dir) // #nosec G304 -- the folder of our own state file
	if err != nil {
		return err
	}
	defer f.Close()
	_ = f.Sync()
	return nil
}

// replace makes data the content of path.
func (d stateDisk) replace(path string, data []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	sweepState(dir)
	tmp, err := d.create(dir)
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = d.rename(tmp.Name(), path)
	}
	if err == nil {
		return d.syncDir(dir)
	}
	if gone := os.Remove(tmp.Name()); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// sweepState removes what power cuts and killed programs left over an hour ago or
// earlier; what is younger another window may be writing.
func sweepState(dir string) {
	old, _ := filepath.Glob(filepath.Join(dir, statePattern)) // the pattern is well formed
	for _, name := range old {
		if fi, err := os.Lstat(name); err == nil && time.Since(fi.ModTime()) > time.Hour {
			_ = os.Remove(name)
		}
	}
}
