package availability

import (
	"bytes"
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
	d := disk{
		create: func(path string) (temp, error) {
			return r.OpenPath(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		},
		rename: r.RenamePath, remove: r.RemovePath, syncDir: r.SyncDirPath,
	}
	for _, k := range all[1:] {
		if err := d.write(path, k); err != nil {
			t.Fatal(err)
		}
		r.Mark("saved")
	}
	cuts := 0
	judge := func(tape *crash.Tape) (bad int) {
		place, p := crash.NewPlace(t.TempDir()), tape.Play()
		for ok := true; ok; ok = p.Next() {
			i := len(p.Marks())
			for l := range p.Every() {
				if err := place.Put(l); err != nil {
					t.Fatal(err)
				}
				cuts++
				there := New(Options{Path: filepath.Join(place.Dir(), "availability.dat"), Log: zerolog.Nop()})
				k, keep, _ := there.load()
				if k == nil || !keep || k.End != all[i].End && k.End != all[min(i+1, len(all)-1)].End || there.disk.write(there.o.Path, k) != nil {
					if bad++; bad == 10 {
						return bad
					}
				}
			}
		}
		return bad
	}
	if bad := judge(r.Tape()); bad > 0 {
		t.Errorf("%d of %d power cuts", bad, cuts)
	}
	t.Logf("%d power cuts", cuts)
	if bad := judge(r.Tape().WithoutSync()); bad < 10 {
		t.Error("no fault found in a record that flushes nothing")
	}
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
