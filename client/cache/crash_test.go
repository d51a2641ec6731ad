package cache

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"stationcompanion/internal/crash"
)

var cuts = flag.Int("cuts", someCuts, "power cuts that are drawn")

// What a tape's marks say happened.
type (
	putMark  struct{ n, v int } // Put gave nil
	listMark struct{ v int }    // PutList gave nil
	goneMark struct{ name string }
)

const (
	cutReports = 7
	cutAccount = "cut"
)

// recorded gives the cache's operations to a recorder, which also marks removals.
func recorded(r *crash.Recorder, removed, indexed *int) seams {
	return seams{
		create:  func(root *os.Root, name string) (file, error) { return r.Create(root, name) },
		syncDir: r.SyncDir,
		rename: func(root *os.Root, from, to string) error {
			if to == indexName {
				*indexed++
			}
			return r.Rename(root, from, to)
		},
		remove: func(root *os.Root, name string) error {
			*removed++
			r.Mark(goneMark{filepath.Base(name)})
			return r.Remove(root, name)
		},
	}
}

// recordCache puts, replaces, removes for room, lists and writes the index.
func recordCache(t *testing.T) *crash.Tape {
	t.Helper()
	clk, dir := newClock(), t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, accountDir(cutAccount)), 0o700); err != nil {
		t.Fatal(err)
	}
	r, err := crash.Record(dir)
	if err != nil {
		t.Fatal(err)
	}
	removed, indexed := 0, 0
	s := recorded(r, &removed, &indexed)
	c := mustOpen(t, Options{Dir: dir, Account: cutAccount, Now: clk.now, Cap: 6 * block, indexEvery: 4, seams: s})
	rng, version := rand.New(rand.NewPCG(1, 2)), map[int]int{}
	for i := range 60 {
		n := rng.IntN(cutReports)
		version[n]++
		if err := c.Put(t.Context(), idOf(n), headerOf(n), provable(n, version[n])); err != nil {
			t.Fatal(err)
		}
		r.Mark(putMark{n, version[n]})
		if clk.advance(2 * time.Minute); i%5 == 0 {
			if err := c.PutList(t.Context(), "k", headers(i, i+3)); err != nil {
				t.Fatal(err)
			}
			r.Mark(listMark{i})
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if removed < 10 || indexed < 10 {
		t.Fatalf("%d files removed, the index written %d times: too few to tell anything", removed, indexed)
	}
	return r.Tape()
}

// known is what must and may be found after the marks passed.
type known struct {
	version map[int]int
	gone    map[string]bool // may be missing
	list    int
}

func knowing(marks []any) known {
	k := known{version: map[int]int{}, gone: map[string]bool{}, list: -1}
	for _, m := range marks {
		switch m := m.(type) {
		case putMark:
			k.version[m.n] = m.v
			delete(k.gone, idOf(m.n)+reportExt)
		case listMark:
			k.list = m.v
			delete(k.gone, listFile("k"))
		case goneMark:
			k.gone[m.name] = true
		}
	}
	return k
}

// Whatever moment the power goes at while reports are put, replaced and removed, lists
// kept and the index written: nothing found is damaged, nothing said to be safe is lost
// but for what was removed to make room, and the index never lies.
func TestPowerCut(t *testing.T) {
	tape, began := recordCache(t), time.Now()
	bad := tape.Somewhere([]string{t.TempDir(), t.TempDir()}, *cuts, 5, 3, judging(t))
	for _, err := range bad {
		t.Error(err)
	}
	t.Logf("%d power cuts over %d operations in %v", *cuts, tape.Len(), time.Since(began).Round(time.Millisecond))
}

// A cache that flushes nothing is found out, so the test above can fail.
func TestPowerCutFindsTheUnflushed(t *testing.T) {
	bad := recordCache(t).WithoutSync().Somewhere([]string{t.TempDir(), t.TempDir()}, 300, 10, 3, judging(t))
	if len(bad) < 10 {
		t.Errorf("only %d faults found", len(bad))
	}
}

func judging(t *testing.T) crash.Drawn {
	return func(_ crash.Left, dir string, marks []any, _ *rand.Rand) error { return knowing(marks).judge(t, dir) }
}

// judge opens what was left and says what is wrong with it.
func (k known) judge(t *testing.T, dir string) error {
	c, err := Open(Options{Dir: dir, Account: cutAccount, seams: quick})
	defer func() { // no Close: the index stays as the power cut left it
		_ = c.disk.root.Close()
		_ = c.base.Close()
	}()
	if err != nil {
		return err
	}
	whole := map[string]bool{}
	for _, s := range c.Find(Query{Limit: 1000}) {
		whole[s.Header.UUID] = s.Whole
	}
	for n := range cutReports {
		err := k.judgeReport(c, n, whole[idOf(n)])
		if err != nil {
			return fmt.Errorf("report %d, safe %d: %w", n, k.version[n], err)
		}
	}
	if err := k.judgeList(c); err != nil {
		return err
	}
	if s := c.Stats(); s.Damaged > 0 || s.Off {
		return fmt.Errorf("%+v", s)
	}
	checkSums(t, c)
	return nil
}

func (k known) judgeReport(c *Cache, n int, found bool) error {
	safe := k.version[n]
	b, _, err := c.Get(idOf(n))
	if err != nil {
		if !errors.Is(err, ErrMissing) || errors.Is(err, ErrDamaged) || found {
			return err
		}
		if safe > 0 && !k.gone[idOf(n)+reportExt] {
			return fmt.Errorf("lost: %w", err)
		}
		return nil
	}
	data, err := b.Bytes()
	if err != nil {
		return err
	}
	is, v, err := proven(data)
	switch {
	case err != nil:
		return err
	case is != n || v != safe && v != safe+1:
		return fmt.Errorf("version %d of %d", v, is)
	case !found:
		return errors.New("got, but not found")
	}
	return nil
}

// judgeList wants the list that was kept last, or the next one, begun.
func (k known) judgeList(c *Cache) error {
	rows, _, err := c.List("k")
	switch {
	case errors.Is(err, ErrMissing) && (k.list < 0 || k.gone[listFile("k")]):
		return nil
	case err != nil:
		return err
	case len(rows) != 3:
		return fmt.Errorf("a list of %d rows", len(rows))
	}
	first := rows[0].Header.UUID
	if first != idOf(max(k.list, 0)) && first != idOf(k.list+5) {
		return fmt.Errorf("another list than %d: %s", k.list, first)
	}
	return nil
}
