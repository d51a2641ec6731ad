package logview

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
)

// sliderWide and sliderSeen are how wide the scrollbar is to the finger and to the eye,
// in points at scale 1; thumbLeast is the length of its thumb at least.
const (
	sliderWide = look.TargetSecondary
	sliderSeen = 12
	thumbLeast = look.TargetSecondary
)

// slider is the scrollbar. It lies over the right end of the rows: what is seen of it is
// narrower than what can be pressed.
type slider struct {
	widget.BaseWidget
	track track
	move  func(top int64) // what the person wants
	page  func(dir int)

	groove, thumb *canvas.Rectangle
	drag          bool
	grip          float64 // where in the thumb the drag began
	painted       [2]float32
}

func newSlider(move func(int64), page func(int)) *slider {
	s := &slider{move: move, page: page, groove: canvas.NewRectangle(nil), thumb: canvas.NewRectangle(nil)}
	s.ExtendBaseWidget(s)
	return s
}

// set shows where a list stands; nothing is painted when that looks the same.
func (s *slider) set(top, shown, all int64) {
	s.track.top, s.track.shown, s.track.all = top, shown, all
	s.place()
}

// place puts the thumb where it belongs.
func (s *slider) place() {
	size := s.Size()
	s.track.length = float64(size.Height)
	s.track.least = thumbLeast * float64(look.Unit(theme.Current()))
	at, length := s.track.thumb()
	now := [2]float32{float32(math.Round(at)), float32(math.Round(length))}
	seen := sliderSeen * look.Unit(theme.Current())
	s.groove.Move(fyne.NewPos(size.Width-seen, 0))
	s.groove.Resize(fyne.NewSize(seen, size.Height))
	s.thumb.Move(fyne.NewPos(size.Width-seen+2, now[0]))
	s.thumb.Resize(fyne.NewSize(seen-4, now[1]))
	s.thumb.CornerRadius = (seen - 4) / 2
	if hidden := now[1] == 0; hidden != s.thumb.Hidden {
		s.thumb.Hidden, s.groove.Hidden = hidden, hidden
	}
	if now != s.painted {
		s.painted = now
		canvas.Refresh(s)
	}
}

// MouseDown begins a drag where it meets the thumb; elsewhere it turns a page.
func (s *slider) MouseDown(e *desktop.MouseEvent) {
	at, length := s.track.thumb()
	y := float64(e.Position.Y)
	s.drag = length > 0 && y >= at && y < at+length
	s.grip = y - at
	switch {
	case length == 0 || s.drag:
	case y < at:
		s.page(-1)
	default:
		s.page(1)
	}
}

// MouseUp ends a drag.
func (s *slider) MouseUp(*desktop.MouseEvent) { s.drag = false }

// Dragged moves the thumb with the pointer.
func (s *slider) Dragged(e *fyne.DragEvent) {
	if s.drag {
		s.move(s.track.topAt(float64(e.Position.Y) - s.grip))
	}
}

// DragEnd ends a drag.
func (s *slider) DragEnd() { s.drag = false }

// CreateRenderer is Fyne's.
func (s *slider) CreateRenderer() fyne.WidgetRenderer {
	r := &sliderRenderer{s}
	r.colour()
	return r
}

type sliderRenderer struct{ s *slider }

func (r *sliderRenderer) colour() {
	r.s.groove.FillColor = theme.Color(theme.ColorNameScrollBarBackground)
	r.s.thumb.FillColor = theme.Color(theme.ColorNameScrollBar)
}

func (r *sliderRenderer) Layout(fyne.Size) { r.s.place() }
func (r *sliderRenderer) MinSize() fyne.Size {
	return fyne.NewSize(sliderWide*look.Unit(theme.Current()), 0)
}
func (r *sliderRenderer) Refresh() { r.colour(); r.s.place(); canvas.Refresh(r.s) }
func (r *sliderRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.groove, r.s.thumb}
}
func (r *sliderRenderer) Destroy() {}
