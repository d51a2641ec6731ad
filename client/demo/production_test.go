package demo

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"stationcompanion/client/report"
)

func TestUnitVerification(t *testing.T) {
	c := newCaller(t, start(t, Options{}))
	ask := func(serial, part string) (v verification) {
		t.Helper()
		decodeInto(t, c.ok("/api/Production/UnitVerification?"+url.Values{"serialNumber": {serial}, "partNumber": {part}}.Encode()), &v)
		return v
	}
	v := ask(SerialPassed, "PCBA-100")
	if v.Status != "Passed" || !v.InOrder || !v.PassedFirstRun || !v.PassedLastRun || !v.NoRepairs || len(v.Results) != 4 || v.Results[3].Name != "Final" {
		t.Errorf("%+v", v)
	}
	v = ask("sn-1001", "pcba-100")
	if v.Status != "Failed" || v.InOrder || v.PassedLastRun || v.Results[1].NonPassed != 1 || v.Results[3].Status != "Unknown" || v.Results[3].Start != nil {
		t.Errorf("%+v", v)
	}
	v = ask(SerialRepaired, "PCBA-100")
	if v.NoRepairs || v.Results[1].Repairs != 1 || v.Results[1].Total != 2 || v.Results[1].Status != "Passed" || v.PassedFirstRun {
		t.Errorf("%+v", v)
	}
	for p, want := range map[string]int{"": 400, "?serialNumber=SN-1001": 400, "?serialNumber=x&partNumber=y": 404} {
		if r := c.get("/api/Production/UnitVerification" + p); r.status != want {
			t.Errorf("%s: %d", p, r.status)
		}
	}
}

func TestVerifyGrades(t *testing.T) {
	run := func(op int, result string) *report.Header {
		return &report.Header{ReportType: "T", ProcessCode: &op, Result: result, Start: noon}
	}
	route := []knownOperation{{code: 1}, {code: 2}}
	for _, c := range []struct {
		runs          []*report.Header
		status, grade string
	}{
		{[]*report.Header{run(1, "Passed"), run(2, "Passed")}, "Passed", "AllPassedFirstRun"},
		{[]*report.Header{run(1, "Failed"), run(1, "Passed"), run(2, "Passed")}, "Passed", "AllPassedLastRun"},
		{[]*report.Header{run(1, "Passed"), run(1, "Failed"), run(2, "Passed")}, "Failed", "AllPassedAnyRun"},
		{[]*report.Header{run(1, "Passed")}, "Unknown", "NotPassed"},
		{[]*report.Header{run(1, "Failed")}, "Failed", "NotPassed"},
	} {
		if v := verify(c.runs, route); v.Status != c.status || v.Grade != c.grade {
			t.Errorf("%+v", v)
		}
	}
}

type yieldAnswer struct {
	StationName, TestOperation, PartNumber, Period string
	UnitCount, FpCount, LpCount, ReportCount       int
	Fpy, Lpy, TestYield                            float64
}

func (c *caller) yield(dims, body string) (rows []yieldAnswer) {
	c.t.Helper()
	r, err := c.do(c.t.Context(), http.MethodPost, "/api/App/DynamicYield?dimensions="+dims, strings.NewReader(body))
	if err != nil || r.status != http.StatusOK {
		c.t.Fatal(err, r.status, string(r.body))
	}
	decodeFold(c.t, r.body, &rows)
	return rows
}

