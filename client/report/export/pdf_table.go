package export

import "stationcompanion/client/report"

// column of a table; a width of 0 takes what the others leave.
type column struct {
	title string
	width float64
	right bool
}

// cell is one place of a row. span counts the columns it takes, 0 as 1.
type cell struct {
	text   string
	l      letters
	indent float64
	span   int
}

// rowStyle says how a row is drawn beside its texts.
type rowStyle struct {
	mark   report.Verdict
	marked bool
	ground ink  // 0 = none
	line   bool // a hairline above
}

// table draws rows of wrapped cells; a row that does not fit goes on on the next
// page, under the head again.
type table struct {
	d    *doc
	cols []column
	x    []float64 // where each begins, and the right edge
}

const (
	cellGap = 6.0
	padTop  = 1.4
	rowPad  = 3.2 // above and below together
)

func (d *doc) table(cols []column) *table {
	free := d.width()
	for _, c := range cols {
		free -= c.width
	}
	t := &table{d: d, cols: cols, x: []float64{d.left}}
	for i, c := range cols {
		if c.width == 0 {
			c.width = free
		}
		t.x = append(t.x, t.x[i]+c.width)
	}
	return t
}

// head draws the titles of the columns.
func (t *table) head() {
	d, l := t.d, letters{bold, 8, black}
	h := l.height() + 4
	d.fill(d.left, d.y, d.width(), h, band)
	for i, c := range t.cols {
		if c.right {
			d.textRight(t.x[i+1]-cellGap, d.y+2+l.size, l, c.title)
		} else {
			d.text(t.x[i]+2, d.y+2+l.size, l, c.title)
		}
	}
	d.y += h + 1.5
}

// laid is a cell broken into lines.
type laid struct {
	cell
	lines []string
	x     float64
	right float64 // the edge lines end at; 0 when they begin at x
}

func (t *table) lay(cells []cell) (all []laid, lines int, lineHeight float64) {
	for i := 0; i < len(cells) && i < len(t.cols); {
		c := cells[i]
		n := max(c.span, 1)
		if c.text != "" {
			one := laid{cell: c, x: t.x[i] + 2 + c.indent}
			edge := t.x[min(i+n, len(t.cols))] - cellGap
			if t.cols[i].right {
				one.right = edge
			}
			one.lines = t.d.wrapped(c.l, c.text, max(edge-one.x, 24))
			lines, lineHeight = max(lines, len(one.lines)), max(lineHeight, c.l.height())
			all = append(all, one)
		}
		i += n
	}
	return all, lines, lineHeight
}

// measure gives the height of a row.
func (t *table) measure(cells []cell) float64 {
	_, n, h := t.lay(cells)
	return float64(n)*h + rowPad
}

// tableRow is a row with its style.
type tableRow struct {
	cells []cell
	style rowStyle
}

// togetherMost is the height of what is kept on one page.
const togetherMost = 120

// together draws rows that belong to each other, on one page where they are not too
// high, else at least the first two.
func (t *table) together(rows []tableRow) {
	height, two := 0.0, 0.0
	for i, r := range rows {
		if height += t.measure(r.cells); i < 2 && height < togetherMost {
			two = height
		}
		if height > togetherMost {
			height = two
			break
		}
	}
	t.d.need(height)
	for _, r := range rows {
		t.row(r.cells, r.style)
	}
}

// row draws one row. Up to eight lines stay together on a page.
func (t *table) row(cells []cell, style rowStyle) {
	d := t.d
	all, n, h := t.lay(cells)
	if n <= 8 {
		d.need(float64(n)*h + rowPad)
	}
	for i := range n {
		d.need(h + rowPad)
		t.ground(style, i == 0, i == n-1, h)
		if i == 0 {
			d.y += padTop
		}
		if i == 0 && style.marked {
			d.mark(style.mark, d.left+2, d.y+1.6, 7.5, verdictInk(style.mark))
		}
		for _, c := range all {
			if i >= len(c.lines) {
				continue
			}
			if c.right > 0 {
				d.textRight(c.right, d.y+c.l.size, c.l, c.lines[i])
			} else {
				d.text(c.x, d.y+c.l.size, c.l, c.lines[i])
			}
		}
		d.y += h
	}
	d.y += rowPad - padTop
}

// ground paints what lies behind a line of a row, and the hairline above its first.
func (t *table) ground(style rowStyle, first, last bool, h float64) {
	d := t.d
	if style.ground != 0 {
		if first {
			h += padTop
		}
		if last {
			h += rowPad - padTop
		}
		d.fill(d.left, d.y, d.width(), h, style.ground)
	}
	if style.line && first {
		d.rule(d.left, d.y, d.right, d.y, 0.3, hairline)
	}
}
