package plot

import "strings"

// Kind says which axes of a chart are logarithmic.
type Kind uint8

// The kinds, by the chart types of a report.
const (
	Line      Kind = iota // both linear
	LineLogX              // x logarithmic
	LineLogY              // y logarithmic
	LineLogXY             // both
)

// KindNamed gives the kind of a report's chart type, in any case; an unknown one is
// drawn on linear axes and ok is false.
func KindNamed(s string) (k Kind, ok bool) {
	for i, name := range []string{"Line", "LineLogX", "LineLogY", "LineLogXY"} {
		if strings.EqualFold(strings.TrimSpace(s), name) {
			return Kind(i), true
		}
	}
	return Line, false
}

func (k Kind) logX() bool { return k == LineLogX || k == LineLogXY }
func (k Kind) logY() bool { return k == LineLogY || k == LineLogXY }

// Axis names what an axis shows.
type Axis struct{ Title, Unit string }

// String is the title with its unit, as it stands at the axis.
func (a Axis) String() string {
	switch {
	case a.Unit == "":
		return a.Title
	case a.Title == "":
		return a.Unit
	}
	return a.Title + " (" + a.Unit + ")"
}

// Limit is one bound; the zero Limit is none.
type Limit struct {
	Value float64
	Raw   string // as it stands in the report; empty: Number(Value)
	Set   bool
}

// LimitAt makes a limit. A value that is not finite is no limit.
func LimitAt(v float64, raw string) Limit {
	return Limit{Value: v, Raw: raw, Set: drawable(v, false)}
}

// String is the limit as it was written.
func (l Limit) String() string { return text(l.Value, l.Raw) }

// text is a number as it was written, or as short as it can be.
func text(v float64, raw string) string {
	if raw != "" {
		return raw
	}
	return Number(v)
}

// outside says whether v lies beyond one of two limits; a value on a limit is inside.
func outside(v float64, low, high Limit) bool {
	return low.Set && v < low.Value || high.Set && v > high.Value
}

// Series is one line of a chart. X and Y are as long as each other; of two that are
// not, the longer one's rest is left out. A nil X counts the points from 0.
type Series struct {
	Name       string
	X, Y       []float64
	RawX, RawY []string // the texts the numbers were read from, where known
}

// Len is the number of points.
func (s *Series) Len() int {
	if s.X == nil {
		return len(s.Y)
	}
	return min(len(s.X), len(s.Y))
}

// x is the place of point i.
func (s *Series) x(i int) float64 {
	if s.X == nil {
		return float64(i)
	}
	return s.X[i]
}

// xText and yText are the numbers of point i as they were written.
func (s *Series) xText(i int) string { return text(s.x(i), at(s.RawX, i)) }
func (s *Series) yText(i int) string { return text(s.Y[i], at(s.RawY, i)) }

// at gives raw[i], or nothing.
func at(raw []string, i int) string {
	if i < len(raw) {
		return raw[i]
	}
	return ""
}

// Chart is what an XY plot shows. The slices stay the caller's and must not change
// while they are shown.
type Chart struct {
	Kind      Kind
	X, Y      Axis
	Low, High Limit // on y
	Series    []Series
}

// draws says whether point i of s has a place on the chart's axes.
func (c *Chart) draws(s *Series, i int) bool {
	return drawable(s.x(i), c.Kind.logX()) && drawable(s.Y[i], c.Kind.logY())
}
