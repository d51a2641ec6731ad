package tail

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
)

// ErrGone is what reading a line gives that stands in no file any more: its file was
// deleted, truncated or cut, and too much came after it to keep it in memory.
var ErrGone = errors.New("this line is no longer in its file")

// file is one file as it was found at a path: what is there later may be another. At
// rest it is not open, so that its owner can do with it what he likes; only the follower
// keeps open what it follows, and not on Windows.
type file struct {
	enc       encoding    // of its characters
	exclusive bool        // its writer opens it for itself alone
	shut      bool        // for that, or everywhere: it is opened for each look and closed again
	gone      atomic.Bool // its bytes are no longer what they were

	mu   sync.RWMutex
	path string      // where it is; follows a renaming
	info os.FileInfo // who it is
	head []byte      // how it begins: the system gives the number of a deleted file to a new one
	kept *os.File    // by the follower

	ahead ahead // of what is read while it is not open
}

// openFile opens what is at path for following.
func openFile(path string, exclusive bool) (*file, error) {
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
	if fi, err = f.Stat(); err != nil {
		_ = f.Close()
		return nil, err
	}
	x := &file{exclusive: exclusive, shut: exclusive || !keeping, path: path, info: fi, kept: f}
	if x.shut {
		x.release()
	}
	return x, nil
}

// release closes it. It can still be read, each time being opened for it.
func (f *file) release() {
	f.ahead.forget()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.kept != nil {
		_ = f.kept.Close()
		f.kept = nil
	}
}

// again is the same file for what is in it from now on.
func (f *file) again() *file {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.gone.Store(true)
	x := &file{enc: f.enc, exclusive: f.exclusive, shut: f.shut, path: f.path, info: f.info, kept: f.kept}
	f.kept = nil
	return x
}

// stat tells size and time of what it is, wherever it is.
func (f *file) stat() (os.FileInfo, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.kept != nil {
		return f.kept.Stat()
	}
	fi, err := os.Stat(f.path)
	if err == nil && os.SameFile(fi, f.info) || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fi, err
	}
	r, err := f.open(f.same) // it was renamed
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.Stat()
}

// readAt is io.ReaderAt. Many may read at once.
func (f *file) readAt(p []byte, off int64) (int, error) {
	if f.gone.Load() {
		return 0, ErrGone
	}
	n, err, open := f.readKept(p, off)
	if !open {
		n, err = f.readShut(p, off)
	}
	if f.gone.Load() {
		return 0, ErrGone
	}
	return n, err
}

// readKept reads from the file that is open; open is false when it is not.
func (f *file) readKept(p []byte, off int64) (n int, err error, open bool) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	if f.kept == nil {
		return 0, nil, false
	}
	n, err = f.kept.ReadAt(p, off)
	return n, err, true
}

// find opens it with what was read of it in it.
func (f *file) find() (*os.File, error) { return f.open(f.is) }

// open opens it, under another name where it was renamed: a rotated log is mostly in the
// same folder under a longer name.
func (f *file) open(is func(*os.File) bool) (*os.File, error) {
	r, err := openShared(f.path)
	if err == nil && is(r) {
		return r, nil
	}
	if err == nil {
		_ = r.Close()
	}
	entries, _ := os.ReadDir(filepath.Dir(f.path))
	kinOf := kin(filepath.Base(f.path))
	for _, e := range entries {
		if !strings.HasPrefix(kin(e.Name()), kinOf) && !strings.HasPrefix(kinOf, kin(e.Name())) {
			continue
		}
		path := filepath.Join(filepath.Dir(f.path), e.Name())
		if fi, err := os.Stat(path); err != nil || !os.SameFile(fi, f.info) {
			continue
		}
		if r, err := openShared(path); err == nil {
			if is(r) {
				f.path = path
				return r, nil
			}
			_ = r.Close()
		}
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return nil, fmt.Errorf("%s: %w", filepath.Base(f.path), ErrGone)
}

// same reports whether an open file is this one, whatever is in it by now.
func (f *file) same(r *os.File) bool {
	fi, err := r.Stat()
	return err == nil && os.SameFile(fi, f.info)
}

// is reports whether an open file is this one and begins as it did.
func (f *file) is(r *os.File) bool {
	if !f.same(r) {
		return false
	}
	head := make([]byte, len(f.head))
	n, _ := r.ReadAt(head, 0)
	return n == len(head) && bytes.Equal(head, f.head)
}

// beginning reads its first bytes. NUL bytes at their end may still be filled.
func (f *file) beginning() ([]byte, error) {
	p, err := f.read(0, headBytes)
	return bytes.TrimRight(p, "\x00"), err
}

// begins notes how it begins.
func (f *file) begins(head []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.head = head
}

// read reads so many bytes from off on, or fewer at the file's end.
func (f *file) read(off, n int64) ([]byte, error) {
	p := make([]byte, n)
	got, err := f.readAt(p, off)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return p[:got], err
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

// kin is a name without its digits.
func kin(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, name)
}

// keep opens it until release.
func (f *file) keep() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.kept != nil {
		return nil
	}
	r, err := openShared(f.path)
	if err == nil && !f.same(r) { // what is in it the follower looks at himself
		_ = r.Close()
		err = ErrGone
	}
	if err == nil {
		f.kept = r
	}
	return err
}

// lineStart gives where the line begins that the byte at off is in, or a place in the
// middle of a line that is longer than any may be.
func (f *file) lineStart(off int64) (int64, error) {
	width := int64(1)
	if f.enc != bytewise {
		width, off = 2, off&^1
	}
	for end := off; end > 0; end -= pieceBytes {
		if off-end >= maxOpen {
			return end, nil
		}
		from := max(0, end-pieceBytes)
		p, err := f.read(from, end-from)
		if err != nil {
			return 0, err
		}
		if i := lastEnd(p, f.enc); i >= 0 {
			return from + int64(i) + width, nil
		}
	}
	return 0, nil
}

// lastEnd gives where the last line end begins: LF, or where there is none, CR.
func lastEnd(p []byte, enc encoding) int {
	if enc == bytewise {
		if i := bytes.LastIndexByte(p, '\n'); i >= 0 {
			return i
		}
		return bytes.LastIndexByte(p[:max(0, len(p)-1)], '\r')
	}
	low := 0
	if enc == utf16BE {
		low = 1
	}
	for i := len(p)&^1 - 2; i >= 0; i -= 2 {
		if p[i+low] == '\n' && p[i+1-low] == 0 {
			return i
		}
	}
	return -1
}
