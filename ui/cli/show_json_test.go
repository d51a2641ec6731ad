package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"stationcompanion/client/demo"
	"stationcompanion/client/report"
)

// shownAnswer is the whole of `show --format json`, for tests.
type shownAnswer struct {
	origin
	Report            reportSummary       `json:"report"`
	FirstFailure      *firstFailure       `json:"first_failure"`
	Steps             []shownStep         `json:"steps"`
	Problems          []shownProblem      `json:"problems"`
	Disagreements     []shownDisagreement `json:"disagreements"`
	DisagreementCount int                 `json:"disagreement_count"`
	Incomplete        bool                `json:"incomplete"`
	Error             *lookupError        `json:"error"`
}

// exactly decodes with numbers kept as they are written.
func exactly(t *testing.T, text string) shownAnswer {
	t.Helper()
	var a shownAnswer
	dec := json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields()
	dec.UseNumber()
	if err := dec.Decode(&a); err != nil {
		t.Fatalf("%v in:\n%.2000s", err, text)
	}
	return a
}

// wantShownJSON holds the JSON against the report, step by step.
func wantShownJSON(t *testing.T, want *report.Report, text string) {
	t.Helper()
	a := exactly(t, text)
	_, failed := want.FirstFailure()
	odd, count := want.Disagreements()
	if a.Source == "" || a.Report.UUID != want.ID || a.Report.SerialNumber != want.SerialNumber || a.Report.Steps != want.Len() ||
		len(a.Steps) != want.Len() || (a.FirstFailure != nil) != failed || len(a.Problems) != len(want.Problems) || a.Problems == nil ||
		len(a.Disagreements) != len(odd) || a.DisagreementCount != count || a.Incomplete || a.Error != nil {
		t.Fatalf("%+v", a.Report)
	}
	for i, got := range a.Steps {
		s, all := want.Step(i), want.Measurements(i)
		if got.Row != i+1 || got.Name != s.Name || got.Type != s.Type || got.Group != s.Group || got.Status != s.Verdict.String() ||
			(got.StepID != nil) != s.HasID || s.HasID && *got.StepID != s.ID || !slices.Equal(got.Path, want.Path(i)) || got.Path == nil ||
			!asWritten(got.TotalTime, s.TotTime) || got.ReportText != s.Text || len(got.Measurements) != len(all) || got.Measurements == nil {
			t.Errorf("step %d: %+v, want %+v", i, got, s)
		}
		for j, m := range got.Measurements {
			w := all[j]
			if m.Status != w.Verdict.String() || !asWritten(m.Value, w.Value) || !asWritten(m.Low, w.Low) || !asWritten(m.High, w.High) ||
				m.Kind != []string{"numeric", "string", "boolean"}[w.Kind] || deref(m.Name) != w.Name || deref(m.Unit) != w.Unit ||
				deref(m.CompOp) != w.CompOp || deref(m.Text) != w.Text || deref(m.Limit) != w.Limit || (m.Judged != nil) != (w.Judge() != report.VerdictUnknown) {
				t.Errorf("step %d, measurement %d: %+v, want %+v", i, j, m, w)
			}
		}
	}
}

