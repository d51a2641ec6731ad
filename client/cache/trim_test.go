package cache

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"
)

// here gives the numbers of the whole reports.
func here(c *Cache) []int {
	var whole []Saved
	for _, s := range c.Find(Query{Limit: 1000}) {
		if s.Whole {
			whole = append(whole, s)
		}
	}
	list := numbers(whole)
	slices.Sort(list)
	return list
}

// Over the cap, what was unused for longest goes, down to nine tenths.
func TestLeastRecentlyUsedGoes(t *testing.T) {
	clk := newClock()
	o := Options{Dir: t.TempDir(), Account: "a", Now: clk.now, Cap: 10 * block, seams: quick}
	c := mustOpen(t, o)
	for n := range 10 {
		put(t, c, n, "x")
		clk.advance(10 * time.Minute)
	}
	if is := here(c); len(is) != 10 {
		t.Fatal(is)
	}
	for _, n := range []int{0, 2} { // used again
		wantBody(t, c, n, "x")
		clk.advance(time.Second)
	}
	put(t, c, 10, "x")
	if is := here(c); !reflect.DeepEqual(is, []int{0, 2, 4, 5, 6, 7, 8, 9, 10}) {
		t.Error(is)
	}
	checkSums(t, c)
	if err := c.Close(); err != nil { // the index remembers the use
		t.Fatal(err)
	}
	c = mustOpen(t, o)
	clk.advance(time.Hour)
	put(t, c, 11, "x")
	put(t, c, 12, "x")
	if is := here(c); !reflect.DeepEqual(is, []int{0, 2, 6, 7, 8, 9, 10, 11, 12}) {
		t.Error(is)
	}
}

// What was just put is spared, unless there is nothing else.
func TestRecentIsSpared(t *testing.T) {
	clk := newClock()
	c := mustOpen(t, Options{Dir: t.TempDir(), Account: "a", Now: clk.now, Cap: 10 * block, seams: quick})
	for n := range 3 {
		put(t, c, n, "old")
	}
	clk.advance(2 * time.Minute)
	for n := 3; n < 10; n++ {
		put(t, c, n, "new")
	}
	clk.advance(time.Second)
	for n := range 3 { // used later than the new ones
		wantBody(t, c, n, "old")
		clk.advance(time.Second)
	}
	put(t, c, 10, "new")
	if is := here(c); !reflect.DeepEqual(is, []int{2, 3, 4, 5, 6, 7, 8, 9, 10}) {
		t.Error(is)
	}
	for n := 11; n < 30; n++ {
		clk.advance(time.Second)
		put(t, c, n, "new")
	}
	if is := here(c); !reflect.DeepEqual(is, []int{20, 21, 22, 23, 24, 25, 26, 27, 28, 29}) {
		t.Error(is)
	}
}

// The cap is for all accounts together, and the other one's files are old by its index.
func TestCapOverAllAccounts(t *testing.T) {
	clk := &clock{time.Now().Add(time.Hour)} // files are as old as the real clock says
	o := Options{Dir: t.TempDir(), Account: "a", Now: clk.now, Cap: 10 * block, seams: quick}
	a := mustOpen(t, o)
	for n := range 8 {
		put(t, a, n, "x")
	}
	clk.advance(time.Hour)
	wantBody(t, a, 0, "x")
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	clk.advance(time.Hour)
	o.Account = "b"
	b := mustOpen(t, o)
	for n := 10; n < 15; n++ {
		put(t, b, n, "x")
	}
	if is := here(b); len(is) != 5 {
		t.Error(is)
	}
	o.Account = "a"
	a = mustOpen(t, o)
	if is := here(a); len(is) > 5 || !slices.Contains(is, 0) {
		t.Error(is)
	}
}

func TestLargerThanAll(t *testing.T) {
	c := mustOpen(t, Options{Dir: t.TempDir(), Account: "a", Cap: 2 * block, seams: quick})
	put(t, c, 1, "x")
	if err := c.Put(t.Context(), idOf(2), headerOf(2), wsjf(2, 300_000)); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	if is := here(c); !reflect.DeepEqual(is, []int{1}) {
		t.Error(is)
	}
}
