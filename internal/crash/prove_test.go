package crash

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// told is a test that remembers what it was told.
type told struct {
	*testing.T
	errors []string
}

func (t *told) Errorf(format string, args ...any) {
	t.errors = append(t.errors, fmt.Sprintf(format, args...))
}

// TestProve: a program that flushes is proven by a judge that looks, one that does not is
// found out, and so is a judge that does not look.
func TestProve(t *testing.T) {
	dir := t.TempDir()
	r, err := Record(dir)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "x")
	f, err := r.OpenPath(path+".tmp", os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Write([]byte("whole"))
	if err := errors.Join(err, f.Sync(), f.Close(), r.RenamePath(path+".tmp", path), r.SyncDirPath(dir)); err != nil {
		t.Fatal(err)
	}
	r.Mark("saved")
	looks := func(dir string, marks []any) error {
		data, err := os.ReadFile(filepath.Join(dir, "x"))
		if errors.Is(err, os.ErrNotExist) && len(marks) == 0 {
			return nil
		}
		if string(data) != "whole" {
			return fmt.Errorf("%q, %w", data, errors.Join(err, errors.New("not whole")))
		}
		return nil
	}
	for name, c := range map[string]struct {
		tape  *Tape
		judge Judge
		bad   bool
	}{
		"well":           {r.Tape(), looks, false},
		"flushes not":    {r.Tape().WithoutSync(), looks, true},
		"judge is blind": {r.Tape(), func(string, []any) error { return nil }, true},
	} {
		tb := &told{T: t}
		if c.tape.Prove(tb, 3, c.judge); (len(tb.errors) > 0) != c.bad {
			t.Errorf("%s: %q", name, tb.errors)
		}
		drawn := func(_ Left, dir string, marks []any, _ *rand.Rand) error { return c.judge(dir, marks) }
		bad := c.tape.Somewhere([]string{t.TempDir(), t.TempDir()}, 400, 7, 1, drawn)
		if found := len(bad) == 7; name == "flushes not" && !found || name != "flushes not" && len(bad) > 0 {
			t.Errorf("%s: drawn: %q", name, bad)
		}
	}
}
