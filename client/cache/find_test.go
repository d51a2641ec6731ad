package cache

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"stationcompanion/client/report"
)

// headers gives those of the reports from to until, the latter not among them.
func headers(from, until int) (list []report.Header) {
	for n := from; n < until; n++ {
		list = append(list, headerOf(n))
	}
	return list
}

func mustList(t *testing.T, c *Cache, key string) []Saved {
	t.Helper()
	list, at, err := c.List(key)
	if err != nil || at.IsZero() {
		t.Fatal(at, err)
	}
	return list
}

// numbers tells which reports were found.
func numbers(saved []Saved) (list []int) {
	for _, s := range saved {
		for n := range 1000 {
			if s.Header.UUID == idOf(n) {
				list = append(list, n)
			}
		}
	}
	return list
}

func TestFind(t *testing.T) {
	c := mustOpen(t, Options{Dir: t.TempDir(), Account: "a"})
	for n := range 30 {
		put(t, c, n, "x") // serial n/3, part n%7, station n%5; every third failed
	}
	odd := headerOf(30)
	odd.SerialNumber, odd.StationName, odd.Start = "sn-00001", "ÄRGER", time.Time{}
	if err := c.Put(t.Context(), idOf(30), odd, nil); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		q      Query
		want   []int
		folded bool
	}{
		"newest first":        {q: Query{Limit: 3}, want: []int{29, 28, 27}},
		"25 by default":       {q: Query{Part: ""}, want: []int{29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5}},
		"serial":              {q: Query{Serial: "SN-00001"}, want: []int{5, 4, 3}},
		"the other case":      {q: Query{Serial: "sn-00001"}, want: []int{30}},
		"folded":              {q: Query{Serial: "Sn-00001"}, want: []int{5, 4, 3, 30}, folded: true},
		"no pattern":          {q: Query{Serial: "SN-%"}},
		"part":                {q: Query{Part: "PN-6"}, want: []int{27, 20, 13, 6}},
		"serial and part":     {q: Query{Serial: "SN-00001", Part: "PN-4"}, want: []int{4}},
		"station and verdict": {q: Query{Station: "FCT-01", Result: "F"}, want: []int{16, 1}},
		"word of a verdict":   {q: Query{Result: "failed", Limit: 2}, want: []int{28, 25}},
		"unknown verdict":     {q: Query{Result: "Odd"}},
		"text":                {q: Query{Text: "N-00009"}, want: []int{29, 28, 27}},
		"text over letters":   {q: Query{Text: "ärg"}, want: []int{30}},
		"not across fields":   {q: Query{Text: "00009PN"}},
		"id":                  {q: Query{ID: idOf(4)}, want: []int{4}},
		"id and another part": {q: Query{ID: idOf(4), Part: "PN-1"}},
		"no id":               {q: Query{ID: "../x"}},
	} {
		is := c.Find(tt.q)
		if !reflect.DeepEqual(numbers(is), tt.want) || len(is) != len(tt.want) {
			t.Errorf("%s: %v, want %v", name, numbers(is), tt.want)
		}
		for _, s := range is {
			if s.Folded != tt.folded || !s.Whole {
				t.Errorf("%s: %+v", name, s)
			}
		}
	}
}

