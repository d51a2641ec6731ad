package logview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/words"
)

// offerMore opens the menu of what is wanted less often.
func (p *Panel) offerMore() {
	b := p.bar.more
	if c := fyne.CurrentApp().Driver().CanvasForObject(b); c != nil {
		widget.ShowPopUpMenuAtRelativePosition(p.moreMenu(), c, fyne.NewPos(0, b.Size().Height), b)
	}
}

// moreMenu is that menu.
func (p *Panel) moreMenu() *fyne.Menu {
	m := fyne.NewMenu("", p.timeItems()...)
	if p.d.Save != nil {
		m.Items = append(m.Items, fyne.NewMenuItemSeparator(), p.saveItem())
	}
	return m
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
