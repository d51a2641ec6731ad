package export

import "stationcompanion/client/report"

// verdictInk is the colour of a verdict, beside its shape and word.
func verdictInk(v report.Verdict) ink {
	switch v {
	case report.Passed:
		return goodInk
	case report.Failed:
		return badInk
	case report.Errored:
		return warnInk
	case report.Terminated:
		return infoInk
	}
	return unknownInk
}

// mark draws a verdict's shape into the square of a side at x, y (its upper left).
func (d *doc) mark(v report.Verdict, x, y, side float64, c ink) {
	at := func(fractions ...float64) []float64 {
		for i := range fractions {
			fractions[i] = fractions[i]*side + [2]float64{x, y}[i%2]
		}
		return fractions
	}
	d.pdf.SetFillColor(c.rgb())
	d.pdf.SetDrawColor(c.rgb())
	switch v {
	case report.Passed:
		d.polygon(c, at(0.04, 0.56, 0.18, 0.42, 0.38, 0.62, 0.82, 0.14, 0.97, 0.27, 0.39, 0.90)...)
	case report.Failed:
		d.polygon(c, at(0.08, 0.22, 0.22, 0.08, 0.5, 0.36, 0.78, 0.08, 0.92, 0.22, 0.64, 0.5,
			0.92, 0.78, 0.78, 0.92, 0.5, 0.64, 0.22, 0.92, 0.08, 0.78, 0.36, 0.5)...)
	case report.Errored:
		d.polygon(c, at(0.5, 0.06, 0.98, 0.92, 0.02, 0.92)...)
	case report.Terminated:
		d.pdf.Rect(x+0.12*side, y+0.12*side, 0.76*side, 0.76*side, "F")
	case report.Done:
		d.pdf.Circle(x+side/2, y+side/2, 0.2*side, "F")
	case report.Skipped:
		d.pdf.SetLineWidth(0.1 * side)
		d.pdf.Circle(x+side/2, y+side/2, 0.3*side, "D")
		d.pdf.Line(x+0.2*side, y+0.8*side, x+0.8*side, y+0.2*side)
	default:
		d.pdf.SetLineWidth(0.1 * side)
		d.pdf.Circle(x+side/2, y+side/2, 0.36*side, "D")
		d.pdf.Circle(x+side/2, y+side/2, 0.1*side, "F")
	}
}
