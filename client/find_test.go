package client

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"stationcompanion/client/report"
	"stationcompanion/station"
)

// holding answers header queries from rows by the exact filter.
func holding(rows map[string]int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q, err := url.ParseQuery(strings.ReplaceAll(r.URL.RawQuery, "%20", "+"))
		if err != nil || strings.Contains(r.URL.RawQuery, "+") {
			w.WriteHeader(400)
			return
		}
		skip, _ := strconv.Atoi(q.Get("$skip"))
		top, _ := strconv.Atoi(q.Get("$top"))
		list := []report.Header{}
		for i := skip; i < rows[q.Get("$filter")] && len(list) < top; i++ {
			list = append(list, report.Header{UUID: fmt.Sprintf("%08d-0000-0000-0000-000000000000", i), SerialNumber: "SN", ReportType: "T"})
		}
		json.NewEncoder(w).Encode(list)
	}
}

func filters(m *memory) (list []string) {
	for _, p := range m.seen() {
		u, _ := url.Parse(p)
		list = append(list, u.Query().Get("$filter"))
	}
	return list
}

func noHeartbeat(o *Options) { o.Timing.NoHeartbeat = true }

func TestFindReadsInOrder(t *testing.T) {
	for _, tc := range []struct {
		q     Query
		rows  map[string]int
		asked []string
		by    By
		found int
		more  bool
	}{
		{Query{Text: "\x11SN-1\x19\r"}, map[string]int{"serialNumber eq 'SN-1'": 3}, []string{"serialNumber eq 'SN-1'"}, BySerial, 3, false},
		{Query{Text: "O'Neil & Søn+%"}, map[string]int{"serialNumber eq 'O''Neil & Søn+%'": 1}, []string{"serialNumber eq 'O''Neil & Søn+%'"}, BySerial, 1, false},
		{Query{Text: "A/B/C"}, map[string]int{"serialNumber eq 'A' and partNumber eq 'B'": 2},
			[]string{"serialNumber eq 'A/B/C'", "serialNumber eq 'A' and partNumber eq 'B'"}, ByBarcode, 2, false},
		{Query{Text: "A/B"}, map[string]int{"partNumber eq 'A/B'": 30},
			[]string{"serialNumber eq 'A/B'", "serialNumber eq 'A' and partNumber eq 'B'", "partNumber eq 'A/B'"}, ByPart, 25, true},
		{Query{Text: "X"}, nil, []string{"serialNumber eq 'X'", "partNumber eq 'X'"}, ByPart, 0, false},
		{Query{Text: "X", By: BySerial}, nil, []string{"serialNumber eq 'X'"}, BySerial, 0, false},
		{Query{Text: "X", By: ByPart, Limit: 2}, map[string]int{"partNumber eq 'X'": 2}, []string{"partNumber eq 'X'"}, ByPart, 2, true},
		{Query{Text: "X", Limit: 10, Skip: 20}, map[string]int{"serialNumber eq 'X'": 25}, []string{"serialNumber eq 'X'"}, BySerial, 5, false},
		// Past the end of the serial's rows the part's must not step in.
		{Query{Text: "X", Limit: 10, Skip: 20}, map[string]int{"serialNumber eq 'X'": 20, "partNumber eq 'X'": 50},
			[]string{"serialNumber eq 'X'", "serialNumber eq 'X'"}, BySerial, 0, false},
		{Query{Text: "X", Limit: 10, Skip: 20}, map[string]int{"partNumber eq 'X'": 50},
			[]string{"serialNumber eq 'X'", "serialNumber eq 'X'", "partNumber eq 'X'"}, ByPart, 10, true},
	} {
		t.Run(fmt.Sprintf("%+v", tc.q), func(t *testing.T) {
			bubble(t, holding(tc.rows), noHeartbeat, func(t *testing.T, w world) {
				a, err := w.Find(context.Background(), tc.q)
				if err != nil {
					t.Fatal(err)
				}
				if got := filters(w.memory); !reflect.DeepEqual(got, tc.asked) {
					t.Errorf("asked %q, want %q", got, tc.asked)
				}
				if a.ReadAs.By != tc.by || len(a.Headers) != tc.found || a.More != tc.more {
					t.Errorf("read as %q, %d found, more %v", a.ReadAs.By, len(a.Headers), a.More)
				}
				if a.Query != tc.q || a.Tried[len(a.Tried)-1] != a.ReadAs || a.AsOf.IsZero() || a.CorrelationID == "" {
					t.Errorf("answer %+v", a)
				}
				for _, h := range w.heads {
					if h.Get("X-Correlation-ID") != a.CorrelationID {
						t.Error("one operation, one correlation id")
					}
				}
			})
		})
	}
}

