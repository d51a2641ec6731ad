package crash

import (
	"io"
	"io/fs"
	"math"
	"os"
	"sync"
	"syscall"
)

// Unlimited is room for everything, and no operation that fails.
const Unlimited = math.MaxInt

// Faulty is a disk with a limit: when its room is used up a write is cut short, and
// from a chosen operation on it refuses. Both give Err, a full disk where it is nil.
// Removing always works, as it does on a full disk. Use it from any goroutine.
type Faulty struct {
	mu   sync.Mutex
	room int
	ops  int
	only bool
	err  error

	bytes, calls int
}

// NewFaulty is a disk with room for so many bytes that refuses every operation after
// the first ops (making, flushing, moving, linking); with only, just the one after them.
func NewFaulty(room, ops int, only bool, err error) *Faulty {
	if err == nil {
		err = syscall.ENOSPC
	}
	return &Faulty{room: room, ops: ops, only: only, err: err}
}

// Used tells how many bytes were written and how many operations were asked for.
func (d *Faulty) Used() (bytes, ops int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.bytes, d.calls
}

// Mend gives it all the room there is.
func (d *Faulty) Mend() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.room, d.ops = Unlimited, Unlimited
}

func (d *Faulty) do(name, verb string, op func() error) error {
	d.mu.Lock()
	n := d.calls
	d.calls++
	refused := n == d.ops || n > d.ops && !d.only
	d.mu.Unlock()
	if refused {
		return &fs.PathError{Op: verb, Path: name, Err: d.err}
	}
	return op()
}

// Create makes a file that was not there.
func (d *Faulty) Create(root *os.Root, name string) (*FaultyFile, error) {
	return d.open(name, func() (*os.File, error) {
		return root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	})
}

// OpenPath opens or makes a file.
func (d *Faulty) OpenPath(p string, flag int, perm fs.FileMode) (*FaultyFile, error) {
	return d.open(p, func() (*os.File, error) { return os.OpenFile(p, flag, perm) }) // #nosec G304 -- for tests, in a folder of their own
}

func (d *Faulty) open(name string, do func() (*os.File, error)) (*FaultyFile, error) {
	f := &FaultyFile{disk: d}
	err := d.do(name, "open", func() (err error) {
		f.File, err = do()
		return err
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Rename moves a file.
func (d *Faulty) Rename(root *os.Root, from, to string) error {
	return d.do(to, "rename", func() error { return root.Rename(from, to) })
}

// RenamePath is Rename by paths.
func (d *Faulty) RenamePath(from, to string) error {
	return d.do(to, "rename", func() error { return os.Rename(from, to) })
}

// Link gives a file a second name.
func (d *Faulty) Link(root *os.Root, from, to string) error {
	return d.do(to, "link", func() error { return root.Link(from, to) })
}

// SyncDir would flush a directory.
func (d *Faulty) SyncDir(root *os.Root) error {
	return d.do(root.Name(), "sync", func() error { return nil })
}

// FaultyFile is a file on a Faulty disk. It is flushed by nobody.
type FaultyFile struct {
	*os.File
	disk *Faulty
}

// Write writes what there is room for.
func (f *FaultyFile) Write(p []byte) (int, error) {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	fits := min(len(p), f.disk.room)
	n, err := f.File.Write(p[:fits])
	f.disk.bytes += n
	if f.disk.room != Unlimited {
		f.disk.room -= n
	}
	if err == nil && n < len(p) {
		err = &fs.PathError{Op: "write", Path: f.Name(), Err: f.disk.err}
	}
	return n, err
}

// Sync would flush it.
func (f *FaultyFile) Sync() error {
	return f.disk.do(f.Name(), "sync", func() error { return nil })
}

// WriteString is Write of a text.
func (f *FaultyFile) WriteString(s string) (int, error) { return f.Write([]byte(s)) }

// ReadFrom copies through Write; the file's own would write past the limit.
func (f *FaultyFile) ReadFrom(src io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{f}, src)
}
