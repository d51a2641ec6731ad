package tail

import (
	"sort"

	"stationcompanion/logging/tail/match"
)

const (
	maxBlock = 32 << 20 // bytes of a chunk that are searched at once
	maxEvent = 256      // lines an event may have: what comes after them goes by itself
)

// block is the bytes of a chunk from a line on, to be searched.
type block struct {
	c    *chunk
	from int // its first line
	at   int64
	p    []byte // nil when each line is read by itself: UTF-16, or very long lines

	head int // the last line that is known to begin an event; -1 = none
	upTo int // of the lines after head, those before this one do not
}

// load reads the bytes of a chunk from line from on; false when there are none or they
// are gone.
func (x *searcher) load(c *chunk, from int) (*block, bool) {
	if from >= len(c.ends) {
		return nil, false
	}
	at, _ := c.span(int64(from))
	b := &block{c: c, from: from, at: at, head: -1, upTo: from}
	if c.file.enc != bytewise || c.size()-at > maxBlock {
		return b, true
	}
	p, err := c.bytes(at, c.size(), x.buf)
	if err != nil {
		return b, false
	}
	if c.text.Load() == nil {
		x.buf = p[:cap(p)]
	}
	b.p = p
	return b, true
}

// line gives line i of the chunk, as UTF-8 and without its end.
func (b *block) line(i int) []byte {
	from, to := b.c.span(int64(i))
	if b.p != nil {
		return trimEnd(b.p[from-b.at : to-b.at])
	}
	p, _ := b.c.bytes(from, min(to, from+4*maxLine), nil)
	if enc := b.c.file.enc; enc != bytewise {
		p = fromUTF16(p, enc)
	}
	return trimEnd(p)
}

// each calls hit with the number of every line that matches; m nil = every line.
func (b *block) each(m *match.Matcher, hit func(i int)) {
	ends := b.c.ends
	if m == nil || b.p == nil {
		for i := b.from; i < len(ends); i++ {
			if m == nil || m.Match(b.line(i)) {
				hit(i)
			}
		}
		return
	}
	i := b.from
	m.Lines(b.p, func(from, to int) bool {
		start, stop := b.at+int64(from), b.at+int64(to)
		for i += b.after(i, start); i < len(ends); i++ { // several, where a CR alone ends lines
			begin, end := b.c.span(int64(i))
			if begin >= stop && begin > start {
				break
			}
			if begin == start && end >= stop || m.Match(b.line(i)) {
				hit(i)
			}
		}
		return true
	})
}

// after gives how many lines from line i on end at or before a place: the next hit is
// mostly near, else it is looked for by halves.
func (b *block) after(i int, at int64) int {
	ends := b.c.ends[i:]
	for k := range min(8, len(ends)) {
		if int64(ends[k]) > at {
			return k
		}
	}
	return sort.Search(len(ends), func(k int) bool { return int64(ends[k]) > at })
}

// event gives the lines [begin, end) of the event line i is in. A line that no event
// begins before is one by itself. Lines are asked for in ascending order.
func (b *block) event(i int) (begin, end int) {
	for k := i; k >= max(b.upTo, i-maxEvent); k-- {
		if IsHead(b.line(k)) {
			b.head = k
			break
		}
	}
	b.upTo = max(b.upTo, i+1)
	if b.head < 0 || i >= b.head+maxEvent {
		return i, i + 1
	}
	begin = b.head
	end = b.upTo
	for ; end < min(len(b.c.ends), begin+maxEvent); end++ {
		if b.upTo = end + 1; IsHead(b.line(end)) {
			b.head = end
			break
		}
	}
	return begin, end
}

// last gives the line that begins the last event; the last line where none is near.
func (b *block) last() int {
	n := len(b.c.ends)
	for k := n - 1; k >= max(b.from, n-maxEvent); k-- {
		if IsHead(b.line(k)) {
			return k
		}
	}
	return n - 1
}
