package client

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"stationcompanion/client/report"
)

var listStart = time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)

func listHeader(n, second int, station string) report.Header {
	code := 7
	return report.Header{UUID: fmt.Sprintf("%08d-0000-4000-8000-000000000000", n), SerialNumber: fmt.Sprint("S", n), PartNumber: "P", ReportType: "T",
		ProcessCode: &code, ProcessName: "Final", StationName: station, Start: listStart.Add(time.Duration(second) * time.Second), Result: "Passed"}
}

// listServer has these headers, answers the list of measurements with the text, and
// has a report for each header whose value is 9.
func listServer(headers []report.Header, list http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/Query/Header"):
			_ = json.NewEncoder(w).Encode(headers)
		case strings.HasSuffix(r.URL.Path, "/App/Measurements"):
			list(w, r)
		default:
			id := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
			fmt.Fprintf(w, `{"type":"T","id":%q,"pn":"P","sn":"S","root":{"name":"m","steps":[{"name":"A/b","steps":[{"name":"Ü","status":"P",
				"numericMeas":[{"compOp":"GELE","name":"x","status":"P","value":9,"lowLimit":0,"highLimit":10}]}]}]}}`, id)
		}
	}
}

func listQuestion() HistoryQuery {
	code := 7
	return HistoryQuery{Part: "P", ProcessCode: &code, Path: []string{"A/b", "Ü"}, Measurement: "x", CompOp: "GELE"}
}

func TestTheListIsAskedAsTheContractSays(t *testing.T) {
	var asked, posted string
	list := func(w http.ResponseWriter, r *http.Request) {
		asked = r.Method + " " + r.URL.Query().Get("measurementPaths")
		var body map[string]string
		_ = json.NewDecoder(r.Body).Decode(&body)
		posted = fmt.Sprint(body)
		w.Write([]byte(`[]`))
	}
	bubble(t, listServer([]report.Header{listHeader(1, 60, "ONE"), listHeader(2, 0, "TWO")}, list), noHeartbeat, func(t *testing.T, w world) {
		h, err := w.StepHistory(context.Background(), listQuestion())
		if err != nil || h.Source != FromReports || len(h.Points) != 2 || h.Points[0].Value.Raw != "9" {
			t.Errorf("an empty list is no answer: %v %+v", err, h)
		}
	})
	if asked != "POST A/b¶Ü¶¶x" || posted != "map[dateFrom:2026-02-28T08:00:00Z dateTo:2026-03-02T08:01:00Z partNumber:P testOperation:Final]" {
		t.Errorf("asked %q with %s", asked, posted)
	}
}

