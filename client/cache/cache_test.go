package cache

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func TestPutAndGet(t *testing.T) {
	clk := newClock()
	c := mustOpen(t, Options{Dir: t.TempDir(), Account: "a", Now: clk.now})
	for n, body := range []string{"", "{}", strings.Repeat("x", 300_000), "\x00\xff\r\n"} {
		put(t, c, n, body)
		b, s, err := c.Get(idOf(n))
		if err != nil {
			t.Fatal(err)
		}
		if err := iotest.TestReader(b.Reader(), []byte(body)); err != nil && body != "" {
			t.Errorf("%.10q: %v", body, err)
		}
		data, err := b.Bytes()
		if string(data) != body || err != nil || b.Size() != int64(len(body)) {
			t.Errorf("%.10q: %.10q, %d, %v", body, data, b.Size(), err)
		}
		want := Saved{Header: headerOf(n), At: clk.t.Truncate(time.Millisecond), Whole: true}
		if !reflect.DeepEqual(s, want) {
			t.Errorf("got  %+v\nwant %+v", s, want)
		}
		if f := c.Find(Query{ID: strings.ToUpper(idOf(n))}); len(f) != 1 || !reflect.DeepEqual(f[0], want) {
			t.Errorf("found %+v\nwant  %+v", f, want)
		}
	}
	if _, _, err := c.Get(idOf(99)); err != ErrMissing {
		t.Error(err)
	}
	put(t, c, 1, "again")
	wantBody(t, c, 1, "again")
	if s := c.Stats(); s.Reports != 4 || s.Bytes != 4*block || s.Damaged != 0 || s.Off || !s.Oldest.Equal(clk.t.Truncate(time.Millisecond)) {
		t.Errorf("%+v", s)
	}
}

