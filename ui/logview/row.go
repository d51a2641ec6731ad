package logview

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// row is one line: time, level as mark, word and colour, logger, message, fields and
// the beginning of the correlation id.
type row struct {
	widget.BaseWidget
	pick func(no int64)

	line   tail.Line
	lost   bool // the source has dropped the line
	picked bool
	newest day
	stale  bool // what is painted is not what is set

	ground, edge *canvas.Rectangle
	mark         *look.Mark
	texts        [columns]*canvas.Text
}

// The columns of a row.
const (
	colTime = iota
	colLevel
	colLogger
	colMessage
	colFields
	colID
	columns
)

func newRow(pick func(int64)) *row {
	r := &row{pick: pick, stale: true,
		ground: canvas.NewRectangle(color.Transparent), edge: canvas.NewRectangle(color.Transparent),
		mark: look.NewMark(look.ShapeUnknown, look.ColorUnknown, 10)}
	r.line.No = none
	for i := range r.texts {
		r.texts[i] = canvas.NewText("", color.Transparent)
		r.texts[i].TextStyle = fyne.TextStyle{Monospace: true}
	}
	r.ExtendBaseWidget(r)
	return r
}

// set shows a line. Lines never change, so the number tells whether it is new.
func (r *row) set(l tail.Line, picked bool, newest day) {
	if !r.stale && !r.lost && r.line.No == l.No && r.picked == picked && r.newest == newest {
		return
	}
	r.line, r.picked, r.newest, r.lost = l, picked, newest, false
	r.paint()
}

// gone shows that the line is not kept any more.
func (r *row) gone(no int64) {
	if !r.stale && r.lost && r.line.No == no {
		return
	}
	r.line, r.picked, r.lost = tail.Line{No: no, Level: tail.Unknown, Message: words.T("logview.gone")}, false, true
	r.paint()
}

// Tapped shows the line whole. Rows never take the keyboard focus.
func (r *row) Tapped(*fyne.PointEvent) { r.pick(r.line.No) }

// CreateRenderer is Fyne's.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{r.ground, r.edge, r.mark}
	for _, t := range r.texts {
		objects = append(objects, t)
	}
	return &rowRenderer{row: r, objects: objects}
}

// paint puts texts, colours and places in order and repaints the row.
func (r *row) paint() {
	r.stale = false
	look := levelLook(r.line.Level)
	r.colour(look)
	r.mark.Set(look.shape, look.mark)
	r.mark.Hidden = r.line.Level == tail.Unknown
	r.place()
	canvas.Refresh(r)
}

// colour sets every colour from the theme.
func (r *row) colour(l levelStyle) {
	r.ground.FillColor, r.edge.FillColor = color.Transparent, color.Transparent
	if r.picked {
		r.ground.FillColor = theme.Color(theme.ColorNameSelection)
	}
	if r.line.Level >= tail.Warning {
		r.edge.FillColor = theme.Color(l.mark)
	}
	quiet, plain := theme.Color(look.ColorQuiet), theme.Color(theme.ColorNameForeground)
	for i, c := range [columns]color.Color{quiet, theme.Color(l.text), quiet, plain, quiet, quiet} {
		r.texts[i].Color = c
	}
	if r.line.Level == tail.Debug || r.lost {
		r.texts[colMessage].Color = quiet
	}
	r.texts[colLevel].TextStyle.Bold = r.line.Level >= tail.Warning
}

type rowRenderer struct {
	row     *row
	objects []fyne.CanvasObject
}

func (x *rowRenderer) Layout(fyne.Size)             { x.row.paint() }
func (x *rowRenderer) MinSize() fyne.Size           { return fyne.NewSize(0, metricsNow().pitch) }
func (x *rowRenderer) Objects() []fyne.CanvasObject { return x.objects }
func (x *rowRenderer) Refresh()                     { x.row.paint() }
func (x *rowRenderer) Destroy()                     {}

// day is a calendar day.
type day struct {
	year  int
	month time.Month
	day   int
}

func dayOf(t time.Time) day {
	y, m, d := t.Local().Date()
	return day{y, m, d}
}

// clock is a line's time as its row shows it: with milliseconds on the newest line's
// day, with the date else. Both are twelve characters at most and need no translation.
func clock(t time.Time, newest day) string {
	switch {
	case t.IsZero():
		return ""
	case dayOf(t) == newest:
		return t.Local().Format("15:04:05.000")
	default:
		return t.Local().Format("01-02 15:04")
	}
}
