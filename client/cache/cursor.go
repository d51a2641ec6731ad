package cache

import "encoding/binary"

// cursor reads what the index holds, from a string so that texts need no copy. Past
// the end it gives zeros and is bad for good.
type cursor struct {
	s   string
	bad bool
}

func (c *cursor) take(n uint64) string {
	if c.bad || n > uint64(len(c.s)) {
		c.bad, c.s = true, ""
		return ""
	}
	s := c.s[:n]
	c.s = c.s[n:]
	return s
}

func (c *cursor) byte() byte {
	if s := c.take(1); s != "" {
		return s[0]
	}
	return 0
}

func (c *cursor) uint32() (v uint32) {
	for i, b := range []byte(c.take(4)) {
		v |= uint32(b) << (8 * i)
	}
	return v
}

func (c *cursor) uint64() (v uint64) {
	for i, b := range []byte(c.take(8)) {
		v |= uint64(b) << (8 * i)
	}
	return v
}

// uvarint reads an unsigned number of seven bits a byte, lowest first.
func (c *cursor) uvarint() (v uint64) {
	for shift := uint(0); shift < 64; shift += 7 {
		b := c.byte()
		if c.bad || shift == 63 && b > 1 {
			break
		}
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return v
		}
	}
	c.bad, c.s = true, ""
	return 0
}

// varint reads a signed one, its sign in the lowest bit.
func (c *cursor) varint() int64 {
	u := c.uvarint()
	return int64(u>>1) ^ -int64(u&1)
}

func (c *cursor) text() string { return c.take(c.uvarint()) }

// count reads how many things of at least size bytes follow; more than there is
// room for is bad, so that a damaged number never asks for memory.
func (c *cursor) count(size int) int {
	n := c.uvarint()
	if c.bad || n > uint64(len(c.s)/size) { // #nosec G115 -- a length
		c.bad, c.s = true, ""
		return 0
	}
	return int(n) // #nosec G115 -- at most the bytes there are, looked at above
}

func appendText[T ~string | ~[]byte](b []byte, s T) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}
