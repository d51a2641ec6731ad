package plot

import (
	"fmt"
	"strconv"
)

// more stands at the end of a key that does not fit.
func more(n int) string { return "+ " + strconv.Itoa(n) + " more" }

// why says why there is no picture; empty where there is one.
func (n census) why() string {
	switch {
	case n.points == 0:
		return "This chart has no points."
	case n.x.ok:
		return ""
	case n.notLogarithms == 0:
		return "None of the points is a number that can be drawn."
	case n.noNumber == 0:
		return "Nothing to draw on a logarithmic axis: every point is zero or negative."
	}
	return "No point can be drawn: no numbers, or zero or negative on a logarithmic axis."
}

// note counts what the picture leaves out.
func (n census) note() string {
	of := " of " + points(n.points) + " not drawn: "
	switch left := n.noNumber + n.notLogarithms; {
	case left == 0:
		return ""
	case n.notLogarithms == 0:
		return strconv.Itoa(left) + of + "no number"
	case n.noNumber == 0:
		return strconv.Itoa(left) + of + "zero or negative"
	default:
		return strconv.Itoa(left) + of + "no number, or zero or negative"
	}
}

// points counts points.
func points(n int) string {
	if n == 1 {
		return "1 point"
	}
	return strconv.Itoa(n) + " points"
}

// withUnit puts a unit behind a number.
func withUnit(number, unit string) string {
	if unit == "" {
		return number
	}
	return number + " " + unit
}

// interval writes limits: "3.15 … 3.45 V", "at most 5 V".
func interval(low, high Limit, unit string) string {
	switch {
	case low.Set && high.Set:
		return withUnit(low.String()+" … "+high.String(), unit)
	case low.Set:
		return "at least " + withUnit(low.String(), unit)
	case high.Set:
		return "at most " + withUnit(high.String(), unit)
	}
	return ""
}

// beyond counts points outside limits, which may be empty where they are not the same
// for all.
func beyond(n, of int, limits string) string {
	if limits != "" {
		limits = " (" + limits + ")"
	}
	if n == 0 {
		return fmt.Sprintf("none of %s outside the limits%s", points(of), limits)
	}
	return fmt.Sprintf("%d of %s outside the limits%s", n, points(of), limits)
}
