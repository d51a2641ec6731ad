package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// withBreakerPage puts the way to the breaker page under the connection's details.
func (w *Window) withBreakerPage(details fyne.CanvasObject) fyne.CanvasObject {
	if w.o.Record == nil {
		return details
	}
	open := widget.NewButton(words.T("breaker.page.open"), func() {
		w.sheet.close()
		w.openBreaker()
	})
	return container.NewBorder(nil, container.NewHBox(look.Sized(open, 0, look.TargetPrimary)), nil, nil, details)
}

// openBreaker shows the breaker page, which follows what happens until it is closed.
func (w *Window) openBreaker() {
	if w.o.Record == nil || w.sheet.open != nil {
		return
	}
	p := newBreakerPage(w.o.Record)
	p.show(w.snap, w.o.Now())
	w.sheet.showLive(words.T("breaker.page.title"), p.object, p.text, fyne.NewSize(800, 660))
	p.sheet, w.page = w.sheet.open, p
}

// followBreaker paints the page while it is open.
func (w *Window) followBreaker() {
	if w.page == nil {
		return
	}
	if w.sheet.open == nil || w.sheet.open != w.page.sheet {
		w.page = nil
		return
	}
	w.page.show(w.snap, w.o.Now())
}
