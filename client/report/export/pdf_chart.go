package export

import (
	"math"
	"strconv"
	"strings"

	"stationcompanion/client/report"
	"stationcompanion/client/report/plain"
)

// firstPlot draws the chart of the first failing step, where it has one.
func (d *doc) firstPlot() {
	if !d.first.Step.HasChart {
		return
	}
	if c, err := d.rep.Chart(d.first.Step.Row); err == nil {
		d.plot(c, 170)
	}
}

// charts draws the charts of the report, each under the path of its step.
func (d *doc) charts() {
	drawn, left := 0, 0
	for i := range d.rep.Len() {
		s := d.rep.Step(i)
		switch {
		case !s.HasChart:
		case drawn == pdfCharts:
			left++
		default:
			if drawn++; drawn == 1 {
				d.need(270)
				d.title("Charts")
			}
			d.chart(s)
		}
	}
	if left > 0 {
		d.leftOut()
		d.paragraph(d.left, soft, plural(left, "more chart")+" left out here; the original has them.")
		d.y += 8
	}
}

func (d *doc) chart(s report.Step) {
	d.need(230)
	d.paragraph(d.left, bodyBold, clipLines(pathOf(d.rep.Path(s.Row), s.Name), 4))
	c, err := d.rep.Chart(s.Row)
	if err != nil {
		d.paragraph(d.left, soft, "The chart could not be read: "+oneLine(err.Error()))
		return
	}
	d.plot(c, 170)
	for _, odd := range c.Problems {
		d.paragraph(d.left, soft, "▲ "+problemText(odd))
	}
}

// plot draws the curves of a chart into a frame of a height, with axes and a legend.
// Curves are told apart by dashes and signs, not by colour.
func (d *doc) plot(c report.Chart, height float64) {
	d.need(height + 40)
	if label := facts(oneLine(c.Label), axisTitle(c)); label != "" {
		d.paragraph(d.left, soft, label)
	}
	x, y, ok := scales(c)
	if !ok {
		d.paragraph(d.left, soft, "This chart holds no points that can be drawn.")
		d.y += 6
		return
	}
	widest := 0.0
	for _, t := range y.ticks(6) {
		widest = max(widest, d.widthOf(small, tickText(t)))
	}
	x.from, x.to = d.left+widest+8, d.right-6
	y.from, y.to = d.y+height-16, d.y+4
	d.axes(x, y)
	for i, s := range c.Series {
		d.curve(x, y, s, lineStyleOf(i))
	}
	d.y += height
	d.legend(c)
	d.y += 8
}

func axisTitle(c report.Chart) string {
	return facts(labelled("x:", axis(c.XLabel, c.XUnit)), labelled("y:", axis(c.YLabel, c.YUnit)))
}

// lineStyle is how a curve is told from the others.
type lineStyle struct {
	dash  []float64
	width float64
	sign  int // corners of its signs; 0 = a disc
	ink   ink
}

func lineStyleOf(i int) lineStyle {
	styles := []lineStyle{
		{nil, 1.3, 0, infoInk}, {[]float64{5, 2.5}, 1.2, 4, badInk}, {[]float64{1.5, 2}, 1.3, 3, goodInk},
		{[]float64{8, 2, 1.5, 2}, 1.1, 4, black}, {[]float64{3, 3}, 1.1, 3, warnInk}, {nil, 0.7, 4, black},
	}
	return styles[i%len(styles)]
}

// axes draws frame, ticks and their numbers.
func (d *doc) axes(x, y scale) {
	for _, t := range y.ticks(6) {
		at := y.at(t)
		d.rule(x.from, at, x.to, at, 0.3, hairline)
		d.textRight(x.from-4, at+2.8, small, tickText(t))
	}
	end := 0.0
	for _, t := range x.ticks(8) {
		at := x.at(t)
		d.rule(at, y.from, at, y.to, 0.3, hairline)
		text := tickText(t)
		w := d.widthOf(small, text)
		if from := min(at-w/2, d.right-w); from > end {
			d.text(from, y.from+11, small, text)
			end = from + w + 6
		}
	}
	d.rule(x.from, y.from, x.to, y.from, 0.8, quiet)
	d.rule(x.from, y.from, x.from, y.to, 0.8, quiet)
}

func tickText(f float64) string {
	if f == 0 {
		return "0"
	}
	if a := math.Abs(f); a >= 1e6 || a < 1e-4 {
		return strings.Replace(plain.Rounded(f, 4), "e+0", "e", 1)
	}
	return strconv.FormatFloat(math.Round(f*1e8)/1e8, 'f', -1, 64)
}

// legend names the curves beside a piece of their line.
func (d *doc) legend(c report.Chart) {
	x := d.left
	for i, s := range c.Series {
		if i == 24 {
			d.leftOut()
			d.paragraph(d.left, soft, "and "+plural(len(c.Series)-i, "more curve"))
			return
		}
		name := cut(or(s.Name, noName), 80)
		w := 34 + d.widthOf(small, name) + 12
		if x > d.left && x+w > d.right {
			x = d.left
			d.y += small.height() + 1
		}
		if x == d.left {
			d.need(small.height() + 1)
		}
		style := lineStyleOf(i)
		d.dashed(style)
		d.rule(x, d.y+5.5, x+26, d.y+5.5, style.width, style.ink)
		d.pdf.SetDashPattern(nil, 0)
		d.sign(x+13, d.y+5.5, style)
		d.text(x+31, d.y+small.size, small, name)
		x += w
	}
	if len(c.Series) > 0 {
		d.y += small.height()
	}
}

func (d *doc) dashed(s lineStyle) {
	if s.dash != nil {
		d.pdf.SetDashPattern(s.dash, 0)
	}
}

// sign draws the sign of a curve.
func (d *doc) sign(x, y float64, s lineStyle) {
	const r = 2.3
	switch s.sign {
	case 3:
		d.polygon(s.ink, x, y-r, x+r, y+r, x-r, y+r)
	case 4:
		d.fill(x-r*0.85, y-r*0.85, 1.7*r, 1.7*r, s.ink)
	default:
		d.pdf.SetFillColor(s.ink.rgb())
		d.pdf.Circle(x, y, r, "F")
	}
}
