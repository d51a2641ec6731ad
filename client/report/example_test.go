package report_test

import (
	"fmt"
	"os"
	"strings"

	"stationcompanion/client/report"
)

// A report is shown while it comes, and its original written again later.
func ExampleDecodeWith() {
	body := `{"type":"T","sn":"SN-1","root":{"id":1,"name":"Main","status":"F","steps":[{"id":2,"name":"VCC","status":"F","numericMeas":[{"compOp":"GELE","value":2.80,"lowLimit":3.15,"highLimit":3.45,"unit":"V","status":"F"}]}]}}`
	r, err := report.DecodeWith(strings.NewReader(body), report.Options{Keep: true, Early: func(e report.Early) {
		if e.Failure != nil {
			fmt.Println("so far:", e.Report.SerialNumber, e.Failure.Path, e.Failure.M.Value.Raw, e.Failure.M.Unit)
		}
	}})
	if err != nil {
		fmt.Println(err)
	}
	if r == nil {
		return // no report at all
	}
	_, disagreements := r.Disagreements()
	fmt.Println(r.Len(), "steps,", disagreements, "disagreements,", len(r.NotShown), "unknown fields")
	if err := r.Body().WriteWSJF(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// so far: SN-1 [VCC] 2.80 V
	// 2 steps, 0 disagreements, 0 unknown fields
	// {"type":"T","sn":"SN-1","root":{"id":1,"name":"Main","status":"F","steps":[{"id":2,"name":"VCC","status":"F","numericMeas":[{"compOp":"GELE","value":2.80,"lowLimit":3.15,"highLimit":3.45,"unit":"V","status":"F"}]}]}}
}
