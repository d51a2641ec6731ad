package settings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/client/check"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// facts joins what is not empty with a middle dot.
func facts(parts ...string) string { return strings.Join(nonEmpty(parts...), " · ") }

// stepRow is one step: mark, name, what was found, and where it failed what to do.
type stepRow struct {
	id     check.StepID
	root   *fyne.Container
	mark   *look.Mark
	name   *look.Text
	detail para
	advice para
}

func newStepRow(id check.StepID) *stepRow {
	s := &stepRow{id: id,
		mark:   look.NewMark(look.ShapeUnknown, look.ColorUnknown, 16),
		name:   look.NewText(words.CheckStep(id), theme.ColorNameForeground, 1, fyne.TextStyle{Bold: true}),
		detail: newPara("", look.ColorQuiet), advice: newPara("", theme.ColorNameForeground)}
	s.name.SetMinRunes(40)
	left := container.NewHBox(look.Sized(s.mark, 20, 20), look.Sized(s.name, 130, look.TargetSecondary))
	s.root = container.NewBorder(nil, nil, container.NewVBox(left), nil, container.NewVBox(s.detail, s.advice))
	return s
}

func (s *stepRow) waiting() {
	s.mark.Set(look.ShapeUnknown, look.ColorUnknown)
	s.say("", look.ColorQuiet, "")
}

func (s *stepRow) checking() {
	s.mark.Set(look.ShapeHalfOpen, look.ColorInfo)
	s.say(words.T("settings.test.checking"), look.ColorInfoText, "")
}

func (s *stepRow) notTried() {
	s.mark.Set(look.ShapeSkipped, look.ColorUnknown)
	s.say(words.T("settings.test.nottried"), look.ColorQuiet, "")
}

func (s *stepRow) found(r check.Result) {
	w := words.CheckResult(r)
	switch {
	case r.OK:
		s.mark.Set(look.ShapePassed, look.ColorGood)
		s.say(facts(w.Title, w.Technical), look.ColorQuiet, "")
	case r.Skipped:
		s.mark.Set(look.ShapeSkipped, look.ColorUnknown)
		s.say(w.Title, look.ColorQuiet, "")
	default:
		s.mark.Set(look.ShapeFailed, look.ColorBad)
		s.say(w.Title, look.ColorBadText, w.Advice)
	}
}

func (s *stepRow) say(detail string, c fyne.ThemeColorName, advice string) {
	s.detail.set(detail, c)
	s.advice.set(advice, theme.ColorNameForeground)
}
