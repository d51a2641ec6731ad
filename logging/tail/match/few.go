package match

// few finds the first of a few needles, each by itself, in turns of a window that
// stays in the processor's cache.
type few []*single

const (
	atMost = 16       // needles
	window = 16 << 10 // bytes
)

// known is what was learned of one needle: none begins between where it was sought
// from and at; with hit one begins at at.
type known struct {
	at  int
	hit bool
}

func newFew(needles []*needle) few {
	var f few
	for _, n := range needles {
		f = append(f, newSingle(n))
	}
	return f
}

// find is finder's. No needle is sought twice at the same place as long as from does
// not go back; nor behind where another was found.
func (f few) find(b []byte, from, to int, c *cursor) int {
	for from < to {
		end := min(from+window, to)
		first := end
		for i, s := range f {
			k := &c.known[i]
			if k.at < from {
				*k = known{at: from}
			}
			if !k.hit && k.at < first {
				if at := s.find(b, k.at, first, c); at >= 0 {
					*k = known{at, true}
				} else {
					k.at = first
				}
			}
			if k.hit {
				first = min(first, k.at)
			}
		}
		if first < end {
			return first
		}
		from = end
	}
	return -1
}
