package client_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/demo"
	"stationcompanion/client/report"
)

// What Day counts of the server must be what one counts by hand over its headers.
func TestDayAgainstTheDemo(t *testing.T) {
	server, c := judge(t, demo.Options{Reports: 2500}, "eol-01")
	from, to := demoNoon.AddDate(0, 0, -7), demoNoon
	d, err := c.Day(t.Context(), from, to)
	if err != nil {
		t.Fatal(err)
	}
	reports, passed, first, firstPassed := 0, 0, 0, 0
	for _, h := range server.Headers() {
		if h.StationName != "EOL-01" || h.ReportType != "T" || h.Start.Before(from) || !h.Start.Before(to) {
			continue
		}
		reports++
		if h.Verdict() == report.Passed {
			passed++
		}
		if *h.Run == 1 {
			first++
			if h.Verdict() == report.Passed {
				firstPassed++
			}
		}
	}
	if d.Reports != reports || d.Passed != passed || d.First != first || d.FirstPassed != firstPassed || reports < 30 || first == reports || d.Cut || d.AsOf.IsZero() || d.CorrelationID == "" {
		t.Errorf("%+v, by hand %d reports, %d passed, %d of %d first", d.Tally, reports, passed, firstPassed, first)
	}
	if d.Passed+d.Failed+d.Errored+d.Terminated+d.Unknown != d.Reports || len(d.Last) != 10 || !d.Last[0].Start.After(d.Last[9].Start) {
		t.Errorf("%+v with %d last", d.Tally, len(d.Last))
	}
	if offline := client.DayOf(server.Headers(), []string{"EOL-01"}, from, to); fmt.Sprint(offline.Tally, len(offline.Operations)) != fmt.Sprint(d.Tally, len(d.Operations)) || offline.Last[0].UUID != d.Last[0].UUID {
		t.Errorf("from headers alone: %+v", offline.Tally)
	}
	if y, ok := d.Yield(); !ok || y < 80 || y > 100 {
		t.Errorf("yield %v %v", y, ok)
	}
}

