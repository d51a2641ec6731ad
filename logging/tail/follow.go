package tail

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// fileFollower follows one path, whatever file is there.
type fileFollower struct {
	name      string
	exclusive bool
	src       *source // nil while there is none
	last      *source // the one before
	begun     bool
}

// poll looks first which file is at the path and reads then: what the old one
// got before it was replaced is not missed.
func (f *fileFollower) poll(now time.Time, t *Tail) (bool, error) {
	there, err := os.Stat(f.name)
	if f.src != nil && f.src.replaced(there, err) {
		f.src.finish(now, t)
		f.src, f.last = nil, f.src
	}
	if f.src == nil {
		if err != nil {
			return false, err
		}
		if err := f.open(t); err != nil {
			return false, err
		}
	}
	return f.src.read(now, t)
}

// open opens what is at the path: the first time at its end, later from its start, for
// what the one before did not have.
func (f *fileFollower) open(t *Tail) error {
	from := atStart
	if !f.begun {
		from = atPage
	}
	src, upto, err := newSource(f.name, f.exclusive, from)
	if err != nil {
		return err
	}
	f.src, f.begun = src, true
	if f.last != nil {
		src.goesOn(f.last)
		f.last = nil
	}
	t.before(src.file, upto)
	return nil
}

func (f *fileFollower) path() string { return f.name }

func (f *fileFollower) close() {
	if f.src != nil {
		f.src.file.release()
		f.src = nil
	}
}

// maxFiles bounds the files of a directory that stay open, the newest ones.
const maxFiles = 16

// dirFollower follows the newest file of a directory and those of its kind.
type dirFollower struct {
	dir, pattern string
	srcs         map[string]*source // by name
	known        map[string]bool    // matching names that were there before: not read from their start
	newest       string
	begun        bool
}

// poll lists first and reads then, in the order of the names: when a newer file
// is in the list its forerunner is complete, so its lines come before. An older
// file that cannot be read is passed over.
func (d *dirFollower) poll(now time.Time, t *Tail) (more bool, err error) {
	names, all, err := d.list()
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			d.leave(nil, now, t)
			d.known = nil
		}
		return false, err
	}
	d.leave(names, now, t)
	for _, name := range names {
		m, readErr := d.read(name, now, t)
		more = more || m
		if d.srcs[name] == nil && d.begun {
			delete(all, name) // tried again, from its start
		}
		if name == d.newest && !errors.Is(readErr, fs.ErrNotExist) { // else deleted since it was listed
			err = readErr
		}
	}
	d.known, d.begun = all, true
	return more, err
}

// read reads what is new in one file, opening it where that is needed. At the
// beginning the newest is read from its last page on and the others from their
// ends; later ones from their start.
func (d *dirFollower) read(name string, now time.Time, t *Tail) (more bool, err error) {
	path := filepath.Join(d.dir, name)
	src, again := d.srcs[name], false
	if src != nil {
		if again = src.replaced(os.Stat(path)); again {
			src.finish(now, t)
			delete(d.srcs, name)
			src = nil
		}
	}
	if src == nil {
		from := atStart
		switch {
		case !d.begun && name == d.newest:
			from = atPage
		case !d.begun, d.known[name] && !again:
			from = atEnd
		}
		var upto int64
		if src, upto, err = newSource(path, false, from); err != nil {
			return false, err
		}
		if !d.begun {
			t.before(src.file, upto)
		}
		if d.srcs == nil {
			d.srcs = map[string]*source{}
		}
		d.srcs[name] = src
	}
	return src.read(now, t)
}

// leave finishes the files that are no longer followed, oldest first.
func (d *dirFollower) leave(names []string, now time.Time, t *Tail) {
	var gone []string
	for name := range d.srcs {
		if !slices.Contains(names, name) {
			gone = append(gone, name)
		}
	}
	slices.Sort(gone)
	for _, name := range gone {
		d.srcs[name].finish(now, t)
		delete(d.srcs, name)
	}
}

// list gives the names to follow, oldest first: the newest that matches and the
// newest of those that differ from it in digits alone; and all that match.
func (d *dirFollower) list() (names []string, all map[string]bool, err error) {
	entries, err := os.ReadDir(d.dir) // sorted by name
	if err != nil {
		return nil, nil, err
	}
	all = map[string]bool{}
	for _, e := range slices.Backward(entries) {
		ok, _ := filepath.Match(d.pattern, e.Name())
		if !ok || e.Type()&^fs.ModeSymlink != 0 {
			continue
		}
		all[e.Name()] = true
		if len(names) == 0 {
			d.newest = e.Name()
		}
		fresh := d.begun && !d.known[e.Name()] // read at least once, however many there are
		if (len(names) < maxFiles || fresh) && kin(e.Name()) == kin(d.newest) {
			names = append(names, e.Name())
		}
	}
	slices.Reverse(names)
	return names, all, nil
}

func (d *dirFollower) path() string {
	if d.srcs[d.newest] == nil {
		return ""
	}
	return filepath.Join(d.dir, d.newest)
}

func (d *dirFollower) close() {
	for _, src := range d.srcs {
		src.file.release()
	}
	d.srcs = nil
}
