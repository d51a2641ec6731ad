package lookup

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// stationDay is this station's day with where it comes from.
type stationDay struct {
	client.Day
	origin           // of the rows it was counted from; zero: WATS counted them
	rows   bool      // counted from the latest rows
	part   bool      // there may be older tests of the day than those rows
	at     time.Time // as of when
}

// askDay follows this station's latest rows a: where WATS gave them it is asked for the
// day's figures too, else they are counted from the rows.
func (p *Panel) askDay(a *answer) {
	p.daying.stop()
	now := p.d.Now()
	from := midnight(now)
	if !a.saved.IsZero() || p.station.Name == "" {
		p.showDay(p.dayOfRows(a, from, now))
		return
	}
	ask(&p.daying, func(ctx context.Context) (client.Day, error) {
		return p.d.Server.Day(ctx, from, now)
	}, func(patience) {}, func(d client.Day, err error) {
		switch {
		case err != nil:
			p.showDay(p.dayOfRows(a, from, now))
		case !p.foreign(d.Last):
			p.showDay(&stationDay{Day: d, at: d.AsOf})
		}
	})
}

// midnight is when now's day began, in this PC's zone.
func midnight(now time.Time) time.Time {
	y, m, d := now.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, now.Location())
}

// dayOfRows counts the day from the latest rows alone.
func (p *Panel) dayOfRows(a *answer, from, now time.Time) *stationDay {
	d := &stationDay{Day: client.DayOf(a.headers, p.station.Spellings(), from, now.Add(time.Second)), origin: a.origin, rows: true, at: a.stamp()}
	if !a.saved.IsZero() {
		d.at = a.saved
	}
	d.part = true
	for _, h := range a.headers {
		if h.Start.Before(from) {
			d.part = false // the rows reach back beyond the day
		}
	}
	d.part = d.part && (a.more || len(a.headers) >= latestRows)
	return d
}

func (p *Panel) showDay(d *stationDay) {
	p.stage.day = d
	p.paintDay()
}

// paintDay shows the day above this station's rows, and above no other.
func (p *Panel) paintDay() {
	d := p.stage.day
	if p.history.now() != nil || p.stage.home == nil {
		d = nil
	}
	if p.left.day.set(d, p.d.Now()) {
		p.left.object.Refresh()
	}
}

// dayPage is the day per operation, and the last tests with their times.
type dayPage struct {
	p    *Panel
	page *page
	day  *stationDay
	runs *runsPanel
	list *reportList
}

// openDay opens the page of the day that the strip shows.
func (p *Panel) openDay() *dayPage {
	if p.stage.day == nil {
		return nil
	}
	d := &dayPage{p: p, day: p.stage.day, runs: newRunsPanel()}
	title := words.T("day.title")
	if p.station.Name != "" {
		title = words.T("day.title.name", look.Visible(p.station.Name))
	}
	d.list = newReportList(d.open)
	p.hear(d.list.pager.list, d.list.key)
	d.fill()
	rows := d.list.pager.list
	d.page = &page{title: title, facts: words.DayAsOf(d.day.at, !d.day.saved.IsZero(), p.d.Now()),
		content: container.New(growing(rows), d.runs.object, d.list.head, rows), text: d.text,
		key: func(k fyne.KeyName) bool { return d.list.key(k) }}
	p.openPage(d.page)
	return d
}

func (d *dayPage) fill() {
	now := d.p.d.Now()
	var lines []fyne.CanvasObject
	for _, l := range d.lines() {
		lines = append(lines, namedLine(container.NewWithoutLayout(), l.name, words.Day(client.Day{Tally: l.tally})))
	}
	d.runs.fill(lines, 1, said{d.note(now), look.ColorAttentionText})
	title := words.T("day.last.one")
	if n := len(d.day.Last); n > 1 {
		title = words.T("day.last", n)
	}
	d.list.set(title, d.day.Last, rowsLook{units: true, of: d.p.station.Name, at: now}, "")
}

// dayLine is one line of figures.
type dayLine struct {
	name  string
	tally client.Tally
}

// lines is the whole day, and its operations where there are several.
func (d *dayPage) lines() []dayLine {
	ops := d.day.Operations
	var all []dayLine
	if len(ops) != 1 {
		all = append(all, dayLine{words.T("day.all"), d.day.Tally})
	}
	for _, o := range ops {
		all = append(all, dayLine{operation(o.ProcessName, o.ProcessCode), o.Tally})
	}
	return all
}

// note says where the figures come from, if WATS did not count them.
func (d *dayPage) note(now time.Time) string {
	switch {
	case d.day.Cut:
		return words.T("day.cut_off", d.day.Reports)
	case !d.day.rows:
		return ""
	case d.day.saved.IsZero():
		return words.T("day.from_list", words.When(d.day.at, now))
	}
	return words.T("day.from_rows", words.When(d.day.saved, now))
}

func (d *dayPage) open(h report.Header) {
	d.p.closePage()
	d.p.openTest(h.UUID)
	d.p.refocus()
}

func (d *dayPage) text() string {
	lines := []string{d.page.title, d.page.facts, d.note(d.p.d.Now())}
	for _, l := range d.lines() {
		lines = append(lines, joinFull(": ", l.name, words.Day(client.Day{Tally: l.tally})))
	}
	for _, h := range d.list.rows {
		lines = append(lines, joinFull(dot, reportLine(h), look.Visible(h.SerialNumber)))
	}
	return joinFull("\n", lines...)
}
