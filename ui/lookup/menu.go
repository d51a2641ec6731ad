package lookup

import (
	"fyne.io/fyne/v2"

	"stationcompanion/client/report"
	"stationcompanion/client/report/export"
	"stationcompanion/ui/words"
)

// menu is what can be done with the open report; the entries that have nothing to show
// are left out.
func (p *Panel) menu() *fyne.Menu {
	d := p.right.doc
	m := fyne.NewMenu("")
	if d == nil {
		return m
	}
	add := func(key string, do func()) {
		m.Items = append(m.Items, fyne.NewMenuItem(words.T(key), do))
	}
	add("lookup.menu.facts", func() { p.openPage(factsPage(d)) })
	if hasUnit(d.rep) {
		add("unit.menu", func() { p.openTimeline(d) })
	}
	if hasComparison(d.rep) {
		add("compare.menu", func() { p.openCompare(d) })
	}
	if it := p.right.chosen(); it.row >= 0 && hasHistory(d.rep, it) {
		add("lookup.menu.history", func() { p.openHistory(it) })
	}
	if n := len(filesOf(d.rep)); n > 0 {
		m.Items = append(m.Items, fyne.NewMenuItem(words.T("lookup.menu.files", n), p.openFiles))
	}
	add("lookup.menu.save", p.openSave)
	add("lookup.menu.copy", func() { p.d.Copy(export.Brief(d.rep)); p.refocus() })
	if p.d.InLog != nil {
		add("lookup.menu.log", func() { p.d.InLog(namesOf(d.rep)); p.refocus() })
	}
	add("lookup.menu.id", func() { p.d.Copy(d.rep.ID); p.refocus() })
	return m
}

// namesOf is what a log may call a report: its id and its unit's serial number.
func namesOf(r *report.Report) (names []string) {
	for _, name := range []string{r.ID, r.SerialNumber} {
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}
