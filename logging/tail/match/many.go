package match

import (
	"encoding/binary"
	"math/bits"
)

// many finds the first of many needles. Where all have at least n bytes, each
// holds a group of q bytes that begins at every (n-q+1)th place of the data, no
// matter where it stands. So only these places are looked at: the group there, hashed,
// says which needles may stand there and how far before it they begin.
type many struct {
	needles []*needle
	step    int    // places from group to group
	size    int    // q
	keep    uint32 // the bits of four bytes that are hashed: those of q bytes
	shift   int    // from the product to the hash
	heads   []int32
	chain   []link
}

// link is one group of one needle; next is the following link of the same hash,
// or 0.
type link struct {
	needle, at, next int32
}

// anyCase is set in every group before it is hashed: letters of both cases are then
// the same.
const anyCase = 0x20202020

func newMany(needles []*needle) *many {
	least := len(needles[0].want)
	for _, n := range needles {
		least = min(least, len(n.want))
	}
	m := &many{needles: needles, chain: make([]link, 1)}
	m.size = []int{1, 1, 2, 2, 3}[min(least, 4)]
	if least > 4 {
		m.size = 4
	}
	m.step = min(least-m.size+1, 8)
	m.keep = uint32(uint64(1)<<(8*m.size) - 1) // #nosec G115 -- size is at most 4: a mask of 32 bits
	width := max(10, min(16, bits.Len(uint(len(needles)*m.step))+6))
	m.shift = 32 - width
	m.heads = make([]int32, 1<<width)
	for i, n := range needles {
		for at := range m.step {
			m.groups(n, at, 0, 0, func(group uint32) { m.link(group, i, at) })
		}
	}
	return m
}

// groups calls f for every group the bytes of n at at may be, in any case.
func (m *many) groups(n *needle, at, have int, group uint32, f func(uint32)) {
	if have == m.size {
		f(group)
		return
	}
	n.values(at+have, func(b byte) {
		if b&0x20 != 0 || n.mask[at+have]&0x20 == 0 {
			m.groups(n, at, have+1, group|uint32(b)<<(8*have), f)
		}
	})
}

func (m *many) link(group uint32, needle, at int) {
	head := &m.heads[m.hash(group)]
	for l := *head; l != 0; l = m.chain[l].next {
		if m.chain[l].needle == int32(needle) && m.chain[l].at == int32(at) { // #nosec G115 -- needles and places in them are bounded by the search text
			return
		}
	}
	m.chain = append(m.chain, link{int32(needle), int32(at), *head}) // #nosec G115 -- needles and places in them are bounded by the search text
	*head = int32(len(m.chain) - 1)                                  // #nosec G115 -- bounded by the search text
}

func (m *many) hash(group uint32) uint32 {
	return (group | anyCase) & m.keep * 0x9E3779B1 >> m.shift
}

func (m *many) find(b []byte, from, to int, _ *cursor) int {
	i := from + m.step - 1
	shift, keep, step, heads := m.shift, m.keep, m.step, m.heads
	for stop := min(len(b)-4, to+m.step-2); i <= stop; i += step {
		h := (binary.LittleEndian.Uint32(b[i:]) | anyCase) & keep * 0x9E3779B1 >> shift
		if heads[h] != 0 {
			if at := m.check(b, i, from, to, h); at >= 0 {
				return at
			}
		}
	}
	for ; i <= min(len(b)-m.size, to+m.step-2); i += step {
		var four [4]byte
		copy(four[:], b[i:])
		if at := m.check(b, i, from, to, m.hash(binary.LittleEndian.Uint32(four[:]))); at >= 0 {
			return at
		}
	}
	return -1
}

// check returns the first place in [from, to) where a needle with a group of this
// hash at b[i] begins, or -1.
func (m *many) check(b []byte, i, from, to int, hash uint32) int {
	first := -1
	for l := m.heads[hash]; l != 0; l = m.chain[l].next {
		n := m.needles[m.chain[l].needle]
		at := i - int(m.chain[l].at)
		if at < from || at >= to || len(n.want) > len(b)-at || first >= 0 && at >= first {
			continue
		}
		if n.miss(b[at:at+len(n.want)]) < 0 {
			first = at
		}
	}
	return first
}
