package plot

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// XY is a chart of a report: its series as lines over linear or logarithmic axes, with
// limits, a key, and the value under a tap. It takes no focus: keys come from its owner,
// who calls Step (Move is Fyne's own). All methods belong on the UI goroutine.
type XY struct {
	widget.BaseWidget

	// OnPick is called after a tap or Step picked a point, and with −1, −1 after the
	// pick was given up. May be nil.
	OnPick func(series, index int)

	chart  Chart
	view   *board
	place  xyPlace
	series int // −1: nothing is picked
	index  int
}

// NewXY makes an empty one.
func NewXY() *XY {
	p := &XY{series: -1, index: -1}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes what it shows, and gives up the pick without a call of OnPick.
func (p *XY) Set(c Chart) {
	if c.Low.Set && c.High.Set && c.Low.Value > c.High.Value {
		c.Low, c.High = c.High, c.Low
	}
	p.chart, p.series, p.index = c, -1, -1
	p.Refresh()
}

// Chart gives what it shows.
func (p *XY) Chart() Chart { return p.chart }

// MinSize is the least size at which a chart can be read.
func (p *XY) MinSize() fyne.Size {
	p.ExtendBaseWidget(p)
	return p.BaseWidget.MinSize()
}

// CreateRenderer is for Fyne.
func (p *XY) CreateRenderer() fyne.WidgetRenderer {
	p.view = newBoard(p)
	return p.view
}

// Tapped picks the point nearest to the finger, of the series under it; a tap on
// nothing gives the pick up.
func (p *XY) Tapped(e *fyne.PointEvent) {
	if s, i, ok := p.near(point{e.Position.X, e.Position.Y}); ok {
		p.Pick(s, i)
		return
	}
	p.Unpick()
}

// Pick picks a point; one that does not exist or cannot be drawn is ignored.
func (p *XY) Pick(series, index int) {
	if series < 0 || series >= len(p.chart.Series) {
		return
	}
	s := &p.chart.Series[series]
	if index < 0 || index >= s.Len() || !p.chart.draws(s, index) {
		return
	}
	p.setPick(series, index)
}

// Unpick gives the pick up.
func (p *XY) Unpick() { p.setPick(-1, -1) }

// setPick moves the cross-hair and tells the owner, where something changes.
func (p *XY) setPick(series, index int) {
	if p.series == series && p.index == index {
		return
	}
	p.series, p.index = series, index
	if p.view != nil {
		p.view.point()
	}
	if p.OnPick != nil {
		p.OnPick(series, index)
	}
}

// Step takes the pick to the next point on the right (dir > 0) or left that can be drawn,
// within its series; where nothing is picked, to the first or last of the first series.
func (p *XY) Step(dir int) {
	if dir == 0 {
		return
	}
	if p.series < 0 {
		p.enter(dir)
		return
	}
	s := &p.chart.Series[p.series]
	step := direction(dir, s)
	for i := p.index + step; i >= 0 && i < s.Len(); i += step {
		if p.chart.draws(s, i) {
			p.setPick(p.series, i)
			return
		}
	}
}

// enter picks the outermost point Step begins with.
func (p *XY) enter(dir int) {
	for j := range p.chart.Series {
		s := &p.chart.Series[j]
		step := direction(dir, s)
		i := 0
		if step < 0 {
			i = s.Len() - 1
		}
		for ; i >= 0 && i < s.Len(); i += step {
			if p.chart.draws(s, i) {
				p.setPick(j, i)
				return
			}
		}
	}
}

// direction is the step through the points of s that leads right for dir > 0: a sweep
// from high to low is walked backwards.
func direction(dir int, s *Series) int {
	if n := s.Len(); (dir > 0) != (n > 1 && s.x(n-1) < s.x(0)) {
		return 1
	}
	return -1
}

// AccessibilityLabel says in words what the chart shows.
func (p *XY) AccessibilityLabel() string { return p.Summary() }

// AccessibilityRole is for screen readers.
func (p *XY) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
