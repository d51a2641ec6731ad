package settings

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"stationcompanion/client/cache"
)

// TestCopiesAreRemovedAfterTwoTaps: the first tap asks, the second removes; cancelling the
// dialog in between removes nothing.
func TestCopiesAreRemovedAfterTwoTaps(t *testing.T) {
	b := start(t, userFile, "", nil)
	stats := cache.Stats{Reports: 41, Bytes: 12_300_000, Oldest: time.Now().Add(-time.Hour)}
	cleared := 0
	b.copies = func() cache.Stats { return stats }
	b.clear = func() error { cleared++; stats = cache.Stats{}; return nil }
	d := b.show()
	box := d.copies
	b.until(func() bool { return box.state.text() != "" })
	if box.clear.Disabled() {
		t.Fatalf("it says %q, and nothing can be removed", box.state.text())
	}
	test.Tap(box.clear)
	if cleared != 0 || box.clear.Text != "Remove all of them?" {
		t.Fatalf("after one tap: cleared %d, %q", cleared, box.clear.Text)
	}
	test.Tap(box.clear)
	b.until(func() bool { return box.state.text() == "None yet" })
	if cleared != 1 || !box.clear.Disabled() {
		t.Errorf("after two: cleared %d, %q", cleared, box.state.text())
	}
}
