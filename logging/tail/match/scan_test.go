package match

import (
	"math/rand/v2"
	"testing"
)

// TestScan compares the scan of this processor and the portable one with a search
// byte by byte, at all lengths and distances from the end.
func TestScan(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, text := range []string{"b", "ab", "abA", "a1b", "bbbabaabab", "aB\u00e9b", "b123456789012345678901234567890a", "0ab"} {
		n := newNeedle(text, true)
		for range 3000 {
			b := make([]byte, len(n.want)+rng.IntN(100))
			for i := range b {
				b[i] = "abAB\xc3\xa9\x891"[rng.IntN(1+rng.IntN(8))]
			}
			p := n.newPlan(here(b, rng.IntN(len(b))), rng.IntN(len(n.want)+1)-1)
			i, last := rng.IntN(len(b)-len(n.want)+1), len(b)-len(n.want)-rng.IntN(2)
			want, alone := -1, -1
			for at := last; at >= i; at-- {
				if p.probes[0].fits(b, at) {
					if alone = at; p.probes[1].fits(b, at) && p.probes[2].fits(b, at) {
						want = at
					}
				}
			}
			if p.alone {
				if got := p.scan(b, i, last); last >= i && got != alone {
					t.Fatalf("scan of %q from %d to %d for the first byte of %q: %d, want %d", b, i, last, text, got, alone)
				}
				p.alone = false
			}
			if got := p.scan(b, i, last); last >= i && got != want {
				t.Fatalf("scan of %q from %d to %d for %q: %d, want %d", b, i, last, text, got, want)
			}
			if got := p.scanSlow(b, i, last); got != want {
				t.Fatalf("scanSlow of %q from %d to %d for %q: %d, want %d", b, i, last, text, got, want)
			}
		}
	}
}
