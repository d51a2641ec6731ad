// Package plot draws the numbers of a report: the charts a step carries (XY) and one
// measurement over many reports (History). It knows nothing of WATS: it takes slices
// of numbers, and beside them, where the caller has them, the texts they were read from.
//
// Everything but text is drawn into one picture at the resolution of the screen, once
// for each change of data, size or theme; a tap moves a cross-hair over it and draws
// nothing anew. Series, verdicts and stations are told apart by shape, dashes or filling
// as well as by colour. What cannot be drawn (NaN, infinities, zero on a logarithmic axis)
// leaves a gap and is counted in a sentence under the plot, or in its place.
package plot

import (
	"math"

	"fyne.io/fyne/v2"

	"stationcompanion/ui/look"
)

// Least size in points at scale 1 at which a plot can still be read.
const (
	leastWidth  = 300
	leastHeight = 160
)

// leastSize is the least size at the scale of th.
func leastSize(th fyne.Theme) fyne.Size {
	u := look.Unit(th)
	return fyne.NewSize(leastWidth*u, leastHeight*u)
}

// largest is the largest magnitude that is drawn; beyond it sums of two numbers overflow.
const largest = 1e300

// drawable says whether v has a place on an axis.
func drawable(v float64, log bool) bool {
	return math.Abs(v) <= largest && (!log || v > 0)
}

// point is a place in points, from the upper left corner of the plot.
type point struct{ x, y float32 }

// rect is an area in points.
type rect struct{ x0, y0, x1, y1 float32 }

func (r rect) width() float32  { return r.x1 - r.x0 }
func (r rect) height() float32 { return r.y1 - r.y0 }

// meets says whether two areas share more than an edge.
func (r rect) meets(o rect) bool {
	return r.x0 < o.x1 && o.x0 < r.x1 && r.y0 < o.y1 && o.y0 < r.y1
}

// x and y give the place of a fraction 0 … 1 along the area; y grows upwards.
func (r rect) x(f float64) float32 { return r.x0 + float32(f)*r.width() }
func (r rect) y(f float64) float32 { return r.y1 - float32(f)*r.height() }
