package cli

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stationcompanion/client"
	"stationcompanion/client/demo"
	"stationcompanion/client/report"
)

func TestLookupList(t *testing.T) {
	home(t)
	s := server(t, demo.Options{})
	got := command(t, "lookup", "SN-1001", "--server", s.URL())
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	if got.code != ExitOK || got.err != "" || !strings.HasPrefix(lines[0], "read as serial number SN-1001 · reports: ") {
		t.Fatalf("%+v", got)
	}
	for _, line := range lines[1:] {
		if !strings.Contains(line, "SN-1001") || len(strings.Fields(line)) < 6 {
			t.Errorf("row %q", line)
		}
	}
	var answer listAnswer
	got = command(t, "--json", "lookup", "SN-1001", "--server", s.URL(), "--by", "serial")
	decode(t, got.out, &answer)
	if got.code != ExitOK || answer.Query != "SN-1001" || answer.ReadAs != client.BySerial || answer.AsOf == "" || len(answer.Reports) != len(lines)-1 {
		t.Errorf("%d, %+v", got.code, answer)
	}
	var form map[string]any
	if err := json.Unmarshal([]byte(got.out), &form); err != nil {
		t.Fatal(err)
	}
	wantKeys(t, "answer", form, "query", "read_as", "as_of", "source", "reports")
	first := form["reports"].([]any)[0].(map[string]any)
	for _, name := range []string{"uuid", "serialNumber", "partNumber", "reportType", "start", "result", "stationName"} {
		if first[name] == nil {
			t.Errorf("%s is missing in %v", name, first)
		}
	}
}

func TestLookupLimitsAndSaysThereIsMore(t *testing.T) {
	home(t)
	s := server(t, demo.Options{})
	part := s.Headers()[0].PartNumber
	got := command(t, "lookup", part, "--by", "part", "--limit", "2", "--server", s.URL())
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	if got.code != ExitOK || len(lines) != 4 || !strings.Contains(lines[3], "--limit") {
		t.Errorf("%d:\n%s", got.code, got.out)
	}
}

func TestLookupNothing(t *testing.T) {
	home(t)
	s := server(t, demo.Options{})
	got := command(t, "lookup", "NO-SUCH-SN", "--server", s.URL())
	if got.code != ExitNone || !strings.Contains(got.out, "Nothing found for NO-SUCH-SN · tried as serial number NO-SUCH-SN") {
		t.Errorf("%+v", got)
	}
	var answer listAnswer
	got = command(t, "lookup", "NO-SUCH-SN", "--json", "--server", s.URL())
	decode(t, got.out, &answer)
	if got.code != ExitNone || answer.Reports == nil || len(answer.Reports) != 0 || !slices.Contains(answer.Tried, client.BySerial) || !slices.Contains(answer.Tried, client.ByPart) {
		t.Errorf("%d, %+v", got.code, answer)
	}
	got = command(t, "lookup", "00000000-0000-0000-0000-000000000001", "--server", s.URL())
	if got.code != ExitNone || !strings.Contains(got.err, "WATS does not know this report.") {
		t.Errorf("an id: %+v", got)
	}
}

func TestLookupThatCannotBe(t *testing.T) {
	home(t)
	s := server(t, demo.Options{})
	for _, c := range []struct{ query, by, kind, word string }{
		{"", "", "question", "nothing to look up"}, {strings.Repeat("x", 201), "", "question", "too long"},
		{"a\x1bb", "", "question", "characters"}, {"SN-1001", "id", "question", "no report id"},
	} {
		args := []string{"lookup", c.query, "--server", s.URL(), "--json"}
		if c.by != "" {
			args = append(args, "--by", c.by)
		}
		got := command(t, args...)
		var answer failedAnswer
		decode(t, got.out, &answer)
		if got.code != ExitBad || string(answer.Error.Kind) != c.kind || !strings.Contains(answer.Error.Words, c.word) ||
			answer.Error.Advice == "" || !strings.Contains(got.err, c.word) || answer.Query != c.query {
			t.Errorf("%q: %+v", c.query, got)
		}
		if strings.ContainsRune(got.out+got.err, 0x1b) {
			t.Errorf("%q reaches the terminal as it is", c.query)
		}
	}
	if n := s.Requests(); n != 0 {
		t.Errorf("%d requests for texts that are no question", n)
	}
	if err := s.SetFault("html"); err != nil {
		t.Fatal(err)
	}
	got := command(t, "lookup", "SN-1001", "--server", s.URL())
	if got.code != ExitBad || got.out != "" || !strings.Contains(got.err, "Cause: ") {
		t.Errorf("%+v", got)
	}
	if got := command(t, "lookup", "SN-1001"); got.code != ExitBad || !strings.Contains(got.err, "No WATS server is set.") {
		t.Errorf("%+v", got)
	}
}

