package lookup

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/look/plot"
	"stationcompanion/ui/words"
)

// openChart shows the chart of a step.
func (p *Panel) openChart(row int) {
	d := p.right.doc
	if d == nil || row < 0 || !d.rep.Step(row).HasChart {
		return
	}
	l := p.newLoading(&page{
		title: words.T("lookup.chart.title", pathText(d.rep.Path(row))),
		facts: unitLine(d.rep),
	}, words.T("lookup.chart.wait"))
	load(l, func(context.Context) (report.Chart, error) { return d.rep.Chart(row) }, func(c report.Chart) { p.showChart(l, d, row, c) })
}

// showChart draws it, with the limits of the step's measurement where it has just one.
func (p *Panel) showChart(l *loading, d *document, row int, c report.Chart) {
	drawn := plot.NewXY()
	drawn.Set(chartOf(d, row, c))
	picked := look.NewText(words.T("lookup.plot.tap"), look.ColorQuiet, 1, fyne.TextStyle{})
	picked.SetMinRunes(20)
	drawn.OnPick = func(_, i int) {
		text := words.T("lookup.plot.tap")
		if i >= 0 {
			text = look.Visible(drawn.Picked())
		}
		picked.SetText(text)
	}
	l.key = plotKeys(drawn.Step, drawn.Unpick)
	l.text = func() string { return joinFull("\n", l.title, look.Visible(c.Label), drawn.Summary()) }
	p.pages.show(l.page)
	head := facts(look.Visible(c.Label), problemsOf(c))
	top := look.NewText(head, look.ColorQuiet, 1, fyne.TextStyle{})
	if head == "" {
		top.Hide()
	}
	l.fill(container.NewBorder(top, look.Sized(picked, 0, look.TargetSecondary), nil, nil, drawn))
}

// problemsOf says that something of the chart was odd.
func problemsOf(c report.Chart) string {
	if len(c.Problems) == 0 {
		return ""
	}
	return words.T("lookup.chart.odd", look.Visible(c.Problems[0].What))
}

// chartOf gives a chart to the plot; values keep the texts of the report.
func chartOf(d *document, row int, c report.Chart) plot.Chart {
	kind, _ := plot.KindNamed(c.Type)
	out := plot.Chart{
		Kind: kind,
		X:    plot.Axis{Title: look.Visible(c.XLabel), Unit: look.Visible(c.XUnit)},
		Y:    plot.Axis{Title: look.Visible(c.YLabel), Unit: look.Visible(c.YUnit)},
	}
	if all := d.rep.Measurements(row); len(all) == 1 && all[0].Kind == report.Numeric && all[0].Unit == c.YUnit {
		out.Low, out.High = limitOf(all[0].Low), limitOf(all[0].High)
	}
	for i, s := range c.Series {
		name := look.Visible(s.Name)
		if name == "" {
			name = strconv.Itoa(i + 1)
		}
		out.Series = append(out.Series, plot.Series{Name: name, X: s.X, Y: s.Y, RawX: pieces(s.RawX, len(s.X)), RawY: pieces(s.RawY, len(s.Y))})
	}
	return out
}

// pieces parts the numbers of a series as they are written; nil where they are not n, so
// that none stands at another's place.
func pieces(raw string, n int) []string {
	all := strings.Split(raw, ";")
	if len(all) == n+1 && strings.TrimSpace(all[n]) == "" { // a semicolon at the end
		all = all[:n]
	}
	if len(all) != n {
		return nil
	}
	for i := range all {
		all[i] = strings.TrimSpace(all[i])
	}
	return all
}
