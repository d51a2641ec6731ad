package report

import (
	"slices"
	"strings"
	"testing"
)

func TestDisagreements(t *testing.T) {
	const good, bad = `{"compOp":"GELE","value":2,"lowLimit":1,"highLimit":3,"status":"P"}`, `{"compOp":"GELE","value":4,"lowLimit":1,"highLimit":3,"status":"F"}`
	lie, blame := strings.Replace(bad, `"F"`, `"P"`, 1), strings.Replace(good, `"P"`, `"F"`, 1)
	for name, c := range map[string]struct {
		step string
		want []Disagreement
	}{
		"both well":            {`"status":"P","numericMeas":[` + good + `]`, nil},
		"both bad":             {`"status":"F","numericMeas":[` + good + `,` + bad + `]`, nil},
		"called well":          {`"status":"P","numericMeas":[` + good + `,` + lie + `]`, []Disagreement{{1, 1, Passed, Failed}}},
		"called bad":           {`"status":"F","numericMeas":[` + blame + `]`, []Disagreement{{1, 0, Failed, Passed}}},
		"step well":            {`"status":"P","numericMeas":[` + bad + `]`, []Disagreement{{1, -1, Passed, Failed}}},
		"step done":            {`"status":"D","booleanMeas":[{"status":"F"}]`, []Disagreement{{1, -1, Done, Failed}}},
		"step bad":             {`"status":"F","numericMeas":[` + good + `]`, []Disagreement{{1, -1, Failed, Passed}}},
		"step and measurement": {`"status":"P","numericMeas":[` + blame + `]`, []Disagreement{{1, 0, Failed, Passed}, {1, -1, Passed, Failed}}},
		"an error":             {`"status":"F","errorCode":5,"numericMeas":[` + good + `]`, nil},
		"steps below":          {`"status":"F","numericMeas":[` + good + `],"steps":[{"status":"F"}]`, nil},
		"skipped":              {`"status":"S","numericMeas":[` + strings.Replace(bad, `"F"`, `"S"`, 1) + `]`, nil},
		"cannot be judged":     {`"status":"P","numericMeas":[{"compOp":"XX","status":"P"},{"compOp":"GE","value":"NaN","lowLimit":1,"status":"P"}]`, nil},
		"texts":                {`"status":"P","stringMeas":[{"compOp":"EQ","value":"a","limit":"b","status":"P"}]`, []Disagreement{{1, 0, Passed, Failed}}},
		"no measurements":      {`"status":"F"`, nil},
	} {
		r := decodeText(t, `"root":{"steps":[{`+c.step+`}]}`)
		got, n := r.Disagreements()
		if !slices.Equal(got, c.want) || n != len(got) {
			t.Errorf("%s: %+v, %d", name, got, n)
		}
	}
	r := decodeText(t, `"root":{"numericMeas":[`+strings.Repeat(lie+",", 2*maxDisagreements)+good+`]}`)
	if got, n := r.Disagreements(); len(got) != maxDisagreements || n != 2*maxDisagreements {
		t.Errorf("%d listed, %d counted", len(got), n)
	}
}

// A real export holds one: a step that failed with a measurement that passed.
func TestSampleDisagreements(t *testing.T) {
	got, n := decodeSample(t, "uut-export.json").Disagreements()
	if n != 1 || got[0] != (Disagreement{Row: 87, Measurement: -1, Stored: Failed, Judged: Passed}) {
		t.Errorf("%d, %+v", n, got)
	}
	if got, n := decodeSample(t, "uur-export.json").Disagreements(); n != 0 {
		t.Errorf("%d, %+v", n, got)
	}
}
