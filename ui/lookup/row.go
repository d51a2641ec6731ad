package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// rowHeight is a report's row in the list, in points at scale 1: a primary target.
const rowHeight = 48

// resultRow is one report in the list: the verdict's mark, when and what on the first
// line, where and by whom on the second.
type resultRow struct {
	widget.BaseWidget

	tap  func(i int)
	i    int
	back *look.Ground
	edge *look.Ground
	mark *look.Mark
	tag  *look.Text
	head *look.Text
	sub  *look.Text
}

func newResultRow(tap func(int)) *resultRow {
	r := &resultRow{
		tap:  tap,
		back: look.NewGround(look.ColorBand, "", 4),
		edge: look.NewGround(theme.ColorNamePrimary, "", 2),
		mark: look.NewMark(look.ShapeUnknown, look.ColorUnknown, 20),
		tag:  look.NewText("", look.ColorInfoText, 0.8, fyne.TextStyle{Bold: true}),
		head: look.NewText("", theme.ColorNameForeground, 1, fyne.TextStyle{Bold: true}),
		sub:  look.NewText("", look.ColorQuiet, 0.86, fyne.TextStyle{}),
	}
	r.tag.SetAlign(fyne.TextAlignTrailing)
	r.ExtendBaseWidget(r)
	return r
}

// set fills the row anew: rows are reused.
func (r *resultRow) set(i int, h report.Header, l rowsLook, chosen bool) {
	r.i = i
	v := h.Verdict()
	r.mark.Set(verdictShape(v), verdictColor(v))
	tag := ""
	switch {
	case isRepair(h.ReportType):
		tag = words.T("lookup.repair")
	case h.Run != nil && *h.Run > 1:
		tag = words.T("lookup.run", *h.Run)
	}
	wider := (tag == "") != (r.tag.Full() == "")
	if isRepair(h.ReportType) {
		r.tag.SetColor(look.ColorInfoText)
	} else {
		r.tag.SetColor(look.ColorQuiet)
	}
	r.tag.SetText(tag)
	r.head.SetText(rowTitle(h, l.at))
	r.sub.SetText(rowFacts(h, l.units, l.of))
	shown(r.back, chosen)
	shown(r.edge, chosen)
	if wider {
		r.Refresh()
	}
}

// shown shows or hides o.
func shown(o fyne.CanvasObject, yes bool) {
	if yes == o.Visible() {
		return
	}
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}

// Tapped chooses the row; taken here so that Fyne's list does not take the focus.
func (r *resultRow) Tapped(*fyne.PointEvent) { r.tap(r.i) }

// CreateRenderer is for Fyne.
func (r *resultRow) CreateRenderer() fyne.WidgetRenderer {
	return &partsRenderer{
		objects: []fyne.CanvasObject{r.back, r.edge, r.mark, r.tag, r.head, r.sub},
		min: func() fyne.Size {
			u := look.Unit(r.Theme())
			return fyne.NewSize(160*u, rowHeight*u)
		},
		layout: r.layout,
	}
}

func (r *resultRow) layout(size fyne.Size) {
	u := look.Unit(r.Theme())
	r.back.Resize(size)
	place(r.edge, 0, 4*u, 3*u, size.Height-8*u)
	place(r.mark, 12*u, (size.Height-20*u)/2, 20*u, 20*u)
	left, right := 42*u, size.Width-14*u
	tag := float32(0)
	if r.tag.Full() != "" {
		tag = r.tag.MinSize().Width + 8*u
	}
	h := r.head.MinSize().Height
	sub := r.sub.MinSize().Height
	top := (size.Height - h - sub) / 2
	place(r.tag, right-tag, top, tag, h)
	place(r.head, left, top, right-left-tag, h)
	place(r.sub, left, top+h, right-left, sub)
}

// place moves and resizes in one go.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(0, w), max(0, h)))
}

// partsRenderer draws a widget made of other widgets, placed by a function.
type partsRenderer struct {
	objects []fyne.CanvasObject
	min     func() fyne.Size
	layout  func(fyne.Size)
	last    fyne.Size
}

func (r *partsRenderer) MinSize() fyne.Size           { return r.min() }
func (r *partsRenderer) Layout(size fyne.Size)        { r.last = size; r.layout(size) }
func (r *partsRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *partsRenderer) Destroy()                     {}

// Refresh follows a change of theme or of what is shown.
func (r *partsRenderer) Refresh() {
	r.layout(r.last)
	for _, o := range r.objects {
		o.Refresh()
	}
}
