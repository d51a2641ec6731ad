package tail

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

const (
	openTail   = 1 << 20     // bytes read of a file that is there already
	headBytes  = 1 << 10     // by which a file is known again
	chunk      = 64 << 10    // one read
	pollBudget = 4 << 20     // bytes of one file read before the others have their turn
	holdFor    = time.Second // how long a line without end is waited for
)

// buffers are for reading; a source at rest holds none.
var buffers = sync.Pool{New: func() any { return new([chunk]byte) }}

// source reads one file from where it left off.
type source struct {
	name string
	f    *os.File
	off  int64
	head []byte // the first bytes of the file
	size int64  // as last seen
	mod  time.Time
	came time.Time // when the newest bytes came
	dec  decoder
}

// openShared opens a file for reading so that its owner can do with it what he
// likes: os.Root opens with FILE_SHARE_DELETE on Windows, which os.Open does not.
func openShared(path string) (*os.File, error) {
	f, err := openIn(filepath.Dir(path), filepath.Base(path))
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	// A link that leads out of its directory is refused by os.Root.
	if real, err2 := filepath.EvalSymlinks(path); err2 == nil && real != path {
		return openIn(filepath.Dir(real), filepath.Base(real))
	}
	return f, err
}

func openIn(dir, name string) (*os.File, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.Open(name)
}

// newSource opens a file. back is how much of its end is wanted: none (0), the
// last bytes from a line start on, or all of it (negative).
func newSource(path string, back int64) (*source, error) {
	fi, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !fi.Mode().IsRegular() { // a pipe would block, a directory cannot be read
		return nil, &fs.PathError{Op: "follow", Path: path, Err: errors.New("is not a file")}
	}
	f, err := openShared(path)
	if err != nil {
		return nil, err
	}
	s := &source{name: path, f: f}
	if fi, err = f.Stat(); err != nil {
		_ = f.Close()
		return nil, err
	}
	switch {
	case back == 0:
		s.off = fi.Size()
	case back > 0 && fi.Size() > back:
		// One byte more: if it ends a line, the first line is whole.
		s.off, s.dec.dropping = fi.Size()-back-1, true
	}
	return s, nil
}

// read takes what is new; more means the budget ended before the file did.
func (s *source) read(now time.Time, take func([]string)) (more bool, err error) {
	defer func() { take(s.dec.take()) }()
	if err := s.recognise(); err != nil {
		return false, err
	}
	b := buffers.Get().(*[chunk]byte)
	defer buffers.Put(b)
	buf := b[:]
	for total := 0; total < pollBudget; {
		n, err := s.f.ReadAt(buf, s.off)
		if n > 0 {
			s.dec.write(buf[:n])
			take(s.dec.take())
			s.off += int64(n)
			s.came = now
			total += n
		}
		if errors.Is(err, io.EOF) {
			if s.dec.pending() && now.Sub(s.came) >= holdFor {
				s.dec.flush()
			}
			return false, nil
		}
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

// recognise begins anew when the file was truncated or replaced in place. Its
// first bytes are compared whenever it changed: a copied and truncated file may
// have grown past the old place between two looks.
func (s *source) recognise() error {
	fi, err := s.f.Stat()
	if err != nil {
		return err
	}
	if fi.Size() == s.size && fi.ModTime().Equal(s.mod) {
		return nil
	}
	s.size, s.mod = fi.Size(), fi.ModTime()
	head := make([]byte, headBytes)
	n, err := s.f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	head = head[:n]
	if s.size < s.off && !s.reaches(s.off) || !bytes.HasPrefix(head, s.head) {
		s.dec.finish()
		s.off = 0
	}
	s.head = head
	return nil
}

// reaches reports whether there is a byte before off: the size a network drive
// tells may be older than what was read already.
func (s *source) reaches(off int64) bool {
	n, _ := s.f.ReadAt(make([]byte, 1), off-1)
	return n == 1
}

// replaced reports whether the file at the path, there, is another one by now.
// When that cannot be told, a network drive being away, it is not.
func (s *source) replaced(there fs.FileInfo, err error) bool {
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	ours, err := s.f.Stat()
	return err == nil && !os.SameFile(there, ours)
}

// finish reads the rest of a file that is no longer of interest and closes it.
func (s *source) finish(now time.Time, take func([]string)) {
	for more := true; more; {
		more, _ = s.read(now, take)
	}
	s.dec.finish()
	take(s.dec.take())
	s.close()
}

func (s *source) close() { _ = s.f.Close() }
