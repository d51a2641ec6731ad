package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/station/secret"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// page lays out a page of the dialog beside the editor: a mark with a title, text that
// scrolls, and buttons of which the last one is the one to press next.
func page(mark *look.Mark, title string, body fyne.CanvasObject, buttons ...*button) fyne.CanvasObject {
	name := look.NewText(title, theme.ColorNameForeground, 1.5, fyne.TextStyle{Bold: true})
	name.SetMinRunes(60)
	name.SetFit(1.1)
	row := container.NewHBox()
	for i, b := range buttons {
		if i == len(buttons)-1 {
			b.primary()
		}
		row.Add(look.Sized(b, 120, look.TargetPrimary))
	}
	head := container.NewVBox(container.NewHBox(mark, name), space(2))
	foot := container.NewVBox(space(1), container.NewBorder(nil, nil, nil, row))
	return container.NewBorder(head, foot, nil, nil, look.Hang(look.Scroll(look.Inset(body, 1, 0))))
}

// showPage puts a page in place of the editor; leave is what Esc does there.
func (d *Dialog) showPage(o fyne.CanvasObject, leave func()) {
	d.leave = leave
	d.frame.show(o)
}

// showOutcome says what a save changed, with the way back, or why it failed.
func (d *Dialog) showOutcome(p plan, out outcome, undone bool) {
	again := newButton(words.T("settings.back"), nil, d.esc, d.showEditor)
	done := newButton(words.T("settings.close"), nil, d.esc, d.Close)
	if out.err != nil {
		d.showPage(d.failedPage(out.err, again), d.showEditor)
		return
	}
	body := container.NewVBox()
	for _, line := range savedLines(p, out) {
		body.Add(newPara(line, theme.ColorNameForeground))
	}
	if out.saved.Backup != "" {
		body.Add(caption(words.T("settings.saved.backup", out.saved.Backup), look.ColorQuiet))
	}
	if out.saved.Corrupt != "" {
		body.Add(newPara(words.T("settings.saved.corrupt", out.saved.Corrupt), look.ColorAttentionText))
	}
	mark, title := look.NewMark(look.ShapePassed, look.ColorGood, 24), words.T("settings.saved.title")
	if undone {
		title = words.T("settings.undone.title")
	}
	if out.tokenErr != nil {
		mark.Set(look.ShapeErrored, look.ColorAttention)
		body.Add(trouble(words.T("settings.saved.notoken"), out.tokenErr))
	}
	buttons := []*button{again, done}
	if back := d.wayBack(p, out); back != nil && !undone {
		undo := newButton(words.T("settings.undo"), theme.ContentUndoIcon(), d.esc, func() { d.carryOut(*back, true) })
		buttons = []*button{undo, again, done}
	}
	d.showPage(page(mark, title, body, buttons...), d.Close)
}

// wayBack is the plan that undoes a save; nil when it changed nothing.
func (d *Dialog) wayBack(p plan, out outcome) *plan {
	back := plan{scope: p.scope, base: out.saved.File.Stamp, change: undo(out.saved)}
	if out.token {
		back.token = p.token.back()
	}
	if back.empty() && !back.token.any() {
		return nil
	}
	return &back
}

// savedLines says in one sentence each what a save changed.
func savedLines(p plan, out outcome) []string {
	var lines []string
	for _, d := range out.saved.Differences {
		line := "settings.saved.line"
		switch {
		case !d.Had:
			line = "settings.saved.set"
		case !d.Has:
			line = "settings.saved.unset"
		}
		lines = append(lines, words.T(line, words.SettingName(d.Key), value(d.Old, d.Had), value(d.New, d.Has)))
	}
	switch {
	case !out.token:
	case p.token.forget:
		lines = append(lines, words.T("settings.saved.removed", p.token.origin))
	case out.place == secret.PlaceNone || out.place == "":
	default:
		lines = append(lines, words.T("settings.saved.token", p.token.origin, words.TokenPlace(out.place)))
	}
	if out.saved.File.Path != "" && len(out.saved.Differences) > 0 {
		lines = append(lines, words.T("settings.saved.where", out.saved.File.Path))
	}
	if len(lines) == 0 {
		lines = append(lines, words.T("settings.saved.nothing"))
	}
	return lines
}

// value is a key's value for a sentence.
func value(v string, has bool) string {
	if !has {
		return words.T("settings.notset")
	}
	return words.T("settings.quoted", look.Visible(v))
}

// trouble words an error: what happened, what to do, and the cause.
func trouble(title string, err error) fyne.CanvasObject {
	t := words.Error(err)
	return container.NewVBox(newPara(join(title, t.Title), look.ColorBadText),
		newPara(t.Advice, theme.ColorNameForeground), caption(t.Technical, look.ColorQuiet))
}

// failedPage says that nothing was saved and why.
func (d *Dialog) failedPage(err error, again *button) fyne.CanvasObject {
	copyIt := newButton(words.T("settings.copycause"), theme.ContentCopyIcon(), d.esc, func() { d.d.Copy(words.Error(err).Technical) })
	return page(look.NewMark(look.ShapeFailed, look.ColorBad, 24), words.T("settings.failed.title"),
		trouble("", err), copyIt, again)
}