// What a server may answer, and what is made of it: the ids of the points' reports with
// values and verdicts, or the way round by the reports.
func TestPlacingTheList(t *testing.T) {
	at := func(n int) string { return listStart.Add(time.Duration(n) * time.Second).Format(time.RFC3339) }
	three := []report.Header{listHeader(3, 20, "ONE"), listHeader(2, 10, "TWO"), listHeader(1, 0, "TWO")}
	twins := []report.Header{listHeader(3, 20, "ONE"), listHeader(2, 0, "TWO"), listHeader(1, 0, "TWO")}
	apart := []report.Header{listHeader(3, 20, "ONE"), listHeader(2, 0, "TWO"), listHeader(1, 0, "ONE")}
	for name, tc := range map[string]struct {
		headers []report.Header
		list    string
		op      string
		want    string // "" = opened one by one
		missing int
		loose   int
	}{
		"by start":             {three, `[{"measurementPath":"A/b¶Ü¶¶x","measurements":[{"id":7,"value":1,"limit1":0,"limit2":2,"startUtc":"` + at(20) + `"},{"id":8,"value":"3","limit1":0,"limit2":2,"startUtc":"2026-03-01T08:00:10.4"}]}]`, "", "3=1P 2=3F", 1, 0},
		"rounded up":           {three, `[{"measurements":[{"value":1,"startUtc":"2026-03-01T08:00:19.6Z"}]}]`, "LOG", "3=1P", 2, 0},
		"by id":                {three, `[{"measurements":[{"id":"00000001-0000-4000-8000-000000000000","value":1,"limit1":0,"limit2":2}]}]`, "GELE", "1=1P", 2, 0},
		"bare":                 {three, `[{"ID":1,"Value":1.50,"lowLimit":1,"highLimit":2,"start":"` + at(0) + `","status":"F","compOp":"GELE"}]`, "", "1=1.50F", 2, 0},
		"one bound, in limit2": {three, `[{"measurements":[{"value":5,"limit1":null,"limit2":4,"startUtc":"` + at(0) + `"}]}]`, "LE", "1=5F", 2, 0},
		"no comparison known":  {three, `[{"measurements":[{"value":5,"limit1":4,"limit2":6,"startUtc":"` + at(0) + `"},{"value":4,"limit1":4,"limit2":6,"startUtc":"` + at(10) + `"},{"value":7,"limit1":4,"startUtc":"` + at(20) + `"}]}]`, "none", "3=7U 2=4U 1=5P", 0, 0},
		"some of no report":    {three, `[{"measurements":[{"value":5,"startUtc":"` + at(0) + `"},{"value":5,"startUtc":"` + at(5) + `"}]}]`, "LOG", "1=5P", 2, 1},
		"of another time":      {three, `[{"measurements":[{"value":5,"startUtc":"` + at(10) + `"},{"value":5,"startUtc":"` + at(99) + `"},{"value":5,"startUtc":"` + at(-9) + `"},{"value":5,"startUtc":"` + at(-99) + `"}]}]`, "LOG", "2=5P", 2, 0},
		"all of another time":  {three, `[{"measurements":[{"value":5,"startUtc":"` + at(99) + `"}]}]`, "LOG", "", 0, 0},
		"most of no report":    {three, `[{"measurements":[{"value":5,"startUtc":"` + at(0) + `"},{"value":5,"startUtc":"` + at(6) + `"},{"value":5}]}]`, "LOG", "", 0, 0},
		"several a report":     {three, `[{"measurements":[{"value":5,"startUtc":"` + at(0) + `"},{"value":6,"startUtc":"` + at(0) + `"}]}]`, "LOG", "", 0, 0},
		"several by id":        {three, `[{"measurements":[{"id":"00000001000040008000000000000000","value":5},{"id":"00000001000040008000000000000000","value":6}]}]`, "LOG", "", 0, 0},
		"twins of a station":   {twins, `[{"measurements":[{"value":5,"startUtc":"` + at(0) + `"},{"value":6,"startUtc":"` + at(0) + `"}]}]`, "LOG", "?=5P ?=6P", 1, 0},
		"twins of two":         {apart, `[{"measurements":[{"value":5,"startUtc":"` + at(20) + `"},{"value":6,"startUtc":"` + at(0) + `"}]}]`, "LOG", "3=5P", 2, 1},
		"among other paths":    {three, `[{"measurementPath":"zz","measurements":[{"value":5,"startUtc":"` + at(0) + `"}]},{"measurementPath":"a/B¶Ü¶¶X","measurements":[{"value":6,"startUtc":"` + at(0) + `"}]}]`, "LOG", "1=6P", 2, 0},
		"nulls":                {three, `[{"measurementPath":null,"measurements":[null,{"value":null,"startUtc":"` + at(0) + `"},{"value":"NaN","startUtc":"` + at(0) + `"}]}]`, "GELE", "1=NaNU", 2, 0},
		"null":                 {three, `null`, "GELE", "", 0, 0},
		"an object":            {three, `{"measurements":[]}`, "GELE", "", 0, 0},
		"other objects":        {three, `[{"x":1}]`, "GELE", "", 0, 0},
		"a page":               {three, `<html>`, "GELE", "", 0, 0},
		"cut":                  {three, `[{"measurements":[{"value":5`, "GELE", "", 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, listServer(tc.headers, answer(tc.list)), noHeartbeat, func(t *testing.T, w world) {
				q := listQuestion()
				if q.CompOp = tc.op; tc.op == "none" {
					q.CompOp = ""
				}
				h, err := w.StepHistory(context.Background(), q)
				if err != nil {
					t.Fatal(err)
				}
				if tc.want == "" {
					if h.Source != FromReports || len(h.Points) != len(tc.headers) {
						t.Errorf("from %s: %+v", h.Source, h.Points)
					}
					return
				}
				var got []string
				for _, p := range h.Points {
					id := "?"
					if p.ID != "" {
						id = strings.TrimLeft(p.ID[:8], "0")
					}
					got = append(got, id+"="+p.Value.Raw+p.Verdict.String()[:1])
				}
				if strings.Join(got, " ") != tc.want || h.Missing != tc.missing || h.Unplaced != tc.loose || h.Source != FromMeasurements {
					t.Errorf("got %q, %d missing, %d unplaced, from %s", got, h.Missing, h.Unplaced, h.Source)
				}
			})
		})
	}
}

