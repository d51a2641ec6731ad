package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/availability"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// availabilityStrip shows the last 24 hours from left to right as one band: how the
// connection was by colour and by height, the worse the higher; what is not known is
// hatched. A tap on a part picks it.
type availabilityStrip struct {
	widget.BaseWidget

	picked func(availability.Piece)
	now    time.Time
	pieces []availability.Piece // together exactly availability.Span
	at     int                  // the one picked; -1 for none
}

func newAvailabilityStrip(picked func(availability.Piece)) *availabilityStrip {
	s := &availabilityStrip{picked: picked, at: -1}
	s.ExtendBaseWidget(s)
	return s
}

// show takes over what is known up to now. What was picked stays picked while it is there.
func (s *availabilityStrip) show(v availability.View) {
	was, had := s.pick()
	s.now, s.pieces, s.at = v.Now, whole(v), -1
	for i, p := range s.pieces {
		if had && !p.At.After(was.At) && p.At.Add(p.Length()).After(was.At) {
			s.at = i
		}
	}
	if p, ok := s.pick(); ok {
		s.picked(p)
	}
	s.Refresh()
}

// whole fills what lies before the record.
func whole(v availability.View) []availability.Piece {
	left := availability.Span
	for _, p := range v.Pieces {
		left -= p.Length()
	}
	if left <= 0 {
		return v.Pieces
	}
	end := v.Now
	if len(v.Pieces) > 0 {
		end = v.Pieces[0].At
	}
	before := availability.Piece{At: end.Add(-left), Why: availability.GapBefore}
	before.Spans[availability.Unknown] = left
	return append([]availability.Piece{before}, v.Pieces...)
}

// pick gives the picked piece.
func (s *availabilityStrip) pick() (availability.Piece, bool) {
	if s.at < 0 || s.at >= len(s.pieces) {
		return availability.Piece{}, false
	}
	return s.pieces[s.at], true
}

// step picks the next trouble before (-1) or after (1) what is picked; without a pick, the
// newest there is. It reports whether there was one.
func (s *availabilityStrip) step(by int) bool {
	i := s.at + by
	if s.at < 0 {
		i, by = len(s.pieces)-1, -1
	}
	for ; i >= 0 && i < len(s.pieces); i += by {
		if st := s.pieces[i].State(); st == availability.Unsure || st == availability.Down {
			s.take(i)
			return true
		}
	}
	return false
}

func (s *availabilityStrip) take(i int) {
	s.at = i
	s.picked(s.pieces[i])
	s.Refresh()
}

// pickNear is how far beside a trouble a tap still means it, in points at scale 1: most
// are narrower than a finger.
const pickNear = 8

// Tapped picks what was met: trouble that is near before calm that is hit.
func (s *availabilityStrip) Tapped(e *fyne.PointEvent) {
	if len(s.pieces) == 0 || s.Size().Width <= 0 {
		return
	}
	hit, best, near := len(s.pieces)-1, -1, pickNear*unit()
	from := float32(0)
	for i, p := range s.pieces {
		to := from + s.width(p.Length())
		if e.Position.X >= from && e.Position.X < to {
			hit = i
		}
		away := max(from-e.Position.X, e.Position.X-to, 0)
		if p.State() > availability.Connected && away <= near {
			best, near = i, away
		}
		from = to
	}
	if best >= 0 && s.pieces[hit].State() <= availability.Connected {
		hit = best
	}
	s.take(hit)
}

// width is a length of time in points.
func (s *availabilityStrip) width(d time.Duration) float32 {
	return s.Size().Width * float32(float64(d)/float64(availability.Span))
}

// Cursor shows that a tap does something.
func (s *availabilityStrip) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel says what it shows.
func (s *availabilityStrip) AccessibilityLabel() string {
	return words.T("breaker.page.strip") + ". " + words.Share(s.pieces)
}

// CreateRenderer is for Fyne.
func (s *availabilityStrip) CreateRenderer() fyne.WidgetRenderer {
	r := &availabilityRenderer{s: s}
	r.band = canvas.NewRaster(s.paint)
	r.Refresh()
	return r
}

// mark is a full hour on the strip.
type hourMark struct {
	part float64 // of the strip's width, from the left
	at   time.Time
}

// hours finds the full hours. They follow the wall clock that each piece was labelled
// with: where it was set, an hour may stand twice or not at all.
func (s *availabilityStrip) hours() (out []hourMark) {
	var before time.Duration
	for _, p := range s.pieces {
		at := p.At.In(s.now.Location())
		next := at.Truncate(time.Hour)
		if _, off := at.Zone(); off%3600 != 0 { // half-hour zones
			next = time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), 0, 0, 0, at.Location())
		}
		for ; next.Before(at.Add(p.Length())); next = next.Add(time.Hour) {
			if !next.Before(at) {
				out = append(out, hourMark{float64(before+next.Sub(at)) / float64(availability.Span), next})
			}
		}
		before += p.Length()
	}
	return out
}

// colorOfState names a state's colour.
func colorOfState(s availability.State) fyne.ThemeColorName {
	switch s {
	case availability.Connected:
		return look.ColorGood
	case availability.Unsure:
		return look.ColorAttention
	case availability.Down:
		return look.ColorBad
	}
	return look.ColorUnknown
}

// troubles tells whether there is trouble before and after what is picked; without a
// pick, before the present.
func (s *availabilityStrip) troubles() (before, after bool) {
	at := s.at
	if at < 0 {
		at = len(s.pieces)
	}
	for i, p := range s.pieces {
		if p.State() > availability.Connected {
			before, after = before || i < at, after || i > at
		}
	}
	return before, after
}
