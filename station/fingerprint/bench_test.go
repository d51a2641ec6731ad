package fingerprint

import (
	"os"
	"testing"
)

// A look is made every minute for as long as the program runs.
func BenchmarkLook(b *testing.B) {
	path := b.TempDir() + "/pc.json"
	w := New(Options{Path: path, Read: func() Reading { return System(os.Hostname) }, Station: func() (string, bool) { return "A", false }})
	w.look(true)
	b.ReportAllocs()
	for b.Loop() {
		w.look(false)
	}
}
