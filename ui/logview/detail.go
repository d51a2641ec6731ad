package logview

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// detail is the strip that shows one line whole.
type detail struct {
	root *fyne.Container
	line tail.Line

	mark   *look.Mark
	level  *look.Text
	when   *look.Text // and who, in the room there is
	text   *widget.Label
	scroll *container.Scroll
	same   fyne.CanvasObject
	copyIt *widget.Button
}

func newDetail(copyText func(string), closed func(), narrow func(text string)) *detail {
	d := &detail{
		mark:  look.NewMark(look.ShapeUnknown, look.ColorUnknown, 12),
		level: look.NewText("", theme.ColorNameForeground, 1, fyne.TextStyle{Bold: true}),
		when:  look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{Monospace: true}),
		text:  widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Monospace: true}),
	}
	d.text.Wrapping = fyne.TextWrapBreak
	d.scroll = container.NewVScroll(d.text)
	d.same = look.Target(widget.NewButton(words.T("logview.detail.same"), func() { narrow(d.line.CorrelationID) }), false)
	d.copyIt = widget.NewButtonWithIcon(words.T("logview.detail.copy"), theme.ContentCopyIcon(), func() { copyText(d.line.Raw) })
	buttons := container.NewHBox(d.same, look.Target(d.copyIt, false),
		look.Target(widget.NewButtonWithIcon("", theme.CancelIcon(), closed), false))
	head := container.NewBorder(nil, nil, container.NewHBox(d.mark, d.level), buttons, d.when)
	body := container.NewBorder(head, nil, nil, nil, container.New(&atLeast{lines: 2}, d.scroll))
	d.root = container.NewStack(look.NewGround(look.ColorPanel, look.ColorLine, 0), look.Inset(body, 2, 1))
	return d
}

// hide puts the strip away.
func (d *detail) hide() { d.root.Hide() }

// show shows a line in it; repeats says how many it stands for, empty where it is alone.
func (d *detail) show(l tail.Line, repeats string) {
	d.line = l
	style := levelLook(l.Level)
	d.mark.Set(style.shape, style.mark)
	d.level.SetText(style.word)
	d.level.SetColor(style.text)
	d.when.SetText(whenAndWho(l, repeats))
	d.text.SetText(whole(l))
	d.same.Hide()
	if l.CorrelationID != "" {
		d.same.Show()
	}
	d.scroll.ScrollToTop()
	d.root.Show()
	d.root.Refresh()
}

// whenAndWho is the line's full time, its logger, what it stands for, and its correlation id.
func whenAndWho(l tail.Line, repeats string) string {
	var parts []string
	if !l.Time.IsZero() {
		parts = append(parts, fullTime(l.Time))
	}
	if l.Logger != "" {
		parts = append(parts, look.Visible(l.Logger))
	}
	if repeats != "" {
		parts = append(parts, repeats)
	}
	if l.CorrelationID != "" {
		parts = append(parts, look.Visible(l.CorrelationID))
	}
	return strings.Join(parts, " · ")
}

// whole is everything a line says: what was understood of it, else the line itself.
func whole(l tail.Line) string {
	if l.Message == "" && l.Fields == "" {
		return look.Visible(l.Raw)
	}
	if l.Fields == "" {
		return visibleLines(l.Message)
	}
	return visibleLines(l.Message) + "\n" + look.Visible(l.Fields)
}

// visibleLines makes text from outside safe to show and keeps its line breaks.
func visibleLines(s string) string {
	parts := strings.Split(s, "\n")
	for i, part := range parts {
		parts[i] = look.Visible(part)
	}
	return strings.Join(parts, "\n")
}

// atLeast gives its object a height of so many lines of text.
type atLeast struct{ lines float32 }

func (a *atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := metricsNow()
	return fyne.NewSize(objects[0].MinSize().Width, a.lines*m.line*1.15+theme.InnerPadding())
}

func (a *atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}
