package fingerprint

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"stationcompanion/internal/crash"
	"stationcompanion/station/internal/durable"
)

// hosts are what the PC is called from one save of the memory to the next; each is read by
// a person, so that it is taken over.
var hosts = []string{"TEST-01", "TEST-02", "TEST-03"}

// remembered is the memory after a start with each of the hosts; the first is the empty one.
func remembered() []memory {
	at := time.Date(2026, 4, 1, 8, 0, 0, 0, time.UTC)
	all := []memory{{}}
	for i, host := range hosts {
		m := all[i].clone()
		m.Version = 1
		m.look(glance{now: pcOf(host, "m1", board, wifi), station: naming{name: "FCT-7"}, start: true, at: at.Add(time.Duration(i) * time.Hour)})
		all = append(all, m)
	}
	return all
}

// Whatever moment the power goes at, from the first save there is, the memory is the one
// saved last or the one before, and the next save leaves nothing of the cut behind.
func TestPowerCut(t *testing.T) {
	dir := t.TempDir()
	r, err := crash.Record(dir)
	if err != nil {
		t.Fatal(err)
	}
	disk := durable.Options{Files: durable.Files{
		Create: func(root *os.Root, name string) (durable.File, error) { return r.Create(root, name) },
		Rename: r.Rename, Link: r.Link, Remove: r.Remove, SyncDir: r.SyncDir,
	}}
	all := remembered()
	for _, m := range all[1:] {
		if err := m.save(filepath.Join(dir, "pc.json"), disk); err != nil {
			t.Fatal(err)
		}
		r.Mark("saved")
	}
	cuts := 0
	judge := func(tape *crash.Tape) (bad int, last string) {
		place, p := crash.NewPlace(t.TempDir()), tape.Play()
		for ok := true; ok; ok = p.Next() {
			i := len(p.Marks())
			for l := range p.Every() {
				if err := place.Put(l); err != nil {
					t.Fatal(err)
				}
				cuts++
				if !survives(place.Dir(), all[i], all[min(i+1, len(all)-1)]) {
					if bad, last = bad+1, l.String(); bad == 10 {
						return bad, last
					}
				}
			}
		}
		return bad, last
	}
	if bad, where := judge(r.Tape()); bad > 0 {
		t.Errorf("%d of %d power cuts, such as %s", bad, cuts, where)
	}
	t.Logf("%d power cuts", cuts)
	if bad, _ := judge(r.Tape().WithoutSync()); bad < 10 {
		t.Errorf("only %d faults found in a memory that flushes nothing", bad)
	}
}

// onDisk is a disk with so much room, that flushes nothing.
func onDisk(room, ops int) (*crash.Faulty, durable.Options) {
	f := crash.NewFaulty(room, ops, false, nil)
	return f, durable.Options{Files: durable.Files{
		Create: func(root *os.Root, name string) (durable.File, error) { return f.Create(root, name) },
		Rename: f.Rename, Link: f.Link, SyncDir: f.SyncDir,
	}}
}

// survives reports whether what is left in dir is old or new, and can be saved over.
func survives(dir string, old, now memory) bool {
	path := filepath.Join(dir, "pc.json")
	m, err := remember(path)
	if err != nil || !reflect.DeepEqual(m, old) && !reflect.DeepEqual(m, now) {
		return false
	}
	if _, disk := onDisk(crash.Unlimited, crash.Unlimited); m.save(path, disk) != nil {
		return false
	}
	left, err := os.ReadDir(dir)
	return err == nil && len(left) == 1
}

// A disk that is full after any byte or at any operation keeps the memory there was. The
// watcher says so once, holds what it found meanwhile, and saves it when there is room.
func TestFullDisk(t *testing.T) {
	noon := time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC)
	try := func(room, ops int) (*desk, *Watcher, *crash.Faulty, []byte) {
		d := newDesk(t)
		o := d.options()
		o.Now = func() time.Time { return noon } // the length of a file is that of its times
		New(o).look(true)
		old, err := os.ReadFile(d.path)
		if err != nil {
			t.Fatal(err)
		}
		d.set(pcOf("NEW-01", "m1", board, wifi))
		w := New(o)
		f, disk := onDisk(room, ops)
		w.disk = disk
		w.look(true)
		return d, w, f, old
	}
	_, _, whole, _ := try(crash.Unlimited, crash.Unlimited)
	room, ops := whole.Used()
	// The very last operation is the flush of the folder: the new memory is in its place.
	for n := range room + ops - 1 {
		r, o := n, crash.Unlimited
		if n >= room {
			r, o = crash.Unlimited, n-room
		}
		d, w, f, old := try(r, o)
		if got, err := os.ReadFile(d.path); err != nil || !bytes.Equal(got, old) {
			t.Fatalf("%d: the memory is lost: %v", n, err)
		}
		if len(d.failed) != 1 || !strings.Contains(d.failed[0], d.path) || len(w.Findings()) != 1 {
			t.Fatalf("%d: said %q, found %v", n, d.failed, w.Findings())
		}
		f.Mend()
		w.look(false)
		if m, err := remember(d.path); err != nil || len(m.PCs[0].Said) != 1 {
			t.Fatalf("%d: with room again: %v, %+v", n, err, m)
		}
		left, _ := filepath.Glob(filepath.Join(filepath.Dir(d.path), ".*.tmp-*"))
		if len(d.failed) != 1 || len(left) > 0 {
			t.Fatalf("%d: said %q, left %q", n, d.failed, left)
		}
	}
}
