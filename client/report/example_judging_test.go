package report_test

import (
	"fmt"
	"strings"

	"stationcompanion/client/report"
)

const failing = `{"type":"T","sn":"SN-1","pn":"P-1","result":"F","root":{"id":1,"name":"Main","status":"F","steps":[
	{"id":2,"name":"VIN","status":"P","numericMeas":[{"compOp":"GELE","value":12.9,"lowLimit":11.4,"highLimit":12.6,"unit":"V","status":"P"}]},
	{"id":3,"name":"VCC","status":"F","numericMeas":[{"compOp":"GELE","value":3.71,"lowLimit":3.15,"highLimit":3.45,"unit":"V","status":"F"}]}]}}`

const passing = `{"type":"T","sn":"SN-2","pn":"P-1","result":"P","root":{"id":1,"name":"Main","status":"P","steps":[
	{"id":2,"name":"VIN","status":"P","numericMeas":[{"compOp":"GELE","value":12.0,"lowLimit":11.4,"highLimit":12.6,"unit":"V","status":"P"}]},
	{"id":3,"name":"VCC","status":"P","numericMeas":[{"compOp":"GELE","value":3.41,"lowLimit":3.15,"highLimit":3.45,"unit":"V","status":"P"}]}]}}`

// What failed first, and by how much.
func ExampleReport_FirstFailure() {
	r, err := report.Decode(strings.NewReader(failing), report.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	if f, ok := r.FirstFailure(); ok {
		distance, percent, _ := f.M.Outside()
		fmt.Printf("%s: %s %s, %+.2f %s outside, %.0f %% of the span\n",
			strings.Join(f.Path, " › "), f.M.Value.Raw, f.M.Unit, distance, f.M.Unit, percent)
	}
	// Output: VCC: 3.71 V, +0.26 V outside, 87 % of the span
}

// A measurement stored as passed, outside its limits.
func ExampleReport_Disagreements() {
	r, err := report.Decode(strings.NewReader(failing), report.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	list, _ := r.Disagreements()
	for _, d := range list {
		fmt.Println(r.Step(d.Row).Name, "is stored as", d.Stored, "and judged", d.Judged)
	}
	// Output: VIN is stored as Passed and judged Failed
}

// A failing report beside a good one, the weightiest differences first.
func ExampleCompare() {
	a, err := report.Decode(strings.NewReader(failing), report.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	b, err := report.Decode(strings.NewReader(passing), report.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	c := report.Compare(a, b)
	for _, d := range c.Differences {
		fmt.Printf("%s: %v beside %v, %+.2f, %+.0f %%\n", strings.Join(c.Path(d), " › "), d.VerdictA, d.VerdictB, d.Delta, d.Percent)
	}
	fmt.Println(c.Aligned, "steps in both")
	// Output:
	// VCC: Failed beside Passed, +0.30, +100 %
	// VIN: Passed beside Passed, +0.90, +75 %
	// 3 steps in both
}
