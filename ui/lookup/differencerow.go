package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
)

// differenceHeight is a row of a comparison, in points at scale 1: a primary target.
const differenceHeight = 48

// differenceRow is one difference: what changed and where on the left, the two values
// with the distance between them on the right.
type differenceRow struct {
	widget.BaseWidget

	tap          func(i int)
	i            int
	c            differenceCells
	back, edge   *look.Ground
	mark         *look.Mark
	plate        *look.Ground
	badge        *look.Text
	lead, name   *look.Text
	sub          *look.Text
	markA, markB *look.Mark
	a, b         *look.Text
	moved        *look.Text
}

func newDifferenceRow(tap func(int)) *differenceRow {
	mono := fyne.TextStyle{Monospace: true}
	r := &differenceRow{
		tap:   tap,
		back:  look.NewGround(look.ColorBand, "", 4),
		edge:  look.NewGround(theme.ColorNamePrimary, "", 2),
		mark:  look.NewMark(look.ShapeUnknown, look.ColorUnknown, 20),
		plate: look.NewGround(look.ColorPanel, look.ColorQuiet, 4),
		badge: look.NewText("", theme.ColorNameForeground, smallSize, fyne.TextStyle{Monospace: true, Bold: true}),
		lead:  look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{}),
		name:  look.NewText("", theme.ColorNameForeground, 1, fyne.TextStyle{Bold: true}),
		sub:   look.NewText("", look.ColorQuiet, smallSize, fyne.TextStyle{}),
		markA: look.NewMark(look.ShapeUnknown, look.ColorUnknown, 14),
		markB: look.NewMark(look.ShapeUnknown, look.ColorUnknown, 14),
		a:     look.NewText("", theme.ColorNameForeground, valueSize, mono),
		b:     look.NewText("", theme.ColorNameForeground, valueSize, mono),
		moved: look.NewText("", look.ColorQuiet, smallSize, fyne.TextStyle{}),
	}
	r.moved.SetMinRunes(48)
	for _, t := range []*look.Text{r.a, r.b, r.moved} {
		t.SetAlign(fyne.TextAlignTrailing)
	}
	r.badge.SetAlign(fyne.TextAlignCenter)
	r.ExtendBaseWidget(r)
	return r
}

// set fills the row anew: rows are reused.
func (r *differenceRow) set(i int, c differenceCells, chosen bool) {
	r.i = i
	shown(r.back, chosen)
	shown(r.edge, chosen)
	if r.c == c {
		return
	}
	r.c = c
	r.mark.Set(verdictShape(c.verdictA), verdictColor(c.verdictA))
	r.markA.Set(verdictShape(c.verdictA), verdictColor(c.verdictA))
	r.markB.Set(verdictShape(c.verdictB), verdictColor(c.verdictB))
	r.badge.SetText(c.badge)
	r.lead.SetText(c.lead)
	r.name.SetText(c.name)
	r.sub.SetText(facts(c.kind, c.limits, c.below))
	r.a.SetText(c.a)
	r.b.SetText(c.b)
	r.moved.SetText(c.moved)
	for o, yes := range map[fyne.CanvasObject]bool{r.mark: c.badge == "", r.plate: c.badge != "", r.badge: c.badge != "",
		r.markA: c.verdicts, r.markB: c.verdicts, r.lead: c.lead != ""} {
		shown(o, yes)
	}
	r.layout(r.Size())
}

// Tapped shows the step; taken here so that Fyne's list does not take the focus.
func (r *differenceRow) Tapped(*fyne.PointEvent) { r.tap(r.i) }

// CreateRenderer is for Fyne.
func (r *differenceRow) CreateRenderer() fyne.WidgetRenderer {
	return &partsRenderer{
		objects: []fyne.CanvasObject{r.back, r.edge, r.mark, r.plate, r.badge, r.lead, r.name, r.sub, r.markA, r.markB, r.a, r.b, r.moved},
		min: func() fyne.Size {
			u := look.Unit(r.Theme())
			return fyne.NewSize(360*u, differenceHeight*u)
		},
		layout: r.layout,
	}
}

// columns is where the values stand in a row.
type columns struct{ a, b, width float32 }

// differenceColumns gives each value a sixth of the row, within bounds.
func differenceColumns(width float32) columns {
	u := unit()
	w := max(100*u, min(width*0.18, 240*u))
	b := width - scrollRoom*u - w
	return columns{a: b - 12*u - w, b: b, width: w}
}

func (r *differenceRow) layout(size fyne.Size) {
	if size.Width <= 0 {
		return
	}
	u := look.Unit(r.Theme())
	r.back.Resize(size)
	place(r.edge, 0, 4*u, 3*u, size.Height-8*u)
	place(r.mark, 14*u, (size.Height-20*u)/2, 20*u, 20*u)
	place(r.plate, 8*u, (size.Height-24*u)/2, 32*u, 24*u)
	place(r.badge, 8*u, (size.Height-24*u)/2, 32*u, 24*u)
	c := differenceColumns(size.Width)
	h, sub := r.name.MinSize().Height, r.sub.MinSize().Height
	top := (size.Height - h - sub) / 2
	left := 50 * u
	r.placeName(left, c.a-12*u, top, h)
	end := c.b + c.width
	place(r.moved, 0, 0, 0, 0)
	if r.c.moved != "" { // under A's value, which is so far from B's
		w := min(r.moved.MinSize().Width, c.a+c.width-left)
		place(r.moved, c.a+c.width-w, top+h, w, sub)
		end = c.a + c.width - w - 12*u
	}
	place(r.sub, left, top+h, end-left, sub)
	r.placeValue(r.a, r.markA, c.a, c.width, top, h)
	r.placeValue(r.b, r.markB, c.b, c.width, top, h)
}

// placeName puts the path before the name as far as there is room.
func (r *differenceRow) placeName(x, right, top, h float32) {
	if r.c.lead != "" {
		whole := fyne.MeasureText(r.c.lead, r.Theme().Size(theme.SizeNameText), fyne.TextStyle{}).Width
		lead := min(whole, max(0, right-x-r.name.MinSize().Width))
		place(r.lead, x, top, lead, h)
		x += lead
	}
	place(r.name, x, top, right-x, h)
}

// placeValue puts a value at the right of its column, its verdict's mark before it.
func (r *differenceRow) placeValue(t *look.Text, m *look.Mark, x, w, top, h float32) {
	u := look.Unit(r.Theme())
	text := fyne.MeasureText(t.Full(), r.Theme().Size(theme.SizeNameText)*valueSize, fyne.TextStyle{Monospace: true}).Width
	room := w
	if m.Visible() {
		room -= 20 * u
	}
	text = min(text+1, room)
	place(t, x+w-text, top, text, h)
	place(m, x+w-text-20*u, top+(h-14*u)/2, 14*u, 14*u)
}
