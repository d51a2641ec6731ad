package lookup

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// dayMarks is how many of the newest verdicts the strip shows.
const dayMarks = 10

// dayStrip is this station's day in the height of one button: how many tests, how many
// passed at once, as of when, and the last verdicts in time order, the newest right. A
// tap opens the page about it.
type dayStrip struct {
	sum      *look.Text
	asOf     *look.Text
	from, to *look.Text
	marks    []*look.Mark
	object   *look.Tap
}

func newDayStrip(open func()) *dayStrip {
	small := func(c fyne.ThemeColorName) *look.Text {
		return look.NewText("", c, smallSize, fyne.TextStyle{})
	}
	s := &dayStrip{sum: small(theme.ColorNameForeground), asOf: small(look.ColorQuiet), from: small(look.ColorQuiet), to: small(look.ColorQuiet)}
	s.asOf.SetAlign(fyne.TextAlignTrailing)
	objects := []fyne.CanvasObject{look.NewGround(look.ColorPanel, look.ColorLine, 6), s.sum, s.asOf, s.from, s.to}
	for range dayMarks {
		m := look.NewMark(look.ShapeUnknown, look.ColorUnknown, dayMark)
		s.marks = append(s.marks, m)
		objects = append(objects, m)
	}
	box := newDayBox(s, objects)
	s.object = look.NewTap(box, words.T("day.open"), open)
	s.object.Hide()
	return s
}

// set shows d; nil, or a day without tests, takes the strip away.
func (s *dayStrip) set(d *stationDay, now time.Time) (changed bool) {
	was := s.object.Visible()
	if d == nil || d.Reports == 0 || !sameDay(d.From, now) {
		shown(s.object, false)
		return was
	}
	s.sum.SetText(words.DayShort(d.Day, d.part))
	s.asOf.SetText(words.DayAsOf(d.at, !d.saved.IsZero(), now))
	last := d.Last[:min(dayMarks, len(d.Last))] // newest first
	for i, m := range s.marks {
		shown(m, i < len(last))
		if i < len(last) {
			v := last[len(last)-1-i].Verdict()
			m.Set(verdictShape(v), verdictColor(v))
		}
	}
	s.times(last, now)
	shown(s.object, true)
	s.object.Refresh()
	return !was
}

// times says from when to when the marks are; of a single one, when it was.
func (s *dayStrip) times(last []report.Header, now time.Time) {
	n := len(last)
	from, to := "", ""
	if n > 0 {
		to = words.When(last[0].Start, now)
	}
	if n > 1 {
		from = words.When(last[n-1].Start, now)
	}
	s.from.SetText(from)
	s.to.SetText(to)
}

func sameDay(a, b time.Time) bool {
	b = b.In(a.Location())
	return a.YearDay() == b.YearDay() && a.Year() == b.Year()
}
