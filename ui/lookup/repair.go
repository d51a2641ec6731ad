package lookup

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// repairCard says what a repair found and did, and leads to the test it answers.
type repairCard struct {
	of     *look.Text
	open   *widget.Button
	list   *fyne.Container
	object fyne.CanvasObject
	ref    string
}

func newRepairCard(openTest func(id string)) *repairCard {
	c := &repairCard{
		of:   look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{}),
		list: container.New(layout.NewCustomPaddedVBoxLayout(8)),
	}
	c.of.SetMinRunes(12)
	c.open = widget.NewButtonWithIcon(words.T("lookup.repair.open"), theme.NavigateNextIcon(), func() { openTest(c.ref) })
	c.open.IconPlacement = widget.ButtonIconTrailingText
	title := look.NewText(words.T("lookup.repair.title"), theme.ColorNameForeground, 1.07, fyne.TextStyle{Bold: true})
	head := container.New(&lineLayout{grow: 1, yield: -1, gap: 12}, title, c.of, look.Target(c.open, true))
	body := container.New(&stackLayout{grow: func() fyne.CanvasObject { return nil }, gap: 8}, head)
	scroll := container.NewVScroll(c.list)
	body = container.New(&stackLayout{grow: func() fyne.CanvasObject { return scroll }, least: 64, gap: 6}, body, scroll)
	c.object = container.NewStack(look.NewGround(look.ColorPanel, look.ColorLine, 8), look.Inset(body, 3, 2))
	return c
}

// set shows r, a repair.
func (c *repairCard) set(r *report.Report) {
	of := ""
	c.ref = ""
	if r.UUR != nil {
		of = words.T("lookup.repair.of", operation(r.UUR.ProcessName, wholeNumber(r.UUR.ProcessCode)))
		c.ref = strings.TrimSpace(r.UUR.RefUUT)
	}
	c.of.SetText(of)
	able(c.open, c.ref != "" && strings.Trim(c.ref, "0-") != "")
	c.list.Objects = nil
	for _, u := range r.SubUnits {
		for _, f := range u.Failures {
			c.list.Add(repairLines(r, u, f))
		}
	}
	if len(c.list.Objects) == 0 {
		c.list.Add(look.NewText(words.T("lookup.repair.none"), look.ColorQuiet, 1, fyne.TextStyle{}))
	}
	if r.UUR != nil && strings.TrimSpace(r.UUR.Comment) != "" {
		c.list.Add(wrapped(words.T("lookup.detail.comment", visibleLines(r.UUR.Comment))))
	}
	c.object.Refresh()
}

// repairLines is one failure found: component and code, then where and what was done.
func repairLines(r *report.Report, u report.SubUnit, f report.RepairFailure) fyne.CanvasObject {
	title := facts(look.Visible(f.ComRef), look.Visible(f.Code), look.Visible(f.Category))
	step := labelled("lookup.repair.step", f.RefStepName)
	where := ""
	if u.SerialNumber != r.SerialNumber || u.PartNumber != r.PartNumber {
		where = labelled("lookup.detail.sub", facts(u.PartNumber, u.SerialNumber))
	}
	lines := container.New(layout.NewCustomPaddedVBoxLayout(0),
		look.NewText(or(title, "lookup.unnamed"), theme.ColorNameForeground, 1.07, fyne.TextStyle{Bold: true}))
	if more := facts(where, step, look.Visible(f.FuncBlock), look.Visible(f.ArticleNumber)); more != "" {
		lines.Add(look.NewText(more, look.ColorQuiet, 1, fyne.TextStyle{}))
	}
	if comment := visibleLines(f.Comment); comment != "" {
		lines.Add(wrapped(comment))
	}
	return lines
}

// wrapped is a selectable paragraph that stands flush with the lines around it.
func wrapped(text string) fyne.CanvasObject {
	l := paragraph(text)
	l.Selectable = true
	return container.New(&flushLayout{}, l)
}

// flushLayout takes away the room Fyne leaves around a label's text.
type flushLayout struct{}

// MinSize is the label's less its own padding.
func (*flushLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	p := theme.InnerPadding()
	return o[0].MinSize().SubtractWidthHeight(2*p, 2*p)
}

// Layout lets the padding hang out on every side.
func (*flushLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	p := theme.InnerPadding()
	o[0].Move(fyne.NewPos(-p, -p))
	o[0].Resize(size.AddWidthHeight(2*p, 2*p))
}
