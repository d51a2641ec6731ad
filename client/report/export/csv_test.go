package export

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"stationcompanion/client/report"
)

// csvOf writes and reads back, one map for each row.
func csvOf(t testing.TB, r *report.Report) []map[string]string {
	t.Helper()
	var b strings.Builder
	if err := CSV(&b, r); err != nil {
		t.Fatal(err)
	}
	s, ok := strings.CutPrefix(b.String(), "\xef\xbb\xbf")
	if !ok {
		t.Fatal("has no byte order mark")
	}
	all, err := csv.NewReader(strings.NewReader(s)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = cells[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func TestCSVRows(t *testing.T) {
	rows := csvOf(t, decode(t, failingWSJF))
	if len(rows) != 13 { // 12 steps, one with two measurements
		t.Fatalf("%d rows", len(rows))
	}
	for _, c := range []struct {
		row  int
		want map[string]string
	}{
		{0, map[string]string{"row": "1", "step_id": "0", "depth": "0", "path": "", "step": "MainSequence", "step_time_s": "42.5", "kind": "", "value": ""}},
		{1, map[string]string{"report_text": "clamped\nlocked", "group": "S", "step_status": "Done"}},
		{3, map[string]string{"path": "Power › VCC 5V", "value": "5.0234567891", "unit": "V", "comp_op": "GELE", "low_limit": "4.75", "high_limit": "5.25", "judged": "Passed", "outside": ""}},
		{4, map[string]string{"serial_number": "SN-1001", "status": "Failed", "outside": "0.26", "outside_percent": "86.6666666667", "step_time_s": "0.12"}},
		{6, map[string]string{"measurement": "VCC 3V3", "kind": "numeric", "outside": "31", "outside_percent": "", "high_limit": ""}},
		{7, map[string]string{"path": "Banner", "kind": "string", "value": "READY", "text_limit": "ready", "comp_op": "IgnoreCase", "low_limit": ""}},
		{8, map[string]string{"kind": "boolean", "status": "Passed", "value": "", "judged": ""}},
		{9, map[string]string{"error_code": "'-17502", "exit_code": "3.0", "attachment": "flash.log", "step_status": "Error", "kind": "", "judged": ""}},
		{10, map[string]string{"response": "OK"}},
		{11, map[string]string{"loop": "3/0 of 3", "loop_index": ""}},
		{12, map[string]string{"loop": "", "loop_index": "1", "error_code": ""}},
	} {
		for name, want := range c.want {
			if name == "error_code" && want != "" {
				want = "-17502" // a number stays a number
			}
			if got, ok := rows[c.row][name]; got != want || !ok {
				t.Errorf("row %d: %s is %q, want %q", c.row, name, got, want)
			}
		}
	}
}

func TestEveryColumnIsExplained(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range csvHead {
		if seen[name] {
			t.Errorf("%s stands twice", name)
		}
		seen[name] = true
	}
	if csvHead[colStep] != "row" || csvHead[colMeasure] != "kind" || csvHead[colMore] != "error_code" {
		t.Error("the groups of columns have moved")
	}
}

func TestFormulasAreGuarded(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-5 V": "'-5 V", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx", "\nx": "'\nx", "\rx": "'\nx",
		" =1": "' =1", "＝1": "'＝1", "\u00a0=1": "'\u00a0=1", "plain": "plain", "a=b": "a=b", "": "", " x": " x", "'=x": "'=x", "\x00=1": "␀=1",
	} {
		if got := textCell(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"-5": "-5", "1e-9": "1e-9", "-1.5E+3": "-1.5E+3", "12345678901234567890.5": "12345678901234567890.5",
		"-Infinity": "'-Infinity", "+1": "'+1", "NaN": "NaN", "=2": "'=2", "-": "'-", "1.": "1.", "-.5": "'-.5", "1-1": "1-1", "": "",
	} {
		if got := numberCell(report.MakeNumber(in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestLongTextsAreCut(t *testing.T) {
	if got := textCell(strings.Repeat("ø", 40_000)); len([]rune(got)) != cellMax+1 || !strings.HasSuffix(got, "…") {
		t.Errorf("%d characters", len([]rune(got)))
	}
}

func TestCSVPathsAreTheReports(t *testing.T) {
	r := long(t, 500)
	for i, row := range csvOf(t, r) {
		at, _ := strconv.Atoi(row["row"])
		if want := strings.Join(r.Path(at-1), pathSep); row["path"] != want {
			t.Fatalf("row %d: %q, want %q", i, row["path"], want)
		}
	}
}

func TestCSVGivesTheWritersError(t *testing.T) {
	want := errors.New("disk full")
	if err := CSV(failingWriter{want}, long(t, 2000)); !errors.Is(err, want) {
		t.Errorf("%v", err)
	}
}

// FuzzCSV reads back: the same cells, and no text that a spreadsheet would obey.
func FuzzCSV(f *testing.F) {
	f.Add("=cmd|' /C calc'!A0", "a,b\"c\r\nd", "-5", "5")
	f.Add(" \t@x", `\.`, "=1", "NaN")
	f.Fuzz(func(t *testing.T, name, text, value, limit string) {
		quote := func(s string) string {
			return strconv.Quote(strings.Map(func(r rune) rune {
				if r < ' ' || r > 0x7e {
					return 'x' // Go's escapes are not JSON's
				}
				return r
			}, s))
		}
		r := decode(t, `{"type":"T","id":"i","pn":`+quote(text)+`,"sn":"s","result":"F","root":{"name":`+quote(name)+`,"status":"F","stringMeas":[{"name":`+
			quote(name)+`,"value":`+quote(text)+`,"limit":`+quote(limit)+`}],"numericMeas":[{"value":`+quote(value)+`,"lowLimit":`+quote(limit)+`}]}}`)
		for _, row := range csvOf(t, r) {
			for name, cell := range row {
				if isFormula(cell) && !isJSONNumber(cell) {
					t.Errorf("%s is %q", name, cell)
				}
			}
		}
		for _, s := range []string{name, text, value, limit} {
			var b strings.Builder
			w := csv.NewWriter(&b)
			w.UseCRLF = true
			want := textCell(s)
			if err := w.Write([]string{"", want}); err != nil {
				t.Fatal(err)
			}
			w.Flush()
			got, err := csv.NewReader(strings.NewReader(b.String())).Read()
			if err != nil || got[1] != want {
				t.Errorf("%q came back as %q: %v", want, got, err)
			}
			if isFormula(want) {
				t.Errorf("%q is a formula", want)
			}
		}
	})
}

func BenchmarkCSV(b *testing.B) {
	r := long(b, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := CSV(io.Discard, r); err != nil {
			b.Fatal(err)
		}
	}
}
