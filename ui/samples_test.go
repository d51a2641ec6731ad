package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stationcompanion/client/report"
)

// sampleHeaders are a serial's reports, newest first: it failed, passed and was stopped.
func sampleHeaders() []report.Header {
	run, code, took := 2, 100, 42.7
	head := func(id int, result, operation, place string, back time.Duration) report.Header {
		return report.Header{
			UUID: fmt.Sprintf("00000000-0000-4000-8000-%012d", id), SerialNumber: "SN-1001", PartNumber: "PCBA-100", Revision: "A",
			ReportType: "T", Start: noon.Add(-back), Result: result, UserName: "operator1", StationName: place, Location: "Line 2",
			Purpose: "Production", ProcessCode: &code, ProcessName: operation, ExecutionTime: &took, Run: &run,
		}
	}
	return []report.Header{
		head(1, "Failed", "End of line test", "FCT-LINE2-07", 3*time.Minute),
		head(2, "Passed", "In-circuit test", "ICT-03", 4*time.Hour),
		head(3, "Terminated", "Burn-in", "BI-1", 26*time.Hour),
		head(4, "Error", "Burn-in", "BI-1", 27*time.Hour),
	}
}

// sampleReport is the failing report of sampleHeaders in the server's own format.
func sampleReport(t *testing.T) *report.Report {
	t.Helper()
	step := func(id int, name, status string, value, low, high float64, caused bool) string {
		return fmt.Sprintf(`{"id":%d,"group":"M","stepType":"ET_NLT","name":%q,"status":%q,"totTime":0.4,"causedUUTFailure":%t,
			"numericMeas":[{"compOp":"GELE","name":null,"status":%q,"unit":"V","value":%g,"lowLimit":%g,"highLimit":%g}]}`,
			id, name, status, caused, status, value, low, high)
	}
	power := strings.Join([]string{
		step(3, "VCC 5V0", "P", 5.02, 4.75, 5.25, false),
		step(4, "VCC 3V3", "F", 3.71, 3.15, 3.45, true),
		step(5, "VCC 1V8", "P", 1.79, 1.71, 1.89, false),
	}, ",")
	wsjf := `{"type":"T","id":"00000000-0000-4000-8000-000000000001","pn":"PCBA-100","sn":"SN-1001","rev":"A",
		"processCode":100,"processName":"End of line test","result":"F","machineName":"FCT-LINE2-07","location":"Line 2","purpose":"Production",
		"start":"2026-04-21T13:57:00.0000000+02:00","startUTC":"2026-04-21T11:57:00.0000000Z",
		"root":{"id":1,"group":"M","stepType":"SequenceCall","name":"MainSequence","status":"F","totTime":42.7,"causedUUTFailure":false,"seqCall":{"path":"main.seq","name":"MainSequence","version":"1.4"},
		"steps":[{"id":2,"group":"M","stepType":"SequenceCall","name":"Power","status":"F","totTime":1.2,"causedUUTFailure":false,"seqCall":{"path":"power.seq","name":"Power","version":"1"},"steps":[` + power + `]},
		{"id":6,"group":"M","stepType":"ET_SVT","name":"Firmware version","status":"P","totTime":0.2,"causedUUTFailure":false,"stringMeas":[{"compOp":"EQ","name":null,"status":"P","value":"2.4.1","limit":"2.4.1"}]}]},
		"uut":{"execTime":42.7,"testSocketIndex":1,"user":"operator1","stepIdCausedUUTFailure":4}}`
	r, err := report.Decode(strings.NewReader(wsjf), report.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
