package lookup

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"

	"stationcompanion/client/report/export"
)

// saveDir is where reports are saved: a folder of the program's among this account's
// documents.
func (d Deps) saveDir() string {
	if d.SaveDir != "" {
		return d.SaveDir
	}
	dir := xdg.UserDirs.Documents
	if dir == "" {
		dir = xdg.Home
	}
	return filepath.Join(dir, "Station Companion")
}

// SaveFile writes a file of the program's own beside the reports that are saved, whole or
// not at all, under a safe name like name, and gives its path. It runs on any goroutine and
// may take as long as write does.
func (p *Panel) SaveFile(name string, write func(io.Writer) error) (path string, err error) {
	return saveInto(p.d.saveDir(), export.SafeName(name), write)
}

// saveInto writes a file that is whole or not there: beside its place first, then moved.
// Where the name is taken the file gets a number; nothing is ever replaced.
func saveInto(dir, name string, write func(io.Writer) error) (path string, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, ".saving-*")
	if err != nil {
		return "", err
	}
	defer os.Remove(f.Name()) //nolint:errcheck // moved, unless something failed
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return "", err
	}
	if path, err = reserve(dir, name); err != nil {
		return "", err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		os.Remove(path) //nolint:errcheck // the name is free again
		return "", err
	}
	return path, nil
}

// maxSameName is how many files may have one name.
const maxSameName = 1000

// reserve takes a name that is free.
func reserve(dir, name string) (string, error) {
	ext := filepath.Ext(name)
	for i := 1; i <= maxSameName; i++ {
		try := name
		if i > 1 {
			try = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), i, ext)
		}
		path := filepath.Join(dir, try)
		f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err == nil {
			return path, f.Close()
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", err
		}
	}
	return "", fs.ErrExist
}
