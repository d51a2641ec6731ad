package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// stepsPane is the step tree with its filter. Rows are virtual and flattened only as
// far as they are unfolded, so that 100,000 steps cost what is seen of them.
type stepsPane struct {
	filters [3]*widget.Button
	find    *findEntry
	count   *look.Text
	none    *look.Text
	pager   *pager
	object  fyne.CanvasObject

	tree   *tree // nil while no report is open
	chosen item
	choose func(item) // tells the detail strip
}

// findWidth is what the field to find a step asks for, in points at scale 1.
const findWidth = 120

func newStepsPane(choose func(item), after func()) *stepsPane {
	p := &stepsPane{
		choose: choose,
		count:  look.NewText("", look.ColorQuiet, 0.86, fyne.TextStyle{}),
		none:   look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{}),
	}
	p.count.SetAlign(fyne.TextAlignTrailing)
	p.count.SetMinRunes(20)
	p.none.SetMinRunes(80)
	tapped := func(i int) { p.tapped(i); after() }
	p.pager = newPager(stepHeight, func() fyne.CanvasObject { return newStepRow(tapped) }, func(i int, o fyne.CanvasObject) {
		if p.tree != nil && i < len(p.tree.items) {
			o.(*stepRow).set(i, p.tree.cells(i), p.tree.items[i] == p.chosen)
		}
	})
	p.find = newFindEntry(p.look, after, p.key)
	line := container.New(&lineLayout{grow: 3, yield: 3, gap: 4})
	for i, key := range []string{"lookup.filter.all", "lookup.filter.failures", "lookup.filter.measurements"} {
		p.filters[i] = widget.NewButton(words.T(key), func() { p.setFilter(filter(i)); after() }) // #nosec G115 -- one of three
		line.Add(look.Target(p.filters[i], false))
	}
	pages := container.NewHBox(look.Sized(p.pager.up, 40, 32), look.Sized(p.pager.down, 40, 32))
	p.pager.buttons = pages
	line.Add(look.Sized(p.find, findWidth, look.TargetSecondary))
	line.Add(p.count)
	line.Add(pages)
	p.pager.relayout = line.Refresh
	rows := container.NewStack(p.pager.list, container.NewCenter(p.none))
	p.object = container.New(&stackLayout{grow: func() fyne.CanvasObject { return rows }, least: 3 * stepHeight, gap: 4}, line, rows)
	p.paintFilter(filterAll)
	return p
}

// set shows a report's steps, unfolded to its first failure.
func (p *stepsPane) set(d *document) {
	p.tree = newTree(d)
	p.find.put("")
	p.chosen = item{-1, -1}
	p.paintFilter(filterAll)
	p.fill(true)
}

// setFilter changes which rows are shown; what is chosen stays chosen and in sight.
func (p *stepsPane) setFilter(f filter) {
	if p.tree == nil || p.tree.mode == f {
		return
	}
	p.tree.setMode(f)
	p.paintFilter(f)
	p.fill(true)
	p.back()
}

// back unfolds the way to the chosen step and brings it in sight, where it is listed.
func (p *stepsPane) back() bool {
	at := p.tree.locate(p.chosen)
	if at < 0 {
		return false
	}
	p.fill(false)
	p.pick(at)
	return true
}

// look shows the steps with a text in their names, as it is typed.
func (p *stepsPane) look(text string) {
	if p.tree == nil {
		return
	}
	p.tree.look(text)
	p.fill(true)
	if !p.back() && len(p.tree.items) > 0 {
		p.pick(0)
	}
}

// paintFilter marks the filter in force.
func (p *stepsPane) paintFilter(f filter) {
	for i, b := range p.filters {
		b.Importance = widget.LowImportance
		if filter(i) == f {
			b.Importance = widget.MediumImportance
		}
		b.Refresh()
	}
}

// fill hands the rows to the list.
func (p *stepsPane) fill(top bool) {
	p.pager.set(len(p.tree.items), top)
	p.count.SetText(p.countText())
	none := ""
	if len(p.tree.items) == 0 {
		none = words.T(map[filter]string{filterAll: "lookup.no_steps", filterFailures: "lookup.none.failures", filterMeasurements: "lookup.none.measurements"}[p.tree.mode])
	}
	if none != "" && !p.tree.seek.empty() {
		none = words.T("lookup.none.found", look.Visible(p.tree.seek.text))
	}
	p.none.SetText(none)
}

func (p *stepsPane) countText() string {
	text := counted("lookup.steps", p.tree.doc.rep.Len())
	switch p.tree.mode {
	case filterFailures:
		text = words.T("lookup.rows.failures", len(p.tree.doc.failing))
	case filterMeasurements:
		text = words.T("lookup.rows.measurements", p.tree.doc.values)
	}
	if !p.tree.seek.empty() {
		text = words.T("lookup.rows.found", len(p.tree.items))
	}
	if p.tree.cut {
		text = facts(text, words.T("lookup.rows.cut", maxRows))
	}
	return text
}

// show chooses a row wherever it is, unfolding the way to it.
func (p *stepsPane) show(it item) {
	at := p.tree.locate(it)
	if at < 0 { // what is looked for, or the filter, hides it
		p.find.put("")
		p.tree.look("")
		if at = p.tree.locate(it); at < 0 {
			p.setFilter(filterAll)
			at = p.tree.locate(it)
		}
	}
	if at < 0 {
		return
	}
	p.fill(false)
	p.pick(at)
}

// pick chooses visible row i.
func (p *stepsPane) pick(i int) {
	p.chosen = p.tree.items[i]
	p.pager.refresh()
	p.pager.show(i)
	p.choose(p.chosen)
}

// tapped chooses a row, and folds or unfolds it where it has rows below.
func (p *stepsPane) tapped(i int) {
	if p.tree == nil || i >= len(p.tree.items) {
		return
	}
	if can, _ := p.tree.folds(i); can {
		p.tree.toggle(i)
		p.fill(false)
	}
	p.pick(i)
}

// key moves through the tree; it reports whether it used the key.
func (p *stepsPane) key(k fyne.KeyName) bool {
	if p.tree == nil || len(p.tree.items) == 0 {
		return false
	}
	at := p.tree.find(p.chosen)
	last := len(p.tree.items) - 1
	page := max(1, p.pager.visible()-1)
	switch k {
	case fyne.KeyUp:
		p.pick(max(0, at-1))
	case fyne.KeyDown:
		p.pick(min(last, at+1))
	case fyne.KeyPageUp:
		p.pick(max(0, at-page))
	case fyne.KeyPageDown:
		p.pick(min(last, max(0, at)+page))
	case fyne.KeyHome:
		p.pick(0)
	case fyne.KeyEnd:
		p.pick(last)
	case fyne.KeyLeft, fyne.KeyRight:
		if at < 0 {
			return false
		}
		p.fold(at, k == fyne.KeyRight)
	default:
		return false
	}
	return true
}

// fold is Left and Right: fold or go up, unfold or go down.
func (p *stepsPane) fold(at int, right bool) {
	can, open := p.tree.folds(at)
	switch {
	case can && open != right:
		p.tree.toggle(at)
		p.fill(false)
		p.pick(at)
	case right && can:
		p.pick(min(len(p.tree.items)-1, at+1))
	case !right:
		if up := p.tree.parent(at); up >= 0 {
			p.pick(up)
		}
	}
}
