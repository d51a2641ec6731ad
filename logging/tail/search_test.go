package tail

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// events cuts lines into events the slow way: the numbers of the lines of each.
func events(lines []string) (all [][]int) {
	for i, l := range lines {
		n := len(all)
		if n == 0 || IsHead([]byte(l)) || !IsHead([]byte(lines[all[n-1][0]])) || len(all[n-1]) >= maxEvent {
			all = append(all, []int{i})
			continue
		}
		all[n-1] = append(all[n-1], i)
	}
	return all
}

// slowly is Search the obvious way, with the tally.
func slowly(f Filter, lines []string) (hits []int, tally *Tally) {
	tally = &Tally{}
	if !f.tallies() {
		return slowHits(f, lines, nil), tally
	}
	return slowHits(f, lines, tally), tally
}

func slowHits(f Filter, lines []string, tally *Tally) (hits []int) {
	holds := func(l string) bool { return strings.Contains(strings.ToLower(l), strings.ToLower(f.Text)) }
	switch {
	case f.Regexp:
		re := regexp.MustCompile("(?i)" + f.Text)
		holds = re.MatchString
	case f.Case:
		holds = func(l string) bool { return strings.Contains(l, f.Text) }
	}
	for _, e := range events(lines) {
		head := ParseLine(lines[e[0]])
		if f.Correlation != "" && !strings.EqualFold(head.CorrelationID, f.Correlation) ||
			f.Text != "" && !slices.ContainsFunc(e, func(i int) bool { return holds(lines[i]) }) {
			continue
		}
		if head.Level == Unknown { // text of no event
			head.Level = Info
		}
		if tally != nil {
			tally[head.Level-Unknown]++
		}
		if f.Heads {
			e = e[:1]
		}
		if f.Level <= Debug || head.Level >= f.Level {
			hits = append(hits, e...)
		}
	}
	return hits
}

// someLog makes n lines of which some are events of several lines.
func someLog(r *rand.Rand, n int) (lines []string) {
	levels := []string{"DEBUG", "INFO", "INFO", "INFO", "INFO", "WARNING", "ERROR"}
	for len(lines) < n {
		lines = append(lines, fmt.Sprintf("2026-02-02 10:%02d:%02d,%03d [%s] [%08x] x.y: Unit SN-%04d %s",
			r.IntN(60), r.IntN(60), r.IntN(1000), levels[r.IntN(len(levels))], r.IntN(40), r.IntN(500), strings.Repeat("pad ", r.IntN(20))))
		if r.IntN(50) == 0 {
			lines = append(lines, "Traceback (most recent call last):", "  File \"x.py\", line 7", "ValueError: needle in a stack")
		}
	}
	return lines
}

// wait waits until a search has looked at everything, and checks what it found.
func (s *Search) wait(t *testing.T, v View, want []int, tally *Tally) {
	t.Helper()
	var got []int
	for limit := time.After(20 * time.Second); ; {
		h := s.Hits()
		got = got[:0]
		for i := range h.Len() {
			got = append(got, int(h.At(i)-v.First()))
		}
		if h.Done() && slices.Equal(got, want) && (tally == nil || h.Tally() == *tally) {
			for i, no := range want {
				if k := h.Find(v.First() + int64(no)); k != int64(i) {
					t.Fatalf("Find(%d) = %d, want %d", no, k, i)
				}
			}
			return
		}
		select {
		case <-s.Changed():
		case <-limit:
			t.Fatalf("%d hits %v…, want %d %v…, tally %v, want %v", len(got), got[:min(9, len(got))], len(want), want[:min(9, len(want))], h.Tally(), tally)
		}
	}
}

var filters = []Filter{
	{}, {Level: Warning}, {Level: Error}, {Level: Info}, {Text: "sn-0123"}, {Text: "SN-0123", Case: true}, {Text: "sn-0123", Case: true},
	{Text: "needle"}, {Text: "unit"}, {Text: "nothing of this kind"}, {Text: `sn-\d+3 p`, Regexp: true},
	{Level: Warning, Text: "unit sn-00"}, {Correlation: "00000007"}, {Correlation: "0000000F", Level: Error}, {Level: Error, Text: "needle"}, {Level: Error, Heads: true},
	{Text: "needle", Heads: true}, {Text: "unit", Tally: true}, {Text: "sn-012", Tally: true, Heads: true}, {Correlation: "00000007", Tally: true},
}

