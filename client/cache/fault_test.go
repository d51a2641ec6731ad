package cache

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// counting counts the files made.
func counting(n *int) seams {
	return seams{create: func(r *os.Root, name string) (file, error) {
		*n++
		return quick.create(r, name)
	}}
}

// failing is a file on a disk with room for so many bytes, which fails at the given step.
type failing struct {
	*os.File
	room int
	sync error
}

func (f *failing) Write(p []byte) (int, error) {
	if len(p) <= f.room {
		f.room -= len(p)
		return f.File.Write(p)
	}
	n, _ := f.File.Write(p[:f.room])
	f.room = 0
	return n, syscall.ENOSPC
}

func (f *failing) Sync() error { return f.sync }

func TestFaults(t *testing.T) {
	full := func(room int, sync error) seams {
		return seams{create: func(r *os.Root, name string) (file, error) {
			f, err := quick.create(r, name)
			if err != nil {
				return nil, err
			}
			return &failing{f.(noSync).File, room, sync}, nil
		}}
	}
	for name, s := range map[string]seams{
		"no room at all": full(0, nil), "room for some": full(200, nil), "flushing fails": full(1<<20, syscall.EIO),
		"creating fails": {create: func(*os.Root, string) (file, error) { return nil, syscall.ENOSPC }},
		"renaming fails": {rename: func(*os.Root, string, string) error { return syscall.EIO }},
	} {
		o := Options{Dir: t.TempDir(), Account: "a"}
		c := mustOpen(t, o)
		put(t, c, 1, "earlier")
		c.disk.seams = s
		for n := 1; n <= 2; n++ {
			err := c.Put(t.Context(), idOf(n), headerOf(n), wsjf(n, 5000))
			if !errors.Is(err, syscall.ENOSPC) && !errors.Is(err, syscall.EIO) || !strings.Contains(err.Error(), idOf(n)) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := c.PutList(t.Context(), "k", headers(0, 20)); err == nil {
			t.Errorf("%s: the list was kept", name)
		}
		wantBody(t, c, 1, "earlier")
		if st := c.Stats(); st.Reports != 1 || st.Bytes != block || len(tree(t, c)) != 1 {
			t.Errorf("%s: %+v, %v", name, st, tree(t, c))
		} else if !errors.Is(st.Problem, syscall.ENOSPC) && !errors.Is(st.Problem, syscall.EIO) {
			t.Errorf("%s: the problem is %v", name, st.Problem)
		}
		if err := c.saveIndex(); err == nil {
			t.Errorf("%s: the index was written", name)
		}
		c.disk.seams = seams{}
		put(t, c, 2, "room again")
		wantBody(t, c, 2, "room again")
		if st := c.Stats(); st.Problem != nil {
			t.Errorf("%s: still %v", name, st.Problem)
		}
	}
}

// A disk that takes its time to flush makes nobody wait who only reads.
func TestGetWaitsForNoPut(t *testing.T) {
	flushing, goOn := make(chan struct{}), make(chan struct{})
	c := mustOpen(t, Options{Dir: t.TempDir(), Account: "a"})
	put(t, c, 1, "earlier")
	c.disk.seams.create = func(r *os.Root, name string) (file, error) {
		f, err := quick.create(r, name)
		return waiting{f, func() { close(flushing); <-goOn }}, err
	}
	done := make(chan error)
	go func() { done <- c.Put(context.Background(), idOf(2), headerOf(2), nil) }()
	<-flushing
	wantBody(t, c, 1, "earlier")
	if _, err := got(c, 2); !errors.Is(err, ErrMissing) {
		t.Error("there before it is safe:", err)
	}
	_, _, _ = c.List("k")
	if len(c.Find(Query{})) != 1 || c.Stats().Reports != 1 {
		t.Error(c.Find(Query{}))
	}
	if err := os.WriteFile(filepath.Join(c.disk.root.Name(), idOf(3)+reportExt), []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := got(c, 3); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Refresh(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	close(goOn)
	if err := <-done; err != nil {
		t.Error(err)
	}
	c.disk.seams = seams{}
	if n := len(tree(t, c)); n != 2 { // whoever wrote removed the damaged one
		t.Error(tree(t, c))
	}
}

type waiting struct {
	file
	wait func()
}

func (w waiting) Sync() error { w.wait(); return nil }

// A directory this account may only read still answers.
func TestReadOnly(t *testing.T) {
	o := Options{Dir: t.TempDir(), Account: "a"}
	c := mustOpen(t, o)
	put(t, c, 1, "x")
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(o.Dir, accountDir("a"))
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	probe := filepath.Join(dir, "probe")
	if os.WriteFile(probe, nil, 0o600) == nil {
		_ = os.Remove(probe)
		t.Skip("mode bits bind nobody here (administrator, or not this system)")
	}
	c, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	wantBody(t, c, 1, "x")
	if err := c.Put(t.Context(), idOf(2), headerOf(2), nil); !errors.Is(err, fs.ErrPermission) {
		t.Error(err)
	}
	if err := c.Close(); err != nil {
		t.Error("nothing changed, yet closing wrote:", err)
	}
}

func TestRetry(t *testing.T) {
	calls := 0
	err := retryIf(func(err error) bool { return carries(err, sharingCodes) }, func() error {
		if calls++; calls < 3 {
			return &fs.PathError{Op: "rename", Path: "x", Err: syscall.Errno(32)}
		}
		return nil
	})
	if err != nil || calls != 3 {
		t.Error(calls, err)
	}
	if err := retry(func() error { return syscall.ENOSPC }); err != syscall.ENOSPC {
		t.Error(err)
	}
}

// Everything at once; the race detector and the checksums are the judges.
func TestFromManyGoroutines(t *testing.T) {
	c := mustOpen(t, Options{Dir: t.TempDir(), Account: "a", seams: quick, indexEvery: 7, Cap: 40 * block})
	var wg sync.WaitGroup
	for w := range 6 {
		wg.Go(func() {
			for i := range 60 {
				n := (w*17 + i*5) % 50
				if err := c.Put(t.Context(), idOf(n), headerOf(n), provable(n, i)); err != nil {
					t.Error(err)
				}
				if body, err := got(c, (n+i)%50); err == nil {
					if _, _, err := proven([]byte(body)); err != nil {
						t.Error(err)
					}
				} else if !errors.Is(err, ErrMissing) || errors.Is(err, ErrDamaged) {
					t.Error(err)
				}
				c.Find(Query{Text: "sn"})
				c.Stats()
				switch i % 20 {
				case 3:
					if err := c.PutList(t.Context(), "k", headers(n, n+20)); err != nil {
						t.Error(err)
					}
				case 5:
					_, _, _ = c.List("k")
				case 11:
					if err := c.Refresh(t.Context()); err != nil {
						t.Error(err)
					}
				case 19:
					if err := c.Clear(); w == 0 && err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	checkSums(t, c)
}

// checkSums counts the table anew.
func checkSums(t *testing.T, c *Cache) {
	t.Helper()
	var reports, rows int
	var bytes int64
	for _, r := range c.table.order {
		if c.table.records[r.id] != r {
			t.Errorf("%s is in order but not known", r.id)
		}
		if r.body.row != "" {
			reports++
			bytes += charge(r.file.size)
		}
		rows += r.refs
	}
	for _, l := range c.table.lists {
		bytes += charge(l.file.size)
		rows -= len(l.ids)
	}
	if tb := c.table; len(tb.order) != len(tb.records) || reports != tb.reports || bytes != tb.bytes || rows != 0 {
		t.Errorf("%d in order of %d, %d of %d reports, %d of %d bytes, %d rows over", len(tb.order), len(tb.records), reports, tb.reports, bytes, tb.bytes, rows)
	}
}