func TestDayWithoutAName(t *testing.T) {
	server, c := judge(t, demo.Options{Reports: 300}, "")
	_, err := c.Day(t.Context(), demoNoon.AddDate(0, 0, -1), demoNoon)
	wantErrorKind(t, err, client.KindQuestion)
	if server.Requests() != 0 {
		t.Error("something was sent")
	}
	_, c = judge(t, demo.Options{Reports: 300}, "NOBODY")
	d, err := c.Day(t.Context(), demoNoon.AddDate(0, 0, -1), demoNoon)
	if _, ok := d.Yield(); err != nil || d.Reports != 0 || ok || d.AsOf.IsZero() {
		t.Errorf("%v %+v", err, d)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = c.Day(ctx, demoNoon, demoNoon)
	wantErrorKind(t, err, client.KindCancelled)
}

// tests reads "unit.operation.result[.run]", a minute apart, oldest first.
func tests(text string) (list []report.Header) {
	for i, word := range strings.Fields(text) {
		parts := strings.Split(word, ".")
		h := report.Header{UUID: fmt.Sprint(i), SerialNumber: parts[0], PartNumber: "P", ReportType: "T", ProcessName: parts[1], Result: parts[2], StationName: "ME", Start: demoNoon.Add(time.Duration(i) * time.Minute)}
		if len(parts) > 3 {
			var n int
			fmt.Sscan(parts[3], &n)
			h.Run = &n
		}
		list = append(list, h)
	}
	return list
}

func TestFirstPassYield(t *testing.T) {
	for text, want := range map[string]struct{ first, passed int }{
		"":                            {0, 0},
		"a.x.P":                       {1, 1},
		"a.x.F a.x.P":                 {1, 0},
		"a.x.P a.y.F b.x.P":           {3, 2},
		"a.x.F.2 a.x.P.3":             {0, 0}, // its first run was before or elsewhere
		"a.x.F.1 a.x.P.2":             {1, 0},
		"a.x.F.2 a.x.P.1":             {1, 1}, // numbers before times
		"a.x.P.1 a.x.P.1":             {1, 1}, // the run was numbered anew: one unit is one unit
		"a.x.P A.x.F":                 {1, 1}, // as the server compares
		"a.x.T b.x.E c.x.P":           {3, 1}, // not passed is not passed
		"a.x.F.1 a.x.P b.x.P c.x.P.2": {2, 1},
	} {
		d := client.DayOf(tests(text), []string{"me"}, demoNoon, time.Time{})
		if d.First != want.first || d.FirstPassed != want.passed || d.Reports != len(tests(text)) {
			t.Errorf("%q: %d of %d first, %d reports", text, d.FirstPassed, d.First, d.Reports)
		}
	}
}

func TestDayOfWindowAndOperations(t *testing.T) {
	list := tests("a.x.P b.y.F c.y.P d.y.E e.x.T f.z.Odd g.x.P")
	list = append(list, report.Header{ReportType: "R", StationName: "ME", Start: demoNoon}, report.Header{ReportType: "T", StationName: "YOU", Start: demoNoon})
	d := client.DayOf(list, []string{"ME", "M-E"}, demoNoon, demoNoon.Add(6*time.Minute))
	var ops []string
	for _, o := range d.Operations {
		ops = append(ops, fmt.Sprintf("%s %d/%d", o.ProcessName, o.FirstPassed, o.Reports))
	}
	if d.Reports != 6 || d.Passed != 2 || d.Failed != 1 || d.Errored != 1 || d.Terminated != 1 || d.Unknown != 1 || strings.Join(ops, " ") != "y 1/3 x 1/2 z 0/1" {
		t.Errorf("%+v %q", d.Tally, ops)
	}
	if len(d.Last) != 6 || d.Last[0].SerialNumber != "f" || d.Last[5].SerialNumber != "a" {
		t.Errorf("%+v", d.Last)
	}
	if d = client.DayOf(list, nil, demoNoon, time.Time{}); d.Reports != 8 {
		t.Errorf("of all stations: %d", d.Reports)
	}
}

func TestLastPass(t *testing.T) {
	server, c := judge(t, demo.Options{Reports: 2500}, "EOL-01")
	find := func(serial, operation, result string) report.Header {
		for _, h := range server.Headers() { // newest first
			if h.SerialNumber == serial && h.ProcessName == operation && h.Result == result {
				return h
			}
		}
		t.Fatalf("no %s of %s in %s", result, serial, operation)
		return report.Header{}
	}
	// Repaired: the unit's own pass came after the failure.
	failed, passed := find(demo.SerialRepaired, "End of line", "Failed"), find(demo.SerialRepaired, "End of line", "Passed")
	if h, ok, err := c.LastPass(t.Context(), failed, time.Time{}); err != nil || !ok || h.UUID != passed.UUID {
		t.Errorf("%v %v %+v", err, ok, h)
	}
	// Before the failure only others had passed.
	h, ok, err := c.LastPass(t.Context(), failed, failed.Start)
	if err != nil || !ok || h.SerialNumber == demo.SerialRepaired || h.PartNumber != "PCBA-100" || h.ProcessName != "End of line" || h.Verdict() != report.Passed || !h.Start.Before(failed.Start) {
		t.Errorf("%v %v %+v", err, ok, h)
	}
	for _, other := range server.Headers() {
		if other.PartNumber == "PCBA-100" && other.ProcessName == "End of line" && other.Result == "Passed" && other.Start.Before(failed.Start) {
			if other.UUID != h.UUID {
				t.Errorf("the newest before is %+v", other)
			}
			break
		}
	}
	// The report itself is not its own comparison.
	if h, ok, err = c.LastPass(t.Context(), passed, time.Time{}); err != nil || !ok || h.UUID == passed.UUID {
		t.Errorf("%v %v %+v", err, ok, h)
	}
	code := 999
	if _, ok, err = c.LastPass(t.Context(), report.Header{PartNumber: "PCBA-100", ReportType: "T", ProcessCode: &code}, time.Time{}); err != nil || ok {
		t.Errorf("%v %v", err, ok)
	}
	before := server.Requests()
	if _, ok, err = c.LastPass(t.Context(), report.Header{PartNumber: "PCBA-100", ReportType: "R"}, time.Time{}); err != nil || ok || server.Requests() != before {
		t.Errorf("of a repair: %v %v", err, ok)
	}
	if err := server.SetFault("status:403"); err != nil {
		t.Fatal(err)
	}
	_, _, err = c.LastPass(t.Context(), failed, time.Time{})
	wantErrorKind(t, err, client.KindForbidden)
}

// From a look-up to the difference, over the wire.
func TestCompareWithTheLastPass(t *testing.T) {
	server, c := judge(t, demo.Options{Reports: 1500}, "EOL-01")
	var failed report.Header
	for _, h := range server.Headers() {
		if h.SerialNumber == demo.SerialFailing && h.Result == "Failed" {
			failed = h
		}
	}
	other, ok, err := c.LastPass(t.Context(), failed, time.Time{})
	if err != nil || !ok {
		t.Fatal(err, ok)
	}
	a, err := c.Report(t.Context(), failed.UUID)
	if err != nil {
		t.Fatal(err)
	}
	b, err := c.Report(t.Context(), other.UUID)
	if err != nil {
		t.Fatal(err)
	}
	diff := report.Compare(a, b)
	if len(diff.Differences) == 0 || diff.Differences[0].Kind != report.VerdictDiffers || strings.Join(diff.Path(diff.Differences[0]), " › ") != "Power › VCC 3V3" || diff.Differences[0].Percent < 50 {
		t.Errorf("%+v", diff.Differences[:min(2, len(diff.Differences))])
	}
}
