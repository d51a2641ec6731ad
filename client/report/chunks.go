package report

// chunks is a list that grows without copying what it holds: large reports are
// never twice in memory.
type chunks[T any] struct {
	full [][]T // of chunkLen each
	last []T
}

const (
	chunkBits = 10
	chunkLen  = 1 << chunkBits
)

func (c *chunks[T]) len() int { return len(c.full)<<chunkBits + len(c.last) }

func (c *chunks[T]) push(v T) {
	if len(c.last) == chunkLen {
		c.full = append(c.full, c.last)
		c.last = make([]T, 0, chunkLen)
	}
	c.last = append(c.last, v)
}

// at gives a pointer that the next push may move.
func (c *chunks[T]) at(i int) *T {
	if n := i >> chunkBits; n < len(c.full) {
		return &c.full[n][i&(chunkLen-1)]
	}
	return &c.last[i-len(c.full)<<chunkBits]
}

// cut drops everything from i on.
func (c *chunks[T]) cut(i int) {
	n := i >> chunkBits
	if n < len(c.full) {
		c.last = c.full[n]
		c.full = c.full[:n]
	}
	c.last = c.last[:i-len(c.full)<<chunkBits]
}
