package report

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

func decoded(t testing.TB, body string) *Report {
	t.Helper()
	r, err := Decode(strings.NewReader(body), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// test makes a UUT of steps below the root "Main".
func uutOf(head, steps string) string {
	return `{"type":"T","id":"x","pn":"P","sn":"S",` + head + `"root":{"id":1,"name":"Main","status":"P","steps":[` + steps + `]}}`
}

func nlt(name, status, value, low, high string) string {
	return fmt.Sprintf(`{"name":%q,"status":%q,"numericMeas":[{"compOp":"GELE","status":%q,"unit":"V","value":%s,"lowLimit":%s,"highLimit":%s}]}`,
		name, status, status, value, low, high)
}

func sequence(name, status string, steps ...string) string {
	return fmt.Sprintf(`{"name":%q,"status":%q,"steps":[%s]}`, name, status, strings.Join(steps, ","))
}

// told writes a difference as one line.
func told(c Comparison, d Difference) string {
	kinds := [...]string{"verdict", "value", "limits", "only A", "only B"}
	text := kinds[d.Kind] + " " + strings.Join(c.Path(d), "/")
	if d.Below > 0 {
		text += fmt.Sprintf(" +%d", d.Below)
	}
	a, b := c.Reports()
	switch {
	case d.MeasA >= 0:
		text += "." + a.Measurements(d.RowA)[d.MeasA].Name
	case d.MeasB >= 0:
		text += "." + b.Measurements(d.RowB)[d.MeasB].Name
	}
	if !math.IsNaN(d.Delta) {
		text += fmt.Sprintf(" %+.2f", d.Delta)
	}
	if !math.IsNaN(d.Percent) {
		text += fmt.Sprintf(" %+.0f%%", d.Percent)
	}
	if d.Kind != LimitsDiffer && d.Limits {
		text += " limits"
	}
	return text
}

func TestCompareSteps(t *testing.T) {
	multi := func(names ...string) string {
		var m []string
		for i, n := range names {
			m = append(m, fmt.Sprintf(`{"compOp":"LOG","name":%q,"status":"P","value":%d}`, n, i))
		}
		return `{"name":"M","status":"P","numericMeas":[` + strings.Join(m, ",") + `]}`
	}
	for name, tc := range map[string]struct {
		a, b string
		want []string
	}{
		"nothing":                           {nlt("R", "P", "3", "1", "5"), nlt("R", "P", "3.0", "1.0", "5"), nil},
		"verdict":                           {nlt("R", "F", "6", "1", "5"), nlt("R", "P", "3", "1", "5"), []string{"verdict R. +3.00 +75%"}},
		"verdict and limits":                {nlt("R", "F", "6", "1", "5"), nlt("R", "P", "6", "1", "9"), []string{"verdict R. limits"}},
		"value and limits":                  {nlt("R", "P", "2", "1", "5"), nlt("R", "P", "4", "0", "5"), []string{"value R. -2.00 -50% limits"}},
		"limits alone":                      {nlt("R", "P", "2", "1", "5"), nlt("R", "P", "2", "1", "6"), []string{"limits R."}},
		"values by how far":                 {nlt("A", "P", "2", "0", "10") + "," + nlt("B", "P", "9", "0", "10"), nlt("A", "P", "1", "0", "10") + "," + nlt("B", "P", "4", "0", "10"), []string{"value B. +5.00 +50%", "value A. +1.00 +10%"}},
		"equal shares in order":             {nlt("A", "P", "2", "0", "10") + "," + nlt("B", "P", "2", "0", "10"), nlt("A", "P", "1", "0", "10") + "," + nlt("B", "P", "3", "0", "10"), []string{"value A. +1.00 +10%", "value B. -1.00 -10%"}},
		"NaN and infinity":                  {nlt("A", "P", `"NaN"`, "0", "10") + "," + nlt("B", "P", `"Infinity"`, "0", "1"), nlt("A", "P", "1", "0", "10") + "," + nlt("B", "P", `"-Infinity"`, "0", "1"), []string{"value A.", "value B."}},
		"no span":                           {nlt("A", "P", "2", "1", "1"), nlt("A", "P", "1", "1", "1"), []string{"value A. +1.00"}},
		"a sequence fails for its step":     {sequence("Q", "F", nlt("R", "F", "6", "1", "5")), sequence("Q", "P", nlt("R", "P", "3", "1", "5")), []string{"verdict Q/R. +3.00 +75%"}},
		"a sequence fails by itself":        {sequence("Q", "E", nlt("R", "P", "3", "1", "5")), sequence("Q", "P", nlt("R", "P", "3", "1", "5")), []string{"verdict Q"}},
		"a whole sequence is missing":       {sequence("Q", "P", nlt("R", "P", "3", "1", "5"), nlt("T", "P", "3", "1", "5")), "", []string{"only A Q +2"}},
		"in the other":                      {"", sequence("Q", "P", nlt("R", "P", "3", "1", "5")), []string{"only B Q +1"}},
		"a missing failing step explains":   {sequence("Q", "F", nlt("R", "F", "6", "1", "5"), nlt("T", "P", "3", "1", "5")), sequence("Q", "P", nlt("T", "P", "3", "1", "5")), []string{"only A Q/R"}},
		"a missing passing one does not":    {sequence("Q", "E", nlt("R", "P", "3", "1", "5")), sequence("Q", "P"), []string{"verdict Q", "only A Q/R"}},
		"failing only in B explains":        {sequence("Q", "P"), sequence("Q", "F", nlt("R", "F", "9", "1", "5")), []string{"only B Q/R"}},
		"renamed":                           {nlt("R", "P", "3", "1", "5"), nlt("r", "P", "3", "1", "5"), []string{"only A R", "only B r"}},
		"repeated names in turn":            {nlt("R", "P", "1", "0", "10") + "," + nlt("R", "P", "2", "0", "10") + "," + nlt("R", "P", "3", "0", "10"), nlt("R", "P", "1", "0", "10") + "," + nlt("R", "P", "4", "0", "10"), []string{"value R. -2.00 -20%", "only A R"}},
		"a new step in front shifts nobody": {nlt("New", "P", "1", "0", "1") + "," + nlt("R", "P", "1", "0", "10"), nlt("R", "P", "1", "0", "10"), []string{"only A New"}},
		"loop turns by index": {
			`{"name":"L","status":"P","loop":{"num":2}},{"name":"L","status":"F","loop":{"idx":1}}`,
			`{"name":"L","status":"P","loop":{"num":2}},{"name":"L","status":"P","loop":{"idx":0}},{"name":"L","status":"P","loop":{"idx":1}}`,
			[]string{"verdict L", "only B L"}},
		"measurements by name": {multi("x", "y"), multi("y", "z"), []string{"value M.y +1.00", "only A M.x", "only B M.z"}},
		"texts":                {`{"name":"S","status":"P","stringMeas":[{"compOp":"EQ","status":"P","value":"a","limit":"a"}]}`, `{"name":"S","status":"P","stringMeas":[{"compOp":"eq","status":"P","value":"b","limit":"b"}]}`, []string{"value S. limits"}},
		"units":                {nlt("R", "P", "3", "1", "5"), strings.Replace(nlt("R", "P", "4", "1", "5"), `"V"`, `"mV"`, 1), []string{"value R. limits"}},
		"exit codes":           {`{"name":"X","status":"P","callExe":{"exitCode":0.0}}`, `{"name":"X","status":"P","callExe":{"exitCode":3}}`, []string{"value X"}},
		"answers":              {`{"name":"X","status":"D","messagePopup":{"response":"Yes","button":1}}`, `{"name":"X","status":"D","messagePopup":{"response":"No","button":2}}`, []string{"value X"}},
	} {
		t.Run(name, func(t *testing.T) {
			c := Compare(decoded(t, uutOf("", tc.a)), decoded(t, uutOf("", tc.b)))
			var got []string
			sum := 0
			for _, d := range c.Differences {
				got = append(got, told(c, d))
			}
			for _, n := range c.Kinds {
				sum += n
			}
			if !slices.Equal(got, tc.want) || sum != len(got) {
				t.Errorf("got %q (counted %v), want %q", got, c.Kinds, tc.want)
			}
			if back := Compare(decoded(t, uutOf("", tc.b)), decoded(t, uutOf("", tc.a))); len(back.Differences) != len(got) || back.Aligned != c.Aligned || back.Equal != c.Equal {
				t.Errorf("the other way round: %d differences, %d and %d; %d aligned and %d", len(back.Differences), len(got), back.Aligned, c.Aligned, back.Equal)
			}
		})
	}
}

func TestCompareHeaders(t *testing.T) {
	a := decoded(t, `{"type":"T","id":"a","pn":"P","sn":"S","rev":"A","result":"F","machineName":"ONE","processCode":10,"processName":"Final",
		"uut":{"user":"anna","fixtureId":"F1"},"root":{"name":"x","seqCall":{"path":"a.seq","version":"1"},"steps":[]}}`)
	b := decoded(t, `{"type":"T","id":"b","pn":"P","sn":"S","rev":"B","result":"Failed","machineName":"TWO","processCode":10,"processName":"Final",
		"uut":{"user":"bo","fixtureId":"F2"},"root":{"name":"y","seqCall":{"path":"a.seq","version":"2"},"steps":[]}}`)
	want := []HeaderDifference{
		{FactRevision, "A", "B"}, {FactStation, "ONE", "TWO"}, {FactOperator, "anna", "bo"}, {FactSWVersion, "1", "2"}, {FactFixture, "F1", "F2"},
	}
	if c := Compare(a, b); !slices.Equal(c.Header, want) || len(c.Differences) != 0 || c.Aligned != 1 || c.Equal != 1 {
		t.Errorf("%+v", c)
	}
	repair := decoded(t, `{"type":"R","id":"r","pn":"P","sn":"S","uur":{"user":"rolf"}}`)
	if c := Compare(a, repair); c.Aligned != 0 || len(c.Differences) != 1 || c.Differences[0].Kind != OnlyInA {
		t.Errorf("with a repair: %+v", c)
	}
	if c := Compare(&Report{}, &Report{}); len(c.Header)+len(c.Differences) != 0 {
		t.Errorf("of nothing: %+v", c)
	}
}

func TestCompareSampleWithItself(t *testing.T) {
	r := decodeSample(t, "uut-export.json")
	c := Compare(r, r)
	if len(c.Differences) != 0 || len(c.Header) != 0 || c.Aligned != r.Len() || c.Equal != r.Len() {
		t.Errorf("%d differences, %d aligned, %d equal", len(c.Differences), c.Aligned, c.Equal)
	}
	changed := bytes.Replace(sample(t, "uut-export.json"), []byte(`"value":500.0`), []byte(`"value":501.0`), 1)
	other, err := Decode(bytes.NewReader(changed), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if c := Compare(r, other); len(c.Differences) != 1 || c.Differences[0].Kind != ValueDiffers || c.Equal != r.Len()-1 {
		t.Errorf("%+v", c.Differences)
	}
}

// BenchmarkCompare compares two reports of 100,000 steps whose every value differs.
func BenchmarkCompare(b *testing.B) {
	one, err := Decode(bytes.NewReader(made(100_000)), Limits{})
	if err != nil {
		b.Fatal(err)
	}
	two, err := Decode(bytes.NewReader(bytes.ReplaceAll(made(100_000), []byte(`"value":`), []byte(`"value":1`))), Limits{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if c := Compare(one, two); c.Aligned != one.Len() {
			b.Fatal(c.Aligned)
		}
	}
}

// The tables behind: every group has a step more in front, so that nothing stands side by side.
func BenchmarkCompareShifted(b *testing.B) {
	body := made(100_000)
	one, err := Decode(bytes.NewReader(body), Limits{})
	if err != nil {
		b.Fatal(err)
	}
	two, err := Decode(bytes.NewReader(bytes.ReplaceAll(body, []byte(`"totTime":0.5,"steps":[`), []byte(`"steps":[{"name":"new"},`))), Limits{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if c := Compare(one, two); c.Aligned != one.Len() || c.Kinds[OnlyInB] != 10_000 {
			b.Fatal(c.Aligned, c.Kinds)
		}
	}
}

// One sequence of 100,000 steps, all under one name: no search per step.
func BenchmarkCompareFlat(b *testing.B) {
	flat := func(first string) *Report {
		var s strings.Builder
		s.WriteString(first)
		for range 100_000 {
			s.WriteString(`,{"name":"same","status":"P"}`)
		}
		return decoded(b, uutOf("", s.String()))
	}
	one, two := flat(`{"name":"x"}`), flat(`{"name":"y"},{"name":"x"}`)
	for b.Loop() {
		if c := Compare(one, two); c.Aligned != one.Len() {
			b.Fatal(c.Aligned)
		}
	}
}

func TestRowsOf(t *testing.T) {
	r := decodeSample(t, "uut-export.json")
	for i := range r.Len() {
		rows := r.RowsOf(r.Path(i))
		if !slices.Contains(rows, i) || !slices.IsSorted(rows) {
			t.Fatalf("row %d with path %q is not among %v", i, r.Path(i), rows)
		}
		for _, k := range rows {
			if !slices.Equal(r.Path(k), r.Path(i)) {
				t.Fatalf("row %d is not at %q", k, r.Path(i))
			}
		}
	}
	if rows := r.RowsOf([]string{"Numeric tests", "no such step"}); len(rows) != 0 {
		t.Error(rows)
	}
	if rows := (&Report{}).RowsOf(nil); len(rows) != 0 {
		t.Error(rows)
	}
}
