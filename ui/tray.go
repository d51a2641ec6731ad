package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// tray is the icon beside the clock: the state by shape and colour, and as a word in
// its menu. A nil tray does nothing, for desktops that have none.
type tray struct {
	app   desktop.App
	menu  *fyne.Menu
	state *fyne.MenuItem
	tone  words.Tone
	shape look.Shape
	shown bool
}

// newTray puts up the tray icon; nil when this app has no tray.
func newTray(a fyne.App, win fyne.Window, show, quit func()) *tray {
	d, ok := a.(desktop.App)
	if !ok {
		return nil
	}
	t := &tray{app: d, state: fyne.NewMenuItem(words.T("link.checking.title"), nil)}
	t.state.Disabled = true
	end := fyne.NewMenuItem(words.T("window.tray.quit"), quit)
	end.IsQuit = true
	t.menu = fyne.NewMenu(words.T("window.title"),
		fyne.NewMenuItem(words.T("window.tray.show"), show), t.state, fyne.NewMenuItemSeparator(), end)
	d.SetSystemTrayMenu(t.menu)
	d.SetSystemTrayWindow(win) // a click on the icon shows the window
	return t
}

// show changes picture and word where they differ from what stands there: each change
// rebuilds the desktop's menu, so a countdown must not reach it.
func (t *tray) show(w words.Sentence, shape look.Shape, station string) {
	if t == nil {
		return
	}
	if !t.shown || t.tone != w.Tone || t.shape != shape {
		t.shown, t.tone, t.shape = true, w.Tone, shape
		t.app.SetSystemTrayIcon(look.TrayIcon(w.Tone, shape))
	}
	line := w.Title
	if station != "" {
		line = words.T("window.tray.state", w.Title, look.Visible(station))
	}
	if t.state.Label != line {
		t.state.Label = line
		t.menu.Refresh()
	}
}
