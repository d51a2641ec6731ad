package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/words"
)

// breakerButtons are the buttons of the connection's details: the way to the breaker page,
// where there is a record, beside the others.
func (w *Window) breakerButtons(others ...*widget.Button) []*widget.Button {
	if w.o.Record == nil {
		return others
	}
	open := widget.NewButton(words.T("breaker.page.open"), func() {
		w.sheet.close()
		w.openBreaker()
	})
	return append(others, open)
}

// openBreaker shows the breaker page, which follows what happens until it is closed.
func (w *Window) openBreaker() {
	if w.o.Record == nil || w.sheet.open != nil {
		return
	}
	p := newBreakerPage(w.o.Record, w.keys)
	p.show(w.snap, w.o.Now())
	copied := widget.NewButton(words.T("window.copy"), func() { w.copy(p.text()) })
	if w.sheet.present(words.T("breaker.page.title"), p.object, fyne.NewSize(800, 660), func() { w.page = nil }, copied) {
		w.page = p
	}
}

// followBreaker paints the page while it is open.
func (w *Window) followBreaker() {
	if w.page != nil {
		w.page.show(w.snap, w.o.Now())
	}
}
