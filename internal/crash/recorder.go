package crash

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"time"
)

// Recorder does what it is asked, in one directory, and notes it. Flushing is noted
// but not done: the tape is what counts, and tests are many. Use it from any goroutine.
type Recorder struct {
	dir string

	mu    sync.Mutex
	tape  Tape
	names map[string]int // as the program sees them
	nodes int
}

// Record begins: what is in dir now counts as flushed.
func Record(dir string) (*Recorder, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	r := &Recorder{dir: dir, tape: Tape{files: map[string]seen{}}, names: map[string]int{}}
	err = filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(p) // #nosec G122 G304 -- for tests, in a folder of their own
		if err != nil {
			return err
		}
		fi, err := e.Info()
		if err != nil {
			return err
		}
		name, err := r.below(p)
		r.tape.files[name] = seen{data, fi.ModTime()}
		return err
	})
	for _, name := range r.tape.inOrder() {
		r.names[name] = r.nodes
		r.nodes++
	}
	return r, err
}

// Tape gives what was recorded until now.
func (r *Recorder) Tape() *Tape {
	r.mu.Lock()
	defer r.mu.Unlock()
	return &Tape{files: r.tape.files, ops: r.tape.ops[:len(r.tape.ops):len(r.tape.ops)]}
}

// Mark notes a moment of the program's, such as the end of a save.
func (r *Recorder) Mark(what any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.note(op{kind: opMark, mark: what})
}

// below is a path as the tape has it.
func (r *Recorder) below(p string) (string, error) {
	rel, err := filepath.Rel(r.dir, p)
	if err != nil || !filepath.IsLocal(rel) {
		return "", fmt.Errorf("%s is not below %s", p, r.dir)
	}
	return filepath.ToSlash(rel), nil
}

// note keeps an operation that was done; the names follow it.
func (r *Recorder) note(o op) {
	switch o.kind {
	case opCreate:
		r.names[o.name] = o.node
		r.nodes++
	case opRename:
		r.names[o.to] = r.names[o.name]
		delete(r.names, o.name)
	case opLink:
		r.names[o.to] = r.names[o.name]
	case opRemove:
		delete(r.names, o.name)
	}
	r.tape.ops = append(r.tape.ops, o)
}

// two does something with one or two names and notes it.
func (r *Recorder) two(k kind, do func() error, names ...string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	o := op{kind: k}
	for i, to := range []*string{&o.name, &o.to}[:len(names)] {
		name, err := r.below(names[i])
		if err != nil {
			return err
		}
		*to = name
	}
	if o.to != "" && path.Dir(o.name) != path.Dir(o.to) {
		return errors.New("crash: a file that changes its directory is not modelled")
	}
	if err := do(); err != nil {
		return err
	}
	r.note(o)
	return nil
}

// Rename moves a file within its directory.
func (r *Recorder) Rename(root *os.Root, from, to string) error {
	return r.two(opRename, func() error { return root.Rename(from, to) },
		filepath.Join(root.Name(), from), filepath.Join(root.Name(), to))
}

// RenamePath is Rename by paths.
func (r *Recorder) RenamePath(from, to string) error {
	return r.two(opRename, func() error { return os.Rename(from, to) }, from, to)
}

// Link gives a file a second name in its directory.
func (r *Recorder) Link(root *os.Root, from, to string) error {
	return r.two(opLink, func() error { return root.Link(from, to) },
		filepath.Join(root.Name(), from), filepath.Join(root.Name(), to))
}

// LinkPath is Link by paths.
func (r *Recorder) LinkPath(from, to string) error {
	return r.two(opLink, func() error { return os.Link(from, to) }, from, to)
}

// Remove takes a file's name away.
func (r *Recorder) Remove(root *os.Root, name string) error {
	return r.two(opRemove, func() error { return root.Remove(name) }, filepath.Join(root.Name(), name))
}

// RemovePath is Remove by a path.
func (r *Recorder) RemovePath(name string) error {
	return r.two(opRemove, func() error { return os.Remove(name) }, name)
}

// SyncDir notes that a directory's names are flushed.
func (r *Recorder) SyncDir(root *os.Root) error {
	return r.two(opSyncDir, func() error { return nil }, root.Name())
}

// SyncDirPath is SyncDir by a path.
func (r *Recorder) SyncDirPath(dir string) error {
	return r.two(opSyncDir, func() error { return nil }, dir)
}

// Create makes a file that was not there, as durable and cache do.
func (r *Recorder) Create(root *os.Root, name string) (*File, error) {
	return r.open(filepath.Join(root.Name(), name), os.O_EXCL|os.O_CREATE, func() (*os.File, error) {
		return root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	})
}

// OpenPath opens a file to write at its end, or makes it.
func (r *Recorder) OpenPath(p string, flag int, perm fs.FileMode) (*File, error) {
	return r.open(p, flag, func() (*os.File, error) { return os.OpenFile(p, flag, perm) }) // #nosec G304 -- for tests, in a folder of their own
}

func (r *Recorder) open(p string, flag int, do func() (*os.File, error)) (*File, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	name, err := r.below(p)
	if err != nil {
		return nil, err
	}
	node, known := r.names[name]
	if flag&os.O_TRUNC != 0 || known && flag&os.O_APPEND == 0 && flag&os.O_EXCL == 0 {
		return nil, fmt.Errorf("crash: %s: writing in place is not modelled", name)
	}
	f, err := do()
	if err != nil {
		return nil, err
	}
	if !known {
		node = r.nodes
		r.note(op{kind: opCreate, node: node, name: name})
	}
	return &File{f: f, r: r, node: node, name: name}, nil
}

// File is a recorded file. It has what the packages under test ask of one.
type File struct {
	f    *os.File
	r    *Recorder
	node int
	name string // when it was opened
}

// Write implements io.Writer.
func (f *File) Write(p []byte) (int, error) {
	f.r.mu.Lock()
	defer f.r.mu.Unlock()
	n, err := f.f.Write(p)
	mod := time.Time{}
	if fi, err := f.f.Stat(); err == nil {
		mod = fi.ModTime()
	}
	f.r.note(op{kind: opWrite, node: f.node, name: f.name, data: bytes.Clone(p[:n]), mod: mod})
	return n, err
}

// Sync notes that the file is flushed.
func (f *File) Sync() error {
	f.r.mu.Lock()
	defer f.r.mu.Unlock()
	f.r.note(op{kind: opSync, node: f.node, name: f.name})
	return nil
}

// Close gives the handle back; it flushes nothing.
func (f *File) Close() error { return f.f.Close() }

// Name is the path it was opened under.
func (f *File) Name() string { return f.f.Name() }

// Stat describes it.
func (f *File) Stat() (fs.FileInfo, error) { return f.f.Stat() }

// Chmod changes its mode, which no reader under test depends on.
func (f *File) Chmod(mode fs.FileMode) error { return f.f.Chmod(mode) }

// Chown changes its owner, likewise.
func (f *File) Chown(uid, gid int) error { return f.f.Chown(uid, gid) }

// ReadAt reads what was written.
func (f *File) ReadAt(p []byte, off int64) (int, error) { return f.f.ReadAt(p, off) }
