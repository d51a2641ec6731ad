package demo

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stationcompanion/client/report"
)

type measured struct {
	MeasurementPath string
	Measurements    []struct {
		ID                    int64
		Value, Limit1, Limit2 *float64
		StartUtc              string
	}
}

func (c *caller) measured(body string, paths ...string) (list []measured, status int) {
	c.t.Helper()
	r, err := c.do(c.t.Context(), http.MethodPost, "/api/App/Measurements?"+url.Values{"measurementPaths": paths}.Encode(), strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	if r.status == http.StatusOK {
		if err := json.Unmarshal(r.body, &list); err != nil {
			c.t.Fatalf("%v in %.300s", err, r.body)
		}
	}
	return list, r.status
}

// The values must be those of the reports themselves.
func TestMeasurements(t *testing.T) {
	s := start(t, Options{Reports: 1500})
	c := newCaller(t, s)
	const path = "Power¶VCC 3V3"
	list, status := c.measured(`{"partNumber":"PCBA-100","testOperation":"End of line","dateFrom":"2026-01-20","dateTo":"2026-02-04T12:00:00Z"}`, path, "Power¶Ripple¶¶3V3", "Power¶nothing")
	if status != http.StatusOK || len(list) != 3 || list[0].MeasurementPath != path || len(list[2].Measurements) != 0 {
		t.Fatalf("%d %+v", status, list)
	}
	var starts []string
	for _, h := range s.Headers() {
		if h.PartNumber == "PCBA-100" && h.ProcessName == "End of line" && h.ReportType == "T" && h.Start.Format("2006-01-02") >= "2026-01-20" && h.Verdict() != report.Errored && h.Verdict() != report.Terminated {
			starts = append(starts, webTime(h.Start))
		}
	}
	var got []string
	outside := 0
	for _, m := range list[0].Measurements {
		got = append(got, m.StartUtc)
		if m.Value == nil || m.Limit1 == nil || *m.Limit1 != 3.15 || *m.Limit2 != 3.45 {
			t.Fatalf("%+v", m)
		}
		if *m.Value < 3.15 || *m.Value > 3.45 {
			outside++
		}
	}
	for _, at := range starts {
		if !slices.Contains(got, at) {
			t.Errorf("the report of %s is missing", at)
		}
	}
	if outside == 0 || len(got) < len(starts) || len(starts) < 10 {
		t.Errorf("%d values, %d outside, of %d reports", len(got), outside, len(starts))
	}
	if r := list[1].Measurements; len(r) == 0 || *r[0].Limit1 != 50 || r[0].Limit2 != nil {
		t.Errorf("a bound alone stands in limit1: %+v", r)
	}
	// A loop has several values a report.
	if list, _ = c.measured(`{"partNumber":"PCBA-100","testOperation":"End of line"}`, "Communication¶UART echo"); len(list[0].Measurements)%4 != 0 || len(list[0].Measurements) == 0 {
		t.Errorf("%d values of a loop and its turns", len(list[0].Measurements))
	}
	for name, body := range map[string]string{"broken": "{", "a date": `{"dateFrom":"soon"}`} {
		if _, status := c.measured(body, path); status != http.StatusBadRequest {
			t.Errorf("%s: %d", name, status)
		}
	}
	if _, status := c.measured("{}"); status != http.StatusBadRequest {
		t.Errorf("without a path: %d", status)
	}
	if _, status := c.measured("{}", "a;b"); status != http.StatusOK {
		t.Errorf("a name with a semicolon: %d", status)
	}
}

// Numbers that stand in texts, in ways JSON does not know, still give an answer.
func TestMeasurementsOfLoadedReports(t *testing.T) {
	dir := t.TempDir()
	body := `{"type":"T","id":"3f2504e0-4f89-11d3-9a0c-0305e82c3301","pn":"P","sn":"S","result":"P","processName":"Final","start":"2026-02-03T10:00:00Z",
		"root":{"name":"m","status":"P","steps":[{"name":"A","status":"P","numericMeas":[{"compOp":"GELE","status":"P","value":"+.5","lowLimit":"NaN","highLimit":"1E0"}]}]}}`
	if err := os.WriteFile(filepath.Join(dir, "a.json"), []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	c := newCaller(t, start(t, Options{LoadDir: dir}))
	list, status := c.measured("", "A")
	if status != 200 || len(list) != 1 || len(list[0].Measurements) != 1 {
		t.Fatalf("%d %+v", status, list)
	}
	if m := list[0].Measurements[0]; *m.Value != 0.5 || m.Limit1 != nil || *m.Limit2 != 1 {
		t.Errorf("%+v", m)
	}
}

func TestWithout(t *testing.T) {
	c := newCaller(t, start(t, Options{Without: []string{"App/Measurements", "Production/UnitVerification"}}))
	if _, status := c.measured("{}", "x"); status != http.StatusNotFound {
		t.Errorf("measurements: %d", status)
	}
	if r := c.get("/api/Production/UnitVerification?serialNumber=SN-1001&partNumber=PCBA-100"); r.status != http.StatusNotFound {
		t.Errorf("verification: %d", r.status)
	}
	c.ok("/api/App/Version")
}
