package logging

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// How long a rotator waits before it tries again what failed, and how often it
// looks whether its file is still there.
const (
	retryAfter = 5 * time.Second
	lookEvery  = 5 * time.Second
)

var errClosed = errors.New("the log is closed")

// rotator writes lines into numbered files. It never renames one: Windows
// refuses that while anybody reads, and a follower would lose its place. The
// names sort by age (names.go), the highest is the newest. It starts no
// goroutine and locks nothing; several processes may share a directory.
type rotator struct {
	dir      string
	maxBytes int64
	maxFiles int
	join     bool // go on with the newest file while it has room

	f       *os.File // nil while none can be opened
	size    int64
	joined  bool      // the file was begun by another process
	torn    bool      // the last write ended inside a line
	looked  time.Time // when the file was last seen at its path
	retry   time.Time // not before this is a failed opening tried again
	problem error
	lost    uint64 // lines dropped and not yet confessed
	dropped uint64 // lines dropped, in all
	closed  bool
}

func (r *rotator) path() string {
	if r.f == nil {
		return ""
	}
	return r.f.Name()
}

// write appends one finished line and reports whether it is in the file.
func (r *rotator) write(now time.Time, line []byte) bool {
	r.ready(now, int64(len(line)))
	if r.f == nil {
		r.lost++
		r.dropped++
		return false
	}
	if r.torn {
		line = append([]byte{'\n'}, line...)
	}
	n, err := r.f.Write(line)
	r.size += int64(n)
	if err != nil {
		r.torn = r.torn || n > 0
		r.problem = fmt.Errorf("log file cannot be written: %w", err)
		r.lost++
		r.dropped++
		return false
	}
	r.torn = false
	r.problem = nil
	return true
}

// ready sees to it that there is a file with room for need bytes, if one can be
// had. Where the next one cannot be opened, the full one is gone on with.
func (r *rotator) ready(now time.Time, need int64) {
	if r.closed {
		return
	}
	if r.f != nil && now.Sub(r.looked).Abs() >= lookEvery {
		r.looked = now
		if r.gone() {
			_ = r.f.Close()
			r.f = nil
		}
	}
	if r.f != nil && (r.size == 0 || r.size+need <= r.maxBytes) {
		return
	}
	if wait := r.retry.Sub(now); wait > 0 && wait <= retryAfter { // more: the clock was set back
		return
	}
	f, size, err := r.open(now)
	if err != nil {
		r.retry = now.Add(retryAfter)
		r.problem = fmt.Errorf("log file cannot be opened: %w", err)
		return
	}
	if r.f != nil {
		_ = r.f.Close()
	}
	r.f, r.size, r.torn, r.looked, r.retry, r.problem = f, size, false, now, time.Time{}, nil
	r.prune()
}

// gone reports whether somebody removed or replaced the file under us: what is
// written to it would be lost without an error.
func (r *rotator) gone() bool {
	there, err := os.Stat(r.f.Name())
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	ours, err := r.f.Stat()
	return err == nil && !os.SameFile(there, ours)
}

// open gives the file to go on with and its size.
func (r *rotator) open(now time.Time) (*os.File, int64, error) {
	if err := os.MkdirAll(r.dir, 0o700); err != nil {
		return nil, 0, err
	}
	names, err := logNames(r.dir)
	if err != nil {
		return nil, 0, err
	}
	if r.join && len(names) > 0 {
		if f, size, err := r.joinFile(names[len(names)-1]); err == nil {
			r.joined = true
			return f, size, nil
		}
	}
	r.joined = false
	name := newName(now, names)
	for range 100 { // another process may begin the same name at this moment
		f, err := os.OpenFile(filepath.Join(r.dir, name.String()), os.O_WRONLY|os.O_APPEND|os.O_CREATE|os.O_EXCL, 0o600)
		if !errors.Is(err, fs.ErrExist) {
			return f, 0, err
		}
		name = name.next()
	}
	return nil, 0, fmt.Errorf("no free name like %s", name)
}

// joinFile opens an existing file if it has room. Appending is atomic, so lines
// of two processes stand whole beside each other.
func (r *rotator) joinFile(n fileName) (*os.File, int64, error) {
	f, err := os.OpenFile(filepath.Join(r.dir, n.String()), os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, 0, err
	}
	fi, err := f.Stat()
	if err == nil && fi.Size() >= r.maxBytes {
		err = errors.New("full")
	}
	if err != nil {
		_ = f.Close()
		return nil, 0, err
	}
	return f, fi.Size(), nil
}

// prune deletes the oldest files over maxFiles, never our own. One that another
// process holds open on Windows stays until the next time.
func (r *rotator) prune() {
	names, err := logNames(r.dir)
	if err != nil {
		return
	}
	own := filepath.Base(r.f.Name())
	for _, n := range names[:max(0, len(names)-r.maxFiles)] {
		if n.String() != own {
			_ = os.Remove(filepath.Join(r.dir, n.String()))
		}
	}
}

// close ends it. A file that got no line, from whomever, is taken away again: it
// would only push an older one out.
func (r *rotator) close() error {
	if r.closed {
		return nil
	}
	r.closed, r.problem = true, errClosed
	if r.f == nil {
		return nil
	}
	fi, statErr := r.f.Stat()
	err := errors.Join(r.f.Sync(), r.f.Close())
	if statErr == nil && fi.Size() == 0 && !r.joined {
		_ = os.Remove(r.f.Name())
	}
	r.f = nil
	return err
}

// logNames lists our files of a directory, oldest first.
func logNames(dir string) ([]fileName, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []fileName
	for _, e := range entries {
		if n, ok := parseName(e.Name()); ok && !e.IsDir() {
			names = append(names, n)
		}
	}
	slices.SortFunc(names, func(a, b fileName) int { return strings.Compare(a.String(), b.String()) })
	return names, nil
}