// However the list is refused, the reports answer; only a call that is lacking is
// remembered.
func TestARefusedListIsNoError(t *testing.T) {
	for code, remembered := range map[int]bool{403: true, 404: true, 405: true, 501: true, 302: false, 400: false, 500: false} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			asked := 0
			list := func(w http.ResponseWriter, _ *http.Request) { asked++; w.WriteHeader(code) }
			headers := []report.Header{listHeader(1, 60, "ONE")}
			bubble(t, listServer(headers, list), noHeartbeat, func(t *testing.T, w world) {
				for range 2 {
					if h, err := w.StepHistory(context.Background(), listQuestion()); err != nil || h.Source != FromReports || len(h.Points) != 1 {
						t.Errorf("%v %+v", err, h)
					}
				}
				if once := asked == 1; once != remembered && code != 302 {
					t.Errorf("asked %d times", asked)
				}
			})
		})
	}
}

// This station's reports are found though others fill the first hundred.
func TestThisStationIsLookedForFurtherBack(t *testing.T) {
	var filters []string
	handler := func(w http.ResponseWriter, r *http.Request) {
		switch filter := r.URL.Query().Get("$filter"); {
		case filter == "":
			listServer(nil, nil)(w, r)
		default:
			filters = append(filters, filter)
			var all []report.Header
			for i := range 100 {
				all = append(all, listHeader(100+i, 1000-i, "OTHER"))
			}
			if strings.Contains(filter, "stationName in ('mine'") {
				all = []report.Header{listHeader(1, 9, "MINE"), listHeader(2, 8, "mine"), listHeader(100, 1000, "mine")}
			}
			_ = json.NewEncoder(w).Encode(all)
		}
	}
	mine := func(o *Options) { noHeartbeat(o); o.Config.Identity = named("mine") }
	bubble(t, handler, mine, func(t *testing.T, w world) {
		h, err := w.StepHistory(context.Background(), listQuestion())
		here := 0
		for _, p := range h.Points {
			if p.Here {
				here++
			}
		}
		if err != nil || len(filters) != 2 || h.Source != FromReports || h.Reports != 25 || here != 2 || !h.Points[24].Here {
			t.Errorf("%v: %d reports, %d here, asked %q", err, h.Reports, here, filters)
		}
	})
	if _, err := url.ParseQuery(strings.Join(filters, "")); err != nil {
		t.Error(err)
	}
}

func TestChoose(t *testing.T) {
	for _, tc := range []struct{ here, elsewhere, wantHere, wantElsewhere int }{
		{0, 0, 0, 0}, {3, 2, 3, 2}, {50, 50, 5, 20}, {3, 50, 3, 22}, {50, 3, 22, 3}, {0, 50, 0, 25}, {50, 0, 25, 0}, {5, 20, 5, 20},
	} {
		h := historian{names: []string{"me"}}
		var all []report.Header
		for i := range tc.here {
			all = append(all, listHeader(i, i, "ME"))
		}
		for i := range tc.elsewhere {
			all = append(all, listHeader(100+i, i, "other"))
		}
		got := h.choose(all)
		if here := h.count(got); here != tc.wantHere || len(got)-here != tc.wantElsewhere {
			t.Errorf("%+v: %d here of %d", tc, here, len(got))
		}
	}
}

func FuzzDecodeExtras(f *testing.F) {
	for _, s := range []string{
		`[{"measurementPath":"a","measurements":[{"id":1,"value":1.5,"limit1":1,"limit2":"2","startUtc":"2026-01-01T00:00:00Z"}]}]`,
		`[{"value":1,"start":"x"}]`, `{"status":"Passed","results":[{"processCode":1,"startUtc":null}]}`, `null`, `[[]]`, `{"results":{}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if values, ok := decodeMeasurements(body, "a"); !ok && len(values) > 0 {
			t.Error("values of no list")
		}
		if v, ok := decodeVerification(body); !ok && (v.Status != "" || len(v.Processes) > 0) {
			t.Error("a verification of none")
		}
	})
}
