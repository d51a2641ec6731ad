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
	disk     disk

	f       file // nil while none can be opened
	size    int64
	joined  bool      // the file was begun by another process
	torn    bool      // the last write ended inside a line
	broke   string    // path of an older file that ends inside a line, not yet told
	full    bool      // there may be files over maxFiles: they go once a line is written
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

// write appends one finished line and reports whether it is in the file. A line that
// is not is counted.
func (r *rotator) write(now time.Time, line []byte) bool {
	ok := r.put(now, line)
	if !ok {
		r.lost++
		r.dropped++
	}
	return ok
}

// put is write without the counting.
func (r *rotator) put(now time.Time, line []byte) bool {
	r.ready(now, int64(len(line)))
	if r.f == nil {
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
		return n == len(line)-1 // all but its end, which comes before the next line
	}
	r.torn = false
	r.problem = nil
	if r.full {
		r.full = false
		r.prune()
	}
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
	torn := r.f != nil && r.torn
	f, size, err := r.open(now)
	if err != nil {
		r.retry = now.Add(retryAfter)
		r.problem = fmt.Errorf("log file cannot be opened: %w", err)
		return
	}
	if r.f != nil {
		_ = r.f.Close()
	}
	r.f, r.size, r.looked, r.retry, r.problem, r.full = f, size, now, time.Time{}, nil, true
	r.torn = r.joined && r.broke == f.Name()
	if torn {
		r.broke = "" // told already, as lines dropped
	}
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

// prune deletes the oldest files over maxFiles, never our own. Empty ones, as killed
// programs leave on a full disk, do not count. One that another process holds open on
// Windows stays until the next time.
func (r *rotator) prune() {
	names, err := logNames(r.dir)
	if err != nil {
		return
	}
	own, kept := filepath.Base(r.f.Name()), 0
	for _, n := range slices.Backward(names) {
		path := filepath.Join(r.dir, n.String())
		switch fi, err := os.Stat(path); {
		case n.String() == own:
			kept++
		case kept >= r.maxFiles:
			_ = r.disk.remove(path)
		case err == nil && fi.Size() > 0:
			kept++
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
