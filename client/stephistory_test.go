package client_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/demo"
	"stationcompanion/client/report"
)

// drift is the demo's measurement that moves out of its limits at one station.
var drift = client.HistoryQuery{Part: "PCBA-330", ProcessCode: ptr(110), ProcessName: "End of line", Path: []string{"Motor", "Phase current"}, CompOp: "GELE"}

const driftStation = "EOL-02"

var noMeasurements = []string{"App/Measurements"}

// Both ways must tell the same of the same reports.
func TestStepHistoryBothWays(t *testing.T) {
	server, c := judge(t, demo.Options{Reports: 2000}, driftStation)
	before := server.Requests()
	listed, err := c.StepHistory(t.Context(), drift)
	if err != nil {
		t.Fatal(err)
	}
	if listed.Source != client.FromMeasurements || server.Requests()-before != 2 || len(listed.Points) < 50 || listed.Failed+listed.Unplaced != 0 ||
		len(listed.Points)+listed.Missing+listed.Deleted != listed.Reports || listed.AsOf.IsZero() {
		t.Fatalf("%d requests, %d points: %+v", server.Requests()-before, len(listed.Points), listed.Reports)
	}
	_, c = judge(t, demo.Options{Reports: 2000, Without: noMeasurements}, driftStation)
	var told []int
	q := drift
	q.Progress = func(done, of int) { told = append(told, done, of) }
	opened, err := c.StepHistory(t.Context(), q)
	if err != nil || opened.Source != client.FromReports || opened.Reports != 25 || len(opened.Points)+opened.Missing != 25 {
		t.Fatalf("%v %+v", err, opened)
	}
	if len(told) != 50 || told[0] != 1 || told[48] != 25 || told[49] != 25 {
		t.Errorf("progress %v", told)
	}
	byID := map[string]client.Point{}
	for _, p := range listed.Points {
		byID[p.ID] = p
	}
	here, failed := 0, 0
	for i, p := range opened.Points {
		l := byID[p.ID]
		if l.Value != p.Value || l.Low != p.Low || l.High != p.High || l.Verdict != p.Verdict || l.Station != p.Station || l.Here != p.Here || !l.Start.Equal(p.Start) || l.Serial != p.Serial {
			t.Errorf("listed %+v, opened %+v", l, p)
		}
		if p.Here != (p.Station == driftStation) || p.Unit != "A" || p.CompOp != "GELE" || !p.Value.Set() || i > 0 && p.Start.After(opened.Points[i-1].Start) {
			t.Errorf("%d: %+v", i, p)
		}
		if p.Here {
			here++
		}
		if p.Verdict.Bad() {
			failed++
		}
	}
	if here < 5 || failed == 0 {
		t.Errorf("%d points here, %d failed", here, failed)
	}
	if a, b := client.Judge(listed.Points), client.Judge(opened.Points); a.Here != b.Here || a.Here.Of != 5 {
		t.Errorf("judged %+v and %+v", a, b)
	}
}

func TestStepHistoryRemembersTheMissingCall(t *testing.T) {
	server, c := judge(t, demo.Options{Reports: 400, Without: noMeasurements}, driftStation)
	for i, want := range []int64{2, 1} {
		before := server.Requests()
		h, err := c.StepHistory(t.Context(), drift)
		if err != nil || server.Requests()-before != want+int64(h.Reports) {
			t.Errorf("%d: %v, %d requests for %d reports", i, err, server.Requests()-before, h.Reports)
		}
	}
}

