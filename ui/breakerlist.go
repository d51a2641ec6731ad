package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/breaker"
	"stationcompanion/client/availability"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// changeList is what the breaker did, newest first; where that is nothing, it says so.
type changeList struct {
	changes []availability.Change // newest first
	now     time.Time
	list    *sheetList
	empty   *look.Paragraph
	object  *fyne.Container
}

func newChangeList(keys *keyboard) *changeList {
	l := &changeList{empty: look.NewParagraph("", look.ColorQuiet, 1, 3)}
	l.list = &sheetList{keys: keys}
	l.list.Length = func() int { return len(l.changes) }
	l.list.CreateItem = func() fyne.CanvasObject { return newChangeRow() }
	l.list.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(l.changes) {
			o.(*changeRow).show(l.changes[i], l.now)
		}
	}
	l.list.ExtendBaseWidget(l.list)
	l.list.OnSelected = func(i widget.ListItemID) { l.list.Unselect(i) }
	l.object = container.New(&rowsLayout{l.list},
		look.NewGround(look.ColorPanel, look.ColorLine, 6), l.list, look.Inset(l.empty, 4, 3))
	return l
}

// show takes over the changes, oldest first; empty is what to say where there are none.
func (l *changeList) show(cs []availability.Change, now time.Time, empty string) {
	l.changes, l.now = slices.Clone(cs), now
	slices.Reverse(l.changes)
	l.empty.SetText(empty)
	l.empty.Hidden = len(cs) > 0
	l.list.Hidden = len(cs) == 0
	l.list.Refresh()
}

// leastRows is how many changes are in sight at least, where there are any; half of the
// last one says that more follow.
const leastRows = 4.5

// rowsLayout lays all on top of each other and asks for the height of leastRows of a list.
type rowsLayout struct{ list fyne.CanvasObject }

func (l *rowsLayout) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		if o.Visible() {
			size = size.Max(o.MinSize())
		}
	}
	if l.list.Visible() { // a list asks for one row
		size.Height *= leastRows
	}
	return size
}

func (l *rowsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		put(o, 0, 0, size.Width, size.Height)
	}
}

// changeRow is one change in two lines: when, from › to, and how long that lasted; beneath
// it the cause.
type changeRow struct {
	widget.BaseWidget

	mark                    *look.Mark
	when, what, lasted, why *look.Text
	object                  fyne.CanvasObject
}

// whenWide is the width of the times, in points at scale 1.
const whenWide = 132

func newChangeRow() *changeRow {
	text := func(c fyne.ThemeColorName, bold bool) *look.Text {
		return look.NewText("", c, 1, fyne.TextStyle{Bold: bold})
	}
	r := &changeRow{
		mark: look.NewMark(look.ShapeUnknown, look.ColorUnknown, 16),
		when: text(look.ColorQuiet, false), what: text(theme.ColorNameForeground, true),
		lasted: text(look.ColorQuiet, false), why: text(look.ColorQuiet, false),
	}
	r.lasted.SetAlign(fyne.TextAlignTrailing)
	r.lasted.SetMinRunes(30)
	lines := container.New(layout.NewCustomPaddedVBoxLayout(theme.Padding()/2),
		container.NewBorder(nil, nil, nil, r.lasted, r.what), r.why)
	left := container.NewHBox(container.NewCenter(r.mark), look.Sized(r.when, whenWide, 1))
	r.object = look.Inset(container.NewBorder(nil, nil, left, nil, look.Inset(lines, 1, 0)), 2, 1)
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is for Fyne.
func (r *changeRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.object) }

func (r *changeRow) show(c availability.Change, now time.Time) {
	what, why, lasted := words.Change(c, now)
	b := breaker.Status{State: c.To}
	r.mark.Set(breakerShape(b), breakerColor(b))
	r.when.SetText(words.When(c.At, now))
	r.what.SetText(what)
	r.lasted.SetText(lasted)
	r.why.SetText(look.Visible(why))
}

// breakerShape and breakerColor picture the breaker alone, whatever the connection is.
func breakerShape(b breaker.Status) look.Shape {
	switch {
	case b.Off:
		return look.ShapeUnknown
	case b.State == breaker.HalfOpen:
		return look.ShapeHalfOpen
	case b.State == breaker.Open:
		return look.ShapeOpen
	}
	return look.ShapeClosed
}

func breakerColor(b breaker.Status) fyne.ThemeColorName {
	switch {
	case b.Off:
		return look.ColorUnknown
	case b.State == breaker.HalfOpen:
		return look.ColorAttention
	case b.State == breaker.Open:
		return look.ColorBad
	}
	return look.ColorGood
}

// newSwatch is a state as the strip shows it, for the legend.
func newSwatch(s availability.State) fyne.CanvasObject {
	return look.Sized(canvas.NewRaster(swatch(s)), 16, 16)
}
