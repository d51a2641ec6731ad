package lookup

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"stationcompanion/internal/crash"
)

// savesOn gives what is asked of the system to a recorder.
func savesOn(r *crash.Recorder) saveDisk {
	n := 0
	return saveDisk{
		create: func(dir string) (saveTemp, error) {
			n++
			return r.OpenPath(filepath.Join(dir, fmt.Sprint(".saving-", n)), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		},
		link: r.LinkPath, rename: r.RenamePath, remove: r.RemovePath, syncDir: r.SyncDirPath,
	}
}

// savedTwice is what lies in the folder after two reports were saved as a.txt, where
// somebody's file has that name.
var savedTwice = map[string]string{"a.txt": "theirs", "a-2.txt": "the first report", "a-3.txt": "the second report"}

func recordSaves(t *testing.T) *crash.Tape {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := crash.Record(dir)
	if err != nil {
		t.Fatal(err)
	}
	d := savesOn(r)
	for _, name := range []string{"a-2.txt", "a-3.txt"} {
		path, err := d.into(dir, "a.txt", func(w io.Writer) error {
			_, err := io.WriteString(w, savedTwice[name])
			return err
		})
		if err != nil || filepath.Base(path) != name {
			t.Fatalf("%s, %v", path, err)
		}
		r.Mark(name)
	}
	return r.Tape()
}

// judgeSaves reports whether every file in sight is whole, and what was said to be saved
// is there.
func judgeSaves(l crash.Left, marks []any) bool {
	for name, data := range l.Files {
		if !strings.HasPrefix(name, ".saving-") && string(data) != savedTwice[name] {
			return false
		}
	}
	for _, name := range append([]any{"a.txt"}, marks...) {
		if _, there := l.Files[name.(string)]; !there {
			return false
		}
	}
	return true
}

// Whatever moment the power goes at, a saved report is whole or not there, one said to
// be saved is there, and what had the name before is untouched.
func TestSavePowerCut(t *testing.T) {
	cut := func(tape *crash.Tape) (cuts int, bad *crash.Left) {
		p := tape.Play()
		for ok := true; ok; ok = p.Next() {
			for l := range p.Every() {
				if cuts++; !judgeSaves(l, p.Marks()) {
					return cuts, &l
				}
			}
		}
		return cuts, nil
	}
	tape := recordSaves(t)
	cuts, bad := cut(tape)
	if bad != nil {
		t.Error(*bad)
	}
	t.Logf("%d power cuts", cuts)
	if _, bad := cut(tape.WithoutSync()); bad == nil {
		t.Error("no fault found in saving that flushes nothing")
	}
}

// Where a disk has no second names the file is moved into its place.
func TestSaveWithoutLinks(t *testing.T) {
	dir := t.TempDir()
	d := systemSaves
	d.link = func(from, to string) error {
		return &os.LinkError{Op: "link", Old: from, New: to, Err: syscall.ENOTSUP}
	}
	for _, name := range []string{"a.txt", "a-2.txt"} {
		path, err := d.into(dir, "a.txt", func(w io.Writer) error { _, err := io.WriteString(w, name); return err })
		data, _ := os.ReadFile(path)
		if err != nil || filepath.Base(path) != name || string(data) != name {
			t.Errorf("%s, %q, %v", path, data, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, savePattern)); len(left) > 0 {
		t.Error(left)
	}
}

// Left-overs of yesterday go, younger ones may be in use.
func TestSaveLeftOvers(t *testing.T) {
	dir := t.TempDir()
	for name, age := range map[string]time.Duration{".saving-old": 25 * time.Hour, ".saving-young": time.Hour} {
		path, at := filepath.Join(dir, name), time.Now().Add(-age)
		if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := saveInto(dir, "a.txt", func(io.Writer) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, savePattern)); len(left) != 1 || filepath.Base(left[0]) != ".saving-young" {
		t.Error(left)
	}
}