// TestSearch compares every filter with the obvious way, over chunks, growth and rotation.
func TestSearch(t *testing.T) {
	for _, f := range filters {
		t.Run(fmt.Sprintf("%+v", f), func(t *testing.T) {
			t.Parallel()
			lines := someLog(rand.New(rand.NewPCG(3, 4)), 60_000)
			path := filepath.Join(t.TempDir(), "a.log")
			before := 35_000
			if err := os.WriteFile(path, []byte(strings.Join(lines[:before], "\n")+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			tl, err := Open(Options{Path: path, Every: time.Millisecond})
			if err != nil {
				t.Fatal(err)
			}
			defer tl.Close()
			q, err := f.Compile()
			if err != nil {
				t.Fatal(err)
			}
			s := tl.Search(q)
			defer s.Close()
			hits, tally := slowly(f, lines[:before])
			s.wait(t, wholeView(t, tl), hits, tally)
			for _, upto := range []int{before + 1, before + 7, 50_000, len(lines)} {
				put(t, path, strings.Join(lines[before:upto], "\n")+"\n")
				before = upto
				hits, tally := slowly(f, lines[:upto])
				s.wait(t, wholeView(t, tl), hits, tally)
			}
		})
	}
}

// TestSearchOfTextNobodyKnows: lines without any form are each by themselves.
func TestSearchOfTextNobodyKnows(t *testing.T) {
	var lines []string
	for i := range 5000 {
		lines = append(lines, fmt.Sprint("some line ", i%100))
	}
	path := filepath.Join(t.TempDir(), "a.log")
	put(t, path, strings.Join(lines, "\r"))
	tl, err := Open(Options{Path: path, Every: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer tl.Close()
	for _, f := range []Filter{{Text: "line 42"}, {Text: "LINE 4"}, {Level: Warning}} {
		q, err := f.Compile()
		if err != nil {
			t.Fatal(err)
		}
		s := tl.Search(q)
		hits, tally := slowly(f, lines)
		s.wait(t, wholeView(t, tl), hits, tally)
		s.Close()
	}
}

func TestCompileSaysWhatIsWrong(t *testing.T) {
	if _, err := (Filter{Text: "a(b", Regexp: true}).Compile(); err == nil || !strings.Contains(err.Error(), "(") {
		t.Error(err)
	}
}

// TestTextNobodyKnows: a file in a form nobody knows is text, and stays to be seen where
// only what is worse is asked for.
func TestTextNobodyKnows(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "bench.txt")
	put(t, path, "Slot 3 is warm\nFan on\n  rpm 900\n")
	tl, err := Open(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer tl.Close()
	for _, c := range []struct {
		f    Filter
		want []int
	}{
		{Filter{Level: Info}, []int{0, 1, 2}},
		{Filter{Level: Info, Text: "fan"}, []int{1}},
		{Filter{Level: Warning}, nil},
		{Filter{Level: Warning, Text: "fan"}, nil},
	} {
		q, err := c.f.Compile()
		if err != nil {
			t.Fatal(err)
		}
		_, tally := slowly(c.f, []string{"Slot 3 is warm", "Fan on", "  rpm 900"})
		s := tl.Search(q)
		s.wait(t, tl.View(), c.want, tally)
		s.Close()
	}
}

// TestLongEvents: what comes after maxEvent lines goes by itself.
func TestLongEvents(t *testing.T) {
	var lines []string
	for _, further := range []int{maxEvent - 2, maxEvent - 1, maxEvent, maxEvent + 1, 2 * maxEvent} {
		lines = append(lines, "2026-02-02 10:00:00,000 [ERROR] [0000000a] x.y: boom")
		for i := range further {
			lines = append(lines, fmt.Sprintf("  at line %d of %d", i, further))
		}
		lines = append(lines, "2026-02-02 10:00:01,000 [DEBUG] [0000000b] x.y: calm")
	}
	path := filepath.Join(t.TempDir(), "a.log")
	put(t, path, strings.Join(lines, "\n")+"\n")
	tl, err := Open(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer tl.Close()
	for _, f := range []Filter{
		{Level: Error}, {Level: Info}, {Text: "line 253 of"}, {Text: "line 254 of"}, {Text: "line 255 of"}, {Text: "line 256 of"},
		{Text: "line 254 of", Level: Error}, {Text: "line 255 of", Level: Error}, {Text: "line 255 of", Tally: true},
		{Text: "line 25", Tally: true}, {Text: "at line", Level: Info}, {Correlation: "0000000a"}, {Text: "255", Correlation: "0000000a"},
	} {
		q, err := f.Compile()
		if err != nil {
			t.Fatal(err)
		}
		want, tally := slowly(f, lines)
		s := tl.Search(q)
		s.wait(t, tl.View(), want, tally)
		s.Close()
	}
}

// TestHitsOfLinesThatAreGone: what was found in the oldest chunk goes with it.
func TestHitsOfLinesThatAreGone(t *testing.T) {
	var v View
	var h Hits
	for i := range int64(3) {
		c := &chunk{first: firstNumber - 10*(i+1), ends: make([]uint32, 10)}
		v.older = append(v.older, c)
		h = h.before(chunkHits{first: c.first, rows: []uint32{1, 2}})
	}
	for left := 3; left > 0; left-- {
		h = h.within(v)
		if h.Len() != int64(2*left) || h.At(0) != v.First()+1 {
			t.Errorf("%d chunks: %d hits, the first is %d", left, h.Len(), h.At(0)-firstNumber)
		}
		v = v.without()
	}
}
