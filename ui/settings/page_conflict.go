package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// showConflict asks what to do about a file somebody else changed meanwhile.
func (d *Dialog) showConflict(p plan, c *station.ChangedError, undone bool) {
	base := d.draft.file()
	table := container.NewGridWithColumns(4)
	for _, head := range []string{"settings.conflict.key", "settings.conflict.was", "settings.conflict.theirs", "settings.conflict.mine"} {
		table.Add(caption(words.T(head), look.ColorQuiet))
	}
	for _, r := range conflict(base, c.Theirs, p.change) {
		table.Add(newPara(words.SettingName(r.Key), theme.ColorNameForeground))
		table.Add(newPara(value(r.Was, r.HadWas), look.ColorQuiet))
		table.Add(newPara(value(r.Theirs, r.HasTheirs), emphasis(r.Was != r.Theirs || r.HadWas != r.HasTheirs)))
		table.Add(newPara(mine(r), emphasis(r.ChangedByMe)))
	}
	body := container.NewVBox(newPara(words.T("settings.conflict.what", c.Path), theme.ColorNameForeground),
		look.Panel(table))
	back := func() { d.showEditor() }
	d.showPage(page(look.NewMark(look.ShapeErrored, look.ColorAttention, 24), words.T("settings.conflict.title"), body,
		newButton(words.T("settings.cancel"), nil, d.esc, back),
		newButton(words.T("settings.conflict.takeTheirs"), nil, d.esc, func() { d.takeTheirs(c.Theirs) }),
		newButton(words.T("settings.conflict.keepMine"), nil, d.esc, func() { d.keepMine(p, c.Theirs, undone) }),
	), back)
}

func emphasis(yes bool) fyne.ThemeColorName {
	if yes {
		return theme.ColorNameForeground
	}
	return look.ColorQuiet
}

// mine is the value a save would leave; where it touches nothing, that is theirs.
func mine(r disagreement) string {
	if !r.ChangedByMe {
		return words.T("settings.conflict.untouched")
	}
	return value(r.Mine, !r.Unset)
}
