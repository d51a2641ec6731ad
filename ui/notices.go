package ui

import (
	"stationcompanion/station"
)

// startNotices lets the desktop be told when WATS goes and comes while nobody has the
// window before them. It hears of the connection beside the window, which may be hidden.
func (w *Window) startNotices() {
	n := w.o.Notices
	if n == nil {
		return
	}
	l := w.o.App.Lifecycle()
	l.SetOnEnteredForeground(func() { n.Focused(true) })
	l.SetOnExitedForeground(func() { n.Focused(false) })
	w.wg.Go(func() { n.Run(w.ctx) })
	w.wg.Go(func() { w.o.Client.Watch(w.ctx, n.Connection) })
}

// allowNotices follows the setting.
func (w *Window) allowNotices() {
	if w.o.Notices != nil {
		w.o.Notices.On(w.state.Bool(station.KeyNotifications))
	}
}
