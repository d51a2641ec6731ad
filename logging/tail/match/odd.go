package match

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// odds are the odd variants of all needles of a question. They are rare in any
// log (the Kelvin sign, the long s), but a line that holds one has to be looked at
// character by character.
type odds struct {
	first []byte    // their first bytes
	seqs  []string  // the variants
	reach int       // bytes of the longest match
	begin [256]bool // the bytes with which a match may begin
}

func oddsOf(needles []*needle) odds {
	var o odds
	for _, n := range needles {
		for _, c := range n.chars {
			o.seqs = append(o.seqs, c.odd...)
		}
		for _, v := range slices.Concat(n.chars[0].plain, n.chars[0].odd) {
			o.begin[v[0]] = true
		}
		o.reach = max(o.reach, utf8.UTFMax*len(n.chars))
	}
	slices.Sort(o.seqs)
	o.seqs = slices.Compact(o.seqs)
	for _, s := range o.seqs {
		o.first = append(o.first, s[0])
	}
	o.first = slices.Compact(o.first)
	return o
}

// next returns where the first odd variant of b that begins in [from, to) stands,
// or to.
func (o *odds) next(b []byte, from, to int) int {
	for _, first := range o.first {
		for at := from; at < to; at++ {
			n := bytes.IndexByte(b[at:to], first)
			if n < 0 {
				break
			}
			if at += n; o.begins(b[at:]) {
				to = at
			}
		}
	}
	return to
}

func (o *odds) begins(b []byte) bool {
	return slices.ContainsFunc(o.seqs, func(s string) bool {
		return len(b) >= len(s) && string(b[:len(s)]) == s
	})
}
