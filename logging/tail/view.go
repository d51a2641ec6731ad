package tail

import "sort"

// firstNumber is the number of the first line that comes after a log was opened. Those
// before count down from it, as the index grows backwards; so a line keeps its number.
const firstNumber = int64(1) << 40

// View is all that is known of a log at one moment. It never changes; a new one is had
// from Tail.View. The zero View has no lines.
type View struct {
	older []*chunk // what was there before, newest chunk first
	newer []*chunk // what came since, oldest chunk first; the last one may still grow
	whole bool
	empty int64 // the next number when there is no chunk; 0 = firstNumber
}

// First is the number of the oldest line that is known.
func (v View) First() int64 {
	switch {
	case len(v.older) > 0:
		return v.older[len(v.older)-1].first
	case len(v.newer) > 0:
		return v.newer[0].first
	}
	return max(v.empty, firstNumber)
}

// Next is the number after the newest line's. The newest line may have no line end yet:
// its text can then become longer.
func (v View) Next() int64 {
	switch {
	case len(v.newer) > 0:
		return v.newer[len(v.newer)-1].end()
	case len(v.older) > 0:
		return v.older[0].end()
	}
	return max(v.empty, firstNumber)
}

// Len is the number of lines that are known.
func (v View) Len() int64 { return v.Next() - v.First() }

// Whole reports whether the beginning of the log was reached: until then there are older
// lines than First.
func (v View) Whole() bool { return v.whole }

// Line gives a line, understood; its text is cut where it is very long. Errors are
// ErrGone and those of the file system; No is set also then. A number that is not of
// [First, Next) gives ErrGone.
func (v View) Line(no int64) (Line, error) {
	raw, err := v.Raw(no)
	l := ParseLine(raw)
	l.No = no
	return l, err
}

// Raw is the text of a line without its end. Bytes that are no UTF-8 are U+FFFD in it,
// NUL bytes are left out, and after 64 KB it is cut, with a mark.
func (v View) Raw(no int64) (string, error) {
	c, i := v.find(no)
	if c == nil {
		return "", ErrGone
	}
	p, err := c.begin(i, 4*maxLine)
	return c.decode(p), err
}

// Lines gives the lines from first on, at most limit, and the number after the last one.
func (v View) Lines(first int64, limit int) (lines []Line, next int64) {
	first = max(first, v.First())
	for next = first; next < v.Next() && len(lines) < limit; {
		c, i := v.find(next)
		n := min(int64(limit-len(lines)), int64(len(c.ends))-i)
		lines = c.parse(lines, i, i+n)
		next += n
	}
	return lines, next
}

// find gives the chunk a line is in and its place there; nil when it is not known.
func (v View) find(no int64) (*chunk, int64) {
	if no < v.First() || no >= v.Next() {
		return nil, 0
	}
	if len(v.newer) > 0 && no >= v.newer[0].first {
		i := sort.Search(len(v.newer), func(i int) bool { return v.newer[i].first > no }) - 1
		return v.newer[i], no - v.newer[i].first
	}
	i := sort.Search(len(v.older), func(i int) bool { return v.older[i].first <= no })
	return v.older[i], no - v.older[i].first
}

// with is the view with a chunk after the others, or in the place of the last one where
// that was an earlier state of it.
func (v View) with(c *chunk) View {
	n := len(v.newer)
	if n > 0 && v.newer[n-1].first == c.first {
		v.newer = append(v.newer[:n-1:n-1], c) // a copy: other views hold the last one
		return v
	}
	v.newer = append(v.newer, c)
	return v
}

// parse appends lines [from, to) of a chunk, read at once where they are no more than
// a screen or two.
func (c *chunk) parse(lines []Line, from, to int64) []Line {
	start, _ := c.span(from)
	_, end := c.span(to - 1)
	var block []byte
	if end-start <= chunkBytes {
		block, _ = c.bytes(start, end, nil)
	}
	for i := from; i < to; i++ {
		a, b := c.span(i)
		var p []byte
		if b-start <= int64(len(block)) {
			p = block[a-start : b-start]
		} else {
			p, _ = c.begin(i, 4*maxLine)
		}
		l := ParseLine(c.decode(p))
		l.No = c.first + i
		lines = append(lines, l)
	}
	return lines
}
