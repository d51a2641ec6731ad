package lookup

import (
	"slices"
	"sort"
)

// filter is which rows of a report are shown.
type filter uint8

const (
	filterAll filter = iota
	filterFailures
	filterMeasurements
)

// maxRows bounds the rows of one list: Fyne places rows by 32-bit floats and leaves
// gaps and overlaps past about 700,000.
const maxRows = 500_000

// item is one visible row: a step, or one of its measurements.
type item struct {
	row  int32
	meas int32 // -1: the step itself
}

// tree is the visible rows of a report, flattened only as far as they are unfolded.
// Its items are in document order whatever the filter.
type tree struct {
	doc   *document
	mode  filter
	seek  finder // empty: not looking for anything
	items []item
	cut   bool // there are more than maxRows
}

func newTree(d *document) *tree {
	t := &tree{doc: d}
	t.rebuild()
	return t
}

// setMode changes the filter.
func (t *tree) setMode(m filter) {
	t.mode = m
	t.rebuild()
}

// look looks for steps by name; the empty text shows them all again.
func (t *tree) look(text string) {
	t.seek = newFinder(text)
	t.rebuild()
}

// flat reports whether the rows stand in a list instead of a tree.
func (t *tree) flat() bool { return t.mode != filterAll || !t.seek.empty() }

func (t *tree) rebuild() {
	t.items = t.items[:0]
	if !t.seek.empty() {
		t.items = t.sought(t.items)
		t.clip()
		return
	}
	switch t.mode {
	case filterAll:
		if t.doc.rep.Len() > 0 {
			t.items = t.grow(t.items, 0)
		}
	case filterFailures:
		for _, row := range t.doc.failing {
			t.items = append(t.items, item{row, -1})
		}
	case filterMeasurements:
		t.items = t.measurements(t.items)
	}
	t.clip()
}

func (t *tree) measurements(to []item) []item {
	for _, row := range t.doc.measured {
		for m := range t.doc.rep.Step(int(row)).Measurements {
			to = append(to, item{row, int32(m)})
		}
		if len(to) > maxRows {
			break
		}
	}
	return to
}

// sought appends the rows that are looked for, as the filter would show them.
func (t *tree) sought(to []item) []item {
	matches, list := t.seek.steps(t.doc.rep)
	switch t.mode {
	case filterAll:
		for _, row := range list {
			to = append(to, item{row, -1})
		}
	case filterFailures:
		for _, row := range t.doc.failing {
			if _, listed := slices.BinarySearch(list, row); listed || matches[row] {
				to = append(to, item{row, -1})
			}
		}
	case filterMeasurements:
		for _, row := range t.doc.measured {
			to = t.soughtMeasurements(to, int(row), matches[row])
			if len(to) > maxRows {
				break
			}
		}
	}
	return to
}

// soughtMeasurements appends a step's measurements: all of them where its own names
// match, else those whose names do.
func (t *tree) soughtMeasurements(to []item, row int, whole bool) []item {
	n := t.doc.rep.Step(row).Measurements
	if whole {
		for i := range n {
			to = append(to, item{int32(row), int32(i)}) // #nosec G115 -- rows of a report are bounded
		}
		return to
	}
	if n < 2 {
		return to
	}
	path := t.doc.rep.Path(row)
	for i, m := range t.doc.rep.Measurements(row) {
		if t.seek.measurement(path, m.Name) {
			to = append(to, item{int32(row), int32(i)}) // #nosec G115 -- rows of a report are bounded
		}
	}
	return to
}

func (t *tree) clip() {
	if t.cut = len(t.items) > maxRows; t.cut {
		t.items = t.items[:maxRows]
	}
}

// grow appends row and, as far as they are open, the rows below it.
func (t *tree) grow(to []item, row int) []item {
	to = append(to, item{int32(row), -1})             // #nosec G115 -- rows of a report are bounded
	if !t.doc.open[int32(row)] || len(to) > maxRows { // #nosec G115 -- rows of a report are bounded
		return to
	}
	s := t.doc.rep.Step(row)
	if s.Measurements > 1 {
		for m := range s.Measurements {
			to = append(to, item{int32(row), int32(m)}) // #nosec G115 -- rows of a report are bounded
		}
	}
	for child := row + 1; child < s.End && len(to) <= maxRows; child = t.doc.rep.Step(child).End {
		to = t.grow(to, child)
	}
	return to
}

// folds reports whether row i can be unfolded, and whether it is.
func (t *tree) folds(i int) (can, open bool) {
	it := t.items[i]
	if t.flat() || it.meas >= 0 {
		return false, false
	}
	s := t.doc.rep.Step(int(it.row))
	return s.End > s.Row+1 || s.Measurements > 1, t.doc.open[it.row]
}

// toggle folds or unfolds row i; the rows before it keep their places.
func (t *tree) toggle(i int) {
	can, open := t.folds(i)
	if !can {
		return
	}
	row := t.items[i].row
	if t.cut { // what was left out may fit now
		t.doc.open[row] = !open
		t.rebuild()
		return
	}
	if open {
		delete(t.doc.open, row)
		end := int32(t.doc.rep.Step(int(row)).End) // #nosec G115 -- rows of a report are bounded
		last := i + 1 + sort.Search(len(t.items)-i-1, func(n int) bool { return t.items[i+1+n].row >= end })
		t.items = slices.Delete(t.items, i+1, last)
		return
	}
	t.doc.open[row] = true
	t.items = slices.Insert(t.items, i+1, t.grow(nil, int(row))[1:]...)
	t.clip()
}

// parent is the visible row above i in the tree, -1 when there is none.
func (t *tree) parent(i int) int {
	if t.items[i].meas >= 0 {
		return t.find(item{t.items[i].row, -1})
	}
	return t.find(item{int32(t.doc.rep.Step(int(t.items[i].row)).Parent), -1}) // #nosec G115 -- rows of a report are bounded
}

// reveal unfolds the way to a row and gives its place, -1 when the filter hides it.
func (t *tree) reveal(it item) int {
	if !t.flat() {
		changed := t.doc.openWay(int(it.row))
		if it.meas >= 0 && !t.doc.open[it.row] {
			t.doc.open[it.row], changed = true, true
		}
		if changed {
			t.rebuild()
		}
	}
	return t.find(it)
}

// find gives the place of a visible row, -1 when it is not visible.
func (t *tree) find(it item) int {
	at, there := slices.BinarySearchFunc(t.items, it, func(a, b item) int {
		if a.row != b.row {
			return int(a.row) - int(b.row)
		}
		return int(a.meas) - int(b.meas)
	})
	if !there {
		return -1
	}
	return at
}

// locate is find for the row or, where the filter shows only its measurements or
// only the step, the nearest row that stands for it.
func (t *tree) locate(it item) int {
	for _, try := range []item{it, {it.row, -1}, {it.row, 0}} {
		if at := t.revealListed(try); at >= 0 {
			return at
		}
	}
	return -1
}

// revealListed is reveal that does not unfold a step for a measurement it does not list.
func (t *tree) revealListed(it item) int {
	if it.meas >= 0 && !t.flat() && t.doc.rep.Step(int(it.row)).Measurements < 2 {
		return -1
	}
	return t.reveal(it)
}
