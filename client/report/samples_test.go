package report

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// sample reads a real export that lies beside the repository or above; the test is skipped
// where it does not.
func sample(t testing.TB, name string) []byte {
	t.Helper()
	var err error
	for up := filepath.Join("..", "..", ".."); len(up) < 20; up = filepath.Join(up, "..") {
		var b []byte
		if b, err = os.ReadFile(filepath.Join(up, "shared", "samples", name)); err == nil {
			return b
		}
	}
	t.Skip("no samples beside the repository: ", err)
	return nil
}

func decodeSample(t testing.TB, name string) *Report {
	t.Helper()
	r, err := Decode(bytes.NewReader(sample(t, name)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Problems) > 0 || r.Incomplete {
		t.Errorf("problems %v, incomplete %v", r.Problems, r.Incomplete)
	}
	return r
}

func TestSampleUUT(t *testing.T) {
	r := decodeSample(t, "uut-export.json")
	if r.Type != "T" || r.SerialNumber != "FATTest-325" || r.PartNumber != "FATPartNo" || r.Station != "OLALAPTOP" ||
		r.ProcessCode.Raw != "10" || r.Verdict() != Failed || r.Start.Raw != "2026-01-30T22:01:41.4707353+01:00" || !r.Start.HasZone {
		t.Errorf("identification: %+v", r)
	}
	if r.Len() != 186 {
		t.Errorf("%d steps, not 186", r.Len())
	}
	if len(r.MiscInfos) != 3 || len(r.SubUnits) != 2 || r.MiscInfos[0].Numeric.Raw != "100" || r.SubUnits[0].Position != "0" {
		t.Errorf("misc %v, sub-units %v", r.MiscInfos, r.SubUnits)
	}
	if u := r.UUT; u == nil || u.ExecTime.F != 123.67 || u.User != "FATOperator" || u.FailedStepID.Raw != "5" {
		t.Errorf("uut %+v", r.UUT)
	}
	loops, popups, exes, charts := 0, 0, 0, 0
	for i := range r.Len() {
		s := r.Step(i)
		if s.ID != i+1 || !s.HasID {
			t.Errorf("row %d has id %d", i, s.ID)
		}
		if s.Loop != nil {
			loops++
		}
		if s.Popup != nil {
			popups++
		}
		if s.ExitCode.Set() {
			exes++
		}
		if s.HasChart {
			charts++
		}
	}
	if loops != 46 || popups != 4 || exes != 4 || charts != 2 {
		t.Errorf("loops %d popups %d exes %d charts %d", loops, popups, exes, charts)
	}
	checkRows(t, r)
}

func TestSampleFirstFailure(t *testing.T) {
	f, ok := decodeSample(t, "uut-export.json").FirstFailure()
	if !ok || f.Step.Name != "SingleEQFail" || f.Step.ID != 5 || f.Measurement != 0 ||
		f.M.Value.Raw != "500.0" || f.M.Unit != "V" || f.M.CompOp != "EQ" || f.M.Low.F != 501 {
		t.Errorf("%+v", f)
	}
	if want := []string{"Numeric tests", "SingleEQFail"}; !slices.Equal(f.Path, want) {
		t.Errorf("path %q", f.Path)
	}
}

// Without the id and the caused flags, the walk itself must find the same step.
func TestSampleFirstFailureByWalk(t *testing.T) {
	b := sample(t, "uut-export.json")
	b = bytes.ReplaceAll(b, []byte(`"stepIdCausedUUTFailure":5`), []byte(`"stepIdCausedUUTFailure":null`))
	for _, caused := range []string{"true", "false"} {
		b = bytes.ReplaceAll(b, []byte(`"causedUUTFailure":true`), []byte(`"causedUUTFailure":`+caused))
		r, err := Decode(bytes.NewReader(b), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if f, ok := r.FirstFailure(); !ok || f.Step.ID != 5 {
			t.Errorf("caused %s: %+v", caused, f.Step)
		}
	}
}

func TestSampleJudge(t *testing.T) {
	r := decodeSample(t, "uut-export.json")
	numeric, text := 0, 0
	for i := range r.Len() {
		for k, m := range r.Measurements(i) {
			if m.Kind == Boolean {
				continue
			}
			if m.Kind == Numeric {
				numeric++
			} else {
				text++
			}
			if got := m.Judge(); got != m.Verdict {
				t.Errorf("%v [%d] %s: judged %v, stored %v", r.Path(i), k, m.CompOp, got, m.Verdict)
			}
			_, _, outside := m.Outside()
			if m.Kind == Numeric && outside != (m.Verdict == Failed) {
				t.Errorf("%v [%d] %s: outside %v, stored %v", r.Path(i), k, m.CompOp, outside, m.Verdict)
			}
		}
	}
	if numeric < 100 || text < 20 {
		t.Errorf("only %d numeric and %d text measurements", numeric, text)
	}
}

func TestSampleUUR(t *testing.T) {
	r := decodeSample(t, "uur-export.json")
	if r.Type != "R" || r.UUR == nil || r.UUR.RefUUT != "873d67f8-7669-4f4b-a627-e598e444d323" || r.UUR.ProcessName != "Burn In test" {
		t.Fatalf("%+v", r.UUR)
	}
	if len(r.SubUnits) != 1 || len(r.SubUnits[0].Failures) != 1 || r.SubUnits[0].Failures[0].Code != "Burned Component" {
		t.Errorf("%+v", r.SubUnits)
	}
	if _, ok := r.FirstFailure(); ok {
		t.Error("a repair has no first failure")
	}
}

// checkRows holds what every decoded report must keep to, however odd the input.
func checkRows(t *testing.T, r *Report) {
	t.Helper()
	for i := range r.Len() {
		s := r.Step(i)
		if s.Row != i || s.End <= i || s.End > r.Len() {
			t.Fatalf("row %d: row %d end %d of %d", i, s.Row, s.End, r.Len())
		}
		if i == 0 != (s.Parent == -1) || s.Parent >= i {
			t.Fatalf("row %d: parent %d", i, s.Parent)
		}
		if s.Parent >= 0 {
			if p := r.Step(s.Parent); s.End > p.End || s.Depth != p.Depth+1 {
				t.Fatalf("row %d (end %d, depth %d) sticks out of its parent (end %d, depth %d)", i, s.End, s.Depth, p.End, p.Depth)
			}
		}
		if n := len(r.Measurements(i)); n != s.Measurements {
			t.Fatalf("row %d: %d measurements, not %d", i, n, s.Measurements)
		}
		if n := len(r.Path(i)); n != s.Depth {
			t.Fatalf("row %d: path of %d at depth %d", i, n, s.Depth)
		}
	}
	if f, ok := r.FirstFailure(); ok && (f.Measurement >= f.Step.Measurements || f.Step.End > r.Len()) {
		t.Fatalf("first failure %+v", f)
	}
}