// asWritten reports whether a JSON value holds exactly the report's number.
func asWritten(got any, want report.Number) bool {
	switch v := got.(type) {
	case json.Number:
		return string(v) == want.Raw
	case string:
		return v == want.Raw
	}
	return got == nil && !want.Set()
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func TestShowJSON(t *testing.T) {
	home(t)
	odd := strings.Replace(strings.Replace(wsjf, `"value":3.71`, `"value":"NaN"`, 1), `"totTime":0.25`, `"totTime":"0.250"`, 1)
	odd = strings.Replace(odd, `"status":"P","value":"x"`, `"status":"F","value":"x"`, 1)
	got := showing(t, written(t, "r.json", odd), "--format", "json")
	a := exactly(t, got.out)
	wantShownKeys(t, got.out)
	step := a.Steps[3]
	m := step.Measurements[0]
	if got.code != ExitOK || a.Source != sourceFile || a.SavedAt != "" || *step.StepID != 7 || !slices.Equal(step.Path, []string{"Power", "VCC \u009b3V3"}) ||
		step.TotalTime != json.Number("0.250") || m.Value != "NaN" || m.Low != json.Number("3.15") || *m.CompOp != "GELE" || m.Judged != nil || m.Status != "Failed" {
		t.Errorf("%+v", step)
	}
	if text := a.Steps[4].Measurements[0]; text.Kind != "string" || *text.Text != "1.3" || *text.Limit != "1.2" || *text.Judged != "Failed" || text.Value != nil {
		t.Errorf("%+v", text)
	}
	if len(a.Disagreements) != 1 || a.DisagreementCount != 1 {
		t.Fatalf("%+v", a.Disagreements)
	}
	if d := a.Disagreements[0]; d.Row != 5 || d.Of != "measurement" || *d.Measurement != "w" || d.Stored != "Failed" || d.Judged != "Passed" {
		t.Errorf("%+v", d)
	}
	broken := exactly(t, showing(t, written(t, "b.json", wsjf[:900]), "--format", "json").out)
	if !broken.Incomplete || !broken.Report.Incomplete || broken.Error == nil || broken.Error.Kind != kindFile || broken.Error.Cause == "" || len(broken.Steps) == 0 {
		t.Errorf("%+v", broken)
	}
}

func wantShownKeys(t *testing.T, text string) {
	t.Helper()
	var form map[string]any
	if err := json.Unmarshal([]byte(text), &form); err != nil {
		t.Fatal(err)
	}
	wantKeys(t, "answer", form, "source", "report", "first_failure", "steps", "problems", "disagreements", "disagreement_count", "incomplete")
	step := form["steps"].([]any)[3].(map[string]any)
	wantKeys(t, "step", step, "row", "path", "step_id", "name", "type", "status", "group", "total_time", "measurements")
	wantKeys(t, "measurement", step["measurements"].([]any)[0], "name", "kind", "value", "unit", "comp_op", "low", "high", "text", "limit", "status", "judged")
}

func TestExactNumbers(t *testing.T) {
	for raw, want := range map[string]string{
		"3.71": "3.71", "-0": "-0", "1e3": "1e3", "500.0": "500.0", "+5": `"+5"`, ".5": `".5"`, "NaN": `"NaN"`, "Infinity": `"Infinity"`,
		"1e999": `"1e999"`, "n/a": `"n/a"`, "": "null", "007": `"007"`, "12345678901234567890.125": "12345678901234567890.125",
	} {
		n := report.MakeNumber(raw)
		if raw == "" {
			n = report.Number{F: math.NaN()}
		}
		got, err := json.Marshal(exactNumber(n))
		if err != nil || string(got) != want {
			t.Errorf("%q: %s, %v; want %s", raw, got, err, want)
		}
	}
}

// A step is written and forgotten: 100,000 of them take no more memory than 1,000.
func TestShowJSONStreams(t *testing.T) {
	peak := func(steps int) (uint64, int) {
		r, err := report.Decode(bytes.NewReader(demo.BigReport(steps, 1)), report.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		w := &peaks{}
		runtime.GC()
		var before runtime.MemStats
		runtime.ReadMemStats(&before)
		if err := (shown{report: r, source: sourceFile}).writeJSON(w); err != nil {
			t.Fatal(err)
		}
		runtime.KeepAlive(r)
		return w.live - min(before.HeapAlloc, w.live), w.n
	}
	small, _ := peak(1000)
	big, n := peak(100_000)
	if n < 100_000*200 {
		t.Errorf("%d bytes are not 100,000 steps", n)
	}
	if big > small+2<<20 {
		t.Errorf("%d bytes live for 100,000 steps, %d for 1,000", big, small)
	}
}

// peaks is a writer that looks at the live heap now and then.
type peaks struct {
	n, next int
	live    uint64
}

func (p *peaks) Write(b []byte) (int, error) {
	if p.n += len(b); p.n >= p.next {
		p.next = p.n + 4<<20
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		p.live = max(p.live, m.HeapAlloc)
	}
	return len(b), nil
}

func BenchmarkShowJSON(b *testing.B) {
	r, err := report.Decode(bytes.NewReader(demo.BigReport(100_000, 1)), report.Limits{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := (shown{report: r, source: sourceFile}).writeJSON(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