// What the yield call counts must be what one counts by hand over the headers.
func TestDynamicYield(t *testing.T) {
	s := start(t, Options{Reports: 2000})
	c := newCaller(t, s)
	tests, passed := 0, 0
	perOperation := make(map[string]map[string]bool) // operation → unit → first run passed
	for _, h := range s.Headers() {
		if h.ReportType == "R" {
			continue
		}
		tests++
		ok := h.Verdict() == report.Passed
		if ok {
			passed++
		}
		if perOperation[h.ProcessName] == nil {
			perOperation[h.ProcessName] = make(map[string]bool)
		}
		perOperation[h.ProcessName][h.SerialNumber+h.PartNumber] = ok // newest first: the oldest stays
	}
	all := c.yield("", "")
	if len(all) != 1 || all[0].ReportCount != tests || all[0].TestYield < 90 || all[0].TestYield > 100 ||
		all[0].TestYield-100*float64(passed)/float64(tests) > 0.01 {
		t.Fatalf("%+v, by hand %d of %d", all, passed, tests)
	}
	rows := c.yield("testOperation", "{}")
	if len(rows) != len(perOperation) {
		t.Errorf("%d operations", len(rows))
	}
	for _, r := range rows {
		want := perOperation[r.TestOperation]
		if r.UnitCount != len(want) || r.FpCount != countTrue(want) || r.LpCount < r.FpCount || r.Fpy > r.Lpy {
			t.Errorf("%+v, by hand %d of %d", r, countTrue(want), len(want))
		}
	}
	rows = c.yield("stationName;period", `{"stationName":"`+DefaultStation+`","dateGrouping":4,"periodCount":7}`)
	if len(rows) == 0 || len(rows) > 7 || rows[len(rows)-1].Period != "2026-02-04T00:00:00Z" || rows[0].StationName != DefaultStation {
		t.Errorf("%+v", rows)
	}
	without := c.yield("period", `{"dateGrouping":4,"periodCount":3,"includeCurrentPeriod":false}`)
	if len(without) != 3 || without[2].Period != "2026-02-03T00:00:00Z" {
		t.Errorf("%+v", without)
	}
	if rows = c.yield("partNumber", `{"dateFrom":"2026-02-01","dateTo":"2026-02-01"}`); len(rows) != 0 {
		t.Errorf("%+v", rows)
	}
	for path, body := range map[string]string{"?dimensions=colour": "", "?dimensions=period": "{", "?x": `{"dateFrom":"yesterday"}`} {
		r, err := c.do(t.Context(), http.MethodPost, "/api/App/DynamicYield"+path, strings.NewReader(body))
		if err != nil || r.status != http.StatusBadRequest {
			t.Errorf("%s %s: %d %v", path, body, r.status, err)
		}
	}
	if r, err := c.do(t.Context(), http.MethodPost, "/api/App/DynamicYield", io.LimitReader(zeros{}, maxYieldBody+1)); err != nil || r.status != 400 {
		t.Errorf("a body too large: %d %v", r.status, err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestYieldPeriods(t *testing.T) {
	at := time.Date(2026, 2, 4, 13, 45, 0, 0, time.UTC) // a Wednesday
	for grouping, want := range map[int]string{3: "2026-02-02T00:00:00Z", 4: "2026-02-04T00:00:00Z", 5: "2026-02-04T13:00:00Z"} {
		q := yieldQuestion{DateGrouping: grouping}
		if got := webTime(q.start(at)); got != want {
			t.Errorf("%d: %s", grouping, got)
		}
		q.PeriodCount = 1
		if from, to, err := q.span(at); err != nil || webTime(from) != want || !to.Equal(at) {
			t.Errorf("%d: %v to %v %v", grouping, from, to, err)
		}
	}
	if got := webTime(yieldQuestion{DateGrouping: 3}.start(time.Date(2026, 2, 8, 1, 0, 0, 0, time.UTC))); got != "2026-02-02T00:00:00Z" {
		t.Error("the week of a Sunday begins", got)
	}
}

func TestProcessesAndClients(t *testing.T) {
	c := newCaller(t, start(t, Options{Station: "TEST-07", Reports: 2000}))
	var ops []processInfo
	decodeInto(t, c.ok("/api/App/Processes"), &ops)
	if len(ops) != 5 || ops[0].Name != "ICT" || ops[4].Code != 500 || !ops[4].IsRepair || ops[4].IsTest {
		t.Errorf("%+v", ops)
	}
	var clients []clientInfo
	decodeInto(t, c.ok("/api/SystemManager/Clients"), &clients)
	mine := false
	for _, x := range clients {
		mine = mine || x.Name == "TEST-07" && x.Status == "Online" && x.Location != "" && x.Purpose == "Production" && x.LastPing != nil
	}
	if len(clients) != 8 || !mine {
		t.Errorf("%+v", clients)
	}
}
