package tail

import (
	"fmt"
	"path/filepath"
	"testing"
)

// TestLeftAlone: a log that its writer opens for itself alone is not opened while it
// grows, but after four looks it is.
func TestLeftAlone(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "wats.log")
	put(t, path, "begun\n")
	tl, err := newTail(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer tl.files.close()
	lines := int64(1)
	look := func(want int64) {
		t.Helper()
		if tl.poll(start); tl.View().Len() != want {
			t.Errorf("%d lines, want %d", tl.View().Len(), want)
		}
	}
	look(1) // what stood there at first is read at once
	write := func() {
		put(t, path, fmt.Sprintf("line %d\n", lines))
		lines++
	}
	write()
	look(1)
	look(2) // it stood still
	for range 3 {
		for range mostLooks - 1 {
			before := tl.View().Len()
			write()
			look(before)
		}
		write()
		look(lines)
	}
	write()
	look(lines - 1)
	write()
	look(lines - 2)
	look(lines)
}
