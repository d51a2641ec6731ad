package lookup

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/rs/zerolog"

	"stationcompanion/client"
	"stationcompanion/client/demo"
	"stationcompanion/client/report"
	"stationcompanion/station"
	"stationcompanion/ui/look"
)

// demoRig is a rig whose server is the real client over real sockets to the demo server.
func demoRig(t *testing.T) (*rig, *demo.Server, *client.Client) {
	t.Helper()
	srv, err := demo.Start(demo.Options{Reports: 300, Station: "FCT-1"})
	if err != nil {
		t.Fatal(err)
	}
	c := client.New(client.Options{Log: zerolog.Nop(), Config: client.Config{Server: srv.URL(), Demo: true, Identity: station.Identity{Name: "FCT-1"}, RequestTimeout: patienceOfTests}})
	r := newRig(t)
	r.time = time.Now()
	r.p = New(t.Context(), r.deps(c), station.Identity{}, client.Snapshot{})
	t.Cleanup(func() {
		c.Close()
		if err := srv.Close(); err != nil {
			t.Error(err)
		}
		r.p.Wait()
	})
	r.window(1280, 750)
	return r, srv, c
}

// TestDemo looks up every well-known serial number and walks through every step of
// every report found.
func TestDemo(t *testing.T) {
	r, _, _ := demoRig(t)
	for _, sn := range []string{demo.SerialFailing, demo.SerialPassed, demo.SerialRepaired, demo.SerialSlash, demo.SerialQuote} {
		r.p.Submit(sn)
		r.pump()
		a := r.p.history.now()
		if a == nil || a.Clean != sn || len(a.headers) == 0 {
			t.Fatalf("%s: view %d, %v", sn, r.p.stage.view, r.p.stage.err)
		}
		r.pump() // the report that opens by itself
		for i, h := range a.headers {
			if i != r.p.left.chosen {
				r.p.tapRow(i)
				r.pump()
			}
			if h.SerialNumber != sn {
				t.Errorf("%s: a row of %s", sn, h.SerialNumber)
			}
			r.walk(h)
		}
	}
	if dir := os.Getenv("SC_PICTURES"); dir != "" {
		r.advance(time.Second)
		r.p.Submit(demo.SerialFailing)
		r.pump()
		r.pump()
		for _, v := range []look.Variant{look.Light, look.Dark} {
			fyne.CurrentApp().Settings().SetTheme(look.NewTheme(v, 1))
			r.win.Resize(fyne.NewSize(1280, 750))
			draw(t, r, filepath.Join(dir, "lookup-demo-"+string(v)+".png"))
		}
	}
}

// walk unfolds all of the open report and reads every row.
func (r *rig) walk(h report.Header) {
	r.t.Helper()
	d := r.p.right.doc
	if d == nil {
		r.t.Fatalf("%s is not shown: %v", h.UUID, r.p.stage.openErr)
	}
	if d.rep.Verdict() != h.Verdict() || !strings.EqualFold(d.rep.ID, h.UUID) {
		r.t.Errorf("row %s %s shows report %s %s", h.UUID, h.Result, d.rep.ID, d.rep.Result)
	}
	if h.Verdict() == report.Failed && h.ReportType == "T" {
		if !d.hasFirst || r.p.right.card.path.Full() == "" || r.p.right.steps.chosen.row != int32(d.first.Step.Row) {
			r.t.Errorf("%s failed and does not open on its failure", h.UUID)
		}
	}
	for row := range d.rep.Len() {
		d.open[int32(row)] = true
	}
	tr := newTree(d)
	steps := 0
	for i, it := range tr.items {
		if it.meas < 0 {
			steps++
		}
		if c := tr.cells(i); c.name == "" {
			r.t.Errorf("%s: row %d has no name", h.UUID, i)
		}
		if stepDetail(d, it).text() == "" {
			r.t.Errorf("%s: row %d has no detail", h.UUID, i)
		}
	}
	if steps != d.rep.Len() {
		r.t.Errorf("%s: %d of %d steps can be reached", h.UUID, steps, d.rep.Len())
	}
}

// TestDemoServerGoesAndComes: the question asked while it was away is answered by
// itself when it is back.
func TestDemoServerGoesAndComes(t *testing.T) {
	r, srv, c := demoRig(t)
	if err := srv.SetFault("status:503"); err != nil {
		t.Fatal(err)
	}
	r.p.SetConnection(c.Snapshot())
	r.p.Submit(demo.SerialFailing)
	r.pump()
	if r.p.stage.view != viewFailed || !waitsForConnection(r.p.stage.err) {
		t.Fatalf("view %d, %v", r.p.stage.view, r.p.stage.err)
	}
	r.p.SetConnection(c.Snapshot())
	if err := srv.SetFault(""); err != nil {
		t.Fatal(err)
	}
	if err := c.RetryNow(t.Context()); err != nil {
		t.Fatal(err)
	}
	r.p.SetConnection(c.Snapshot())
	r.pump()
	if a := r.p.history.now(); a == nil || a.Clean != demo.SerialFailing {
		t.Fatalf("view %d, %v, link %s", r.p.stage.view, r.p.stage.err, c.Snapshot().Link)
	}
	r.pump()
	if r.p.right.doc == nil {
		t.Error("the report is not shown")
	}
}

func TestDemoRestingPane(t *testing.T) {
	r, _, c := demoRig(t)
	if err := c.RetryNow(t.Context()); err != nil {
		t.Fatal(err)
	}
	r.p.SetStation(station.Identity{Name: "FCT-1"})
	r.p.SetConnection(c.Snapshot())
	r.pump()
	if r.p.stage.home == nil || len(r.p.left.rows) == 0 {
		t.Fatalf("no latest reports: %v", r.p.stage.err)
	}
}

// TestDemoPages asks the real client what the pages ask: the unit's tests, the last pass
// beside the failing report, and the station's day.
func TestDemoPages(t *testing.T) {
	r, _, c := demoRig(t)
	r.p.Submit(demo.SerialFailing)
	r.pump()
	r.pump() // the failing report opens
	unit := r.p.openTimeline(r.p.right.doc)
	r.pump()
	if len(unit.list.rows) != 3 || unit.list.chosen < 0 || !unit.body.here() {
		t.Errorf("%d reports of the unit, chosen %d", len(unit.list.rows), unit.list.chosen)
	}
	beside := r.p.openCompare(r.p.right.doc)
	r.pump()
	if beside.found == nil || beside.found.other.Verdict() != report.Passed || beside.list.names()[0] != "VCC 3V3" {
		t.Fatalf("compared: %+v", beside.text())
	}
	r.p.key(&fyne.KeyEvent{Name: fyne.KeyReturn}, false)
	if d := r.p.right.doc; r.p.pages.now != nil || d.rep.Step(int(r.p.right.steps.chosen.row)).Name != "VCC 3V3" {
		t.Error("Enter does not show the failing step")
	}
	if err := c.RetryNow(t.Context()); err != nil {
		t.Fatal(err)
	}
	r.p.SetStation(station.Identity{Name: "FCT-1"})
	r.p.bar.home.OnTapped()
	r.p.SetConnection(c.Snapshot())
	r.pump() // the latest rows
	r.pump() // the day
	if d := r.p.stage.day; d == nil || d.rows || d.AsOf.IsZero() || r.p.left.day.object.Visible() != (d.Reports > 0) {
		t.Errorf("the day is %+v", d)
	}
}
