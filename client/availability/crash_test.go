package availability

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"stationcompanion/internal/crash"
)

// saved makes n records that differ.
func saved(n int) (out []*kept) {
	for i := range n {
		r := New(Options{})
		r.wall = time.UnixMilli(int64(1+i) * 60_000)
		r.line.add(r.wall.Add(-time.Minute), present{State: Connected}, time.Duration(1+i)*time.Minute)
		out = append(out, r.keeps())
	}
	return out
}

// Whatever moment the power goes at, the record is the one saved last or the one before;
// nothing is set aside, and a file left behind is written over.
func TestPowerCut(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "availability.dat")
	all := saved(3)
	if err := system.write(path, all[0]); err != nil {
		t.Fatal(err)
	}
	r, err := crash.Record(dir)
	if err != nil {
		t.Fatal(err)
	}
	d := onRecorder(r)
	for _, k := range all[1:] {
		if err := d.write(path, k); err != nil {
			t.Fatal(err)
		}
		r.Mark("saved")
	}
	r.Tape().Prove(t, 10, func(dir string, marks []any) error {
		there := New(Options{Path: filepath.Join(dir, "availability.dat"), Log: zerolog.Nop()})
		k, keep, aside := there.load()
		old, now := all[len(marks)], all[min(len(marks)+1, len(all)-1)]
		if k == nil || !keep || aside || k.End != old.End && k.End != now.End {
			return fmt.Errorf("%+v, kept %v, set aside %v", k, keep, aside)
		}
		return there.disk.write(there.o.Path, k)
	})
}

// onRecorder gives what saving asks of the system to a recorder.
func onRecorder(r *crash.Recorder) disk {
	return disk{
		create: func(path string) (temp, error) {
			return r.OpenPath(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		},
		rename: r.RenamePath, remove: r.RemovePath, syncDir: r.SyncDirPath,
	}
}

// Whatever moment the power goes at while a damaged record is put aside and a new one
// begun: the damaged one is still there under either name, and a new one is whole.
func TestPowerCutWhilePuttingAside(t *testing.T) {
	const damaged = "no record"
	dir := t.TempDir()
	path := filepath.Join(dir, "availability.dat")
	put(t, path, []byte(damaged))
	rec, err := crash.Record(dir)
	if err != nil {
		t.Fatal(err)
	}
	r := New(Options{Path: path, Log: zerolog.Nop()})
	r.disk = onRecorder(rec)
	if k, keep, aside := r.load(); k != nil || !keep || !aside {
		t.Fatalf("%+v, kept %v, set aside %v", k, keep, aside)
	}
	rec.Mark("put aside")
	if err := r.disk.write(path, saved(1)[0]); err != nil {
		t.Fatal(err)
	}
	rec.Mark("saved")
	rec.Tape().Prove(t, 3, func(dir string, marks []any) error {
		is, _ := os.ReadFile(filepath.Join(dir, "availability.dat"))
		aside, _ := os.ReadFile(filepath.Join(dir, "availability.dat.damaged"))
		_, err := decode(is)
		switch {
		case string(is) != damaged && string(aside) != damaged:
			return fmt.Errorf("the damaged one is gone: %q, aside %q", is, aside)
		case len(is) > 0 && string(is) != damaged && err != nil:
			return fmt.Errorf("another damaged one: %w", err)
		case len(marks) == 2 && err != nil:
			return fmt.Errorf("what was saved is lost: %w", err)
		}
		return nil
	})
}

// A full disk, after any byte or at any step, leaves the record there was.
func TestFullDisk(t *testing.T) {
	two := saved(2)
	old, err := encode(two[0])
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(old) + 10 {
		path := filepath.Join(t.TempDir(), "availability.dat")
		full := crash.NewFaulty(n, crash.Unlimited, false, nil)
		if n >= len(old) {
			full = crash.NewFaulty(crash.Unlimited, n-len(old), false, nil)
		}
		d := disk{
			create: func(path string) (temp, error) {
				return full.OpenPath(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
			},
			rename: full.RenamePath, remove: os.Remove, syncDir: func(string) error { return nil },
		}
		put(t, path, old)
		err := d.write(path, two[1])
		got, readErr := os.ReadFile(path)
		if readErr != nil || err != nil && !bytes.Equal(got, old) {
			t.Fatalf("%d: the record is lost: %v, %v", n, err, readErr)
		}
		if _, e := decode(got); e != nil {
			t.Fatalf("%d: %v", n, e)
		}
		if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
			t.Fatalf("%d: left behind %v", n, left)
		}
	}
}
