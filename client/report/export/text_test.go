package export

import (
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"stationcompanion/client/report"
	"stationcompanion/client/report/plain"
)

func textOf(t testing.TB, r *report.Report) string {
	t.Helper()
	var b strings.Builder
	if err := Text(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTextBeginsWithVerdictAndFirstFailure(t *testing.T) {
	got := strings.Split(textOf(t, decode(t, failingWSJF)), "\n")
	for i, want := range []string{"✖ FAILED  PCBA-100 rev A · SN-1001", "First failure: Power › VCC 3V3",
		"  3.71 V · limits 3.15 ≤ x ≤ 3.45 V · GELE · above 3.45 V by 0.26 V (+87 %) · FAILED"} {
		if got[i] != want {
			t.Errorf("line %d is %q, want %q", i, got[i], want)
		}
	}
}

func TestTextHoldsEveryStepAndPart(t *testing.T) {
	got := textOf(t, decode(t, failingWSJF))
	for _, want := range []string{
		"Comment        first\n               second\n", "Error code     -17502", "Batch          B-7", "Socket         2", "Fixture        FX-3",
		"Steps: 12", "MainSequence", "Open fixture", "Report text: clamped\n", "locked", "5.0234567891 V", "limits 4.75 ≤ x ≤ 5.25 V",
		"- VCC 3V3 · 81 mV · limits x ≤ 50 mV · LE · above 50 mV by 31 mV", "READY · limits must be “ready” in any case", "120 ms",
		"Error -17502: Verify failed at 0x0800_4000\n", "exit code 3", "Attachment: flash.log · text/plain · 5 bytes", "Answer: OK · button 1",
		"loop of 3: 3 passed, 0 failed, ended at 2", "turn 1", "Calls: C:\\seq/main.seq 1.0.2", "Radio · RF-7 rev C · RF-0001", "Firmware: 1.2.3", "Line: 7",
		"caused the unit's failure", "setup", "cleanup",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q", want)
		}
	}
	if t.Failed() {
		t.Log(got)
	}
}

func TestTextOfARepair(t *testing.T) {
	got := textOf(t, decode(t, repairWSJF))
	for _, want := range []string{"✔ PASSED  REPAIR  M-1", "Failed in      Burn In test (90)", "Test report    873d67f8", "Repaired\n  U1 · Burned Component · Component\n    at step VCC 3V3 · PSU · AN-5\n    Reworked\n", "Radio · RF-7 rev C · RF-0001 · position A2"} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q in\n%s", want, got)
		}
	}
}

func TestTextSaysWhatIsLeftOut(t *testing.T) {
	r, err := report.Decode(strings.NewReader(failingWSJF[:1500]), report.Limits{})
	if r == nil || err == nil {
		t.Fatal("a cut report should give both", err)
	}
	got := textOf(t, r)
	for _, want := range []string{"▲ This report is incomplete", "Problems in the report's data", "Left out:"} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q in\n%s", want, got)
		}
	}
}

func TestDisagreementsAreNamed(t *testing.T) {
	w := strings.Replace(failingWSJF, `"status":"P","unit":"V","value":5.0234567891`, `"status":"F","unit":"V","value":5.0234567891`, 1)
	if got := textOf(t, decode(t, w)); !strings.Contains(got, "the step says PASSED, the measurement FAILED · by its limits it is PASSED") ||
		!strings.Contains(got, "▲ Power › VCC 5V: stored as PASSED, by its measurements it is FAILED\n") {
		t.Errorf("%s", got)
	}
}

func TestTextGivesTheWritersError(t *testing.T) {
	want := errors.New("disk full")
	if err := Text(failingWriter{want}, long(t, 2000)); !errors.Is(err, want) {
		t.Errorf("%v", err)
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

// TestTextHoldsEveryValueOfTheSamples walks the JSON of the real exports: every text
// and number the model holds appears.
func TestTextHoldsEveryValueOfTheSamples(t *testing.T) {
	for _, name := range []string{"uut-export.json", "uur-export.json"} {
		t.Run(name, func(t *testing.T) {
			r, b := sample(t, name)
			everyValue(t, r, b)
		})
	}
}

// everyValue walks the JSON of a report and finds each value in its text.
func everyValue(t *testing.T, r *report.Report, b []byte) {
	t.Helper()
	var tree any
	d := json.NewDecoder(strings.NewReader(string(b)))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		t.Fatal(err)
	}
	got, n := textOf(t, r), 0
	walk(tree, "", func(where, value string) {
		n++
		if !strings.Contains(got, value) {
			t.Errorf("lacks %s %q", where, value)
		}
	})
	if n < 20 {
		t.Errorf("only %d values walked", n)
	}
}

// notShown are fields whose values do not stand in the text as they are, and why.
var notShown = map[string]string{
	"type": "said in words", "result": "said in words", "status": "said in words", "group": "said in words",
	"start": "in this PC's zone", "startUTC": "in this PC's zone", "confirmDate": "in this PC's zone", "finalizeDate": "in this PC's zone",
	"totTime": "0 is not measured", "execTime": "0 is not measured", "errorCode": "0 is none", "refStepId": "its name is shown",
	"testSocketIndex": "-1 is none", "stepIdCausedUUTFailure": "the first failure", "position": "0 is none",
	"tsGuid": "of the test executive", "processCodeFormat": "a display format", "xdata": "summed up", "ydata": "summed up", "data": "a file's bytes",
	"dataType": "always XYG", "flags": "of the test executive",
}

func walk(v any, field string, each func(where, value string)) {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			if notShown[k] == "" {
				walk(x, k, each)
			}
		}
	case []any:
		for _, x := range v {
			walk(x, field, each)
		}
	case json.Number:
		each(field, v.String())
	case string:
		for _, line := range visibleLines(v) {
			each(field, strings.TrimSpace(line))
		}
	}
}

func TestTextOfManySteps(t *testing.T) {
	r := long(t, 100_000)
	start := time.Now()
	var n countWriter
	if err := Text(&n, r); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d steps, %d bytes, %v", r.Len(), n, time.Since(start))
	if n < 5_000_000 {
		t.Errorf("only %d bytes", n)
	}
}

type countWriter int

func (w *countWriter) Write(p []byte) (int, error) { *w += countWriter(len(p)); return len(p), nil }

// checkText fails on any control or hidden character but LF.
func checkText(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Error("is not UTF-8")
	}
	for _, r := range s {
		if r != '\n' && plain.Rune(r) != r {
			t.Fatalf("holds %s", strconv.QuoteRune(r))
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte(failingWSJF))
	f.Add([]byte(repairWSJF))
	f.Add([]byte(strings.ReplaceAll(failingWSJF, "VCC", `\u202e\u001b[2J\u0085`)))
	f.Add([]byte(failingWSJF[:1700]))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, _ := report.Decode(strings.NewReader(string(b)), report.Limits{Steps: 2000})
		if r == nil {
			return
		}
		checkText(t, textOf(t, r))
		checkText(t, Brief(r))
		checkText(t, BriefStep(r, r.Len()/2, 0))
	})
}

func BenchmarkText(b *testing.B) {
	r := long(b, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := Text(io.Discard, r); err != nil {
			b.Fatal(err)
		}
	}
}
