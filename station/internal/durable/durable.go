// Package durable replaces small files whole: a reader, a killed process or a power
// cut finds the old content or the new one, never a mixture and never a torn file.
//
// A replacement is written beside the file, flushed, closed, renamed over it, and
// the directory flushed (where the system can). Everything happens beneath an
// os.Root, whose handles share deletion on Windows, so that a reader never blocks
// a saver. It does not order writers; see Lock for that.
package durable

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Options are the seams of a Dir; the zero value is what production uses.
type Options struct {
	// Retry is how transient errors are ridden out; zero means DefaultPolicy.
	Retry Policy
	// Files is what is asked of the system, so that a test can record it or let it
	// fail; nil functions ask the system.
	Files Files
	// Step is told after each step, so that a test can kill the process there.
	Step func(step string)
}

// Dir is an opened directory. Close it.
type Dir struct {
	root *os.Root
	o    Options
}

// Open opens an existing directory.
func Open(path string, o Options) (*Dir, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	if o.Retry == (Policy{}) {
		o.Retry = DefaultPolicy
	}
	o.Files = o.Files.orSystem()
	if o.Step == nil {
		o.Step = func(string) {}
	}
	return &Dir{root: root, o: o}, nil
}

// Close gives the directory's handle back.
func (d *Dir) Close() error { return d.root.Close() }

// Replace makes data the whole content of name, with exactly the permission bits of
// mode. Errors are *fs.PathError and name the file, not the temporary one. like, when not nil, is the file whose owner the new one keeps where the
// account may give files away (an administrator editing somebody's settings).
func (d *Dir) Replace(name string, data []byte, mode fs.FileMode, like fs.FileInfo) error {
	return d.replace(name, mode, like, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

func (d *Dir) replace(name string, mode fs.FileMode, like fs.FileInfo, fill func(io.Writer) error) error {
	temp, err := d.temp(name, mode, like, fill)
	if err != nil {
		return d.naming(name, err)
	}
	if err := d.rename(temp, name); err != nil {
		d.remove(temp) // the rename's error is the one that matters
		return d.naming(name, err)
	}
	d.o.Step("renamed")
	err = d.o.Files.SyncDir(d.root)
	d.o.Step("synced")
	return d.naming(name, err)
}

// naming makes an error name the file that was to be written, for people to read.
func (d *Dir) naming(name string, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	} else if e, ok := errors.AsType[*os.LinkError](err); ok {
		err = e.Err
	}
	return &fs.PathError{Op: "save", Path: filepath.Join(d.root.Name(), name), Err: err}
}

// temp writes a flushed file beside name and gives its name.
func (d *Dir) temp(name string, mode fs.FileMode, like fs.FileInfo, fill func(io.Writer) error) (string, error) {
	temp := tempPrefix(name) + randomText()
	f, err := d.o.Files.Create(d.root, temp)
	if err != nil {
		return "", err
	}
	d.o.Step("created")
	err = fill(f)
	d.o.Step("written")
	if err == nil {
		if like != nil {
			keepOwner(f, like)
		}
		err = f.Chmod(mode.Perm())
	}
	if err == nil {
		err = f.Sync()
		d.o.Step("flushed")
	}
	if err = errors.Join(err, f.Close()); err != nil {
		d.remove(temp)
		return "", err
	}
	return temp, nil
}

func (d *Dir) rename(from, to string) error {
	return d.o.Retry.Do(func() error { return d.o.Files.Rename(d.root, from, to) })
}

// SetAside keeps name's present content under aside, or aside-2, aside-3 … where
// that is taken, and gives the name used. A plain file stays where it is, to be
// replaced; a directory or a file this account cannot read is moved away.
func (d *Dir) SetAside(name, aside string) (string, error) {
	free, err := d.free(aside)
	if err != nil {
		return "", err
	}
	fi, err := d.root.Lstat(name)
	if err != nil {
		return "", err
	}
	if !fi.Mode().IsRegular() {
		return free, d.naming(free, d.rename(name, free))
	}
	f, err := d.root.Open(name)
	if err != nil {
		return free, d.naming(free, d.rename(name, free))
	}
	defer f.Close()
	if d.o.Files.Link(d.root, name, free) == nil { // whatever its size, nothing is copied
		return free, d.naming(free, d.o.Files.SyncDir(d.root))
	}
	return free, d.replace(free, fi.Mode(), fi, func(w io.Writer) error {
		_, err := io.Copy(w, f)
		return err
	})
}

func (d *Dir) free(name string) (string, error) {
	for n := 1; n <= 1000; n++ {
		try := name
		if n > 1 {
			try = name + "-" + strconv.Itoa(n)
		}
		if _, err := d.root.Lstat(try); errors.Is(err, fs.ErrNotExist) {
			return try, nil
		}
	}
	return "", &fs.PathError{Op: "create", Path: name, Err: fs.ErrExist}
}

// Sweep removes what a killed process left over of replacing name, or a file that
// begins with "name." (its copies). Call it only while no other process can be
// replacing one of them.
func (d *Dir) Sweep(name string) {
	f, err := d.root.Open(".")
	if err != nil {
		return
	}
	defer f.Close()
	names, _ := f.Readdirnames(-1)
	for _, n := range names {
		if strings.HasPrefix(n, "."+name+".") && strings.Contains(n, tempMark) {
			d.remove(n)
		}
	}
}

// remove deletes a left-over: a nuisance, not a fault, the next save tries again. Some
// file systems under Windows refuse the way a Root deletes; the plain one remains.
func (d *Dir) remove(name string) {
	if d.o.Files.Remove(d.root, name) != nil {
		_ = os.Remove(filepath.Join(d.root.Name(), name))
	}
}

// tempMark stands in the name of a file that is not yet what it will be.
const tempMark = ".tmp-"

func tempPrefix(name string) string { return "." + name + tempMark }

func randomText() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return hex.EncodeToString(b[:])
}
