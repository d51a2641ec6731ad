package tail

import (
	"bytes"
	"sync/atomic"
)

const (
	pieceBytes = 256 << 10 // one read: what fits the processor's cache
	chunkBytes = 4 << 20   // about as large is a chunk
	maxOpen    = 256 << 20 // bytes a line may have: longer ones are cut in two
)

// chunk is a run of lines that stand one after the other in one file. It never changes,
// but for its text, which goes when memory is wanted.
type chunk struct {
	first int64 // number of its first line
	file  *file
	at    int64    // where its first byte stands in file
	ends  []uint32 // of each line, from at on; four bytes a line are all that is held
	text  atomic.Pointer[[]byte]
}

// end is the number after the last line's.
func (c *chunk) end() int64 { return c.first + int64(len(c.ends)) }

// size is the number of bytes.
func (c *chunk) size() int64 { return int64(c.ends[len(c.ends)-1]) }

// span gives where line i of the chunk begins and ends, from at on, its end included.
func (c *chunk) span(i int64) (from, to int64) {
	if i > 0 {
		from = int64(c.ends[i-1])
	}
	return from, int64(c.ends[i])
}

// bytes gives the bytes from one place to another, from at on: of the text, or read into
// buf, which is made larger where it is too small. They may not be changed.
func (c *chunk) bytes(from, to int64, buf []byte) ([]byte, error) {
	if text := c.text.Load(); text != nil {
		return (*text)[from:to], nil
	}
	if int64(cap(buf)) < to-from {
		buf = make([]byte, to-from)
	}
	buf = buf[:to-from]
	n, err := c.file.readAt(buf, c.at+from)
	if n == len(buf) {
		err = nil
	}
	return buf[:n], err
}

// begin gives the beginning of line i, most bytes of it, or more where only NUL bytes stand
// in these: then from what comes behind them.
func (c *chunk) begin(i, most int64) ([]byte, error) {
	from, to := c.span(i)
	p, err := c.bytes(from, min(to, from+most), nil)
	if to-from <= most || !onlyNUL(p) {
		return p, err
	}
	buf := make([]byte, pieceBytes)
	for upTo := min(to, from+roomBytes); err == nil && from < upTo && onlyNUL(p); {
		from += int64(len(p))
		p, err = c.bytes(from, min(to, from+pieceBytes), buf)
	}
	return p, err
}

func onlyNUL(p []byte) bool { return len(bytes.TrimLeft(p, "\x00")) == 0 }

// there reports whether its bytes can be read still.
func (c *chunk) there() bool { return c.text.Load() != nil || !c.file.gone.Load() }

// readable looks whether its bytes can really be read.
func (c *chunk) readable() bool {
	if c.text.Load() != nil {
		return true
	}
	_, err := c.file.read(c.at, 1)
	return err == nil
}

// builder makes chunks of what comes. It belongs to the follower.
type builder struct {
	first int64 // number of its first line
	file  *file
	at    int64 // where its first byte stands in file
	scan  scanner
	text  []byte // all bytes from at on; nil when they became too many
	lost  bool   // text is nil for that
}

// take takes the next bytes.
func (b *builder) take(p []byte) {
	b.scan.write(p)
	if b.scan.open() > maxOpen {
		b.scan.end(b.scan.pos)
	}
	switch {
	case b.lost:
	case len(b.text)+len(p) > 2*chunkBytes:
		b.text, b.lost = nil, true
	default:
		b.text = append(b.text, p...)
	}
}

// next is where the file is to be read on.
func (b *builder) next() int64 { return b.at + b.scan.pos + int64(len(b.scan.half)) }

// chunk gives the lines there are as a chunk; open counts what has no line end yet as a
// line too. Nil when there is none.
func (b *builder) chunk(open bool) *chunk {
	ends := b.scan.ends[:len(b.scan.ends):len(b.scan.ends)]
	if open && b.scan.open() > 0 {
		ends = append(ends, uint32(b.scan.pos)+uint32(len(b.scan.half))) // #nosec G115 -- a chunk is a few megabytes; a copy: the real end may come elsewhere
	}
	if len(ends) == 0 {
		return nil
	}
	c := &chunk{first: b.first, file: b.file, at: b.at, ends: ends}
	if !b.lost {
		text := b.text[:ends[len(ends)-1]]
		c.text.Store(&text)
	}
	return c
}

// rest is a builder for what comes after the first n lines of b.
func (b *builder) rest(n int) *builder {
	cut := int64(b.scan.ends[n-1])
	r := &builder{first: b.first + int64(n), file: b.file, at: b.at + cut, lost: b.lost}
	r.scan = scanner{enc: b.scan.enc, pos: b.scan.pos - cut, cr: b.scan.cr, half: b.scan.half}
	for _, e := range b.scan.ends[n:] {
		r.scan.end(int64(e) - cut)
	}
	if !b.lost {
		r.text = append([]byte(nil), b.text[cut:]...)
	} else if r.scan.pos == 0 {
		r.lost = false
	}
	return r
}

// cut ends the line that has no end yet.
func (b *builder) cut() {
	if b.scan.open() > 0 {
		b.scan.end(b.scan.pos)
	}
}