func TestFindByID(t *testing.T) {
	handler := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/wats/api/Report/Wsjf/"+sampleID {
			w.WriteHeader(404)
			return
		}
		w.Write([]byte(`{"type":"R","id":"` + strings.ToUpper(sampleID) + `","pn":"PN","sn":"SN ","rev":"A","processCode":500,"result":"P",
			"machineName":"REPAIR-1","start":"2025-12-21T23:01:45.472254+01:00","uur":{"user":"Kari","refUUT":"873d67f8-7669-4f4b-a627-e598e444d323","execTime":1.5}}`))
	}
	prefix := func(o *Options) { noHeartbeat(o); o.Config.Server = "http://127.0.0.1/wats/api/" }
	bubble(t, handler, prefix, func(t *testing.T, w world) {
		a, err := w.Find(context.Background(), Query{Text: "https://evil.invalid/r?id={" + sampleID + "}"})
		if err != nil {
			t.Fatal(err)
		}
		if a.Report == nil || a.ReadAs.ID != sampleID || len(a.Headers) != 1 {
			t.Fatalf("answer %+v", a)
		}
		h := a.Headers[0]
		if h.UUID != sampleID || h.Result != "Passed" || *h.ProcessCode != 500 || h.UserName != "Kari" ||
			h.ReferencedUUT == "" || *h.ExecutionTime != 1.5 || h.Start.Format(time.RFC3339) != "2025-12-21T22:01:45Z" {
			t.Errorf("header %+v", h)
		}
		_, err = w.Find(context.Background(), Query{Text: strings.Replace(sampleID, "3", "4", 1)})
		wantKind(t, err, KindNotFound)
		if w.log.with(`"level":"warn"`) != 0 {
			t.Error("not found is nothing to warn of")
		}
	})
}

func TestABrokenReportComesInPart(t *testing.T) {
	bubble(t, answer(`{"type":"T","id":"x","pn":"PN","sn":"SN","root":{"name":"r","steps":[{"name":"a"`), noHeartbeat, func(t *testing.T, w world) {
		r, err := w.Report(context.Background(), sampleID)
		wantKind(t, err, KindBadBody)
		if r == nil || !r.Incomplete || r.PartNumber != "PN" {
			t.Errorf("got %+v", r)
		}
		_, err = w.Report(context.Background(), "no id")
		wantKind(t, err, KindQuestion)
	})
}

// What came of a report in part says of when it is, like any other answer.
func TestAPartialAnswerIsDated(t *testing.T) {
	bubble(t, answer(`{"type":"T","pn":"PN","sn":"SN","root":{"name":"r","steps":[{"name":"a"`), noHeartbeat, func(t *testing.T, w world) {
		a, err := w.Find(context.Background(), Query{Text: sampleID})
		wantKind(t, err, KindBadBody)
		if a.Report == nil || !a.AsOf.Equal(time.Now()) {
			t.Errorf("report %v as of %v", a.Report, a.AsOf)
		}
		if len(a.Headers) != 1 || a.Headers[0].UUID != sampleID || a.Headers[0].PartNumber != "PN" {
			t.Errorf("headers %+v", a.Headers)
		}
	})
}

func TestQuestionsThatAreNone(t *testing.T) {
	bubble(t, wats, noHeartbeat, func(t *testing.T, w world) {
		for text, code := range map[string]string{"\r\n": QuestionEmpty, strings.Repeat("x", 201): QuestionTooLong, "a\x00b": QuestionControl} {
			a, err := w.Find(context.Background(), Query{Text: text})
			if e := wantKind(t, err, KindQuestion); e.Detail != code || e.CorrelationID == "" || a.Query.Text != text {
				t.Errorf("%q: %+v", text, e)
			}
		}
		_, err := w.Latest(context.Background(), 5)
		if e := wantKind(t, err, KindQuestion); e.Detail != QuestionNoStation {
			t.Errorf("%+v", e)
		}
		if w.dials.Load() != 0 {
			t.Error("something was sent")
		}
	})
}

func TestLatestAsksForAllSpellings(t *testing.T) {
	id := station.Identity{Name: "OLA-LAPTOP", Candidates: []station.Candidate{{Raw: "Ola Laptop", Used: true}}}
	rows := map[string]int{"stationName in ('OLA-LAPTOP','Ola Laptop')": 7}
	bubble(t, holding(rows), func(o *Options) { noHeartbeat(o); o.Config.Identity = id }, func(t *testing.T, w world) {
		a, err := w.Latest(context.Background(), 7)
		if err != nil || len(a.Headers) != 7 || !a.More || a.ReadAs.By != ByStation {
			t.Errorf("%+v %v (asked %q)", a, err, filters(w.memory))
		}
	})
}

// A look-up ends within 20 s, however many readings and retries it takes.
func TestALookUpEndsInTime(t *testing.T) {
	slow := func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-time.After(12 * time.Second):
			w.Write([]byte("[]"))
		case <-r.Context().Done():
		}
	}
	bubble(t, slow, noHeartbeat, func(t *testing.T, w world) {
		began := time.Now()
		a, err := w.Find(context.Background(), Query{Text: "A/B"})
		wantKind(t, err, KindTimeout)
		if took := time.Since(began); took != 20*time.Second || len(a.Tried) != 2 {
			t.Errorf("took %v for %d readings", took, len(a.Tried))
		}
		if w.Snapshot().Breaker.Failures != 1 {
			t.Error("our own deadline is the server's failure")
		}
	})
}
