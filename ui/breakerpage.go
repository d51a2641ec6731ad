package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/client"
	"stationcompanion/client/availability"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// breakerPage is the sheet about the breaker: how it is and why, how the connection was in
// the last 24 hours, and what the breaker did. It follows what happens while it is open.
type breakerPage struct {
	record func() availability.View
	at     time.Time // of the view shown
	link   client.Link

	mark           *look.Mark
	title, figures *look.Text
	why            *look.Paragraph

	share    *look.Text
	strip    *availabilityStrip
	legend   []*look.Text // by legendStates
	picked   *look.Text
	reason   *look.Paragraph // of what was picked
	earlier  *iconButton
	later    *iconButton
	day      *look.Text
	list     *changeList
	object   fyne.CanvasObject
	snapshot client.Snapshot
}

// pageSteady is how long strip and list stand when nothing but time went by.
const pageSteady = 10 * time.Second

func newBreakerPage(record func() availability.View, keys *keyboard) *breakerPage {
	p := &breakerPage{record: record}
	p.mark = look.NewMark(look.ShapeUnknown, look.ColorUnknown, markSize)
	p.title = look.NewText("", theme.ColorNameForeground, pageTitle, fyne.TextStyle{Bold: true})
	p.title.SetMinRunes(8)
	p.figures = look.NewText("", theme.ColorNameForeground, 1, fyne.TextStyle{})
	p.figures.SetMinRunes(8)
	p.why = look.NewParagraph("", look.ColorQuiet, 1, 1)
	p.list = newChangeList(keys)
	p.object = look.Hang(look.Scroll(container.NewBorder(
		container.New(layout.NewCustomPaddedVBoxLayout(2*theme.Padding()), p.buildNow(), p.buildDay(), p.buildHead()), nil, nil, nil, p.list.object)))
	return p
}

// buildNow is the breaker as it is.
func (p *breakerPage) buildNow() fyne.CanvasObject {
	texts := container.New(layout.NewCustomPaddedVBoxLayout(theme.Padding()/2), p.title, p.figures, p.why)
	return container.NewBorder(nil, nil, container.NewHBox(container.NewVBox(p.mark), look.Sized(look.NewGround("", "", 0), 4, 1)), nil, texts)
}

// legendStates are the states of the legend in reading order.
var legendStates = []availability.State{availability.Connected, availability.Unsure, availability.Down, availability.Unknown}

// buildDay is the strip with its legend and what is picked.
func (p *breakerPage) buildDay() fyne.CanvasObject {
	p.share = look.NewText("", theme.ColorNameForeground, 1, fyne.TextStyle{Bold: true})
	p.share.SetMinRunes(40)
	p.strip = newAvailabilityStrip(p.showPicked)
	legend := container.New(layout.NewRowWrapLayoutWithCustomPadding(4*theme.Padding(), 0))
	for _, s := range legendStates {
		t := look.NewText("", look.ColorQuiet, smallText, fyne.TextStyle{})
		t.SetMinRunes(40)
		p.legend = append(p.legend, t)
		legend.Add(container.NewHBox(container.NewCenter(newSwatch(s)), t))
	}
	p.picked = look.NewText("", theme.ColorNameForeground, 1, fyne.TextStyle{Bold: true})
	p.picked.SetMinRunes(8)
	p.reason = look.NewParagraph(words.T("breaker.page.pick"), look.ColorQuiet, 1, 1)
	p.earlier = newIconButton(words.T("breaker.page.earlier"), theme.NavigateBackIcon(), func() { p.step(-1) })
	p.later = newIconButton(words.T("breaker.page.later"), theme.NavigateNextIcon(), func() { p.step(1) })
	buttons := container.NewHBox(
		look.Sized(p.earlier, look.TargetPrimary, look.TargetPrimary), look.Sized(p.later, look.TargetPrimary, look.TargetPrimary))
	return container.New(layout.NewCustomPaddedVBoxLayout(theme.Padding()),
		container.NewBorder(nil, nil, heading(words.T("breaker.page.day")), p.share),
		p.strip, legend, container.NewBorder(nil, nil, nil, buttons, container.New(layout.NewCustomPaddedVBoxLayout(theme.Padding()/2), p.picked, p.reason)))
}

// buildHead is the line over the changes.
func (p *breakerPage) buildHead() fyne.CanvasObject {
	p.day = look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{})
	p.day.SetMinRunes(60)
	return container.NewBorder(nil, nil, heading(words.T("breaker.page.did")), p.day)
}

// pageTitle is the size of what a page says first, as part of the text's.
const pageTitle = 1.3

// smallText is the legend's type size, as part of the text's.
const smallText = 0.9

func heading(s string) fyne.CanvasObject {
	return look.NewText(s, theme.ColorNameForeground, 1.05, fyne.TextStyle{Bold: true})
}

// show paints the newest snapshot; strip and list only when there is something new.
func (p *breakerPage) show(s client.Snapshot, now time.Time) {
	p.snapshot = s
	title, figures, why := words.BreakerNow(s, now)
	p.title.SetText(title)
	p.figures.SetText(figures)
	p.why.SetText(why)
	p.mark.Set(breakerShape(s.Breaker), breakerColor(s.Breaker))
	if p.link == s.Link && !p.at.IsZero() && now.Sub(p.at) < pageSteady {
		return
	}
	p.at, p.link = now, s.Link
	v := p.record()
	p.strip.show(v)
	p.share.SetText(words.Share(v.Pieces))
	sum := availability.Totals(p.strip.pieces)
	for i, st := range legendStates {
		p.legend[i].SetText(words.AvailabilityFor(st, sum[st]))
	}
	p.day.SetText(words.BreakerDay(v.Today))
	empty := words.BreakerEmpty(s.Breaker)
	if v.SetAside {
		empty = words.T("breaker.page.aside") + " " + empty
	}
	p.list.show(v.Changes, v.Now, empty)
	p.enable()
}

// text is the page for copying, as of now.
func (p *breakerPage) text() string { return words.BreakerText(p.snapshot, p.record()) }

// showPicked says what was picked on the strip.
func (p *breakerPage) showPicked(x availability.Piece) {
	title, when, why := words.Piece(x, p.strip.now)
	p.picked.SetText(title + " · " + when)
	p.reason.SetText(look.Visible(why))
	p.enable()
}

// step goes to other trouble.
func (p *breakerPage) step(by int) {
	p.strip.step(by)
	p.enable()
}

// enable lets the buttons be pressed that lead somewhere.
func (p *breakerPage) enable() {
	before, after := p.strip.troubles()
	able(p.earlier, before)
	able(p.later, after)
}

// able lets a button be pressed, or not.
func able(b interface {
	Enable()
	Disable()
}, can bool) {
	if can {
		b.Enable()
	} else {
		b.Disable()
	}
}
