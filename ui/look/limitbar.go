package look

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// LimitBar draws a value against its limits: a track, the allowed zone and a
// marker that leaves the zone by shape too (a disc inside, a diamond outside, an
// arrowhead where it lies beyond the scale). A dotted stretch leads from the zone to
// a value outside. Values are clamped at ±25 % outside.
type LimitBar struct {
	widget.BaseWidget

	value, low, high float64
	hasLow, hasHigh  bool
	inside           bool
}

// NewLimitBar makes an empty one. Set with hasLow/hasHigh false draws an open side.
func NewLimitBar() *LimitBar {
	b := &LimitBar{value: math.NaN()}
	b.ExtendBaseWidget(b)
	return b
}

// Set changes what it shows; a NaN value hides the marker. inside says whether the
// value passed, which the comparison decides, not this bar.
func (b *LimitBar) Set(value, low, high float64, hasLow, hasHigh, inside bool) {
	b.value, b.inside = value, inside
	b.low, b.hasLow = low, hasLow && !math.IsNaN(low) && !math.IsInf(low, 0)
	b.high, b.hasHigh = high, hasHigh && !math.IsNaN(high) && !math.IsInf(high, 0)
	if b.hasLow && b.hasHigh && b.low > b.high {
		b.low, b.high = b.high, b.low
	}
	b.Refresh()
}

// barScale is where things stand along the bar, 0 … 1.
type barScale struct {
	from, to   float32 // the allowed zone
	value      float32
	hasValue   bool
	beyond     int // −1 or +1: the value lies off the scale on that side
	lowC, higC bool
}

// overhang is how far the scale reaches beyond the limits, relative to their distance.
const overhang = 0.25

// place computes the scale: both limits give a linear one with a quarter of their
// distance on either side; with one limit, or two equal ones, the distance to the
// limit is shown relative to the larger of limit and distance.
func (b *LimitBar) place() barScale {
	s := barScale{from: 0, to: 1, lowC: b.hasLow, higC: b.hasHigh, hasValue: !math.IsNaN(b.value)}
	pos := 0.5
	switch {
	case b.hasLow && b.hasHigh && b.high > b.low:
		s.from, s.to = overhang/(1+2*overhang), (1+overhang)/(1+2*overhang)
		pos = (fraction(b.value, b.low, b.high) + overhang) / (1 + 2*overhang)
	case b.hasLow && b.hasHigh:
		s.from, s.to = 0.5, 0.5
		pos = 0.5 + relative(b.value, b.low)/2
	case b.hasHigh:
		s.to = 0.75
		pos = 0.75 + relative(b.value, b.high)/2
	case b.hasLow:
		s.from = 0.25
		pos = 0.25 + relative(b.value, b.low)/2
	}
	if !s.hasValue {
		return s
	}
	switch {
	case pos < 0:
		pos, s.beyond = 0, -1
	case pos > 1:
		pos, s.beyond = 1, 1
	}
	s.value = float32(pos)
	return s
}

// fraction is where v lies between low and high, which are finite and differ: 0 at low,
// 1 at high. Their distance may be more than a float64 holds.
func fraction(v, low, high float64) float64 {
	if span := high - low; !math.IsInf(span, 0) {
		return (v - low) / span
	}
	return (v/2 - low/2) / (high/2 - low/2)
}

// relative is the signed distance of v to limit, in parts of the larger of limit
// and distance: −1 … 1.
func relative(v, limit float64) float64 {
	d := v - limit
	if d == 0 {
		return 0
	}
	if math.IsInf(d, 0) {
		return math.Copysign(1, d)
	}
	return d / math.Max(math.Abs(limit), math.Abs(d))
}

// MinSize leaves room for marker and end caps.
func (b *LimitBar) MinSize() fyne.Size {
	b.ExtendBaseWidget(b)
	return b.BaseWidget.MinSize()
}

// CreateRenderer is for Fyne.
func (b *LimitBar) CreateRenderer() fyne.WidgetRenderer {
	r := newLimitRenderer(b)
	r.Refresh()
	return r
}
