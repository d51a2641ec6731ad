package match

import (
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"
)

// needle is a text that is sought, taken apart into its characters.
//
// Where case is folded a character has variants, as bytes: k, K and E2 84 AA. The
// shortest and all of the same length are its plain variants; the few others are
// odd. A match of plain variants only has one length, whatever its case, and is
// sought by masks: byte i fits when it is want[i] once the bits of mask[i] are
// set. Where that allows more than the variants, tight has what is allowed.
type needle struct {
	chars      []char
	mask, want []byte
	tight      []tight
}

// char is one character, or one byte that belongs to none.
type char struct {
	plain, odd []string
}

// tight is a character whose variants the masks do not tell exactly.
type tight struct {
	at    int // bytes before it
	plain []string
}

func newNeedle(text string, fold bool) *needle {
	n := &needle{}
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		c := char{plain: []string{text[:size]}}
		if fold && !(r == utf8.RuneError && size == 1) {
			c = folded(r)
		}
		n.add(c)
		text = text[size:]
	}
	return n
}

// folded returns r with all that differ from it by case only: the orbit of
// unicode.SimpleFold.
func folded(r rune) char {
	orbit := []rune{r}
	for x := unicode.SimpleFold(r); x != r; x = unicode.SimpleFold(x) {
		orbit = append(orbit, x)
	}
	slices.Sort(orbit)
	var c char
	for _, x := range orbit {
		if s := string(x); len(s) == utf8.RuneLen(orbit[0]) {
			c.plain = append(c.plain, s)
		} else {
			c.odd = append(c.odd, s)
		}
	}
	return c
}

func (n *needle) add(c char) {
	allowed := 0 // bits the masks leave open
	first := c.plain[0]
	at := len(n.want)
	for i := range len(first) {
		var mask byte
		for _, v := range c.plain {
			mask |= v[i] ^ first[i]
		}
		allowed += bits.OnesCount8(mask)
		n.mask = append(n.mask, mask)
		n.want = append(n.want, first[i]|mask)
	}
	if 1<<allowed != len(c.plain) {
		n.tight = append(n.tight, tight{at, c.plain})
	}
	n.chars = append(n.chars, c)
}

// miss returns the first byte of b that keeps it from being a match of plain
// variants, or -1. len(b) is len(n.want).
func (n *needle) miss(b []byte) int {
	mask := n.mask[:len(b)]
	for i, w := range n.want[:len(b)] {
		if b[i]|mask[i] != w {
			return i
		}
	}
	for _, t := range n.tight {
		have := b[t.at : t.at+len(t.plain[0])]
		if !slices.ContainsFunc(t.plain, func(v string) bool { return v == string(have) }) {
			return t.at
		}
	}
	return -1
}

// end returns where a match that begins at b[at] ends, odd variants allowed, or -1.
func (n *needle) end(b []byte, at int) int {
	for i := range n.chars {
		size := n.chars[i].size(b[at:])
		if size == 0 {
			return -1
		}
		at += size
	}
	return at
}

// size returns the length of the variant with which b begins, 0 for none.
func (c *char) size(b []byte) int {
	for _, vs := range [...][]string{c.plain, c.odd} {
		for _, v := range vs {
			if len(b) >= len(v) && string(b[:len(v)]) == v {
				return len(v)
			}
		}
	}
	return 0
}

// values calls f for every byte that fits at i.
func (n *needle) values(i int, f func(b byte)) {
	mask := n.mask[i]
	fixed := n.want[i] &^ mask
	for open := mask; ; open = (open - 1) & mask {
		f(fixed | open)
		if open == 0 {
			return
		}
	}
}
