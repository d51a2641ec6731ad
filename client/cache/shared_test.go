package cache

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

// The window and a command line use one directory at once.
func TestTwoOnOneDirectory(t *testing.T) {
	clk := newClock()
	o := Options{Dir: t.TempDir(), Account: "a", Now: clk.now}
	a, b := mustOpen(t, o), mustOpen(t, o)
	put(t, a, 1, "of a")
	wantBody(t, b, 1, "of a")
	if f := b.Find(Query{}); len(f) != 1 {
		t.Errorf("got, but not found: %v", f)
	}
	put(t, b, 2, "of b")
	put(t, b, 1, "of b") // as long as a's
	if err := b.PutList(t.Context(), "k", headers(1, 4)); err != nil {
		t.Fatal(err)
	}
	wantBody(t, a, 1, "of b")
	if err := a.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if f := a.Find(Query{}); !reflect.DeepEqual(numbers(f), []int{3, 2, 1}) || len(mustList(t, a, "k")) != 3 {
		t.Errorf("%v", numbers(f))
	}
	if a.Stats() != b.Stats() {
		t.Errorf("%+v and %+v", a.Stats(), b.Stats())
	}
	if err := a.Clear(); err != nil {
		t.Fatal(err)
	}
	for n := 1; n < 3; n++ {
		if _, err := got(b, n); err != ErrMissing {
			t.Error(err)
		}
	}
	if s := b.Stats(); s.Reports != 0 || s.Damaged != 0 {
		t.Errorf("%+v", s)
	}
	checkSums(t, b)
}

// The one that closes last does not lose what the other put, nor when it used it.
func TestTwoIndexes(t *testing.T) {
	clk := newClock()
	o := Options{Dir: t.TempDir(), Account: "a", Now: clk.now}
	a := mustOpen(t, o)
	for n := range 4 {
		put(t, a, n, "x")
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	a, b := mustOpen(t, o), mustOpen(t, o)
	clk.advance(24 * time.Hour)
	wantBody(t, b, 0, "x") // used
	put(t, b, 4, "x")
	used := clk.now().UnixMilli()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	clk.advance(time.Hour)
	put(t, a, 5, "x")
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	c := mustOpen(t, o)
	if s := c.Stats(); s.Reports != 6 {
		t.Errorf("%+v", s)
	}
	id, _ := parseGUID(idOf(0))
	if r := c.table.records[id]; r.file.used != used {
		t.Errorf("used %v, not %v", timeOf(r.file.used), timeOf(used))
	}
}

// What was used an hour ago is worth an index; what was just used is not.
func TestUseIsSavedLazily(t *testing.T) {
	clk, created := newClock(), 0
	o := Options{Dir: t.TempDir(), Account: "a", Now: clk.now, seams: counting(&created)}
	c := mustOpen(t, o)
	put(t, c, 1, "x")
	for i, step := range []struct {
		after  time.Duration
		writes int
	}{{0, 2}, {time.Minute, 2}, {2 * time.Hour, 3}, {0, 3}} {
		clk.advance(step.after)
		wantBody(t, c, 1, "x")
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		if created != step.writes {
			t.Errorf("step %d: %d writes", i, created)
		}
		c = mustOpen(t, o)
	}
}

// Only plain files of the right names are looked at.
func TestStrangeEntries(t *testing.T) {
	o := ten(t)
	outside := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(outside, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	links := map[int]string{20: outside, 21: idOf(1) + reportExt, 22: "dangling"}
	for n, to := range links {
		if err := os.Symlink(to, inAccount(o, idOf(n)+reportExt)); err != nil {
			t.Skip("cannot make links:", err)
		}
	}
	if err := os.Mkdir(inAccount(o, idOf(23)+reportExt), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(inAccount(o, "notes.txt"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := mustOpen(t, o)
	for n := 20; n < 24; n++ {
		if _, err := got(c, n); err != ErrMissing {
			t.Errorf("%d: %v", n, err)
		}
	}
	if s := c.Stats(); s.Reports != 10 || s.Damaged != 0 {
		t.Errorf("%+v", s)
	}
	put(t, c, 20, "in place of the link")
	wantBody(t, c, 20, "in place of the link")
	if data, _ := os.ReadFile(outside); string(data) != "secret" {
		t.Errorf("%q", data)
	}
	if err := c.Clear(); err != nil {
		t.Error(err)
	}
	if data, _ := os.ReadFile(inAccount(o, "notes.txt")); string(data) != "mine" {
		t.Errorf("%q", data)
	}
}

// Left-overs of killed writers go an hour later, younger ones may be in use.
func TestSweep(t *testing.T) {
	clk := newClock()
	o := ten(t)
	o.Now = clk.now
	for name, age := range map[string]time.Duration{"old": 61 * time.Minute, "young": 59 * time.Minute} {
		path := inAccount(o, tempPrefix+name)
		if err := errors.Join(os.WriteFile(path, []byte("x"), 0o600), os.Chtimes(path, clk.t.Add(-age), clk.t.Add(-age))); err != nil {
			t.Fatal(err)
		}
	}
	c := mustOpen(t, o)
	if names := fmt.Sprint(tree(t, c)); len(tree(t, c)) != 13 {
		t.Error(names)
	}
	if _, err := c.disk.root.Stat(tempPrefix + "young"); err != nil {
		t.Error(err)
	}
}
