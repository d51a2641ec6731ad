package match

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"sync/atomic"
)

// single finds one needle: by the bytes its plan names in eight places at once,
// then by comparing all.
type single struct {
	*needle
	plan atomic.Pointer[plan]
}

// plan is which bytes of a needle are looked at first: three, or fewer where the
// needle is short or one of them is rare enough.
type plan struct {
	probes [3]probe
	wide   [6][16]byte // their masks, then what they want, as scan16 reads them
	reach  int         // the last of their offsets
	alone  bool        // the first is one byte and so rare that nothing is faster than bytes.IndexByte
}

// probe is the byte of a needle at offset at; mask and want hold it eight times.
type probe struct {
	at         int
	mask, want uint64
}

func newSingle(n *needle) *single {
	s := &single{needle: n}
	s.plan.Store(n.newPlan(inLogs, -1))
	return s
}

// newPlan chooses the rarest bytes; must is the offset of one that is chosen
// whatever f says, or -1.
func (n *needle) newPlan(f *frequencies, must int) *plan {
	var best []int
	if must >= 0 {
		best = append(best, must)
	}
	for len(best) < 3 {
		best = append(best, n.rarest(f, best))
	}
	p := &plan{}
	for i, at := range best {
		p.probes[i] = probe{at, uint64(n.mask[at]) * lows, uint64(n.want[at]) * lows}
		p.reach = max(p.reach, at)
		for j := range 16 {
			p.wide[i][j], p.wide[i+3][j] = n.mask[at], n.want[at]
		}
	}
	first := best[0]
	p.alone = n.mask[first] == 0 && f.of(n, first) <= rare
	return p
}

// rare is the frequency below which a byte is sought alone.
const rare = 10

// rarest returns the offset of the rarest byte that is not in taken, or the first
// taken where there is none.
func (n *needle) rarest(f *frequencies, taken []int) int {
	best, least := -1, 0
next:
	for i := range n.want {
		for _, t := range taken {
			if t == i {
				continue next
			}
		}
		if often := f.of(n, i); best < 0 || often < least {
			best, least = i, often
		}
	}
	if best < 0 {
		return taken[0]
	}
	return best
}

const (
	patience  = 16       // false alarms
	tolerable = 128      // bytes to each false alarm
	settle    = 16 << 10 // bytes until a plan may be changed again
)

// find is finder's. When what the plan looks at turns out to be frequent, the
// plan is made anew from the data around, with the byte that told the difference
// last; other calls profit.
func (s *single) find(b []byte, from, to int, _ *cursor) int {
	p := s.plan.Load()
	last := min(to-1, len(b)-len(s.want))
	alarms, since, fixed := 0, from, from
	for i := from; i <= last; i++ {
		if i = p.scan(b, i, last); i < 0 {
			return -1
		}
		miss := s.miss(b[i : i+len(s.want)])
		if miss < 0 {
			return i
		}
		at := i
		if b[i+miss] == '\n' {
			i += miss // a match is within a line
		}
		if alarms++; alarms < patience {
			continue
		}
		if at-since < patience*tolerable && at >= fixed {
			p = s.newPlan(here(b, at), miss)
			s.plan.Store(p)
			fixed = at + settle
		}
		alarms, since = 0, at
	}
	return -1
}

// scan returns the first place in [i, last] where the probes fit, or -1.
func (p *plan) scan(b []byte, i, last int) int {
	if p.alone {
		return p.scanAlone(b, i, last)
	}
	i, found := p.scanFast(b, i, last)
	if found {
		return i
	}
	return p.scanSlow(b, i, last)
}

// scanSlow is the portable scan.
func (p *plan) scanSlow(b []byte, i, last int) int {
	x, y, z := p.probes[0], p.probes[1], p.probes[2]
	bx, by, bz := b[x.at:], b[y.at:], b[z.at:]
	for stop := min(len(b)-p.reach-8, last); i <= stop; i += 8 {
		differ := ((binary.LittleEndian.Uint64(bx[i:]) | x.mask) ^ x.want) |
			((binary.LittleEndian.Uint64(by[i:]) | y.mask) ^ y.want) |
			((binary.LittleEndian.Uint64(bz[i:]) | z.mask) ^ z.want)
		// The lowest high bit is where the lowest byte that is 0 stands.
		if zero := (differ - lows) &^ differ & highs; zero != 0 {
			if i += bits.TrailingZeros64(zero) / 8; i <= last {
				return i
			}
			return -1
		}
	}
	for ; i <= last; i++ {
		if p.probes[0].fits(b, i) && p.probes[1].fits(b, i) && p.probes[2].fits(b, i) {
			return i
		}
	}
	return -1
}

func (p *plan) scanAlone(b []byte, i, last int) int {
	at := p.probes[0].at
	if n := bytes.IndexByte(b[i+at:last+at+1], byte(p.probes[0].want)); n >= 0 {
		return i + n
	}
	return -1
}

func (p probe) fits(b []byte, i int) bool {
	return b[i+p.at]|byte(p.mask) == byte(p.want)
}
