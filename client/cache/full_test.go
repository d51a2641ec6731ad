package cache

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"stationcompanion/internal/crash"
)

func onFaulty(d *crash.Faulty) seams {
	return seams{
		create: func(r *os.Root, name string) (file, error) {
			f, err := d.Create(r, name)
			if err != nil {
				return nil, err
			}
			return f, nil
		},
		rename: d.Rename, syncDir: d.SyncDir,
	}
}

// A disk that is full after any number of bytes or at any operation, once or for good:
// reports said to be safe stay, an error names the report, nothing is left over, and
// saving works once there is room.
func TestFullDisk(t *testing.T) {
	var disks []*crash.Faulty
	for room := 0; room < 6000; room += 97 {
		disks = append(disks, crash.NewFaulty(room, crash.Unlimited, false, nil))
	}
	for ops := range 40 {
		disks = append(disks, crash.NewFaulty(crash.Unlimited, ops, false, nil), crash.NewFaulty(crash.Unlimited, ops, true, nil))
	}
	for i, d := range disks {
		if err := overfill(t, d); err != nil {
			t.Errorf("disk %d: %v", i, err)
		}
	}
}

// overfill puts reports and lists on a disk that fails, then mends it.
func overfill(t *testing.T, d *crash.Faulty) error {
	o := Options{Dir: t.TempDir(), Account: "a", indexEvery: 2, seams: onFaulty(crash.NewFaulty(crash.Unlimited, crash.Unlimited, false, nil))}
	c := mustOpen(t, o)
	put(t, c, 0, string(provable(0, 1)))
	c.disk.seams = onFaulty(d)
	safe := map[int]int{0: 1}
	for v := 2; v < 4; v++ {
		for n := range 4 {
			err := c.Put(t.Context(), idOf(n), headerOf(n), provable(n, v))
			if err == nil {
				safe[n] = v
			} else if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), idOf(n)) {
				return err
			}
			if err := c.PutList(t.Context(), "k", headers(n, n+v)); err != nil && !errors.Is(err, syscall.ENOSPC) {
				return err
			}
		}
	}
	if err := holds(c, safe); err != nil {
		return err
	}
	d.Mend()
	put(t, c, 9, "room again")
	wantBody(t, c, 9, "room again")
	if err := c.Close(); err != nil {
		return err
	}
	c = mustOpen(t, o)
	if s := c.Stats(); s.Damaged > 0 {
		return fmt.Errorf("%+v", s)
	}
	for _, name := range tree(t, c) {
		if strings.HasPrefix(name, tempPrefix) {
			return errors.New("left over: " + name)
		}
	}
	return holds(c, safe)
}

// holds tells which report is older than it was said to be safe. One whose replacing
// failed at the last step, flushing the names, may be newer.
func holds(c *Cache, safe map[int]int) error {
	for n, want := range safe {
		body, err := got(c, n)
		if err != nil {
			return err
		}
		if _, v, err := proven([]byte(body)); err != nil || v < want {
			return fmt.Errorf("report %d: version %d of %d, %v", n, v, want, err)
		}
	}
	return nil
}
