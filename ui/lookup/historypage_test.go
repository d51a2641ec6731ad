package lookup

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/look/plot"
)

// pastPoints are a history, newest first: failing here, passing elsewhere.
func pastPoints(start time.Time, n int) []client.Point {
	var all []client.Point
	for i := range n {
		here := i%2 == 0
		pt := client.Point{ID: fmt.Sprintf("aaaaaaaa-0000-4000-8000-%012d", i), Serial: fmt.Sprint("SN-", i), Start: start.Add(-time.Duration(i+1) * time.Hour),
			Station: map[bool]string{true: "TEST-01", false: "TEST-02"}[here], Here: here, Verdict: report.Passed,
			Value: report.MakeNumber("3.30"), Low: report.MakeNumber("3.15"), High: report.MakeNumber("3.45"), CompOp: "GELE"}
		if here {
			pt.Value, pt.Verdict = report.MakeNumber("3.7"), report.Failed
		}
		all = append(all, pt)
	}
	return all
}

// TestHistoryPage: it asks for the failing measurement of this part and operation, tells
// how far it is, says one sentence that counts this report too, and leads to each report.
func TestHistoryPage(t *testing.T) {
	rep := decode(t, failingWSJF)
	r := opened(t, rep)
	r.p.SetStation(station.Identity{Name: "TEST-01"})
	r.p.right.card.history.OnTapped()
	c := r.call()
	q := c.history
	if q == nil || q.Part != "PCBA-100" || *q.ProcessCode != 100 || strings.Join(q.Path, "/") != "Power/VCC 3V3" || q.CompOp != "GELE" || !q.Until.After(rep.Start.T) {
		t.Fatalf("asked %+v", q)
	}
	if q.Known(rep.ID) == nil || q.Known("other") != nil {
		t.Error("the open report would be fetched again")
	}
	r.advance(400 * time.Millisecond)
	q.Progress(3, 25)
	r.pump()
	if !says(r.p.pages.object, "Looking through earlier reports") || !says(r.p.pages.object, "3 of 25 reports read.") {
		t.Error("nothing says what is waited for")
	}
	c.answer(reply{history: client.History{Points: pastPoints(rep.Start.T, 20), Source: client.FromReports, Reports: 20, AsOf: r.time}})
	r.pump()
	text := r.p.pages.now.text()
	for _, want := range []string{"Power › VCC 3V3", "Failed 5 of the last 5 here, 0 of 10 elsewhere", "look at this station", "from 20 reports"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	plots := find[*plot.History](r.p.pages.object)
	if len(plots) != 1 {
		t.Fatal("no plot")
	}
	plotted := plots[0]
	rec := plotted.Record()
	if n := len(rec.Points); n != 21 || !rec.Points[0].At.Before(rec.Points[20].At) || rec.Points[20].Raw != "3.71" || rec.Points[20].Elsewhere {
		t.Errorf("%d points, newest %+v", n, rec.Points[n-1])
	}
	plotted.Pick(19)
	if !says(r.p.pages.object, "FAILED · 3.7") {
		t.Error("the picked value is not said")
	}
	r.p.key(&fyne.KeyEvent{Name: fyne.KeyLeft}, false)
	if !says(r.p.pages.object, "PASSED · 3.30") {
		t.Error("Left does not go to the value before")
	}
}

// TestHistoryFails: what went wrong is said with what to do, and can be tried again.
func TestHistoryFails(t *testing.T) {
	r := opened(t, decode(t, failingWSJF))
	r.p.right.card.history.OnTapped()
	r.call().answer(reply{err: &client.Error{Kind: client.KindOpen}})
	r.pump()
	if !says(r.p.pages.object, "WATS") || r.p.pages.now == nil {
		t.Error("nothing says why there is no history")
	}
	r.p.Back()
	if r.p.pages.now != nil {
		t.Error("Back does not close the page")
	}
}

// TestChartPage: the chart is read from the report's own bytes; a tap says the value as
// it is written there.
func TestChartPage(t *testing.T) {
	wsjf := strings.Replace(failingWSJF, `"causedUUTFailure":true,`, `"causedUUTFailure":true,"chart":{"chartType":"LineLogX","label":"Sweep","xLabel":"f","xUnit":"Hz","yLabel":"U","yUnit":"V",
"series":[{"dataType":"XYG","name":"A","xdata":"10;100;1000;","ydata":"3.3000;3.5;3.71"}]},`, 1)
	rep, err := report.DecodeKeeping(strings.NewReader(wsjf), report.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	r := opened(t, rep)
	if !r.p.right.card.chart.Visible() || !r.p.right.detail.chart.Visible() {
		t.Fatal("nothing leads to the chart")
	}
	r.p.right.card.chart.OnTapped()
	r.pump()
	charts := find[*plot.XY](r.p.pages.object)
	if len(charts) != 1 {
		t.Fatal("no chart")
	}
	drawn := charts[0]
	c := drawn.Chart()
	if c.Kind != plot.LineLogX || c.X.String() != "f (Hz)" || len(c.Series) != 1 || c.High.Raw != "3.45" || len(c.Series[0].RawX) != 3 {
		t.Errorf("%+v", c)
	}
	drawn.Pick(0, 0)
	if !says(r.p.pages.object, "3.3000") {
		t.Errorf("the value is not said as it is written: %q", drawn.Picked())
	}
	if text := r.p.pages.now.text(); !strings.Contains(text, "Sweep") {
		t.Errorf("copied %q", text)
	}
	passed := opened(t, decode(t, failingWSJF))
	if passed.p.right.card.chart.Visible() {
		t.Error("a button leads to a chart that is not there")
	}
}

// says reports whether a text stands somewhere in o.
func says(o fyne.CanvasObject, text string) bool {
	if !o.Visible() {
		return false
	}
	switch o := o.(type) {
	case *look.Text:
		return strings.Contains(o.Full(), text)
	case *widget.Label:
		return strings.Contains(o.Text, text)
	case *fyne.Container:
		return slices.ContainsFunc(o.Objects, func(c fyne.CanvasObject) bool { return says(c, text) })
	case fyne.Widget:
		return slices.ContainsFunc(test.WidgetRenderer(o).Objects(), func(c fyne.CanvasObject) bool { return says(c, text) })
	}
	return false
}
