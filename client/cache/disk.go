package cache

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// disk is one directory with the few things done in it. Everything happens beneath an
// os.Root: no name and no link leads out, and on Windows its handles share deletion,
// so that a reader never hinders a writer.
type disk struct {
	root  *os.Root
	seams seams
}

// seams let a test inject faults; nil fields do the real thing.
type seams struct {
	create  func(*os.Root, string) (file, error)
	rename  func(r *os.Root, from, to string) error
	remove  func(*os.Root, string) error
	syncDir func(*os.Root) error
}

type file interface {
	io.Writer
	Sync() error
	Close() error
}

// found is one file as the directory lists it.
type found struct {
	name      string
	size, mod int64 // bytes; ns of Unix time
}

func foundOf(fi fs.FileInfo) found {
	return found{name: fi.Name(), size: fi.Size(), mod: fi.ModTime().UnixNano()}
}

// files lists the reports, lists and left-overs of writing that are there.
func (d disk) files() (files, temps []found, err error) {
	entries, err := d.entries()
	for _, e := range entries {
		temp := strings.HasPrefix(e.Name(), tempPrefix)
		if !e.Type().IsRegular() || !temp && !kept(e.Name()) {
			continue
		}
		fi, err := e.Info()
		if err != nil {
			continue // gone meanwhile
		}
		if temp {
			temps = append(temps, foundOf(fi))
		} else {
			files = append(files, foundOf(fi))
		}
	}
	return files, temps, err
}

func (d disk) entries() ([]fs.DirEntry, error) {
	f, err := d.root.Open(".")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

// stat describes a file; a link or anything else that is no plain file is missing.
func (d disk) stat(name string) (found, error) {
	fi, err := d.root.Lstat(name)
	if err != nil {
		return found{}, err
	}
	if !fi.Mode().IsRegular() {
		return found{}, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return foundOf(fi), nil
}

// read gives at most limit bytes of a file, and its description.
func (d disk) read(name string, limit int64) (data []byte, is found, err error) {
	err = retry(func() error {
		data, is, err = d.readOnce(name, limit)
		return err
	})
	return data, is, err
}

func (d disk) readOnce(name string, limit int64) ([]byte, found, error) {
	if _, err := d.stat(name); err != nil { // opening a pipe would wait for its writer
		return nil, found{}, err
	}
	f, err := d.root.Open(name)
	if err != nil {
		return nil, found{}, err
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return nil, found{}, err
	}
	data := make([]byte, min(fi.Size(), limit))
	n, err := io.ReadFull(f, data)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil // shorter than it was a moment ago: the checksum tells
	}
	is := foundOf(fi)
	is.name = name
	return data[:n], is, err
}

// remove deletes a file; one that is not there is no error. Some file systems under
// Windows refuse the way a Root deletes; the plain one remains.
func (d disk) remove(name string) error {
	remove := d.seams.remove
	if remove == nil {
		remove = (*os.Root).Remove
	}
	err := retry(func() error { return remove(d.root, name) })
	if err != nil && !errors.Is(err, fs.ErrNotExist) && os.Remove(filepath.Join(d.root.Name(), name)) == nil {
		return nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// sync flushes the directory's names.
func (d disk) sync() error {
	if d.seams.syncDir != nil {
		return d.seams.syncDir(d.root)
	}
	return syncDir(d.root)
}

// sweep removes what killed writers left an hour ago or longer; a younger one may
// be under way in another process.
func (d disk) sweep(temps []found, now time.Time) {
	for _, t := range temps {
		if now.Sub(time.Unix(0, t.mod)) > time.Hour {
			_ = d.remove(t.name)
		}
	}
}