func TestLists(t *testing.T) {
	clk := newClock()
	c := mustOpen(t, Options{Dir: t.TempDir(), Account: "a", Now: clk.now})
	put(t, c, 1, "x")
	clk.advance(time.Hour)
	asked := append([]report.Header{headerOf(3), headerOf(1), headerOf(2), headerOf(3), {UUID: "none"}}, headerOf(4))
	asked[5].UUID = strings.ToUpper(asked[5].UUID)
	if err := c.PutList(t.Context(), "serial SN-00001", asked); err != nil {
		t.Fatal(err)
	}
	list, at, err := c.List("serial SN-00001")
	if err != nil || !reflect.DeepEqual(numbers(list), []int{3, 1, 2, 4}) || !at.Equal(clk.t.Truncate(time.Millisecond)) {
		t.Fatalf("%v, %v, %v", numbers(list), at, err)
	}
	for i, whole := range []bool{false, true, false, false} {
		if list[i].Whole != whole {
			t.Errorf("row %d: %+v", i, list[i])
		}
	}
	if f := c.Find(Query{}); !reflect.DeepEqual(numbers(f), []int{4, 3, 2, 1}) {
		t.Errorf("%v", numbers(f))
	}
	if _, _, err := c.Get(idOf(2)); !errors.Is(err, ErrMissing) {
		t.Error(err)
	}
	// Another answer to the same question lets the rows go that no list names.
	if err := c.PutList(t.Context(), "serial SN-00001", headers(2, 3)); err != nil {
		t.Fatal(err)
	}
	if f := c.Find(Query{}); !reflect.DeepEqual(numbers(f), []int{2, 1}) {
		t.Errorf("%v", numbers(f))
	}
	if err := c.PutList(t.Context(), "empty", nil); err != nil || len(mustList(t, c, "empty")) != 0 {
		t.Error(err)
	}
	if _, _, err := c.List("never asked"); !errors.Is(err, ErrMissing) {
		t.Error(err)
	}
}

// The same answer within a minute is not written again; another, or later, is.
func TestListWrittenSeldom(t *testing.T) {
	clk, created := newClock(), 0
	s := counting(&created)
	c := mustOpen(t, Options{Dir: t.TempDir(), Account: "a", Now: clk.now, seams: s})
	for i, step := range []struct {
		after  time.Duration
		upTo   int
		writes int
	}{{0, 5, 1}, {10 * time.Second, 5, 1}, {30 * time.Second, 5, 1}, {0, 6, 2}, {time.Minute + 1, 6, 2}, {time.Second, 6, 3}} {
		clk.advance(step.after)
		if err := c.PutList(t.Context(), "k", headers(0, step.upTo)); err != nil {
			t.Fatal(err)
		}
		_, at, err := c.List("k")
		if created != step.writes || err != nil || !at.Equal(clk.t.Truncate(time.Millisecond)) {
			t.Errorf("step %d: %d writes, %v, %v", i, created, at, err)
		}
	}
}

// A body's header and a list's row complete each other, the newer one first.
func TestHeadersJoined(t *testing.T) {
	clk := newClock()
	c := mustOpen(t, Options{Dir: t.TempDir(), Account: "a", Now: clk.now})
	rich := headerOf(1)
	if err := c.PutList(t.Context(), "k", []report.Header{rich}); err != nil {
		t.Fatal(err)
	}
	clk.advance(time.Minute)
	thin := report.Header{UUID: idOf(1), SerialNumber: "new", Result: "Failed"}
	if err := c.Put(t.Context(), idOf(1), thin, nil); err != nil {
		t.Fatal(err)
	}
	want := rich
	want.SerialNumber, want.Result = "new", "Failed"
	f := c.Find(Query{Serial: "new", Part: rich.PartNumber})
	if len(f) != 1 || !reflect.DeepEqual(f[0], Saved{Header: want, At: clk.t.Truncate(time.Millisecond), Whole: true}) {
		t.Errorf("%+v", f)
	}
	if _, s, err := c.Get(idOf(1)); err != nil || !reflect.DeepEqual(s.Header, thin) {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestListsBounded(t *testing.T) {
	clk := newClock()
	c := mustOpen(t, Options{Dir: t.TempDir(), Account: "a", Now: clk.now, seams: quick})
	for n := range maxLists + 10 {
		clk.advance(time.Second)
		if _, _, err := c.List("first"); n > 0 && err != nil {
			t.Fatal(n, err)
		}
		key := "first"
		if n > 0 {
			key = idOf(n)
		}
		if err := c.PutList(t.Context(), key, headers(n, n+1)); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := c.List(idOf(1)); !errors.Is(err, ErrMissing) {
		t.Error("the list unused for longest stayed:", err)
	}
	if n := len(c.Find(Query{Limit: 1 << 20})); n != maxLists || len(c.table.records) != maxLists {
		t.Errorf("%d rows, %d records", n, len(c.table.records))
	}
	if err := c.Refresh(t.Context()); err != nil || len(c.table.lists) != maxLists {
		t.Errorf("%d lists are back, %v", len(c.table.lists), err)
	}
}
