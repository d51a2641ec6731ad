package lookup

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/look/plot"
	"stationcompanion/ui/words"
)

// openHistory shows what the chosen step or measurement was in the last reports of the
// same part and operation.
func (p *Panel) openHistory(it item) {
	d := p.right.doc
	if d == nil || it.row < 0 {
		return
	}
	q := historyQuery(d, it)
	q.Known = p.known()
	here := p.station.Spellings()
	l := p.newLoading(&page{
		title: words.T("lookup.history.title", measuredPath(d, it)),
		facts: facts(look.Visible(q.Part), operation(q.ProcessName, q.ProcessCode)),
	}, words.T("lookup.history.wait"))
	work := func(ctx context.Context) (client.History, error) {
		q.Progress = func(done, of int) {
			p.d.Do(func() {
				if p.pages.now == l.page && p.paging.busy() && l.notice.object.Visible() {
					l.notice.tick(words.T("lookup.history.progress", done, of))
				}
			})
		}
		h, err := p.d.Server.StepHistory(ctx, q)
		return withOwn(h, d, it, here), err
	}
	load(l, work, func(h client.History) { p.showHistory(l, h, unitOf(d, it)) })
}

// historyQuery asks for a row of the tree: a measurement, or a step by its only one.
func historyQuery(d *document, it item) client.HistoryQuery {
	r, row := d.rep, int(it.row)
	q := client.HistoryQuery{
		Part: r.PartNumber, ProcessCode: wholeNumber(r.ProcessCode), ProcessName: r.ProcessName,
		Path: r.Path(row), Occurrence: max(0, slices.Index(r.RowsOf(r.Path(row)), row)),
		Until: r.Start.T.Add(time.Second), // this one too
	}
	if m, ok := measurementIn(r, it); ok {
		q.Measurement, q.Kind, q.CompOp = m.Name, m.Kind, m.CompOp
	}
	return q
}

// withOwn adds the open report's own result where the server has it not (yet): a report
// from a file, or one still being processed. Points are newest first.
func withOwn(h client.History, d *document, it item, here []string) client.History {
	r := d.rep
	if slices.ContainsFunc(h.Points, func(pt client.Point) bool { return strings.EqualFold(pt.ID, r.ID) }) {
		return h
	}
	own := client.Point{ID: r.ID, Serial: r.SerialNumber, Start: r.Start.T, Station: r.Station, Verdict: r.Step(int(it.row)).Verdict,
		Here: slices.ContainsFunc(here, func(name string) bool { return strings.EqualFold(name, strings.TrimSpace(r.Station)) })}
	if m, ok := measurementIn(r, it); ok {
		own.Kind, own.Value, own.Low, own.High, own.CompOp, own.Unit, own.Text, own.Limit = m.Kind, m.Value, m.Low, m.High, m.CompOp, m.Unit, m.Text, m.Limit
		if m.Verdict != report.VerdictUnknown {
			own.Verdict = m.Verdict
		}
	}
	at := len(h.Points)
	for i, pt := range h.Points {
		if pt.Start.Before(own.Start) {
			at = i
			break
		}
	}
	h.Points = slices.Insert(slices.Clone(h.Points), at, own)
	return h
}

// measurementIn gives the measurement a row stands for; ok is false where it stands for
// none, or for several.
func measurementIn(r *report.Report, it item) (report.Measurement, bool) {
	all := r.Measurements(int(it.row))
	switch {
	case it.meas >= 0 && int(it.meas) < len(all):
		return all[it.meas], true
	case len(all) == 1:
		return all[0], true
	}
	return report.Measurement{}, false
}

func unitOf(d *document, it item) string {
	m, _ := measurementIn(d.rep, it)
	return look.Visible(m.Unit)
}

func measuredPath(d *document, it item) string {
	path := d.rep.Path(int(it.row))
	if m, ok := measurementIn(d.rep, it); ok && it.meas >= 0 && m.Name != "" {
		path = append(path[:len(path):len(path)], m.Name)
	}
	if len(path) == 0 {
		path = []string{d.rep.Step(int(it.row)).Name}
	}
	return pathText(path)
}

