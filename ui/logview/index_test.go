package logview

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stationcompanion/logging/tail"
)

func TestFilterMeansThisAndWorse(t *testing.T) {
	levels := []tail.Level{tail.Debug, tail.Info, tail.Warning, tail.Error}
	for _, want := range levels {
		for _, is := range levels {
			l := line(is, "x")
			if got := newFilter(want, "", false).head(&l); got != (is >= want) {
				t.Errorf("filter %v, line %v: shown %v", want, is, got)
			}
		}
	}
}

func TestFilterTextLooksWhereTheRowShowsIt(t *testing.T) {
	l := tail.Line{Level: tail.Info, Logger: "Client", Message: "Fetching Report", Fields: "serial_number=SN-1001",
		CorrelationID: "a1b2c3d4", Raw: `{"timestamp":"x","message":"Fetching Report"}`}
	for text, want := range map[string]bool{
		"": true, "report": true, "FETCHING": true, "sn-1001": true, "A1B2": true, "cLiEnT": true, "  report ": true,
		"timestamp": false, "nothing": false,
	} {
		if got := newFilter(tail.Debug, text, false).head(&l); got != want {
			t.Errorf("%q: shown %v", text, got)
		}
	}
	raw := tail.Line{Level: tail.Unknown, Raw: "Goroutine 7 [running]"}
	if !newFilter(tail.Debug, "GOROUTINE", false).holds(&raw) {
		t.Error("a line nothing was understood of is not searched")
	}
	other := tail.Line{Level: tail.Info, Message: "Prüfling ÜBERHITZT"}
	if !newFilter(tail.Debug, "überhitzt", false).head(&other) {
		t.Error("case beyond ASCII is not folded")
	}
}

func TestContainsFoldAgreesWithTheSlowWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, sub := rapid.StringMatching(`[a-cA-Cä ]{0,12}`).Draw(t, "s"), rapid.StringMatching(`[a-cA-Cä ]{0,3}`).Draw(t, "sub")
		lower := strings.ToLower(sub)
		if containsFold(s, lower) != strings.Contains(strings.ToLower(s), lower) {
			t.Fatalf("%q in %q", lower, s)
		}
	})
}

func TestContinuationLinesFollowTheirHead(t *testing.T) {
	s := newStore(100)
	s.add(line(tail.Unknown, "orphan"), line(tail.Error, "boom"), line(tail.Unknown, "at main.go"),
		line(tail.Info, "calm"), line(tail.Unknown, "more calm"), line(tail.Warning, "hot"), line(tail.Unknown, "where"))
	x := newIndex(newFilter(tail.Warning, "", false), s.now())
	x.update(s.now())
	if want := []int64{1, 2, 5, 6}; !slices.Equal(x.nums, hits(want)) {
		t.Errorf("shown %v, want %v", x.nums, want)
	}
	x = newIndex(newFilter(tail.Debug, "boom", false), s.now())
	x.update(s.now())
	if want := []int64{1, 2}; !slices.Equal(x.nums, hits(want)) {
		t.Errorf("shown %v, want %v", x.nums, want)
	}
}

func TestIndexReadsEachLineOnce(t *testing.T) {
	s := newStore(10_000)
	x := newIndex(newFilter(tail.Info, "", false), s.now())
	for range 50 {
		s.add(numbered(tail.Info, 20)...)
		x.update(s.now())
	}
	if s.reads.Load() != 1000 || len(x.nums) != 1000 {
		t.Errorf("read %d lines, kept %d; want 1000 of both", s.reads.Load(), len(x.nums))
	}
}

func TestIndexForgetsWhatTheSourceDropped(t *testing.T) {
	s := newStore(100)
	x := newIndex(newFilter(tail.Info, "", false), s.now())
	for range 40 {
		s.add(numbered(tail.Info, 30)...)
		x.update(s.now())
		if len(x.nums) > 100 || x.nums[0] < s.now().First() {
			t.Fatalf("holds %d numbers from %d, the source from %d", len(x.nums), x.nums[0], s.now().First())
		}
	}
	if cap(x.nums) > 1000 {
		t.Errorf("room for %d numbers is kept for 100 lines", cap(x.nums))
	}
}

func TestIndexIsBounded(t *testing.T) {
	x := &index{filter: newFilter(tail.Info, "", false)}
	lines := numbered(tail.Info, 2000)
	for round := range 70 {
		for i := range lines {
			lines[i].No = int64(round*len(lines) + i)
		}
		x.feed(lines)
	}
	if len(x.nums) != maxNumbers || x.nums[maxNumbers-1] != 139_999 {
		t.Errorf("%d numbers up to %d", len(x.nums), x.nums[len(x.nums)-1])
	}
}

func TestIndexLooksAtTheNewestLines(t *testing.T) {
	v := bigView{first: 0, next: 100_000_000}
	x := newIndex(newFilter(tail.Info, "", false), v)
	if got := x.behind(v); got != maxNumbers {
		t.Errorf("%d lines of 100 million are to be read", got)
	}
}

func TestIndexUpdatedStepwiseAgreesWithReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newStore(rapid.IntRange(1, 30).Draw(t, "keep"))
		f := newFilter(tail.Level(rapid.IntRange(0, 3).Draw(t, "level")), rapid.SampledFrom([]string{"", "a", "B"}).Draw(t, "text"), false)
		x := newIndex(f, s.now())
		for range rapid.IntRange(1, 6).Draw(t, "rounds") {
			for range rapid.IntRange(0, 9).Draw(t, "lines") {
				s.add(line(tail.Level(rapid.IntRange(0, 3).Draw(t, "is")), rapid.SampledFrom([]string{"a", "b", "ab", ""}).Draw(t, "msg")))
			}
			x.update(s.now())
		}
		again := newIndex(f, s.now())
		again.update(s.now())
		if !slices.Equal(x.nums, again.nums) {
			t.Fatalf("stepwise %v, again %v", x.nums, again.nums)
		}
	})
}

func TestListsFindLinesByNumber(t *testing.T) {
	for name, l := range map[string]list{"all": allLines{10, 15}, "hits": hits{10, 11, 12, 13, 14}} {
		for no, want := range map[int64]int64{-1: 0, 9: 0, 10: 0, 12: 2, 14: 4, 15: 5, 99: 5} {
			if got := l.Find(no); got != want {
				t.Errorf("%s: line %d at %d, want %d", name, no, got, want)
			}
		}
		if l.Len() != 5 || l.At(2) != 12 {
			t.Errorf("%s: %d rows, the third is %d", name, l.Len(), l.At(2))
		}
	}
	if got := (hits{2, 5, 9}).Find(6); got != 2 {
		t.Errorf("line 6 of 2, 5, 9 at %d", got)
	}
}
