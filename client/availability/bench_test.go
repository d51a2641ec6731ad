package availability

import (
	"path/filepath"
	"testing"
)

// BenchmarkSave writes the fullest file there can be: it happens once a minute.
func BenchmarkSave(b *testing.B) {
	k, path := full().keeps(), filepath.Join(b.TempDir(), "availability.dat")
	for b.Loop() {
		if err := system.write(path, k); err != nil {
			b.Fatal(err)
		}
	}
}
