package logview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/words"
)

// offerMore opens the menu of what is wanted less often, below its button or, where the
// window ends, above it.
func (p *Panel) offerMore() {
	b, d := p.bar.more, fyne.CurrentApp().Driver()
	c := d.CanvasForObject(b)
	if c == nil {
		return
	}
	menu := widget.NewPopUpMenu(p.moreMenu(), c)
	at, size := d.AbsolutePositionForObject(b), menu.MinSize()
	y := at.Y + b.Size().Height
	if y+size.Height > c.Size().Height {
		y = max(0, at.Y-size.Height)
	}
	menu.ShowAtPosition(fyne.NewPos(max(0, at.X+b.Size().Width-size.Width), y))
}

// moreMenu is that menu.
func (p *Panel) moreMenu() *fyne.Menu {
	m := fyne.NewMenu("", p.timeItems()...)
	m.Items = append(m.Items, fyne.NewMenuItemSeparator(), p.foldItem(), p.markItem())
	if p.d.Save != nil {
		m.Items = append(m.Items, fyne.NewMenuItemSeparator(), p.saveItem())
	}
	return m
}

// foldItem folds repeats or shows them all.
func (p *Panel) foldItem() *fyne.MenuItem {
	item := fyne.NewMenuItem(words.T("logview.fold"), func() { p.foldRepeats(p.repeats) })
	item.Checked = !p.repeats
	return item
}

// markItem lets the text of the filter mark instead of hide.
func (p *Panel) markItem() *fyne.MenuItem {
	item := fyne.NewMenuItem(words.T("logview.mark"), func() { p.markOnly(!p.marks) })
	item.Checked = p.marks
	return item
}

// timeItems are the choices of what the time column shows.
func (p *Panel) timeItems() (items []*fyne.MenuItem) {
	for _, form := range timeForms {
		item := fyne.NewMenuItem(p.timeWords(form), func() { p.rows.setTimes(form) })
		item.Checked = form == p.rows.times.form
		items = append(items, item)
	}
	return items
}

// timeWords names a choice; the clock is that of the newest line's day, so that its offset
// is the one in view.
func (p *Panel) timeWords(form timeForm) string {
	switch form {
	case sinceBefore:
		return words.T("logview.times.before")
	case fromChosen:
		return words.T("logview.times.chosen")
	}
	if z := zone(p.rows.newestTime()); z != "" {
		return words.T("logview.times.zone", z)
	}
	return words.T("logview.times.clock")
}
