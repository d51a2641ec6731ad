package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"stationcompanion/internal/crash"
)

// Whatever moment the power goes at while reports and bundles are written, each file is the
// old or the new one, whole, and one said to be written is there.
func TestPowerCutWhileWriting(t *testing.T) {
	dir := t.TempDir()
	there := filepath.Join(dir, "there.zip")
	if err := os.WriteFile(there, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	r, err := crash.Record(dir)
	if err != nil {
		t.Fatal(err)
	}
	d := putDisk{
		create: func(path string) (putTemp, error) {
			return r.OpenPath(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		},
		rename: r.RenamePath, remove: r.RemovePath, syncDir: r.SyncDirPath,
	}
	texts := map[string][]string{"there.zip": {"old", "first, whole", "second, whole"}, "new.zip": {"", "a new one"}}
	for _, put := range [][2]string{{"there.zip", "first, whole"}, {"new.zip", "a new one"}, {"there.zip", "second, whole"}} {
		err := d.replace(filepath.Join(dir, put[0]), func(w io.Writer) error { _, err := io.WriteString(w, put[1]); return err })
		if err != nil {
			t.Fatal(err)
		}
		r.Mark(put)
	}
	r.Tape().Prove(t, 20, func(dir string, marks []any) error {
		at := map[string]int{}
		for _, m := range marks {
			at[m.([2]string)[0]]++
		}
		for name, all := range texts {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if errors.Is(err, fs.ErrNotExist) && all[0] == "" && at[name] == 0 {
				continue
			}
			old, now := all[at[name]], all[min(at[name]+1, len(all)-1)]
			if err != nil || string(data) != old && string(data) != now {
				return fmt.Errorf("%s is %q, %w", name, data, errors.Join(err, fmt.Errorf("neither %q nor %q", old, now)))
			}
		}
		return nil
	})
}

// A disk that is full after any byte, or refuses any step, leaves the old file and nothing
// else, and the error names the file.
func TestFullDiskWhileWriting(t *testing.T) {
	whole := strings.Repeat("whole ", 20)
	for n := range len(whole) + 4 {
		full := crash.NewFaulty(n, crash.Unlimited, false, nil)
		if n >= len(whole) {
			full = crash.NewFaulty(crash.Unlimited, n-len(whole), false, nil)
		}
		d := putDisk{
			create: func(path string) (putTemp, error) {
				return full.OpenPath(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
			},
			rename: full.RenamePath, remove: os.Remove, syncDir: func(string) error { return nil },
		}
		dir := t.TempDir()
		path := filepath.Join(dir, "b.zip")
		if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		fill := func(w io.Writer) error { _, err := io.WriteString(w, whole); return err }
		err := d.replace(path, fill)
		data, readErr := os.ReadFile(path)
		left, _ := os.ReadDir(dir)
		if err == nil {
			if n < len(whole)+3 || string(data) != whole { // making, flushing, moving: three steps
				t.Errorf("%d: no error, %q", n, data)
			}
			continue
		}
		e, ok := errors.AsType[*fs.PathError](err)
		if string(data) != "old" || readErr != nil || len(left) != 1 || !errors.Is(err, syscall.ENOSPC) || !ok || e.Path != path {
			t.Errorf("%d: %q, %v, %d files, %v", n, data, readErr, len(left), err)
		}
		full.Mend()
		if err := d.replace(path, fill); err != nil {
			t.Errorf("%d: once there is room: %v", n, err)
		}
	}
}

// What a power cut left goes when the next file is written there; what may be in use stays.
func TestLeftOverParts(t *testing.T) {
	dir := t.TempDir()
	for name, age := range map[string]time.Duration{".station-companion-OLD.part": 25 * time.Hour, ".station-companion-YOUNG.part": time.Hour, "mine.part": 25 * time.Hour} {
		path, at := filepath.Join(dir, name), time.Now().Add(-age)
		if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	if err := replaceFile(filepath.Join(dir, "b.zip"), func(io.Writer) error { return nil }); err != nil {
		t.Fatal(err)
	}
	var names []string
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got := strings.Join(names, " "); got != ".station-companion-YOUNG.part b.zip mine.part" {
		t.Error(got)
	}
}