// loaded serves WSJF texts from a directory of their own.
func loaded(t *testing.T, reports ...string) *demo.Server {
	t.Helper()
	dir := t.TempDir()
	for i, text := range reports {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.json", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return server(t, demo.Options{LoadDir: dir})
}

const wsjf = `{"type":"T","id":"11111111-2222-3333-4444-555555555555","pn":"PCBA\u001b[2J","sn":"SN\u202e1","rev":"A","processCode":100,
"processName":"End of line","result":"F","machineName":"T-1","start":"2026-04-21T09:31:05.5+02:00","startUTC":"2026-04-21T07:31:05.5Z",
"uut":{"execTime":42.7,"user":"operator1","comment":"a\nb","stepIdCausedUUTFailure":7},
"root":{"id":0,"group":"M","stepType":"SequenceCall","name":"MainSequence","status":"F","seqCall":{"path":"p","name":"n","version":"1"},"steps":[
 {"id":1,"group":"M","stepType":"ET_PFT","name":"Passed","status":"P","booleanMeas":[{"name":null,"status":"P"}]},
 {"id":6,"group":"M","stepType":"SequenceCall","name":"Power","status":"F","seqCall":{"path":"p","name":"n","version":"1"},"steps":[
  {"id":7,"group":"M","stepType":"ET_NLT","name":"VCC \u009b3V3","status":"F","causedUUTFailure":true,"totTime":0.25,
   "numericMeas":[{"compOp":"GELE","name":null,"status":"F","unit":"V","value":3.71,"highLimit":3.45,"lowLimit":3.15}]}]},
 {"id":8,"group":"C","stepType":"ET_SVT","name":"Text","status":"F","stringMeas":[{"compOp":"EQ","name":"v","status":"F","value":"1.3","limit":"1.2"},
  {"compOp":"LOG","name":"w","status":"P","value":"x","limit":null}]}]}}`

const wsjfID = "11111111-2222-3333-4444-555555555555"

func TestLookupReportText(t *testing.T) {
	home(t)
	s := loaded(t, wsjf)
	got := command(t, "lookup", "{"+strings.ToUpper(wsjfID)+"}", "--server", s.URL())
	if got.code != ExitOK {
		t.Fatalf("%+v", got)
	}
	if strings.ContainsAny(got.out, "\x1b\u202e\u009b") {
		t.Errorf("a report's control characters reach the terminal: %q", got.out)
	}
	lines := strings.Split(got.out, "\n")
	if lines[0] != "FAILED  PCBA␛[2J rev A · SN\ufffd1" || lines[1] != "First failure: Power › VCC \ufffd3V3" ||
		lines[2] != "  3.71 V · 3.15 ≤ x ≤ 3.45 V · above 3.45 V by 0.26 V (+87 %)" {
		t.Errorf("verdict and first failure must come first:\n%s", strings.Join(lines[:3], "\n"))
	}
	for _, part := range []string{
		"Test · End of line (100)", "operator1", "42.7 s", wsjfID, "Comment: a␊b", "Steps: 5", "\nPASSED       Passed\n",
		"    VCC \ufffd3V3", "- v · 1.3 · must be “1.2”", "- w · x · no limits",
	} {
		if !strings.Contains(got.out, part) {
			t.Errorf("%q is missing in:\n%s", part, got.out)
		}
	}
}

func TestLookupReportJSON(t *testing.T) {
	home(t)
	s := loaded(t, wsjf)
	got := command(t, "lookup", wsjfID, "--json", "--server", s.URL())
	var a reportAnswer
	decode(t, got.out, &a)
	if got.code != ExitOK || strings.ContainsAny(got.out, "\x1b\u202e\u009b") {
		t.Fatalf("%+v", got)
	}
	r := a.Report
	if a.ReadAs != client.ByID || r.SerialNumber != "SN\u202e1" || r.PartNumber != "PCBA\x1b[2J" || r.Result != "Failed" || r.Steps != 5 ||
		r.StepResults["failed"] != 4 || r.StepResults["passed"] != 1 || r.Measurements != 4 || r.Start != "2026-04-21T07:31:05.5Z" || r.Incomplete {
		t.Errorf("%+v", r)
	}
	var form map[string]any
	if err := json.Unmarshal([]byte(got.out), &form); err != nil {
		t.Fatal(err)
	}
	wantKeys(t, "answer", form, "query", "read_as", "as_of", "source", "report", "first_failure")
	wantKeys(t, "first failure", form["first_failure"], "path", "step_id", "measurement", "value", "unit", "comp_op", "low", "high")
	f := a.FirstFailure
	if !slices.Equal(f.Path, []string{"Power", "VCC \u009b3V3"}) || *f.StepID != 7 || f.Measurement != nil || f.Value != 3.71 ||
		*f.Unit != "V" || *f.CompOp != "GELE" || f.Low != 3.15 || f.High != 3.45 {
		t.Errorf("%+v", f)
	}
}

func TestLookupIncompleteReport(t *testing.T) {
	home(t)
	s := loaded(t, wsjf)
	if err := s.SetFault("truncate"); err != nil {
		t.Fatal(err)
	}
	got := command(t, "lookup", wsjfID, "--server", s.URL())
	lines := strings.Split(got.out, "\n")
	if got.code != ExitBad || !strings.Contains(got.err, "Cause: bad_body") || !strings.HasPrefix(lines[0], "FAILED  PCBA") ||
		!strings.HasPrefix(lines[1], "Part of this report could not be read.") || !strings.Contains(got.out, "Passed") {
		t.Errorf("%+v", got)
	}
	var a reportAnswer
	got = command(t, "lookup", wsjfID, "--json", "--server", s.URL())
	decode(t, got.out, &a)
	if got.code != ExitBad || !a.Report.Incomplete || a.Report.SerialNumber == "" {
		t.Errorf("%+v", got)
	}
}

// Parts may be left out without an error: the report then says so itself.
func TestIncompleteReportWithoutAnError(t *testing.T) {
	for _, asJSON := range []bool{false, true} {
		var out, errs strings.Builder
		p := newPrinter(&out)
		c := Command{Args: []string{"q"}, Options: Options{JSON: asJSON}}
		code := printReport(c, Env{Err: &errs}, p, client.Answer{Report: &report.Report{Result: "P", Incomplete: true}}, nil)
		if err := p.flush(); err != nil || code != ExitBad {
			t.Errorf("JSON %v: %d, %v", asJSON, code, err)
		}
		if want := map[bool]string{false: "Part of this report could not be read.", true: `"incomplete": true`}[asJSON]; !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in:\n%s", want, out.String())
		}
	}
}

