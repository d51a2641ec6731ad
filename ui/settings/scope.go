package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// scopes are those a setting can be saved for.
var scopes = []station.Scope{station.ScopeUser, station.ScopeEveryone}

// scopeBox is the choice for whom settings are saved. A scope this account cannot
// write is disabled; the line beneath says why and leads to the text for IT.
type scopeBox struct {
	choice  fyne.CanvasObject
	reason  *fyne.Container
	options *choice
	line    *note
}

func newScopeBox(d *Dialog) *scopeBox {
	s := &scopeBox{line: newNote()}
	s.options = newChoice(
		[]string{string(station.ScopeUser), string(station.ScopeEveryone)},
		[]string{words.T("settings.scope.user"), words.T("settings.scope.everyone")},
		d.esc, func(v string) { d.setScope(station.Scope(v)) })
	label := look.NewText(words.T("settings.scope"), look.ColorQuiet, 1, fyne.TextStyle{})
	s.choice = container.NewHBox(append([]fyne.CanvasObject{label}, s.options.objects...)...)
	help := newButton(words.T("settings.it.open"), theme.DocumentIcon(), d.esc, d.showForIT)
	s.reason = flowing(560, 1, s.line.root,
		container.NewVBox(layout.NewSpacer(), container.NewHBox(layout.NewSpacer(), look.Sized(help, 0, look.TargetSecondary)), layout.NewSpacer()))
	for _, scope := range scopes {
		s.options.enable(string(scope), d.writable[scope] == nil)
	}
	if d.writable[station.ScopeUser] != nil && d.writable[station.ScopeEveryone] == nil {
		d.draft.scope = station.ScopeEveryone
	}
	s.explain(d)
	return s
}

// explain says which scope cannot be written and why; nothing where both can.
func (s *scopeBox) explain(d *Dialog) {
	for _, scope := range scopes {
		if err := d.writable[scope]; err != nil {
			s.line.attention(words.T("settings.scope.closed", scopeName(scope), d.d.Config.Path(scope), words.Error(err).Technical))
			s.reason.Show()
			return
		}
	}
	s.reason.Hide()
}

// refresh marks the scope that is chosen.
func (s *scopeBox) refresh(d *draft) { s.options.show(string(d.scope)) }

// scopeName names a scope as its button does.
func scopeName(s station.Scope) string { return words.T("settings.scope." + string(s)) }

// setScope changes the file that is edited. What was typed stays and is then meant for
// the other file; all other fields show what that file holds.
func (d *Dialog) setScope(s station.Scope) {
	typed := map[station.Key]string{}
	for k := range d.draft.edits {
		typed[k] = d.draft.text(k)
	}
	d.draft.scope, d.draft.edits = s, map[station.Key]string{}
	for k, text := range typed {
		d.draft.set(k, text)
	}
	d.load()
	d.token.look(d.server.origin(), 0)
}
