package export

import (
	"math"
	"strconv"

	"stationcompanion/client/report"
	"stationcompanion/client/report/plain"
)

// textChart sums up a step's chart: what it is of, and the range of each series.
func textChart(p *printer, r *report.Report, s report.Step, indent string) {
	if !s.HasChart {
		return
	}
	c, err := r.Chart(s.Row)
	if err != nil {
		p.line(indent, "Chart: not read: ", oneLine(err.Error()))
		return
	}
	p.line(indent, "Chart: ", facts(oneLine(c.Label), oneLine(c.Type), labelled("x", axis(c.XLabel, c.XUnit)), labelled("y", axis(c.YLabel, c.YUnit))))
	for _, one := range c.Series {
		p.line(indent, "  - ", facts(or(one.Name, noName), plural(max(len(one.X), len(one.Y)), "point"),
			labelled("x", rangeText(one.X, c.XUnit)), labelled("y", rangeText(one.Y, c.YUnit)), dataType(one.DataType)))
	}
	for _, odd := range c.Problems {
		p.line(indent, "  ▲ ", spaced(oneLine(odd.Where), oneLine(odd.What)))
	}
}

func dataType(t string) string {
	if t == "XYG" {
		return "" // the one there is
	}
	return oneLine(t)
}

// axis names an axis with its unit in brackets.
func axis(label, unit string) string {
	label, unit = oneLine(label), oneLine(unit)
	if label != "" && unit != "" {
		return label + " [" + unit + "]"
	}
	return label + unit
}

// rangeText says from where to where the finite values go; empty where there is none.
func rangeText(v []float64, unit string) string {
	low, high, ok := span(v)
	if !ok {
		return ""
	}
	return "from " + plain.Rounded(low, plain.Digits) + " to " + spaced(plain.Rounded(high, plain.Digits), oneLine(unit))
}

// span finds the least and the greatest finite value.
func span(v []float64) (low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, f := range v {
		if !math.IsNaN(f) && !math.IsInf(f, 0) {
			low, high, ok = min(low, f), max(high, f), true
		}
	}
	return low, high, ok
}

// fileText names an attachment: name, type, size, id.
func fileText(f report.File) string {
	size := "no data"
	if f.Size > 0 {
		size = byteSize(f.Size)
	}
	return facts(or(f.Name, noName), oneLine(f.ContentType), size, labelled("id", oneLine(f.ID)))
}

// byteSize gives a number of bytes for reading.
func byteSize(n int64) string {
	switch {
	case n < 1000:
		return plural(int(n), "byte")
	case n < 1e6:
		return strconv.FormatFloat(float64(n)/1e3, 'f', 1, 64) + " kB"
	}
	return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) + " MB"
}

func textFile(p *printer, s report.Step, indent string) {
	if s.File != nil {
		p.line(indent, "Attachment: ", fileText(*s.File))
	}
}

// textRepair writes what a repair found.
func textRepair(p *printer, r *report.Report) {
	n := 0
	for _, u := range r.SubUnits {
		for _, f := range u.Failures {
			if n++; n == 1 {
				p.titled("Repaired")
			}
			p.line("  ", repairTitle(f))
			for _, more := range []string{repairWhere(r, u, f), text(f.Comment)} {
				if more != "" {
					p.block("    ", more)
				}
			}
			for _, file := range f.Files {
				p.line("    Attachment: ", fileText(file))
			}
		}
	}
	if n == 0 && r.Type == "R" {
		p.line("\nNo failure is named in this repair.")
	}
}