func TestStepHistoryOfOddSteps(t *testing.T) {
	_, c := judge(t, demo.Options{Reports: 1200}, "EOL-01")
	for name, tc := range map[string]struct {
		q    func(*client.HistoryQuery)
		ok   func(h client.History) bool
		from client.HistorySource
	}{
		"a named measurement": {func(q *client.HistoryQuery) { q.Path, q.Measurement = []string{"Power", "Ripple"}, "3V3" },
			func(h client.History) bool {
				return len(h.Points) > 15 && h.Points[0].Low.Raw == "50.0" && !h.Points[0].High.Set()
			}, client.FromMeasurements},
		"a loop": {func(q *client.HistoryQuery) { q.Path = []string{"Communication", "UART echo"} },
			func(h client.History) bool { return len(h.Points) > 15 && h.Points[0].Unit == "ms" }, client.FromReports},
		"its second turn": {func(q *client.HistoryQuery) { q.Path, q.Occurrence = []string{"Communication", "UART echo"}, 2 },
			func(h client.History) bool { return len(h.Points) > 15 }, client.FromReports},
		"a turn too far": {func(q *client.HistoryQuery) { q.Path, q.Occurrence = []string{"Communication", "UART echo"}, 9 },
			func(h client.History) bool { return len(h.Points) == 0 && h.Missing == h.Reports && h.Reports == 25 }, client.FromReports},
		"pass or fail": {func(q *client.HistoryQuery) {
			q.Path, q.Kind = []string{"Communication", "CAN loopback"}, report.Boolean
		},
			func(h client.History) bool {
				return len(h.Points) > 15 && h.Points[0].Kind == report.Boolean && !h.Points[0].Value.Set()
			}, client.FromReports},
		"a text": {func(q *client.HistoryQuery) {
			q.Path, q.Kind = []string{"Programming", "Firmware version"}, report.String
		},
			func(h client.History) bool {
				return len(h.Points) > 15 && h.Points[0].Text == "4.2.1" && h.Points[0].Limit == "4.2.1"
			}, client.FromReports},
		"a step without measurements": {func(q *client.HistoryQuery) { q.Path = []string{"Programming", "Flash firmware"} },
			func(h client.History) bool { return len(h.Points) > 15 && h.Points[0].Verdict != report.VerdictUnknown }, client.FromReports},
		"no such step": {func(q *client.HistoryQuery) { q.Path = []string{"Power", "VCC 9V"} },
			func(h client.History) bool { return len(h.Points) == 0 && h.Missing == 25 }, client.FromReports},
		"no such part": {func(q *client.HistoryQuery) { q.Part = "nothing" },
			func(h client.History) bool { return h.Reports == 0 && len(h.Points) == 0 }, client.FromReports},
		"by name": {func(q *client.HistoryQuery) { q.ProcessCode = nil },
			func(h client.History) bool { return len(h.Points) > 15 }, client.FromMeasurements},
		"by code": {func(q *client.HistoryQuery) { q.ProcessName = "" },
			func(h client.History) bool { return len(h.Points) > 15 }, client.FromMeasurements},
		"up to a day": {func(q *client.HistoryQuery) { q.Until = demoNoon.AddDate(0, 0, -14) },
			func(h client.History) bool {
				return len(h.Points) > 5 && h.Points[0].Start.Before(demoNoon.AddDate(0, 0, -14))
			}, client.FromMeasurements},
	} {
		t.Run(name, func(t *testing.T) {
			q := client.HistoryQuery{Part: "PCBA-100", ProcessCode: ptr(110), ProcessName: "End of line", Path: []string{"Power", "VCC 3V3"}}
			tc.q(&q)
			h, err := c.StepHistory(t.Context(), q)
			if err != nil || h.Source != tc.from || !tc.ok(h) {
				var first client.Point
				if len(h.Points) > 0 {
					first = h.Points[0]
				}
				t.Errorf("%v: %d points of %d reports from %s, %d missing; first %+v", err, len(h.Points), h.Reports, h.Source, h.Missing, first)
			}
		})
	}
	_, err := c.StepHistory(t.Context(), client.HistoryQuery{Part: "PCBA-100"})
	wantErrorKind(t, err, client.KindQuestion)
}

// Reports at hand are not fetched again.
func TestStepHistoryUsesWhatIsKnown(t *testing.T) {
	server, c := judge(t, demo.Options{Reports: 400, Without: noMeasurements}, driftStation)
	h, err := c.StepHistory(t.Context(), drift)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string]*report.Report{}
	for _, p := range h.Points {
		if kept[p.ID], err = c.Report(t.Context(), p.ID); err != nil {
			t.Fatal(err)
		}
	}
	before := server.Requests()
	q := drift
	q.Known = func(id string) *report.Report { return kept[id] }
	again, err := c.StepHistory(t.Context(), q)
	if err != nil || len(again.Points) != len(h.Points) || server.Requests()-before != int64(1+h.Missing) {
		t.Errorf("%v: %d points, %d requests, %d missing", err, len(again.Points), server.Requests()-before, h.Missing)
	}
}

