package ui

import (
	"testing"
	"time"
)

func TestScannerKnowsMachines(t *testing.T) {
	ms := time.Millisecond
	for _, c := range []struct {
		name  string
		text  string
		gaps  []time.Duration // cycled
		wait  time.Duration   // from the last character to the question
		least int
		want  bool
	}{
		{"fast scanner", "SN-1001", []time.Duration{2 * ms}, 2 * ms, 6, true},
		{"slow scanner", "SN-1001", []time.Duration{30 * ms}, 20 * ms, 6, true},
		{"characters in one poll", "SN-1001", []time.Duration{0}, 0, 6, true},
		{"a scanner that stutters", "SN-1001", []time.Duration{5 * ms, 90 * ms, 5 * ms, 5 * ms, 5 * ms, 5 * ms}, 5 * ms, 6, true},
		{"fast typist", "SN-1001", []time.Duration{60 * ms}, 60 * ms, 6, false},
		{"too short", "SN", []time.Duration{2 * ms}, 2 * ms, 3, false},
		{"short where nobody types", "SN1", []time.Duration{2 * ms}, 2 * ms, 3, true},
		{"Enter came later", "SN-1001", []time.Duration{2 * ms}, 400 * ms, 6, false},
		{"clock went back", "SN-1001", []time.Duration{2 * ms}, -time.Hour, 6, false},
	} {
		var s scanner
		now := noon
		for i, r := range c.text {
			if i > 0 {
				now = now.Add(c.gaps[(i-1)%len(c.gaps)])
			}
			s.add(r, now)
		}
		if got := s.running(now.Add(c.wait), c.least); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// TestScannerStartsAnew: what a hand typed before a pause is not part of the scan.
func TestScannerStartsAnew(t *testing.T) {
	var s scanner
	s.add('x', noon)
	now := noon.Add(time.Second)
	for i, r := range "SN-1001" {
		if fresh := s.add(r, now); fresh != (i == 0) {
			t.Errorf("character %d: fresh is %v", i, fresh)
		}
		now = now.Add(3 * time.Millisecond)
	}
	if got := s.take(); got != "SN-1001" {
		t.Errorf("took %q", got)
	}
	if s.running(now, 1) {
		t.Error("a scan taken is still there")
	}
}

// TestScannerBounded: a stuck key does not fill the memory.
func TestScannerBounded(t *testing.T) {
	var s scanner
	for i := range 10 * scanMax {
		s.add('x', noon.Add(time.Duration(i)*time.Millisecond))
	}
	if len(s.runes) != scanMax {
		t.Errorf("%d characters kept", len(s.runes))
	}
}

// TestScannerOverAStall: the window was busy after the first character and takes the
// others, which waited, all at once: they are one scan.
func TestScannerOverAStall(t *testing.T) {
	us := time.Microsecond
	for _, c := range []struct {
		name  string
		first string
		pause time.Duration
		gap   time.Duration
		want  string
	}{
		{"stall", "S", 180 * time.Millisecond, 50 * us, "SN-1001"},
		{"stall later", "SN-1", 300 * time.Millisecond, 10 * us, "SN-1001"},
		{"a hand before the scan", "S", 180 * time.Millisecond, 4 * time.Millisecond, "N-1001"},
		{"long ago", "S", 700 * time.Millisecond, 10 * us, "N-1001"},
	} {
		var s scanner
		now := noon
		for _, r := range c.first {
			s.add(r, now)
		}
		now = now.Add(c.pause)
		for _, r := range "SN-1001"[len(c.first):] {
			s.add(r, now)
			now = now.Add(c.gap)
		}
		if !s.running(now, 3) {
			t.Errorf("%s: no scan", c.name)
		}
		if got := s.take(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
