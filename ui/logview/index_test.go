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
			if got := newFilter(want, "").head(&l); got != (is >= want) {
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
		if got := newFilter(tail.Debug, text).head(&l); got != want {
			t.Errorf("%q: shown %v", text, got)
		}
	}
	raw := tail.Line{Level: tail.Unknown, Raw: "Goroutine 7 [running]"}
	if !newFilter(tail.Debug, "GOROUTINE").holds(&raw) {
		t.Error("a line nothing was understood of is not searched")
	}
	other := tail.Line{Level: tail.Info, Message: "Prüfling ÜBERHITZT"}
	if !newFilter(tail.Debug, "überhitzt").head(&other) {
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
	x := newIndex(newFilter(tail.Warning, ""))
	x.update(s)
	if want := []int64{0, 1, 2, 5, 6}; !slices.Equal(x.nums, want) {
		t.Errorf("shown %v, want %v", x.nums, want)
	}
	x = newIndex(newFilter(tail.Debug, "boom"))
	x.update(s)
	if want := []int64{1, 2}; !slices.Equal(x.nums, want) {
		t.Errorf("shown %v, want %v", x.nums, want)
	}
}

func TestIndexReadsEachLineOnce(t *testing.T) {
	s := newStore(10_000)
	x := newIndex(newFilter(tail.Info, ""))
	for range 50 {
		s.add(numbered(tail.Info, 20)...)
		x.update(s)
	}
	if s.reads != 1000 || len(x.nums) != 1000 {
		t.Errorf("read %d lines, kept %d; want 1000 of both", s.reads, len(x.nums))
	}
}

func TestIndexForgetsWhatTheSourceDropped(t *testing.T) {
	s := newStore(100)
	x := newIndex(newFilter(tail.Info, ""))
	for range 40 {
		s.add(numbered(tail.Info, 30)...)
		x.update(s)
		if len(x.nums) > 100 || x.nums[0] < s.Line(0).No {
			t.Fatalf("holds %d numbers from %d, the source from %d", len(x.nums), x.nums[0], s.Line(0).No)
		}
	}
	if cap(x.nums) > 1000 {
		t.Errorf("room for %d numbers is kept for 100 lines", cap(x.nums))
	}
}

func TestIndexIsBounded(t *testing.T) {
	x := newIndex(newFilter(tail.Info, ""))
	lines := numbered(tail.Info, 2000)
	for round := range 70 {
		for i := range lines {
			lines[i].No = int64(round*len(lines) + i)
		}
		x.feed(lines)
	}
	if len(x.nums) != maxNumbers || x.newest() != 139_999 {
		t.Errorf("%d numbers up to %d", len(x.nums), x.newest())
	}
}

func TestIndexUpdatedStepwiseAgreesWithReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newStore(rapid.IntRange(1, 30).Draw(t, "keep"))
		f := newFilter(tail.Level(rapid.IntRange(0, 3).Draw(t, "level")), rapid.SampledFrom([]string{"", "a", "B"}).Draw(t, "text"))
		x := newIndex(f)
		for range rapid.IntRange(1, 6).Draw(t, "rounds") {
			for range rapid.IntRange(0, 9).Draw(t, "lines") {
				s.add(line(tail.Level(rapid.IntRange(0, 3).Draw(t, "is")), rapid.SampledFrom([]string{"a", "b", "ab", ""}).Draw(t, "msg")))
			}
			x.update(s)
		}
		again := newIndex(f)
		again.update(s)
		if !slices.Equal(x.nums, again.nums) {
			t.Fatalf("stepwise %v, again %v", x.nums, again.nums)
		}
	})
}

func TestAfterCountsNewLines(t *testing.T) {
	x := &index{nums: []int64{2, 5, 9}}
	for no, want := range map[int64]int{-1: 3, 2: 2, 5: 1, 8: 1, 9: 0} {
		if got := x.after(no); got != want {
			t.Errorf("after %d: %d, want %d", no, got, want)
		}
	}
}
