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
	return SaveFile(p.d.SaveDir, export.SafeName(name), write)
}

// saveInto writes a file that is whole or not there, also after a power cut: beside its
// place first, flushed, then given its name. Where the name is taken the file gets a
// number; nothing is ever replaced.
func saveInto(dir, name string, write func(io.Writer) error) (path string, err error) {
	return systemSaves.into(dir, name, write)
}

func (d saveDisk) into(dir, name string, write func(io.Writer) error) (path string, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	sweepSaves(dir)
	f, err := d.create(dir)
	if err != nil {
		return "", err
	}
	defer d.remove(f.Name()) //nolint:errcheck // moved, unless something failed
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		path, err = d.name(f.Name(), dir, name)
	}
	if err == nil {
		err = d.syncDir(dir)
	}
	return path, err
}

// name gives the written file its name: as a second one, which fails where it is taken.
// Where the disk has no second names (FAT) an empty file keeps the place for the moment
// until the written one is moved there.
func (d saveDisk) name(temp, dir, name string) (string, error) {
	for i := 1; i <= maxSameName; i++ {
		path := filepath.Join(dir, numbered(name, i))
		switch err := d.link(temp, path); {
		case err == nil:
			return path, nil
		case !errors.Is(err, fs.ErrExist):
			return d.move(temp, dir, name)
		}
	}
	return "", fs.ErrExist
}

func (d saveDisk) move(temp, dir, name string) (string, error) {
	path, err := reserve(dir, name)
	if err != nil {
		return "", err
	}
	if err := d.rename(temp, path); err != nil {
		os.Remove(path) // #nosec G104 -- the name is free again
		return "", err
	}
	return path, nil
}

// maxSameName is how many files may have one name.
const maxSameName = 1000

// numbered is the i-th name like name.
func numbered(name string, i int) string {
	if i == 1 {
		return name
	}
	ext := filepath.Ext(name)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), i, ext)
}

// reserve takes a name that is free.
func reserve(dir, name string) (string, error) {
	for i := 1; i <= maxSameName; i++ {
		path := filepath.Join(dir, numbered(name, i))
		f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // #nosec G304 -- the folder a person chose
		if err == nil {
			return path, f.Close()
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", err
		}
	}
	return "", fs.ErrExist
}
