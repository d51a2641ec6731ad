package plot

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"stationcompanion/ui/look"
)

// hair is the cross-hair: two lines, a ring around the point and a chip with its value.
type hair struct {
	across, down *canvas.Line
	ring         *canvas.Circle
	chip         *canvas.Rectangle
	text         *canvas.Text
}

func newHair() hair {
	h := hair{
		across: canvas.NewLine(color.Transparent), down: canvas.NewLine(color.Transparent),
		ring: canvas.NewCircle(color.Transparent), chip: canvas.NewRectangle(color.Transparent),
		text: canvas.NewText("", color.Transparent),
	}
	for _, o := range h.objects() {
		o.Hide()
	}
	return h
}

func (h hair) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{h.across, h.down, h.ring, h.chip, h.text}
}

// Lengths of the cross-hair in points at scale 1.
const (
	ringSide = 16
	chipPad  = 5
	chipAway = 12 // from the point
)

// show brings the cross-hair to a point of the sheet, or hides it.
func (h hair) show(s *sheet, at point, text string, on bool) {
	for _, o := range h.objects() {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	if !on {
		return
	}
	k := s.kit
	ink, ground := k.color(theme0), k.color(look.ColorPanel)
	for _, l := range []*canvas.Line{h.across, h.down} {
		l.StrokeColor, l.StrokeWidth = ink, 1
	}
	h.across.Position1, h.across.Position2 = fyne.NewPos(s.area.x0, at.y), fyne.NewPos(s.area.x1, at.y)
	h.down.Position1, h.down.Position2 = fyne.NewPos(at.x, s.area.y0), fyne.NewPos(at.x, s.area.y1)
	side := ringSide * k.u
	h.ring.StrokeColor, h.ring.StrokeWidth, h.ring.FillColor = ink, 2*k.u, color.Transparent
	h.ring.Move(fyne.NewPos(at.x-side/2, at.y-side/2))
	h.ring.Resize(fyne.NewSquareSize(side))
	pad := chipPad * k.u
	h.text.Text = k.fit(text, s.area.width()-2*pad)
	h.text.TextSize, h.text.Color = k.text, ground
	box := chipBox(s, at, k.width(h.text.Text)+2*pad)
	h.chip.FillColor, h.chip.CornerRadius = ink, 4*k.u
	h.chip.Move(fyne.NewPos(box.x0, box.y0))
	h.chip.Resize(fyne.NewSize(box.width(), box.height()))
	h.text.Move(fyne.NewPos(box.x0+pad, box.y0))
	h.text.Resize(fyne.NewSize(box.width()-2*pad, box.height()))
	for _, o := range h.objects() {
		o.Refresh()
	}
}

// chipBox finds a place for the chip within the area: above the point, below, right or
// left of it, the first that hides no label; else above or below.
func chipBox(s *sheet, at point, width float32) rect {
	k := s.kit
	away := chipAway * k.u
	x := min(max(at.x-width/2, s.area.x0), s.area.x1-width)
	tries := []point{
		{x, at.y - away - k.line}, {x, at.y + away},
		{at.x + away, at.y - k.line/2}, {at.x - away - width, at.y - k.line/2},
	}
	var first rect
	for _, p := range tries {
		box := rect{p.x, p.y, p.x + width, p.y + k.line}
		if box.x0 < s.area.x0 || box.x1 > s.area.x1+0.01 || box.y0 < s.area.y0 || box.y1 > s.area.y1 {
			continue
		}
		if !s.covers(box) {
			return box
		}
		if first == (rect{}) {
			first = box
		}
	}
	if first == (rect{}) { // no room on any side
		y := s.area.y1 - k.line
		first = rect{x, y, x + width, y + k.line}
	}
	return first
}

// covers says whether a box lies on a text.
func (s *sheet) covers(box rect) bool {
	for _, w := range s.words {
		if w.box.meets(box) {
			return true
		}
	}
	return false
}
