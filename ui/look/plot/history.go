package plot

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Verdict is how a measurement was judged.
type Verdict uint8

// The verdicts.
const (
	Unknown Verdict = iota
	Passed
	Failed
	Errored
	Terminated
)

// Measured is one report's value of a measurement.
type Measured struct {
	Value     float64 // NaN: the report has none
	Raw       string  // as it stands in the report; empty: Number(Value)
	Verdict   Verdict
	At        time.Time // shown in its own zone; zero: not known
	Elsewhere bool      // measured at another station
	Label     string    // what Picked names it by: a serial number
	Low, High Limit     // in force then
}

// Record is what a History shows. Points stand in the order of time, oldest first; the
// slice stays the caller's and must not change while it is shown.
type Record struct {
	Value  Axis // the measurement's name and unit
	Points []Measured
}

// History is one measurement over many reports, in their order: limits as bands that may
// change on the way, verdicts by shape, this station's points filled and others' hollow,
// the newest ringed. A value far outside the limits stands at the edge with an arrow. All
// methods belong on the UI goroutine.
type History struct {
	widget.BaseWidget

	// OnPick is called after a tap or Step picked a point (series is always 0), and with
	// −1, −1 after the pick was given up. May be nil.
	OnPick func(series, index int)

	record Record
	view   *board
	place  historyPlace
	index  int // −1: nothing is picked
}

// NewHistory makes an empty one.
func NewHistory() *History {
	h := &History{index: -1}
	h.ExtendBaseWidget(h)
	return h
}

// Set changes what it shows, and gives up the pick without a call of OnPick.
func (h *History) Set(r Record) {
	h.record, h.index = r, -1
	h.Refresh()
}

// Record gives what it shows.
func (h *History) Record() Record { return h.record }

// MinSize is the least size at which a history can be read.
func (h *History) MinSize() fyne.Size {
	h.ExtendBaseWidget(h)
	return h.BaseWidget.MinSize()
}

// CreateRenderer is for Fyne.
func (h *History) CreateRenderer() fyne.WidgetRenderer {
	h.view = newBoard(h)
	return h.view
}

// Tapped picks the point nearest to the finger; a tap on nothing gives the pick up.
func (h *History) Tapped(e *fyne.PointEvent) {
	at := point{e.Position.X, e.Position.Y}
	best, least := -1, float32(0)
	for i := range h.record.Points {
		p, ok := h.place.of(i)
		if d := distance2(at, p, p); ok && (best < 0 || d < least) {
			best, least = i, d
		}
	}
	if far := reach * h.place.u; best < 0 || least > far*far {
		best = -1
	}
	h.setPick(best)
}

// Pick picks a point; one that does not exist is ignored.
func (h *History) Pick(index int) {
	if index >= 0 && index < len(h.record.Points) {
		h.setPick(index)
	}
}

// Unpick gives the pick up.
func (h *History) Unpick() { h.setPick(-1) }

// Step takes the pick to the next newer (dir > 0) or older point; where nothing is
// picked, to the newest for dir < 0 and to the oldest else.
func (h *History) Step(dir int) {
	n := len(h.record.Points)
	switch {
	case dir == 0 || n == 0:
	case h.index < 0 && dir < 0:
		h.setPick(n - 1)
	case h.index < 0:
		h.setPick(0)
	case dir < 0:
		h.setPick(max(h.index-1, 0))
	default:
		h.setPick(min(h.index+1, n-1))
	}
}

// setPick moves the cross-hair and tells the owner, where something changes.
func (h *History) setPick(index int) {
	if h.index == index {
		return
	}
	h.index = index
	if h.view != nil {
		h.view.point()
	}
	if h.OnPick == nil {
		return
	}
	if index < 0 {
		h.OnPick(-1, -1)
		return
	}
	h.OnPick(0, index)
}

// AccessibilityLabel says in words what the history shows.
func (h *History) AccessibilityLabel() string { return h.Summary() }

// AccessibilityRole is for screen readers.
func (h *History) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
