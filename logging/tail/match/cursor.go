package match

// cursor remembers what one pass over a block has learned: up to where it was looked
// through for odd variants (a line that holds one is [from, end); before from there
// is none), and what few knows.
type cursor struct {
	from, end int
	known     [atMost]known
}

const ahead = 64 << 10 // bytes looked through for odd variants at once; they stay in the processor's cache

// next returns where the first match at or after pos begins, or -1. A line begins
// at pos.
func (l *literal) next(b []byte, pos int, c *cursor) int {
	if len(l.odd.seqs) == 0 {
		return l.plain.find(b, pos, len(b), c)
	}
	start := pos
	for pos < len(b) {
		if pos >= c.end {
			l.look(b, start, pos, c)
		}
		if pos < c.from {
			if at := l.plain.find(b, pos, c.from, c); at >= 0 {
				return at
			}
		}
		if c.from < c.end {
			if at := l.slow(b[:c.end], max(start, c.from)); at >= 0 {
				return at
			}
		}
		pos = c.end
	}
	return -1
}

// look moves the cursor on: to the next line with an odd variant, or just ahead to
// where no match begins that reaches one. The line may begin before pos, but not
// before start.
func (l *literal) look(b []byte, start, pos int, c *cursor) {
	to := min(pos+ahead, len(b))
	until := min(to+l.odd.reach, len(b))
	at := l.odd.next(b, pos, until)
	if at == until {
		c.from, c.end = to, to
		return
	}
	c.from, c.end = lineStart(b, start, at), lineEnd(b, at)
}

// slow returns where the first match at or after pos begins, odd variants allowed,
// or -1.
func (l *literal) slow(b []byte, pos int) int {
	for ; pos < len(b); pos++ {
		if !l.odd.begin[b[pos]] {
			continue
		}
		for _, n := range l.needles {
			if n.end(b, pos) >= 0 {
				return pos
			}
		}
	}
	return -1
}
