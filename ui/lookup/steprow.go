package lookup

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
)

// stepHeight is a row of the tree, in points at scale 1: a secondary target.
const stepHeight = 32

// Widths of a row's columns, in points at scale 1, and from which width of the row on
// the optional ones stand there.
const (
	indentWidth = 16
	deepest     = 8 // deeper steps are not moved further in
	limitsWidth = 168
	timeWidth   = 56
	limitsFrom  = 520
	timeFrom    = 640
	dotBefore   = 6 // characters before the decimal point, and from it on
	dotAfter    = 7
	unitRunes   = 5
	scrollRoom  = 14 // the list's scroll bar
)

// Sizes of the texts, relative to the theme's.
const (
	valueSize = 0.93
	smallSize = 0.86
)

// stepRow is one step, or one measurement, in the tree.
type stepRow struct {
	widget.BaseWidget

	tap   func(i int)
	i     int
	c     cells
	back  *look.Ground
	edge  *look.Ground
	arrow *widget.Icon
	mark  *look.Mark
	lead  *look.Text
	name  *look.Text
	value *look.Text
	unit  *look.Text
	lims  *look.Text
	time  *look.Text
}

func newStepRow(tap func(int)) *stepRow {
	mono := fyne.TextStyle{Monospace: true}
	r := &stepRow{
		tap:   tap,
		back:  look.NewGround(look.ColorBand, "", 4),
		edge:  look.NewGround(theme.ColorNamePrimary, "", 2),
		arrow: widget.NewIcon(theme.MenuExpandIcon()),
		mark:  look.NewMark(look.ShapeUnknown, look.ColorUnknown, 14),
		lead:  look.NewText("", look.ColorQuiet, smallSize, fyne.TextStyle{}),
		name:  look.NewText("", theme.ColorNameForeground, 1, fyne.TextStyle{}),
		value: look.NewText("", theme.ColorNameForeground, valueSize, mono),
		unit:  look.NewText("", look.ColorQuiet, valueSize, mono),
		lims:  look.NewText("", look.ColorQuiet, smallSize, mono), // has the signs ≤ and ≥ inside; the sans borrows them from the system
		time:  look.NewText("", look.ColorQuiet, smallSize, fyne.TextStyle{}),
	}
	r.time.SetAlign(fyne.TextAlignTrailing)
	r.ExtendBaseWidget(r)
	return r
}

// set fills the row anew: rows are reused.
func (r *stepRow) set(i int, c cells, chosen bool) {
	r.i = i
	shown(r.back, chosen)
	shown(r.edge, chosen)
	if c == r.c && r.mark.Visible() {
		return
	}
	r.c = c
	r.mark.Set(verdictShape(c.verdict), verdictColor(c.verdict))
	shown(r.arrow, c.folds)
	if c.open {
		r.arrow.SetResource(theme.MenuDropDownIcon())
	} else {
		r.arrow.SetResource(theme.MenuExpandIcon())
	}
	ink := fyne.ThemeColorName(theme.ColorNameForeground)
	if c.quiet {
		ink = look.ColorQuiet
	}
	r.name.SetColor(ink)
	r.value.SetColor(ink)
	if c.verdict.Bad() {
		r.value.SetColor(verdictText(c.verdict))
	}
	r.name.SetStyle(fyne.TextStyle{Bold: c.verdict.Bad()})
	r.lead.SetText(c.lead)
	r.name.SetText(c.name)
	r.unit.SetText(c.unit)
	r.lims.SetText(c.limits)
	r.time.SetText(c.time)
	r.value.SetText(c.value)
	r.place(r.Size())
}

// Tapped chooses the row; taken here so that Fyne's list does not take the focus.
func (r *stepRow) Tapped(*fyne.PointEvent) { r.tap(r.i) }

// CreateRenderer is for Fyne.
func (r *stepRow) CreateRenderer() fyne.WidgetRenderer {
	return &partsRenderer{
		objects: []fyne.CanvasObject{r.back, r.edge, r.arrow, r.mark, r.lead, r.name, r.value, r.unit, r.lims, r.time},
		min: func() fyne.Size {
			u := look.Unit(r.Theme())
			return fyne.NewSize(300*u, stepHeight*u)
		},
		layout: r.place,
	}
}

// place puts the columns from the right end inwards and gives the name the rest.
func (r *stepRow) place(size fyne.Size) {
	if size.Width <= 0 {
		return
	}
	u := look.Unit(r.Theme())
	r.back.Resize(size)
	place(r.edge, 0, 4*u, 3*u, size.Height-8*u)
	right := size.Width - scrollRoom*u
	right = column(r.time, size, right, timeWidth*u, size.Width >= timeFrom*u)
	right = column(r.lims, size, right, limitsWidth*u, size.Width >= limitsFrom*u || r.c.value == "")
	right = r.placeValue(size, right)
	x := 10*u + float32(min(r.c.indent, deepest))*indentWidth*u
	place(r.arrow, x-3*u, (size.Height-20*u)/2, 20*u, 20*u)
	place(r.mark, x+18*u, (size.Height-14*u)/2, 14*u, 14*u)
	x += 40 * u
	if r.c.lead != "" {
		whole := fyne.MeasureText(r.c.lead, r.Theme().Size(theme.SizeNameText)*smallSize, fyne.TextStyle{}).Width
		name := r.name.MinSize().Width
		lead := min(whole, max(0, right-x-name))
		place(r.lead, x, 0, lead, size.Height)
		x += lead
	}
	place(r.name, x, 0, right-x, size.Height)
	shown(r.lead, r.c.lead != "")
}

// column places o of width w left of right, if it has room, and gives what is left.
func column(o fyne.CanvasObject, size fyne.Size, right, w float32, room bool) float32 {
	shown(o, room)
	if !room {
		return right
	}
	place(o, right-w, 0, w, size.Height)
	return right - w - 8*unit()
}

// placeValue puts a number so that its decimal point stands under the others', and
// anything else against the units.
func (r *stepRow) placeValue(size fyne.Size, right float32) float32 {
	char := fyne.MeasureText("0", r.Theme().Size(theme.SizeNameText)*valueSize, fyne.TextStyle{Monospace: true}).Width
	unitX := right - unitRunes*char
	left := unitX - char/2 - (dotBefore+dotAfter)*char
	if r.c.value == "" {
		shown(r.value, false)
		shown(r.unit, false)
		if r.c.limits != "" && size.Width < limitsFrom*unit() {
			return right
		}
		return left - 8*unit()
	}
	shown(r.value, true)
	shown(r.unit, true)
	place(r.unit, unitX, 0, right-unitX, size.Height)
	width := char*float32(len([]rune(r.c.value))) + 1
	x := unitX - char/2 - width
	if before, after := aroundDot(r.c.value); r.c.number && before <= dotBefore && after <= dotAfter {
		x = left + float32(dotBefore-before)*char
	}
	if x < left { // longer than its column: it takes the units' place too, then gives way
		x = max(left, right-width)
		if r.c.unit != "" {
			x = left
		}
		width = unitX - char/2 - x
		if r.c.unit == "" {
			width = right - x
		}
	}
	place(r.value, x, 0, width, size.Height)
	return left - 8*unit()
}

// aroundDot counts a number's characters before its decimal point, and from it on.
func aroundDot(number string) (before, after int) {
	n := len([]rune(number))
	if at := strings.IndexByte(number, '.'); at >= 0 {
		return at, n - at
	}
	return n, 0
}