// The files beside this repository are real exports: header, first failure and every step.
func TestLookupSamples(t *testing.T) {
	samples := samplesDir(t)
	home(t)
	s := server(t, demo.Options{LoadDir: samples})
	for _, h := range s.Headers() {
		var a reportAnswer
		got := command(t, "lookup", h.UUID, "--json", "--server", s.URL())
		decode(t, got.out, &a)
		text := command(t, "lookup", h.UUID, "--server", s.URL())
		if got.code != ExitOK || text.code != ExitOK || a.Report.SerialNumber != h.SerialNumber || a.Report.Incomplete {
			t.Errorf("%s: %+v", h.UUID, got)
		}
		full, err := decodeFile(filepath.Join(samples, map[string]string{"T": "uut-export.json", "R": "uur-export.json"}[h.ReportType]))
		if err != nil {
			t.Fatal(err)
		}
		if a.Report.Steps != full.Len() {
			t.Errorf("%s: %d steps, want %d", h.UUID, a.Report.Steps, full.Len())
		}
		if h.ReportType == "T" && (a.FirstFailure == nil || !strings.Contains(text.out, "\nFirst failure: ")) {
			t.Errorf("%s: no first failure", h.UUID)
		}
		for i := range full.Len() {
			if name := full.Step(i).Name; !strings.Contains(text.out, name) {
				t.Errorf("step %d %q is missing", i, name)
			}
		}
	}
}

func decodeFile(path string) (*report.Report, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	return report.Decode(f, report.Limits{})
}

func TestJSONNumbers(t *testing.T) {
	for raw, want := range map[string]string{
		"3.71": "3.71", "-0": "-0", "1e3": "1e3", "500.0": "500.0", "+5": "5", ".5": "0.5", "NaN": `"NaN"`, "Infinity": `"Infinity"`,
		"n/a": `"n/a"`, "": "null", "007": "7", "12345678901234567890.125": "12345678901234567890.125",
	} {
		n := report.Number{Raw: raw, F: math.NaN()}
		if _, err := fmt.Sscan(raw, &n.F); err != nil {
			n.F = math.NaN()
		}
		got, err := json.Marshal(jsonNumber(n))
		if err != nil || string(got) != want {
			t.Errorf("%q: %s, %v; want %s", raw, got, err, want)
		}
	}
}

func FuzzEscapeHidden(f *testing.F) {
	for _, s := range []string{"", "a\u202eb", "\x1b\x7f\u0085", "\U000e0041", "é\n", "\"\\"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		plain, err := json.Marshal(s)
		if err != nil {
			t.Skip()
		}
		var want, got string
		if err := json.Unmarshal(plain, &want); err != nil {
			t.Fatal(err)
		}
		escaped := escapeHidden(string(plain))
		if err := json.Unmarshal([]byte(escaped), &got); err != nil || got != want {
			t.Fatalf("%q became %q, %v", want, got, err)
		}
		if strings.ContainsAny(escaped, "\x1b\x7f\u202e\u0085\u200b") {
			t.Fatalf("%q still holds hidden characters", escaped)
		}
	})
}

func TestTable(t *testing.T) {
	got := table([][]string{{"é", "b", "last one"}, {"long", "", "x"}, {"a"}})
	want := []string{"é     b  last one", "long     x", "a"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
