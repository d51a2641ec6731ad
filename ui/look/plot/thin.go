package plot

import "math"

// vertex is a place on a line and the point of the series that stands there.
type vertex struct {
	point
	index int
}

// thin turns n points into lines, broken where at says that there is nothing to draw.
// Where more than four points in a row fall into one column (a pixel's width, pitch
// points), only the first, the least, the greatest and the last of them are kept, in
// their order: the picture is the same, and every extreme stays.
func thin(n int, at func(i int) (point, bool), pitch float32) [][]vertex {
	var lines [][]vertex
	var line []vertex
	var run bucket
	flush := func() {
		line = run.appendTo(line, pitch)
		run.n = 0
	}
	for i := range n {
		p, ok := at(i)
		if !ok {
			flush()
			if len(line) > 0 {
				lines, line = append(lines, line), nil
			}
			continue
		}
		column := int(math.Floor(float64(p.x / pitch)))
		if run.n > 0 && column != run.column {
			flush()
		}
		run.add(vertex{p, i}, column)
	}
	flush()
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}

// bucket is a run of points in one column.
type bucket struct {
	column         int
	n              int
	few            [4]vertex // the first four, which may be all
	low, high, end vertex
}

func (b *bucket) add(v vertex, column int) {
	if b.n == 0 {
		b.column, b.low, b.high = column, v, v
	}
	if b.n < len(b.few) {
		b.few[b.n] = v
	}
	if v.y < b.low.y {
		b.low = v
	}
	if v.y > b.high.y {
		b.high = v
	}
	b.end = v
	b.n++
}

// appendTo adds what is kept of the run to a line. Where points were left out, the rest
// stands in the middle of the column.
func (b *bucket) appendTo(line []vertex, pitch float32) []vertex {
	if b.n <= len(b.few) {
		return append(line, b.few[:b.n]...)
	}
	one, two := b.low, b.high
	if one.index > two.index {
		one, two = two, one
	}
	x := (float32(b.column) + 0.5) * pitch
	last := -1
	for _, v := range [...]vertex{b.few[0], one, two, b.end} {
		if v.index == last {
			continue
		}
		last = v.index
		v.x = x
		line = append(line, v)
	}
	return line
}
