package lookup

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// sideLine says which report one side of a comparison is: verdict, unit, what, where, when.
type sideLine struct {
	label  string
	mark   *look.Mark
	unit   *look.Text
	facts  *look.Text
	object fyne.CanvasObject
}

func newSideLine(key string, press fyne.CanvasObject) *sideLine {
	s := &sideLine{label: words.T(key),
		mark:  look.NewMark(look.ShapeUnknown, look.ColorUnknown, 16),
		unit:  look.NewText("", theme.ColorNameForeground, 1, fyne.TextStyle{Bold: true}),
		facts: look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{})}
	name := look.NewText(s.label, look.ColorQuiet, 1, fyne.TextStyle{})
	s.unit.SetMinRunes(20)
	s.facts.SetMinRunes(20)
	line := container.New(&lineLayout{grow: 3, yield: 3, gap: 8}, s.mark, look.Sized(name, sideName, 0), s.unit, s.facts)
	if press != nil {
		line.Add(press)
	}
	s.object = line
	return s
}

// sideName is the width of the sides' names, in points at scale 1.
const sideName = 104

// set shows r.
func (s *sideLine) set(r *report.Report, now time.Time) {
	s.mark.Set(verdictShape(r.Verdict()), verdictColor(r.Verdict()))
	s.unit.SetText(or(r.SerialNumber, "lookup.no_serial"))
	s.facts.SetText(facts(words.Verdict(r.Verdict()), operation(r.ProcessName, wholeNumber(r.ProcessCode)),
		words.When(r.Start.T, now), look.Visible(r.Station)))
	s.object.Refresh()
}

// text is the side as a plain line.
func (s *sideLine) text() string {
	return joinFull(": ", s.label, facts(s.unit.Full(), s.facts.Full()))
}

// sidesLayout puts the two sides below each other, the first as high as a text needs.
type sidesLayout struct{}

// MinSize is both.
func (sidesLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height+4*unit())
}

// Layout gives each its height.
func (sidesLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := o[0].MinSize().Height
	place(o[0], 0, 2*unit(), size.Width, h)
	place(o[1], 0, h+4*unit(), size.Width, o[1].MinSize().Height)
}
