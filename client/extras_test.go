package client

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"stationcompanion/client/report"
)

// unitServer has so many headers of one unit and answers its verification with v.
func unitServer(n int, v http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/UnitVerification") {
			v(w, r)
			return
		}
		q, _ := url.ParseQuery(r.URL.RawQuery)
		top, _ := strconv.Atoi(q.Get("$top"))
		skip, _ := strconv.Atoi(q.Get("$skip"))
		list := []report.Header{}
		for i := skip; i < n && len(list) < top; i++ {
			list = append(list, report.Header{UUID: fmt.Sprint("id-", i), SerialNumber: "S", PartNumber: "P", ReportType: "T",
				Result: "Passed", Start: time.Date(2026, 1, 1, 0, 0, -i, 0, time.UTC)})
		}
		_ = json.NewEncoder(w).Encode(list)
	}
}

func TestTimelineIsPagedAndBounded(t *testing.T) {
	for n, want := range map[int]struct {
		headers, requests int
		cut               bool
	}{
		0: {0, 1, false}, 499: {499, 1, false}, 500: {500, 2, false}, 1000: {1000, 3, false}, 1001: {1000, 3, true}, 5000: {1000, 3, true},
	} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			bubble(t, unitServer(n, status(404)), noHeartbeat, func(t *testing.T, w world) {
				tl, err := w.Timeline(context.Background(), "S", "")
				asked := 0
				for _, p := range w.seen() {
					if strings.Contains(p, "Query/Header") {
						asked++
					}
				}
				if err != nil || len(tl.Headers) != want.headers || tl.Cut != want.cut || asked != want.requests {
					t.Errorf("%v: %d headers, cut %v, %d requests", err, len(tl.Headers), tl.Cut, asked)
				}
				if n > 0 && tl.Headers[len(tl.Headers)-1].UUID != "id-0" {
					t.Errorf("the newest is missing: %+v", tl.Headers[len(tl.Headers)-1])
				}
			})
		})
	}
}

// A server that gives the same page for ever, and reports that arrive meanwhile.
func TestPagesEnd(t *testing.T) {
	full := make([]report.Header, pageSize)
	for i := range full {
		full[i] = report.Header{UUID: fmt.Sprint(i), SerialNumber: "S", ReportType: "T"}
	}
	same := func(w http.ResponseWriter, _ *http.Request) { _ = json.NewEncoder(w).Encode(full) }
	bubble(t, same, noHeartbeat, func(t *testing.T, w world) {
		tl, err := w.Timeline(context.Background(), "S", "")
		if err != nil || len(tl.Headers) != pageSize || w.served.Load() > 4 {
			t.Errorf("%v: %d headers after %d requests", err, len(tl.Headers), w.served.Load())
		}
	})
}

// Whatever becomes of the verification, the timeline stands, the breaker does not
// count it, and what a server lacks is not asked for again within the hour.
func TestVerificationIsAnExtra(t *testing.T) {
	for name, tc := range map[string]struct {
		answer   http.HandlerFunc
		want     Verified
		asked    int64 // in two timelines
		failures int
	}{
		"given":             {answer(`{"status":"Passed","results":[{"processCode":"100","totalCount":"2","startUtc":"2026-01-01T08:00:00.Z"},null,7]}`), VerifiedGiven, 2, 0},
		"sparse":            {answer(`{"Status":"Passed","results":null}`), VerifiedGiven, 2, 0},
		"unknown unit":      {status(404), VerifiedUnknown, 2, 0},
		"not allowed":       {status(403), VerifiedLacking, 1, 0},
		"no such method":    {status(405), VerifiedLacking, 1, 0},
		"a page":            {answer(`<!DOCTYPE html><html></html>`), VerifiedLacking, 1, 0},
		"another shape":     {answer(`[1,2]`), VerifiedLacking, 1, 0},
		"another object":    {answer(`{"ok":true}`), VerifiedLacking, 1, 0},
		"cut JSON":          {answer(`{"status":"Pas`), VerifiedLacking, 1, 0},
		"nothing":           {answer(``), VerifiedLacking, 1, 0},
		"results of no use": {answer(`{"status":"x","results":7}`), VerifiedGiven, 2, 0},
		"a server error":    {status(500), VerifiedUnknown, 2, 2},
	} {
		t.Run(name, func(t *testing.T) {
			var asked int64
			count := func(w http.ResponseWriter, r *http.Request) { asked++; tc.answer(w, r) }
			bubble(t, unitServer(3, count), noHeartbeat, func(t *testing.T, w world) {
				for range 2 {
					tl, err := w.Timeline(context.Background(), "S", "P")
					if err != nil || len(tl.Headers) != 3 || tl.Verified != tc.want {
						t.Fatalf("%v %q with %d headers", err, tl.Verified, len(tl.Headers))
					}
				}
				if f := int(w.Snapshot().Breaker.Failures); asked != tc.asked || f != tc.failures {
					t.Errorf("asked %d times, %d failures", asked, f)
				}
				time.Sleep(lackingFor)
				if _, err := w.Timeline(context.Background(), "S", "P"); err != nil || asked != tc.asked+1 {
					t.Errorf("%v: after an hour asked %d times", err, asked)
				}
			})
		})
	}
}

