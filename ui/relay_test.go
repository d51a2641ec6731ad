package ui

import (
	"sync"
	"testing"
)

// TestRelayCoalesces: ten thousand values wait as one call, and the newest is shown.
func TestRelayCoalesces(t *testing.T) {
	l := &loop{}
	var shown []int
	r := relay[int]{do: l.do, show: func(v int) { shown = append(shown, v) }}
	for i := 1; i <= 10_000; i++ {
		r.put(i)
	}
	if l.posts != 1 {
		t.Fatalf("%d posts for 10,000 values", l.posts)
	}
	l.drain(t)
	if len(shown) != 1 || shown[0] != 10_000 {
		t.Errorf("shown %v, want the newest alone", shown)
	}
	r.put(10_001)
	l.drain(t)
	if len(shown) != 2 || shown[1] != 10_001 {
		t.Errorf("after the flush: shown %v", shown)
	}
}

// TestRelayMissesNothing: a value that comes while the last one is being shown is shown
// next.
func TestRelayMissesNothing(t *testing.T) {
	l := &loop{}
	var shown []int
	var r relay[int]
	r = relay[int]{do: l.do, show: func(v int) {
		shown = append(shown, v)
		if v == 1 {
			r.put(2)
		}
	}}
	r.put(1)
	l.drain(t)
	if len(shown) != 2 || shown[1] != 2 {
		t.Errorf("shown %v, want 1 and 2", shown)
	}
}

// TestRelayManySources: from many goroutines at once, never more than one call waits.
func TestRelayManySources(t *testing.T) {
	l := &loop{}
	var last int
	r := relay[int]{do: l.do, show: func(v int) { last = v }}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 1000 {
				r.put(g*1000 + i)
			}
		})
	}
	for range 100 {
		l.drain(t)
	}
	wg.Wait()
	r.put(-1)
	l.drain(t)
	if l.most > 1 {
		t.Errorf("%d calls waited at once", l.most)
	}
	if last != -1 {
		t.Errorf("the newest value is %d", last)
	}
}

func TestRelayEnds(t *testing.T) {
	l := &loop{}
	n := 0
	r := relay[int]{do: l.do, show: func(int) { n++ }}
	r.put(1)
	r.end()
	l.drain(t)
	r.put(2)
	if n != 0 || l.posts != 1 {
		t.Errorf("after the end: %d shown, %d posts", n, l.posts)
	}
}
