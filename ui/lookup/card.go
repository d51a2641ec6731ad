package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// card says what went wrong, one failure at a time, with the value against its limits;
// of a passed report it says so calmly.
type card struct {
	title      *look.Text
	path       *look.Text
	prev, next *widget.Button
	history    *widget.Button
	chart      *widget.Button
	copy       *widget.Button
	value      *look.Text
	outside    *look.Text
	low, high  *look.Text
	bar        *look.LimitBar
	second     *fyne.Container
	head       *fyne.Container
	object     fyne.CanvasObject
}

func newCard(move func(dir int), text func() string, history, chart func(), h paneHooks) *card {
	c := &card{
		title:   look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{}),
		path:    look.NewText("", theme.ColorNameForeground, 1.07, fyne.TextStyle{Bold: true}),
		prev:    widget.NewButtonWithIcon("", theme.NavigateBackIcon(), func() { move(-1) }),
		next:    widget.NewButtonWithIcon(words.T("lookup.next"), theme.NavigateNextIcon(), func() { move(1) }),
		history: widget.NewButtonWithIcon(words.T("lookup.history"), theme.HistoryIcon(), history),
		chart:   widget.NewButtonWithIcon("", chartIcon, chart),
		copy:    newCopyButton("", h, text),
		value:   look.NewText("", look.ColorBadText, 1.43, fyne.TextStyle{Monospace: true}),
		outside: look.NewText("", look.ColorBadText, 1, fyne.TextStyle{}),
		low:     look.NewText("", look.ColorQuiet, 0.86, fyne.TextStyle{Monospace: true}),
		high:    look.NewText("", look.ColorQuiet, 0.86, fyne.TextStyle{Monospace: true}),
		bar:     look.NewLimitBar(),
	}
	c.next.IconPlacement = widget.ButtonIconTrailingText
	c.title.SetMinRunes(40)
	c.path.SetMinRunes(10)
	c.value.SetMinRunes(18)
	c.outside.SetMinRunes(48)
	c.head = container.New(&lineLayout{grow: 1, yield: -1, gap: 8}, c.title, c.path,
		look.Sized(c.prev, 44, 32), look.Sized(c.next, 44, 32), look.Sized(c.chart, 44, 32), look.Sized(c.history, 44, 32), look.Sized(c.copy, 44, 32))
	c.second = container.New(&valueLayout{}, c.value, c.outside, c.low, c.bar, c.high)
	lines := container.New(layout.NewCustomPaddedVBoxLayout(0), c.head, c.second)
	c.object = container.NewStack(look.NewGround(look.ColorPanel, look.ColorLine, 8), look.Inset(lines, 3, 1))
	return c
}

// valueLayout is the line of value, distance, and the bar between its limits, which
// gives way where there is no room for it.
type valueLayout struct{}

const (
	barWidth   = 176
	valueLine  = 30
	valueRoom  = 220 // what value and distance keep before the bar goes, and more where they need it
	valueGap   = 12
	barMinimum = 96
)

// MinSize is one line.
func (*valueLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(160*unit(), valueLine*unit())
}

// Layout puts value and distance left, the bar with its limits right.
func (*valueLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	u := unit()
	value, outside, low, bar, high := o[0], o[1], o[2], o[3], o[4]
	right := size.Width
	ends := low.MinSize().Width + high.MinSize().Width + 16*u
	words := value.MinSize().Width + valueGap*u + outside.MinSize().Width
	room := size.Width - ends - max(valueRoom*u, words+valueGap*u)
	if with := bar.Visible() && room >= barMinimum*u; with {
		w := min(room, max(barWidth*u, size.Width*0.34-ends))
		place(high, right-high.MinSize().Width, 0, high.MinSize().Width, size.Height)
		right -= high.MinSize().Width + 8*u + w
		place(bar, right, 0, w, size.Height)
		right -= low.MinSize().Width + 8*u
		place(low, right, 0, low.MinSize().Width, size.Height)
		right -= valueGap * u
	} else {
		for _, gone := range []fyne.CanvasObject{low, bar, high} {
			place(gone, 0, 0, 0, 0)
		}
	}
	w := min(value.MinSize().Width, right)
	place(value, 0, 0, w, size.Height)
	x := w
	if w > 0 {
		x += valueGap * u
	}
	place(outside, x, 0, right-x, size.Height)
}

// fail shows failure i of n.
func (c *card) fail(f report.Failure, i, n int, first bool) {
	title := words.T("lookup.failure_of", i+1, n)
	if first {
		title = words.T("lookup.first_failure")
	}
	c.title.SetText(title)
	c.path.SetText(failurePath(f))
	shown(c.title, true)
	c.buttons(n > 1, true, f.Step.HasChart)
	c.measured(f)
	c.object.Refresh()
}

func (c *card) buttons(several, failure, chart bool) {
	for b, yes := range map[*widget.Button]bool{c.prev: several, c.next: several, c.history: failure, c.chart: chart, c.copy: failure} {
		shown(b, yes)
	}
	for _, o := range c.head.Objects[2:] {
		box := o.(*fyne.Container)
		shown(box, box.Objects[0].Visible())
	}
}

// measured shows the failing value, or the message of a step without one.
func (c *card) measured(f report.Failure) {
	m := f.M
	tone := verdictText(f.Step.Verdict)
	c.value.SetColor(tone)
	c.outside.SetColor(tone)
	if f.Measurement < 0 {
		c.value.SetText("")
		text := stepMessage(f.Step)
		if text == "" {
			text = facts(words.Verdict(f.Step.Verdict), words.T("lookup.bad.no_value"))
		}
		c.outside.SetText(oneLine(text))
		c.limits(report.Measurement{})
		return
	}
	c.value.SetText(words.Value(m))
	out := words.Outside(m)
	if out == "" {
		out = facts(words.Verdict(m.Verdict), plainSigns.Replace(words.Limits(m)))
	}
	c.outside.SetText(out)
	c.limits(m)
}

// limits draws the bar where the measurement has a range to draw.
func (c *card) limits(m report.Measurement) {
	s, ok := barOf(m)
	shown(c.bar, ok)
	c.low.SetText(s.lowText)
	c.high.SetText(s.highText)
	if ok {
		c.bar.Set(m.Value.F, s.low, s.high, s.hasLow, s.hasHigh, m.Verdict != report.Failed && !s.outside)
	}
	c.second.Refresh()
}

// calm shows the card of a report without a failing step.
func (c *card) calm(r *report.Report, d *document) {
	c.buttons(false, false, false)
	c.value.SetText("")
	c.limits(report.Measurement{})
	c.outside.SetColor(look.ColorQuiet)
	if r.Verdict().Bad() {
		c.title.SetText(words.Verdict(r.Verdict()))
		c.path.SetText(words.T("lookup.bad.unexplained"))
		text := ""
		if r.UUT != nil {
			text = oneLine(facts(filled("lookup.detail.message", visibleLines(r.UUT.ErrorMessage)), filled("lookup.detail.comment", visibleLines(r.UUT.Comment))))
		}
		c.outside.SetText(text)
	} else {
		c.title.SetText("")
		c.path.SetText(words.T("lookup.passed.title"))
		c.outside.SetText(calmText(d))
	}
	shown(c.title, c.title.Full() != "")
	c.object.Refresh()
}

func calmText(d *document) string {
	switch {
	case d.rep.Len() == 0:
		return words.T("lookup.no_steps")
	case len(d.failing) > 0:
		return words.T("lookup.passed.inner", len(d.failing))
	}
	return counted("lookup.passed", d.rep.Len(), d.values)
}
