package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stationcompanion/ui/look"
)

// Sizes of the strip of the day, in points at scale 1.
const (
	dayMark    = 14
	dayPitch   = 19
	daySpacing = 10
)

// newDayBox lays the parts of s out in two lines.
func newDayBox(s *dayStrip, objects []fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&dayLayout{s}, objects...)
}

type dayLayout struct{ s *dayStrip }

// MinSize is a primary target's height.
func (*dayLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(160*unit(), look.TargetPrimary*unit())
}

// Layout puts figures and as-of on the first line, the marks between their times on the
// second; where it is narrow, the oldest marks' time and then the marks give way.
func (l *dayLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	s, u := l.s, unit()
	o[0].Resize(size)
	o[0].Move(fyne.NewPos(0, 0))
	left, right := daySpacing*u, size.Width-daySpacing*u
	h := s.sum.MinSize().Height
	top := (size.Height - 2*h - 2*u) / 2
	asOf := min(s.asOf.MinSize().Width, (right-left)*0.45)
	place(s.asOf, right-asOf, top, asOf, h)
	place(s.sum, left, top, right-left-asOf-8*u, h)

	l.marks(left, right, top+h+2*u, h)
}

// marks lays out the second line.
func (l *dayLayout) marks(left, right, top, h float32) {
	s, u := l.s, unit()
	n := 0
	for n < len(s.marks) && s.marks[n].Visible() {
		n++
	}
	to, from := s.to.MinSize().Width, float32(0)
	if s.from.Full() != "" {
		from = s.from.MinSize().Width + 8*u
	}
	room := right - left - to - 3*u
	if from+float32(n)*dayPitch*u > room {
		from = 0
	}
	place(s.from, left, top, max(from-8*u, 0), h)
	x := left + from
	for i, m := range s.marks[:n] {
		if n-i > int(room/(dayPitch*u)) {
			place(m, left, top, 0, 0)
			continue
		}
		place(m, x, top+(h-dayMark*u)/2, dayMark*u, dayMark*u)
		x += dayPitch * u
	}
	place(s.to, x+3*u, top, to, h)
}
