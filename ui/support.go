package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/support"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// supportPage is what an operator reads out on the phone: a code, and the facts behind it
// in large type. It follows the snapshot and the settings while it is open; at rest it is
// painted once a minute at most.
type supportPage struct {
	w *Window

	open  bool
	facts supportFacts
	stop  func() // the timer of the next minute

	rows                                            *fyne.Container // the left column
	code, below                                     *look.Text
	station, server, clock, program, uptime, memory *supportFact
	state                                           *supportFact
	mark                                            *look.Mark
	advice                                          *look.Paragraph
	snug                                            *fyne.Container // advice, as high as it needs
	qr                                              *qrPicture
}

// qrValue is how many characters of a value the QR code holds: all of them together stay
// below 330 bytes, so that its modules are large enough for a phone.
const qrValue = 36

// Type sizes of the page relative to the text's.
const supportCodeSize = 5

// openSupport opens the page, whichever other sheet is open; closes it when it is.
func (w *Window) openSupport() {
	was := w.support.open
	w.sheet.close()
	if !was {
		w.support.show()
	}
}

// supportButton leads to the page from other sheets.
func (w *Window) supportButton() *widget.Button {
	return widget.NewButton(words.T("support.title"), w.openSupport)
}

func (p *supportPage) show() {
	p.build()
	content := p.content()
	p.facts, p.open = supportFacts{}, true
	p.paint()
	copyAll := widget.NewButtonWithIcon(words.T("support.copy"), theme.ContentCopyIcon(), func() { p.w.copy(p.factsNow().text(0)) })
	check := widget.NewButton(words.T("support.check"), p.w.CheckConnection)
	bundle := widget.NewButtonWithIcon(words.T("support.bundle"), theme.DocumentSaveIcon(), func() { p.w.openBundle() })
	if !p.w.sheet.present(words.T("support.title"), content, fyne.NewSize(960, 660), p.closed, copyAll, check, bundle) {
		p.closed()
		return
	}
	p.settle()
}

func (p *supportPage) closed() {
	p.open = false
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
}

// factsNow is what there is to say at this moment.
func (p *supportPage) factsNow() supportFacts {
	w, now := p.w, p.w.o.Now()
	return supportFactsOf(w.snap, w.state.Identity, w.o.Version, now.Sub(w.started()), support.MemoryNow(), now)
}

// paint shows what changed, and sets the timer for the next minute.
func (p *supportPage) paint() {
	if !p.open {
		return
	}
	now := p.w.o.Now()
	f := p.factsNow()
	if f.asOf == p.facts.asOf { // once a minute is enough
		f.memory = p.facts.memory
		if f.clockWell && p.facts.clockWell {
			f.clock = p.facts.clock
		}
	}
	if f != p.facts {
		p.facts = f
		p.fill(f)
	}
	if p.stop != nil {
		p.stop()
	}
	p.stop = p.w.after(now.Truncate(time.Minute).Add(time.Minute).Sub(now), p.paint)
}

func (p *supportPage) fill(f supportFacts) {
	p.code.SetText(f.code)
	p.station.set(f.station)
	p.state.set(f.state)
	p.mark.Set(f.shape, look.ToneColor(f.tone))
	p.advice.SetText(f.advice)
	p.snug.Hidden = f.advice == ""
	p.server.set(f.server)
	p.clock.set(f.clock)
	p.program.set(look.Visible(p.w.o.Version))
	p.uptime.set(f.uptime)
	p.memory.set(f.memory)
	p.qr.SetText(f.text(qrValue))
	p.settle()
}

// settle lays out twice: wrapped text knows its height only once it has its width.
func (p *supportPage) settle() {
	for range 2 {
		p.rows.Refresh()
	}
}

// started is when the program began.
func (w *Window) started() time.Time {
	if w.o.Started.IsZero() {
		return w.begun
	}
	return w.o.Started
}
