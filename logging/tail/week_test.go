package tail

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestWeek follows a log for a week: a line a second, rotated by rename four times a day,
// the oldest two files deleted. Memory, goroutines and open files are the same on every
// day but the first.
func TestWeek(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.log")
	put(t, path, "begun\n")
	tl, err := newTail(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { tl.files.close() }()
	for _, f := range []Filter{{Level: Warning}, {Fold: true, Tally: true}} {
		q, err := f.Compile()
		if err != nil {
			t.Fatal(err)
		}
		s := tl.Search(q)
		defer s.Close()
	}
	const rotations, minutes = 4, 360
	days := 7
	if runtime.GOOS == "windows" {
		days = 3 // under Wine each look takes milliseconds
	}
	now, lines := start, int64(1)
	var first measure
	for day := range days {
		for rotation := range rotations {
			for range minutes {
				var b strings.Builder
				for range 60 {
					now = now.Add(time.Second)
					fmt.Fprintf(&b, "%s INFO     client: Answered (n=%d)\n", now.Format("2006-01-02T15:04:05.000Z"), lines)
					lines++
				}
				put(t, path, b.String())
				tl.poll(now)
			}
			for old, name := range []string{path + ".1", path} {
				to := path + []string{".2", ".1"}[old]
				if err := os.Rename(name, to); err != nil && !os.IsNotExist(err) {
					t.Fatal(err)
				}
			}
			put(t, path, fmt.Sprintf("%s WARNING  client: day %d, %d\n", now.Format("2006-01-02T15:04:05.000Z"), day, rotation))
			lines++
			tl.poll(now)
		}
		if m := measured(t, tl); day == 1 {
			first = m
		} else if day > 1 && (m.heap > first.heap+2<<20 || m.goroutines > first.goroutines || m.files > first.files || m.lines > 2*first.lines) {
			t.Errorf("day %d: %+v, day 1: %+v", day, m, first)
		}
	}
	v := tl.View()
	if n := v.Next() - firstNumber; n != lines {
		t.Errorf("%d lines of %d came", n, lines)
	}
	if l, err := v.Line(v.First()); err != nil {
		t.Error("the oldest line cannot be read:", l, err)
	}
}

type measure struct {
	heap              uint64
	goroutines, files int
	lines             int64
}

func measured(t *testing.T, tl *Tail) measure {
	runtime.GC()
	runtime.GC()
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	return measure{mem.HeapAlloc, runtime.NumGoroutine(), openFiles(t), tl.View().Len()}
}
