package known

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"stationcompanion/logging/tail"
)

// finder collects what one Find finds.
type finder struct {
	ctx  context.Context
	left int // names that may still be looked at
	logs []Log
}

// own adds the program's own log, if there is a file of it.
func (f *finder) own(dir string) {
	if dir == "" {
		return
	}
	l := Log{Name: NameOwn, Path: dir, Pattern: tail.DefaultPattern}
	some := false
	f.names(dir, func(e os.DirEntry) {
		if ok, _ := filepath.Match(l.Pattern, e.Name()); !ok {
			return
		}
		if size, modified, ok := fileAt(filepath.Join(dir, e.Name())); ok {
			some = true
			l.Size += size
			if modified.After(l.Modified) {
				l.Modified = modified
			}
		}
	})
	if some {
		f.logs = append(f.logs, l)
	}
}

// file adds a log whose name and path are set, if it is there.
func (f *finder) file(l Log) {
	var ok bool
	if l.Size, l.Modified, ok = fileAt(l.Path); ok {
		f.logs = append(f.logs, l)
	}
}

// below adds the logs of pyWATS under a folder, the nearest ones first. Links to folders
// are not gone through: they may lead round in a circle, or anywhere.
func (f *finder) below(root string, want func(name string) bool) {
	type folder struct {
		path  string
		depth int
	}
	for queue := []folder{{root, 0}}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		f.names(at.path, func(e os.DirEntry) {
			path := filepath.Join(at.path, e.Name())
			switch {
			case e.IsDir():
				if at.depth < maxDepth {
					queue = append(queue, folder{path, at.depth + 1})
				}
			case want(e.Name()):
				f.file(Log{Name: NamePyWATS, Path: path})
			}
		})
	}
}

// names calls each for what is in a folder, in pieces: there may be a million.
func (f *finder) names(dir string, each func(os.DirEntry)) {
	if f.ctx.Err() != nil || f.left <= 0 {
		return
	}
	d, err := os.Open(dir) // #nosec G304 -- a folder where programs on a station write logs; only read
	if err != nil {
		return
	}
	defer d.Close()
	for f.ctx.Err() == nil && f.left > 0 {
		entries, err := d.ReadDir(min(f.left, 256))
		f.left -= len(entries)
		for _, e := range entries {
			each(e)
		}
		if err != nil || len(entries) == 0 {
			return
		}
	}
}

// fileAt gives size and time of the file at path; false where there is none. A link
// counts as what it leads to. On Windows it works also while another program has the file
// open for itself alone: the folder is asked then.
func fileAt(path string) (size int64, modified time.Time, ok bool) {
	fi, err := os.Stat(path)
	if err != nil || !fi.Mode().IsRegular() {
		return 0, time.Time{}, false
	}
	return fi.Size(), fi.ModTime(), true
}
