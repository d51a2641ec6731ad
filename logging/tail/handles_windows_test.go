package tail

import (
	"os"
	"testing"
)

// openFiles is the number of the next free handle. Windows gives the lowest, in steps of
// four, so each one left open moves it by one at least; Wine's own count of handles does
// not move.
func openFiles(t *testing.T) int {
	f, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return int(f.Fd() / 4)
}
