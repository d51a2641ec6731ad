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

	head int // the last line asked for or before that is known to begin an event; -1 = none
	upTo int // of the lines after head, those before this one do not
	next int // the line that begins the event after it; -1 = not known
}

// load reads the bytes of a chunk from line from on; false when there are none or they
// are gone.
func (x *eye) load(c *chunk, from int) (*block, bool) {
	if from >= len(c.ends) {
		return nil, false
	}
	at, _ := c.span(int64(from))
	b := &block{c: c, from: from, at: at, head: -1, upTo: from, next: -1}
	if c.file.enc != bytewise || c.size()-at > maxBlock {
		return b, true
	}
	if text := c.text.Load(); text != nil {
		b.p = (*text)[at:c.size()]
		return b, true
	}
	if n := c.size() - at; int64(cap(x.buf)) < n {
		x.buf = make([]byte, n)
	}
	b.p = x.buf[:c.size()-at]
	n, _ := c.file.readAt(b.p, c.at+at) // a file that is shorter by now is gone
	return b, n == len(b.p)
}

// line gives line i of the chunk, as UTF-8 and without its end.
func (b *block) line(i int) []byte {
	if b.p != nil {
		from, to := b.c.span(int64(i))
		return trimEnd(b.p[from-b.at : to-b.at])
	}
	p, _ := b.c.begin(int64(i), 4*maxLine)
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
		if int64(ends[i]) <= start {
			i += b.after(i, start)
		}
		if int64(ends[i]) >= stop {
			hit(i)
			return true
		}
		for ; i < len(ends); i++ { // a CR alone ends lines too: these are several
			begin, _ := b.c.span(int64(i))
			if begin >= stop {
				break
			}
			if m.Match(b.line(i)) {
				hit(i)
			}
		}
		i--
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
	if b.next >= 0 && b.next <= i {
		b.head, b.upTo, b.next = b.next, b.next+1, -1
	}
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
	return b.head, b.end(min(len(b.c.ends), b.head+maxEvent))
}

// end gives the line after the event that head begins.
func (b *block) end(limit int) int {
	if b.next >= 0 {
		return min(b.next, limit)
	}
	for ; b.upTo < limit; b.upTo++ {
		if IsHead(b.line(b.upTo)) {
			b.next = b.upTo
			return b.next
		}
	}
	return limit
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
