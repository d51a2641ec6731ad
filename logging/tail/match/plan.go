package match

// plan is which bytes of a needle are looked at first: three, or fewer where it has no
// more.
type plan struct {
	probes [3]probe
	lanes  lanes
	reach  int  // the last of their offsets
	alone  bool // the first is one byte and so rare that nothing is faster than bytes.IndexByte
	all    bool // where the probes fit all fits
}

// probe is the byte of a needle at offset at; mask and want hold it eight times.
type probe struct {
	at         int
	mask, want uint64
}

// lanes is the probes as scan16 reads them.
type lanes struct {
	at         [3]int64
	mask, want [3][16]byte
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
		p.lanes.at[i] = int64(at)
		p.reach = max(p.reach, at)
		for j := range 16 {
			p.lanes.mask[i][j], p.lanes.want[i][j] = n.mask[at], n.want[at]
		}
	}
	first := best[0]
	p.alone = n.mask[first] == 0 && f.of(n, first) <= rare
	p.all = len(n.tight) == 0 && (len(n.want) == 1 || len(n.want) <= 3 && !p.alone)
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
