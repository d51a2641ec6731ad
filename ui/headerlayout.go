package ui

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/look"
)

// Lengths of the header in points at scale 1, all on the 4-point grid.
const (
	headPadX      = 16
	headPadTop    = 8
	headPadBottom = 4
	headRowA      = 36 // mark, word; station name
	headRowB      = 20 // reason; source
	headRowC      = 40 // next step in two lines; place and spelling, controls
	headGap       = 24 // between the two halves
	headMarkGap   = 12
	headButtonUp  = 4    // above the button where the reason stands beneath it
	headShare     = 0.53 // of the width for the state
	headHeight    = headPadTop + headRowA + headRowB + headRowC + headPadBottom
)

// headerLayout places the header's parts; their order is newHeader's.
type headerLayout struct {
	lines         func(width float32) int // lines the reason takes; the next step gets the rest
	beside, whole float32                 // width of the reason beside the button and beneath it
}

// needs is what the reason's place depends on: the lines it takes beside the button and
// beneath it.
func (l *headerLayout) needs() [2]int { return [2]int{l.lines(l.beside), l.lines(l.whole)} }

// MinSize has a fixed height, whatever the parts say: the header never moves.
func (*headerLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	u := unit()
	return fyne.NewSize(600*u, headHeight*u)
}

func (l *headerLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	u := unit()
	strip, mark, title, detail, advice, button := o[0], o[1], o[2], o[3], o[4], o[5]
	name, source, place, arrives, controls, state, named := o[6], o[7], o[8], o[9], o[10], o[11], o[12]
	put(strip, 0, 0, size.Width, size.Height)

	inner := size.Width - 2*headPadX*u
	stateW := grid((inner-headGap*u)*headShare, u)
	a, b, c := headPadTop*u, (headPadTop+headRowA)*u, (headPadTop+headRowA+headRowB)*u
	left := headPadX * u

	put(mark, left, a+(headRowA-markSize)/2*u, markSize*u, markSize*u)
	textX := left + (markSize+headMarkGap)*u
	textW := stateW - (markSize+headMarkGap)*u
	besides, reason := textW, textW
	if button.Visible() {
		bs := button.MinSize()
		besides -= bs.Width + headMarkGap*u
		reason = besides
		x, top, high := left+stateW-bs.Width, a+((headRowA+headRowB)*u-bs.Height)/2, bs.Height
		if l.lines(besides) > 1 { // beneath the button it may need one only
			reason, top, high = textW, headButtonUp*u, b-headButtonUp*u
		}
		put(button, x, top, bs.Width, high)
	}
	l.beside, l.whole = besides, textW
	put(title, textX, a, besides, headRowA*u)
	more := float32(max(l.lines(reason)-1, 0)) * headRowB * u
	put(detail, textX, b, reason, headRowB*u+more)
	put(advice, textX, c+more, textW, headRowC*u-more)
	put(state, left, a, textX+besides-left, (headRowA+headRowB+headRowC)*u)

	x := left + stateW + headGap*u
	w := size.Width - headPadX*u - x
	cs := controls.MinSize()
	put(controls, x+w-cs.Width, c+headRowC*u-cs.Height, cs.Width, cs.Height)
	w2 := w - cs.Width - headMarkGap*u
	w1 := w
	if plain := o[13]; plain.Visible() { // the sign has the corner, whatever the state says
		pw := plain.MinSize().Width
		put(plain, x+w-pw, a, pw, headRowA*u)
		w1 -= pw + headMarkGap*u
	}
	put(name, x, a, w1, headRowA*u)
	put(named, x, a, w1, headRowA*u)
	put(source, x, b, w, headRowB*u)
	put(place, x, c, w2, headRowC/2*u)
	put(arrives, x, c+headRowC/2*u, w2, headRowC/2*u)
}

// put places o; a width below zero counts as none.
func put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(w, 0), h))
}

// grid rounds a length down to the 4-point grid.
func grid(v, u float32) float32 {
	step := 4 * u
	return float32(math.Floor(float64(v/step))) * step
}

// tailLayout gives the first object the width it asks for, as far as there is room,
// and puts the second right behind it.
type tailLayout struct{}

const tailIcon = 16 // side of the icon behind a text, points at scale 1

func (*tailLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := o[0].MinSize().Height
	return fyne.NewSize(tailIcon*unit(), h)
}

func (*tailLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	u := unit()
	side := tailIcon * u
	gap := 4 * u
	w := min(o[0].MinSize().Width, size.Width-side-gap)
	put(o[0], 0, 0, w, size.Height)
	put(o[1], max(w, 0)+gap, (size.Height-side)/2, side, side)
}

// unit is the size of one point at the scale in force.
func unit() float32 { return look.Unit(theme.Current()) }