// known gives the reports that are at hand, so that they are not fetched again.
func (p *Panel) known() func(id string) *report.Report {
	at := map[string]*report.Report{}
	for _, a := range append(p.history.list[:len(p.history.list):len(p.history.list)], p.stage.home) {
		if a != nil && a.doc != nil && !a.doc.rep.Incomplete {
			at[a.opened] = a.doc.rep
		}
	}
	return func(id string) *report.Report { return at[id] }
}

// showHistory shows the sentence, what it rests on, the plot, and the picked value.
func (p *Panel) showHistory(l *loading, h client.History, unit string) {
	sentence := paragraph(words.History(client.Judge(h.Points)))
	sentence.SizeName = theme.SizeNameSubHeadingText
	top := container.New(&flushLayout{}, sentence)
	notes := facts(words.HistoryNotes(h), words.AsOf(h.AsOf))
	if len(h.Points) == 0 {
		l.fill(container.NewVBox(top, look.NewText(notes, look.ColorQuiet, 1, fyne.TextStyle{})))
		return
	}
	plotted := plot.NewHistory()
	plotted.Set(record(h, unit))
	picked := look.NewText(words.T("lookup.plot.tap"), look.ColorQuiet, 1, fyne.TextStyle{})
	picked.SetMinRunes(20)
	open := widget.NewButtonWithIcon(words.T("lookup.plot.open"), theme.NavigateNextIcon(), nil)
	open.IconPlacement = widget.ButtonIconTrailingText
	open.Disable()
	plotted.OnPick = func(_, i int) {
		if i >= 0 {
			i = len(h.Points) - 1 - i // they stand oldest first
		}
		able(open, i >= 0 && h.Points[i].ID != "")
		if i < 0 {
			picked.SetText(words.T("lookup.plot.tap"))
			return
		}
		picked.SetText(pickedPoint(h.Points[i]))
		open.OnTapped = func() { p.closePage(); p.openTest(h.Points[i].ID) }
	}
	l.key = plotKeys(plotted.Step, plotted.Unpick)
	l.text = func() string {
		return joinFull("\n", l.title, sentence.Text, notes, plotted.Summary())
	}
	p.pages.show(l.page)
	bottom := container.New(&lineLayout{grow: 0, yield: -1, gap: 8}, picked, look.Target(open, true))
	l.fill(container.NewBorder(container.NewVBox(top, look.NewText(notes, look.ColorQuiet, 0.93, fyne.TextStyle{})), bottom, nil, nil, plotted))
}

// plotKeys moves from value to value with Left and Right.
func plotKeys(step func(int), unpick func()) func(fyne.KeyName) bool {
	return func(k fyne.KeyName) bool {
		switch k {
		case fyne.KeyLeft:
			step(-1)
		case fyne.KeyRight:
			step(1)
		case fyne.KeyUp, fyne.KeyDown:
			unpick()
		default:
			return false
		}
		return true
	}
}

// pickedPoint says when, where and which unit, with the value as it was measured.
func pickedPoint(pt client.Point) string {
	value := pt.Value.Raw
	if pt.Kind == report.String {
		value = look.Visible(pt.Text)
	}
	return facts(words.Verdict(pt.Verdict), value, words.FullTime(pt.Start), look.Visible(pt.Station), look.Visible(pt.Serial))
}

// record gives the points to the plot.
func record(h client.History, unit string) plot.Record {
	rec := plot.Record{Value: plot.Axis{Title: words.T("lookup.history.value"), Unit: unit}}
	for _, pt := range slices.Backward(h.Points) { // oldest first
		rec.Points = append(rec.Points, plot.Measured{
			Value: pt.Value.F, Raw: pt.Value.Raw, Verdict: plotVerdict(pt.Verdict), At: pt.Start, Elsewhere: !pt.Here,
			Label: facts(look.Visible(pt.Serial), look.Visible(pt.Station)),
			Low:   limitOf(pt.Low), High: limitOf(pt.High),
		})
	}
	return rec
}

func limitOf(n report.Number) plot.Limit {
	if !n.Set() {
		return plot.Limit{}
	}
	return plot.LimitAt(n.F, n.Raw)
}

func plotVerdict(v report.Verdict) plot.Verdict {
	switch v {
	case report.Passed, report.Done:
		return plot.Passed
	case report.Failed:
		return plot.Failed
	case report.Errored:
		return plot.Errored
	case report.Terminated:
		return plot.Terminated
	}
	return plot.Unknown
}
