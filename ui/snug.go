package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stationcompanion/ui/look"
)

// newSnug gives a paragraph of so many lines the height of those it takes, once it has had
// a width; what it stands in has to be laid out again then.
func newSnug(p *look.Paragraph, lines int) *fyne.Container {
	return container.New(&snugLayout{p: p, lines: lines}, p)
}

type snugLayout struct {
	p     *look.Paragraph
	lines int
	width float32 // as it was laid out last
}

func (l *snugLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	m := l.p.MinSize()
	if l.width > 0 {
		m.Height *= float32(max(l.p.Lines(l.width), 1)) / float32(l.lines)
	}
	return m
}

func (l *snugLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	put(l.p, 0, 0, size.Width, size.Height)
}
