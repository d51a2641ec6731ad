package export

import (
	"math"

	"stationcompanion/client/report"
	"stationcompanion/client/report/plain"
)

// barLimits is the range a value has to lie in.
type barLimits struct {
	low, high         float64
	hasLow, hasHigh   bool
	lowText, highText string
}

// barOf finds them by the contract's table; ok is false where the allowed values are
// no range, and where a number is none.
func barOf(m report.Measurement) (b barLimits, ok bool) {
	if m.Kind != report.Numeric || !finite(m.Value) {
		return b, false
	}
	low, high := m.Low, m.High
	switch compOp(m) {
	case "GTLT", "GELE", "GELT", "GTLE":
	case "EQ":
		high = low
	case "GT", "GE":
		high = report.Number{}
	case "LT", "LE":
		low, high = report.Number{}, m.Low
	default:
		return b, false
	}
	if b.hasLow = finite(low); b.hasLow {
		b.low, b.lowText = low.F, plain.Number(low)
	}
	if b.hasHigh = finite(high); b.hasHigh {
		b.high, b.highText = high.F, plain.Number(high)
	}
	if b.hasLow && b.hasHigh && b.low > b.high {
		return b, false
	}
	return b, b.hasLow || b.hasHigh
}

func finite(n report.Number) bool {
	return n.Set() && !math.IsNaN(n.F) && !math.IsInf(n.F, 0)
}

// barScale is the stretch of numbers a bar shows, so that limits and value are on it
// with room at both ends.
func barScale(v float64, b barLimits) (from, to float64) {
	from, to = v, v
	if b.hasLow {
		from, to = min(from, b.low), max(to, b.low)
	}
	if b.hasHigh {
		from, to = min(from, b.high), max(to, b.high)
	}
	room := (to - from) * 0.18
	if room == 0 {
		room = max(math.Abs(to)*0.1, 1e-12)
	}
	return from - room, to + room
}

// limitBar draws the allowed zone, its limits and the value: a disc inside, a diamond
// outside with a dotted way from the limit it broke.
func (d *doc) limitBar(left, right float64, m report.Measurement) {
	b, ok := barOf(m)
	if !ok {
		return
	}
	from, to := barScale(m.Value.F, b)
	if math.IsInf(to-from, 0) || !(to > from) {
		return
	}
	at := func(f float64) float64 { return left + (f-from)/(to-from)*(right-left) }
	y, h := d.y+4, 9.0
	zoneFrom, zoneTo := left, right
	if b.hasLow {
		zoneFrom = at(b.low)
	}
	if b.hasHigh {
		zoneTo = at(b.high)
	}
	d.fill(left, y, right-left, h, band)
	d.fill(zoneFrom, y, max(zoneTo-zoneFrom, 1.5), h, zoneInk)
	_, _, outside := m.Outside()
	value := at(m.Value.F)
	if outside {
		d.way(value, zoneFrom, zoneTo, y+h/2)
	}
	d.limitTicks(b, zoneFrom, zoneTo, y, h)
	if outside {
		d.polygon(badInk, value, y-3.5, value+8, y+h/2, value, y+h+3.5, value-8, y+h/2)
	} else {
		d.pdf.SetFillColor(black.rgb())
		d.pdf.Circle(value, y+h/2, 5, "F")
	}
	d.y = y + h + 18
}

// way dots the stretch from the zone to a value outside.
func (d *doc) way(value, zoneFrom, zoneTo, y float64) {
	edge := zoneTo
	if value < zoneFrom {
		edge = zoneFrom
	}
	d.pdf.SetDashPattern([]float64{1.5, 2.5}, 0)
	d.rule(edge, y, value, y, 1.4, badInk)
	d.pdf.SetDashPattern(nil, 0)
}

// limitTicks draws the limits with their numbers under them.
func (d *doc) limitTicks(b barLimits, zoneFrom, zoneTo, y, h float64) {
	l := small
	lowEnd := 0.0
	if b.hasLow {
		d.rule(zoneFrom, y-2, zoneFrom, y+h+2, 1.4, black)
		w := d.widthOf(l, b.lowText)
		x := min(max(zoneFrom-w/2, d.left+14), d.right-2-w)
		if b.hasHigh && b.high > b.low { // to the left of its tick, so that both have room
			x = max(zoneFrom-w, d.left+14)
		}
		d.text(x, y+h+11, l, b.lowText)
		lowEnd = x + w + 6
	}
	if b.hasHigh && !(b.hasLow && b.low == b.high) {
		d.rule(zoneTo, y-2, zoneTo, y+h+2, 1.4, black)
		w := d.widthOf(l, b.highText)
		d.text(min(max(zoneTo, lowEnd), d.right-2-w), y+h+11, l, b.highText)
	}
}