// The server goes away in the middle: what came counts, the rest is named.
func TestStepHistoryOfADyingServer(t *testing.T) {
	server, c := judge(t, demo.Options{Reports: 2000, Without: noMeasurements}, driftStation)
	q := drift
	q.Progress = func(done, _ int) {
		if done == 10 {
			if err := server.SetFault("refuse"); err != nil {
				t.Error(err)
			}
		}
	}
	h, err := c.StepHistory(t.Context(), q)
	if err != nil || h.Failed == 0 || h.Failed > 15 || len(h.Points)+h.Missing < 10 || h.FirstError == nil || len(h.Points)+h.Missing+h.Failed != 25 {
		t.Errorf("%v: %d points, %d missing, %d failed (%v)", err, len(h.Points), h.Missing, h.Failed, h.FirstError)
	}
	// Dead from the beginning is an error.
	if _, err = c.StepHistory(t.Context(), drift); err == nil {
		t.Error("no error of a dead server")
	}
}

func TestStepHistoryOfGarbage(t *testing.T) {
	for _, fault := range []string{"html", "garbage", "truncate", "status:503", "reset"} {
		server, c := judge(t, demo.Options{Reports: 400, Without: noMeasurements}, driftStation)
		q := drift
		q.Progress = func(done, _ int) {
			if done == 3 {
				if err := server.SetFault(fault); err != nil {
					t.Error(err)
				}
			}
		}
		h, err := c.StepHistory(t.Context(), q)
		if err != nil || h.Failed == 0 || h.FirstError == nil || len(h.Points) == 0 {
			t.Errorf("%s: %v, %d points, %d failed", fault, err, len(h.Points), h.Failed)
		}
	}
}

// Cancelling stops at once: a hanging server is not waited for, and no worker is left.
func TestStepHistoryIsCancelled(t *testing.T) {
	server, c := judge(t, demo.Options{Reports: 2000, Without: noMeasurements}, driftStation)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var calls atomic.Int64
	q := drift
	q.Progress = func(done, _ int) {
		calls.Add(1)
		if done == 4 {
			if err := server.SetFault("hang"); err != nil {
				t.Error(err)
			}
			cancel()
		}
	}
	began := time.Now()
	h, err := c.StepHistory(ctx, q)
	wantErrorKind(t, err, client.KindCancelled)
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
	if n := len(h.Points) + h.Missing; n < 4 || n > 6 || h.Failed != 0 {
		t.Errorf("%d reports looked at, %d failed", n, h.Failed)
	}
	if c.Snapshot().Breaker.Failures != 0 {
		t.Error("cancelling counts as the server's failure")
	}
	gone, stop := context.WithCancel(t.Context())
	stop()
	_, err = c.StepHistory(gone, drift)
	wantErrorKind(t, err, client.KindCancelled)
}

// A closed client ends a history like everything else.
func TestStepHistoryOfAClosedClient(t *testing.T) {
	_, c := judge(t, demo.Options{Reports: 400, Without: noMeasurements}, driftStation)
	q := drift
	q.Progress = func(done, _ int) {
		if done == 1 {
			c.Close()
		}
	}
	_, err := c.StepHistory(t.Context(), q)
	wantErrorKind(t, err, client.KindCancelled)
}

// The sentence at the end of the road: what the demo's drifting station is judged as
// must be what its own points say.
func TestJudgeTheDemo(t *testing.T) {
	_, c := judge(t, demo.Options{Reports: 3000}, driftStation)
	h, err := c.StepHistory(t.Context(), drift)
	if err != nil {
		t.Fatal(err)
	}
	j := client.Judge(h.Points)
	if j.Here.Of != 5 || j.Elsewhere.Of != 20 || j.Elsewhere.Failed > j.Here.Failed*4 {
		t.Errorf("%+v", j)
	}
	t.Log(strings.TrimSpace(string(j.Trend)), j)
}