// A slow verification is given up; the caller's own patience is not the server's fault.
func TestVerificationGivesUp(t *testing.T) {
	hang := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	bubble(t, unitServer(3, hang), noHeartbeat, func(t *testing.T, w world) {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		tl, err := w.Timeline(ctx, "S", "P")
		wantKind(t, err, KindTimeout)
		if len(tl.Headers) != 3 || tl.Verified != VerifiedNoAnswer {
			t.Errorf("%q with %d headers", tl.Verified, len(tl.Headers))
		}
		for i, want := range []time.Duration{extraTimeout, 0, extraTimeout} { // the second time it is not asked
			if i == 2 { // it may have been the network
				time.Sleep(slowFor)
			}
			began := time.Now()
			tl, err = w.Timeline(context.Background(), "S", "P")
			if took := time.Since(began); err != nil || tl.Verified != VerifiedLacking || took != want {
				t.Errorf("%d: %v %q after %v", i, err, tl.Verified, took)
			}
		}
	})
}

// What one server lacks another may have: a new token or address asks again.
func TestLackingIsForgottenWithTheServer(t *testing.T) {
	bubble(t, unitServer(1, status(403)), noHeartbeat, func(t *testing.T, w world) {
		ask := func() int64 {
			before := w.served.Load()
			if tl, err := w.Timeline(context.Background(), "S", "P"); err != nil || tl.Verified != VerifiedLacking {
				t.Fatal(err, tl.Verified)
			}
			return w.served.Load() - before
		}
		cfg := testConfig("http://127.0.0.1")
		if first, second := ask(), ask(); first != 2 || second != 1 {
			t.Errorf("%d and %d requests", first, second)
		}
		cfg.BreakerThreshold = 7
		w.Apply(cfg)
		if n := ask(); n != 1 {
			t.Errorf("%d requests after a change of the breaker", n)
		}
		cfg.Server = "http://127.0.0.1/other"
		w.Apply(cfg)
		if n := ask(); n != 2 {
			t.Errorf("%d requests to another server", n)
		}
	})
}

// A question that is posted is posted again whole, with its type.
func TestAPostIsRepeatedWhole(t *testing.T) {
	var bodies []string
	shaky := func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		bodies = append(bodies, r.Method+" "+r.Header.Get("Content-Type")+" "+string(b))
		if len(bodies) < 3 {
			w.WriteHeader(502)
			return
		}
		w.Write([]byte(`[]`))
	}
	bubble(t, shaky, noHeartbeat, func(t *testing.T, w world) {
		cl := &call{op: "x", url: w.session().base + "/api/x", post: []byte(`{"a":1}`)}
		outcome, e := w.askExtra(context.Background(), w.session(), extraMeasurements, cl, func(b []byte) bool { return string(b) == "[]" })
		if outcome != extraGiven || e != nil || len(bodies) != 3 {
			t.Fatal(outcome, e, bodies)
		}
		for _, b := range bodies {
			if b != `POST application/json {"a":1}` {
				t.Errorf("sent %q", b)
			}
		}
	})
}

func TestLoose(t *testing.T) {
	for text, want := range map[string]string{
		`null`: "  <nil> <nil> 0001", `7`: "7 7 7 <nil> 0001", `"7"`: "7 7 7 <nil> 0001", `7.0`: "7.0 7.0 7 <nil> 0001", `" x "`: "x x <nil> <nil> 0001",
		`true`: "true true <nil> true 0001", `"False"`: "False False <nil> false 0001", `{}`: "  <nil> <nil> 0001", `[1]`: "  <nil> <nil> 0001", `"\ud800"`: "\ufffd \ufffd <nil> <nil> 0001",
		`"2026-01-30T10:49:36.919+02:00"`: "2026-01-30T10:49:36.919+02:00 2026-01-30T10:49:36.919+02:00 <nil> <nil> 2026", `"2018-04-01T13:40:40"`: "2018-04-01T13:40:40 2018-04-01T13:40:40 <nil> <nil> 2018",
	} {
		var l loose
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			t.Fatal(err)
		}
		whole, truth := "<nil>", "<nil>"
		if p := l.whole(); p != nil {
			whole = fmt.Sprint(*p)
		}
		if p := l.truth(); p != nil {
			truth = fmt.Sprint(*p)
		}
		if got := fmt.Sprintf("%s %s %s %s %04d", l.text(), l.number().Raw, whole, truth, l.time().Year()); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestDayIsBounded(t *testing.T) {
	mine := func(o *Options) { noHeartbeat(o); o.Config.Identity = named("mine") }
	bubble(t, unitServer(6000, nil), mine, func(t *testing.T, w world) {
		from, to := time.Date(2025, 1, 1, 0, 0, 0, 1, time.UTC), time.Date(2026, 6, 1, 0, 0, 0, 1, time.UTC)
		d, err := w.Day(context.Background(), from, to)
		if err != nil || !d.Cut || d.Reports != 0 {
			t.Errorf("%v: cut %v, %d reports of stations that are not asked for", err, d.Cut, d.Reports)
		}
		want := "stationName in ('mine','MINE') and reportType eq 'T' and start ge 2025-01-01T00:00:00Z and start lt 2026-06-01T00:00:01Z"
		if got := filters(w.memory); len(got) != 11 || got[0] != want {
			t.Errorf("%d requests, the first for %q", len(got), got[0])
		}
	})
}
