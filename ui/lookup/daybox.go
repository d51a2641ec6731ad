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

	top += h + 2*u
	x := left
	place(s.from, 0, 0, 0, 0)
	if s.from.Full() != "" {
		w := s.from.MinSize().Width
		place(s.from, x, top, w, h)
		x += w + 8*u
	}
	for _, m := range s.marks {
		if !m.Visible() {
			break
		}
		place(m, x, top+(h-dayMark*u)/2, dayMark*u, dayMark*u)
		x += dayPitch * u
	}
	to := s.to.MinSize().Width
	place(s.to, min(x+3*u, right-to), top, to, h)
}
