package plot

import (
	"fmt"
	"strings"
)

// Picked describes the picked point in the precision of the report: "Gain, point 12 of
// 40: Frequency 1000 Hz, Level -3.0103 dB". Empty where nothing is picked.
func (p *XY) Picked() string {
	if p.series < 0 {
		return ""
	}
	c, s := &p.chart, &p.chart.Series[p.series]
	return fmt.Sprintf("%s, point %d of %d: %s, %s", p.name(p.series), p.index+1, s.Len(),
		titled(c.X, s.xText(p.index), "x"), titled(c.Y, s.yText(p.index), "y"))
}

// titled is a number with what it is in front and its unit behind.
func titled(a Axis, number, otherwise string) string {
	title := a.Title
	if title == "" {
		title = otherwise
	}
	return title + " " + withUnit(number, a.Unit)
}

// Summary says in words what the chart shows, a line for each series: least, greatest
// and last value, and how many points lie outside the limits.
func (p *XY) Summary() string {
	if len(p.chart.Series) == 0 {
		return census{}.why()
	}
	var lines []string
	for j := range p.chart.Series {
		lines = append(lines, p.name(j)+": "+p.chart.summarize(&p.chart.Series[j]))
	}
	return strings.Join(lines, "\n")
}

// summarize is the part of Summary behind a series' name.
func (c *Chart) summarize(s *Series) string {
	least, most, last, numbers, bad := -1, -1, -1, 0, 0
	for i := range s.Len() {
		y := s.Y[i]
		if !drawable(y, false) || !drawable(s.x(i), false) {
			continue
		}
		numbers++
		last = i
		if least < 0 || y < s.Y[least] {
			least = i
		}
		if most < 0 || y > s.Y[most] {
			most = i
		}
		if outside(y, c.Low, c.High) {
			bad++
		}
	}
	if last < 0 {
		return points(s.Len()) + ", no number among them"
	}
	text := func(i int) string { return withUnit(s.yText(i), c.Y.Unit) }
	out := fmt.Sprintf("%s, min %s, max %s, last %s", points(s.Len()), text(least), text(most), text(last))
	if left := s.Len() - numbers; left > 0 {
		out += fmt.Sprintf(", %d without a number", left)
	}
	if limits := interval(c.Low, c.High, c.Y.Unit); limits != "" {
		out += "; " + beyond(bad, numbers, limits)
	}
	return out
}
