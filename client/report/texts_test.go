package report

import (
	"fmt"
	"strings"
	"testing"
)

func TestTexts(t *testing.T) {
	x := newTexts()
	first := make(map[string]ref)
	for i := range 20_000 {
		for _, s := range []string{"V", "GELE", fmt.Sprint(i), strings.Repeat("long", i%7), strings.Repeat("x", i%5000)} {
			r := x.add([]byte(s))
			if x.get(r) != s {
				t.Fatalf("%q became %q", s, x.get(r))
			}
			if _, ok := first[s]; !ok {
				first[s] = r
			}
		}
	}
	for s, r := range first { // what was written later left the earlier alone
		if x.get(r) != s {
			t.Fatalf("%q became %q", s, x.get(r))
		}
	}
	if x.add(nil) != 0 || x.get(0) != "" {
		t.Error("the empty text is not 0")
	}
}

// Texts that come at every step are kept once, whatever the hash does with them.
func TestRepeatedTextsAreKeptOnce(t *testing.T) {
	for range 20 {
		x := newTexts()
		for i := range 2000 {
			for k := range 40 {
				x.add(fmt.Appendf(nil, "name %d", k))
			}
			x.add(fmt.Appendf(nil, "%d", i))
		}
		if n := len(strings.Join(x.pages, "")); n > 18_000 { // 2,000 numbers of 5 bytes and 40 names of 8; each kept 50 times would be 20,000 more
			t.Errorf("%d bytes for 2040 texts", n)
		}
	}
}

func TestChunks(t *testing.T) {
	var c chunks[int]
	fill := func(to int) {
		for i := c.len(); i < to; i++ {
			c.push(i)
		}
	}
	for _, n := range []int{1, chunkLen - 1, chunkLen, chunkLen + 1, 5*chunkLen + 7} {
		fill(n)
		for i := range n {
			if *c.at(i) != i {
				t.Fatalf("%d is %d", i, *c.at(i))
			}
		}
	}
	for _, n := range []int{4 * chunkLen, 4*chunkLen - 1, 2*chunkLen + 5, chunkLen, 3, 0, 0} {
		if c.cut(n); c.len() != n {
			t.Fatalf("cut to %d leaves %d", n, c.len())
		}
		fill(n + 3)
		for i := range n + 3 {
			if *c.at(i) != i {
				t.Fatalf("after a cut to %d: %d is %d", n, i, *c.at(i))
			}
		}
		c.cut(n)
	}
}
