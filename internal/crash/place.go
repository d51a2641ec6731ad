package crash

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

// Place is a directory in which one Left after the other is laid out. What the last
// one and the next have in common is left lying, for speed, unless a reader touched it.
type Place struct {
	dir string
	has map[string]held
}

type held struct {
	data []byte
	info fs.FileInfo
}

// NewPlace lays out in dir, which should be empty.
func NewPlace(dir string) *Place { return &Place{dir: dir, has: map[string]held{}} }

// Dir is the directory.
func (p *Place) Dir() string { return p.dir }

// Put makes the directory hold l and nothing else; other directories in it stay.
func (p *Place) Put(l Left) error {
	if err := p.tidy(l); err != nil {
		return err
	}
	for name, data := range l.Files {
		if _, there := p.has[name]; there {
			continue
		}
		if err := p.write(name, data, l); err != nil {
			return err
		}
	}
	return nil
}

// tidy removes what is not as l has it.
func (p *Place) tidy(l Left) error {
	there := map[string]bool{}
	err := filepath.WalkDir(p.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(p.dir, path)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		h, ours := p.has[name]
		want, wanted := l.Files[name]
		if ours && wanted && bytes.Equal(want, h.data) && untouched(e, h.info) && h.info.ModTime().Equal(l.timeOf(name, h.info)) {
			there[name] = true
			return nil
		}
		return os.Remove(path) // #nosec G122 -- for tests, in a folder of their own
	})
	for name := range p.has {
		if !there[name] {
			delete(p.has, name)
		}
	}
	return err
}

func untouched(e fs.DirEntry, was fs.FileInfo) bool {
	is, err := e.Info()
	return err == nil && os.SameFile(is, was) && is.Size() == was.Size() && is.ModTime().Equal(was.ModTime())
}

func (p *Place) write(name string, data []byte, l Left) error {
	path := filepath.Join(p.dir, filepath.FromSlash(name))
	err := os.WriteFile(path, data, 0o600)
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.MkdirAll(filepath.Dir(path), 0o700); err == nil {
			err = os.WriteFile(path, data, 0o600)
		}
	}
	if mod := l.times[name]; err == nil && !mod.IsZero() {
		err = os.Chtimes(path, mod, mod)
	}
	if err != nil {
		return err
	}
	fi, err := os.Lstat(path)
	p.has[name] = held{data, fi}
	return err
}

// Crashes draws n moments of a tape, in order: how many power cuts follow each number
// of operations, 0 to Len.
func (t *Tape) Crashes(rng *rand.Rand, n int) []int {
	counts := make([]int, t.Len()+1)
	for range n {
		counts[rng.IntN(len(counts))]++
	}
	return counts
}

// timeOf is when a file was last changed; for one nothing was written to, as it is.
func (l Left) timeOf(name string, now fs.FileInfo) (t time.Time) {
	if t = l.times[name]; t.IsZero() {
		t = now.ModTime()
	}
	return t
}