// What is known survives closing and opening, from the index and without it.
func TestOpenedAgain(t *testing.T) {
	clk := newClock()
	o := Options{Dir: t.TempDir(), Account: "a", Now: clk.now}
	c := mustOpen(t, o)
	for n := range 50 {
		put(t, c, n, "body")
		clk.advance(time.Second)
	}
	if err := c.PutList(t.Context(), "latest", headers(48, 52)); err != nil {
		t.Fatal(err)
	}
	want, list := c.Find(Query{Limit: 100}), mustList(t, c, "latest")
	stats := c.Stats()
	if len(want) != 52 || len(list) != 4 || stats.Reports != 50 {
		t.Fatalf("%d, %d, %+v", len(want), len(list), stats)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	for _, without := range []bool{false, true} {
		if without {
			if err := os.Remove(filepath.Join(o.Dir, accountDir("a"), indexName)); err != nil {
				t.Fatal(err)
			}
		}
		c := mustOpen(t, o)
		if is := c.Find(Query{Limit: 100}); !reflect.DeepEqual(is, want) {
			t.Errorf("without index %v: got  %+v\nwant %+v", without, is, want)
		}
		if is := mustList(t, c, "latest"); !reflect.DeepEqual(is, list) {
			t.Errorf("without index %v: list %+v\nwant %+v", without, is, list)
		}
		if s := c.Stats(); s != stats {
			t.Errorf("without index %v: %+v, want %+v", without, s, stats)
		}
		wantBody(t, c, 7, "body")
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNames(t *testing.T) {
	c := mustOpen(t, Options{Dir: t.TempDir(), Account: "a"})
	good := idOf(1)
	for _, id := range []string{
		"", ".", "..", "index", "../" + good, good + "/", good + ".report", " " + good, good + "\x00", good[:35], good + "0",
		strings.ToUpper("abcdefab" + good[8:]), "{" + good + "}", strings.ReplaceAll(good, "-", ""), strings.ReplaceAll(good, "-", "/"),
		good[:35] + "g", good[:8] + "0" + good[9:],
	} {
		if err := c.Put(t.Context(), id, headerOf(1), nil); !errors.Is(err, ErrName) {
			t.Errorf("put %q: %v", id, err)
		}
		if _, _, err := c.Get(id); !errors.Is(err, ErrName) {
			t.Errorf("get %q: %v", id, err)
		}
	}
	if err := c.PutList(t.Context(), "", nil); !errors.Is(err, ErrName) {
		t.Error(err)
	}
	if err := c.PutList(t.Context(), "../../etc/passwd\x00", nil); err != nil {
		t.Error(err)
	}
	for _, e := range tree(t, c) {
		if !kept(e) {
			t.Errorf("left %s", e)
		}
	}
}

// tree lists the files of c's account.
func tree(t *testing.T, c *Cache) (names []string) {
	t.Helper()
	entries, err := c.disk.entries()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestAccountsApart(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, Options{Dir: dir, Account: "https://one.example/ anna"})
	b := mustOpen(t, Options{Dir: dir, Account: "https://one.example/ bert"})
	put(t, a, 1, "anna's")
	if err := a.PutList(t.Context(), "latest", headers(1, 3)); err != nil {
		t.Fatal(err)
	}
	if err := b.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := got(b, 1); !errors.Is(err, ErrMissing) || len(b.Find(Query{})) > 0 {
		t.Errorf("%v, %v", err, b.Find(Query{}))
	}
	if _, _, err := b.List("latest"); !errors.Is(err, ErrMissing) {
		t.Error(err)
	}
	// Not even when somebody moves the files.
	for _, n := range tree(t, a) {
		data, err := a.disk.root.ReadFile(n)
		if err == nil {
			err = b.disk.root.WriteFile(n, data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := got(b, 1); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	if err := b.Refresh(t.Context()); err != nil || len(b.Find(Query{})) > 0 || b.Stats().Damaged != 2 {
		t.Errorf("%v, %v, %+v", err, b.Find(Query{}), b.Stats())
	}
	put(t, b, 1, "bert's")
	if err := a.Clear(); err != nil {
		t.Fatal(err)
	}
	wantBody(t, b, 1, "bert's")
	if _, err := got(a, 1); !errors.Is(err, ErrMissing) || len(a.Find(Query{})) > 0 || len(tree(t, a)) > 0 || a.Stats() != (Stats{}) {
		t.Errorf("%v, %v, %v, %+v", err, a.Find(Query{}), tree(t, a), a.Stats())
	}
}

// Where nothing can be kept the cache is off, harmless, and says why.
func TestOff(t *testing.T) {
	inTheWay := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(inTheWay, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	away := t.TempDir()
	linked := t.TempDir()
	link := filepath.Join(linked, accountDir("a"))
	if err := os.Symlink(away, link); err != nil {
		t.Skip("cannot make links:", err)
	}
	if _, err := os.Readlink(link); err != nil {
		t.Skip("links are none here (Wine 8):", err)
	}
	for name, o := range map[string]Options{
		"no account": {Dir: t.TempDir()}, "a file in the way": {Dir: inTheWay, Account: "a"}, "below a file": {Dir: filepath.Join(inTheWay, "x"), Account: "a"},
		"a link leading out": {Dir: linked, Account: "a"}, "switched off": {Dir: filepath.Join(t.TempDir(), "none"), Account: "a", Cap: -1},
	} {
		c, err := Open(o)
		if (err != nil) != (o.Cap == 0) || c == nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := c.Put(t.Context(), idOf(1), headerOf(1), []byte("x")); !errors.Is(err, ErrOff) {
			t.Errorf("%s: put: %v", name, err)
		}
		if err := c.PutList(t.Context(), "k", headers(0, 2)); !errors.Is(err, ErrOff) {
			t.Errorf("%s: put list: %v", name, err)
		}
		_, _, err = c.Get(idOf(1))
		_, _, lerr := c.List("k")
		if !errors.Is(err, ErrMissing) || !errors.Is(err, ErrOff) || !errors.Is(lerr, ErrMissing) || len(c.Find(Query{})) > 0 {
			t.Errorf("%s: get: %v, %v", name, err, lerr)
		}
		if s := c.Stats(); s != (Stats{Off: true, Problem: c.problem}) || (c.problem != nil) != (o.Cap == 0 && o.Account != "") {
			t.Errorf("%s: %+v", name, s)
		}
		if err := errors.Join(c.Clear(), c.Close(), c.Close()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if data, _ := os.ReadFile(inTheWay); string(data) != "precious" {
		t.Errorf("%q", data)
	}
	if e, _ := os.ReadDir(away); len(e) > 0 {
		t.Error("something was written through the link")
	}
}

// Switched off, what was kept before is not served but can be cleared.
func TestSwitchedOffAndCleared(t *testing.T) {
	o := Options{Dir: t.TempDir(), Account: "a"}
	on := mustOpen(t, o)
	put(t, on, 1, "x")
	o.Cap = -1
	off := mustOpen(t, o)
	if _, err := got(off, 1); !errors.Is(err, ErrMissing) {
		t.Error(err)
	}
	if err := off.Clear(); err != nil || len(tree(t, off)) > 0 {
		t.Errorf("%v, %v", err, tree(t, off))
	}
}

func TestClosed(t *testing.T) {
	c := mustOpen(t, Options{Dir: t.TempDir(), Account: "a"})
	put(t, c, 1, "x")
	d := c.Draft()
	if err := errors.Join(c.Close(), c.Close()); err != nil {
		t.Fatal(err)
	}
	_, _ = d.Write([]byte("x"))
	for what, err := range map[string]error{
		"draft": d.Save(t.Context(), idOf(2), headerOf(2)), "put": c.Put(t.Context(), idOf(1), headerOf(1), nil),
		"clear": c.Clear(), "refresh": c.Refresh(t.Context()),
	} {
		if !errors.Is(err, ErrClosed) || !errors.Is(err, fs.ErrClosed) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := got(c, 1); !errors.Is(err, ErrMissing) || len(c.Find(Query{})) > 0 {
		t.Error(err)
	}
}

func TestDraft(t *testing.T) {
	c := mustOpen(t, Options{Dir: t.TempDir(), Account: "a"})
	d := c.Draft()
	body := wsjf(1, 50_000)
	if _, err := io.Copy(io.Discard, io.TeeReader(iotest.HalfReader(bytes.NewReader(body)), d)); err != nil {
		t.Fatal(err)
	}
	if err := d.Save(t.Context(), idOf(1), headerOf(1)); err != nil {
		t.Fatal(err)
	}
	wantBody(t, c, 1, string(body))
	if err := d.Save(t.Context(), idOf(2), headerOf(2)); err == nil {
		t.Error("saved twice")
	}
	d = c.Draft()
	_, _ = d.Write(body)
	d.Drop()
	if err := d.Save(t.Context(), idOf(2), headerOf(2)); err == nil || c.Stats().Reports != 1 {
		t.Error("saved after dropping:", err)
	}
	d = c.Draft()
	zeros := make([]byte, 1<<20)
	for range maxBody>>20 + 1 {
		if n, err := d.Write(zeros); n != len(zeros) || err != nil {
			t.Fatal(n, err)
		}
	}
	if err := d.Save(t.Context(), idOf(2), headerOf(2)); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Put(ctx, idOf(2), headerOf(2), nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	h := headerOf(2)
	h.Comment = strings.Repeat("long ", maxLine/5)
	if err := c.Put(t.Context(), idOf(2), h, nil); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
}
