package cache

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// replace makes the parts, one after the other, the whole content of name: a reader,
// a killed process or a power cut finds the old content or the new one.
func (d disk) replace(name string, parts ...[]byte) (found, error) {
	temp := tempPrefix + randomText()
	if err := d.write(temp, parts); err != nil {
		d.remove(temp) // #nosec G104 -- the first error is the one that matters
		return found{}, d.unsaved(name, err)
	}
	err := retry(func() error { return d.rename(temp, name) })
	if err != nil {
		d.remove(temp) // #nosec G104 -- the first error is the one that matters
		return found{}, d.unsaved(name, err)
	}
	if err := d.sync(); err != nil {
		return found{}, d.unsaved(name, err)
	}
	return d.stat(name)
}

// unsaved makes an error name the file that could not be replaced, not the temporary one.
func (d disk) unsaved(name string, err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	} else if e, ok := errors.AsType[*os.LinkError](err); ok {
		err = e.Err
	}
	return &fs.PathError{Op: "save", Path: filepath.Join(d.root.Name(), name), Err: err}
}

func (d disk) rename(from, to string) error {
	if d.seams.rename != nil {
		return d.seams.rename(d.root, from, to)
	}
	return d.root.Rename(from, to)
}

func (d disk) write(name string, parts [][]byte) error {
	f, err := d.create(name)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if err == nil {
			_, err = f.Write(p)
		}
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

func (d disk) create(name string) (file, error) {
	if d.seams.create != nil {
		return d.seams.create(d.root, name)
	}
	return d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

func randomText() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return hex.EncodeToString(b[:])
}
