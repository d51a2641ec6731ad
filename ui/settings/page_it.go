package settings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// showForIT shows the text for whoever may write the file for everyone.
func (d *Dialog) showForIT() {
	text := d.textForIT()
	label := widget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
	label.Wrapping = fyne.TextWrapBreak
	body := container.NewVBox(newPara(words.T("settings.it.what"), theme.ColorNameForeground), look.Panel(label))
	d.showPage(page(look.NewMark(look.ShapeDone, look.ColorInfo, 24), words.T("settings.it.title"), body,
		newButton(words.T("settings.back"), nil, d.esc, d.showEditor),
		newButton(words.T("settings.copy"), theme.ContentCopyIcon(), d.esc, func() { d.d.Copy(text) }),
	), d.showEditor)
}

// textForIT names the file this account cannot write and the lines wanted in it: the
// values being edited, else those of this account's file.
func (d *Dialog) textForIT() string {
	scope := station.ScopeEveryone
	if d.writable[scope] == nil {
		scope = station.ScopeUser
	}
	lines := []string{words.T("settings.it.file", d.d.Config.Path(scope)), words.T("settings.it.lines")}
	wanted := d.draft.change().Set
	if len(wanted) == 0 {
		wanted = d.draft.file().Values
	}
	n := len(lines)
	for _, k := range station.Keys() {
		if v, ok := wanted[k]; ok && k != station.KeyLocked {
			lines = append(lines, string(k)+" = "+v)
		}
	}
	if len(lines) == n {
		lines = append(lines, "station = "+d.now.Identity.Name, "server = "+d.now.Text(station.KeyServer))
	}
	return strings.Join(lines, "\n")
}
