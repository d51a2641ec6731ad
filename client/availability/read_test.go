package availability

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// TestRead: what another program reads is what the recorder shows, up to the milliseconds
// that are kept.
func TestRead(t *testing.T) {
	r := full()
	dir := t.TempDir()
	path := filepath.Join(dir, "availability.dat")
	k := r.keeps()
	raw, err := encode(k)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	v, err := Read(path)
	if err != nil || !v.Now.Equal(k.end()) || !reflect.DeepEqual(v.Pieces, k.pieces()) || !reflect.DeepEqual(v.Changes, k.changes()) || len(v.Pieces) == 0 || len(v.Changes) == 0 {
		t.Errorf("%d pieces, %d changes, %v", len(v.Pieces), len(v.Changes), err)
	}
	if err := os.WriteFile(path, raw[:len(raw)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(path); !errors.Is(err, errDamaged) {
		t.Errorf("half of it: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("a reader moved it: %v, %v", left, err)
	}
	if _, err := Read(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
}
