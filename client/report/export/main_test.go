package export

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stationcompanion/client/report"
)

// failingWSJF is a small test report with one of everything a step may have.
const failingWSJF = `{"type":"T","id":"6f1a2c3d-1111-2222-3333-444455556666","pn":"PCBA-100","sn":"SN-1001","rev":"A",
"processCode":100,"processName":"End of line test","result":"F","machineName":"TEST-01","location":"Line 2","purpose":"Production",
"start":"2026-04-21T09:31:05.123+02:00","startUTC":"2026-04-21T07:31:05.123Z",
"uut":{"execTime":42.7,"testSocketIndex":2,"batchSN":"B-7","comment":"first\nsecond","errorCode":-17502,"errorMessage":"Verify failed","fixtureId":"FX-3","user":"operator1"},
"miscInfos":[{"description":"Firmware","text":"1.2.3","numeric":null},{"description":"Line","text":null,"numeric":7}],
"subUnits":[{"partType":"Radio","pn":"RF-7","rev":"C","sn":"RF-0001"}],
"root":{"id":0,"group":"M","stepType":"SequenceCall","name":"MainSequence","status":"F","totTime":42.5,"seqCall":{"path":"C:\\seq","name":"main.seq","version":"1.0.2"},"steps":[
 {"id":1,"group":"S","stepType":"ET_A","name":"Open fixture","status":"D","reportText":"clamped\r\nlocked"},
 {"id":2,"group":"M","stepType":"SequenceCall","name":"Power","status":"F","steps":[
  {"id":3,"group":"M","stepType":"ET_NLT","name":"VCC 5V","status":"P","numericMeas":[{"compOp":"GELE","name":null,"status":"P","unit":"V","value":5.0234567891,"lowLimit":4.75,"highLimit":5.25}]},
  {"id":4,"group":"M","stepType":"ET_NLT","name":"VCC 3V3","status":"F","totTime":0.12,"causedUUTFailure":true,"numericMeas":[{"compOp":"GELE","name":null,"status":"F","unit":"V","value":3.71,"lowLimit":3.15,"highLimit":3.45}]},
  {"id":5,"group":"M","stepType":"ET_MNLT","name":"Ripple","status":"F","numericMeas":[
   {"compOp":"LE","name":"VCC 5V","status":"P","unit":"mV","value":12,"lowLimit":50,"highLimit":null},
   {"compOp":"LE","name":"VCC 3V3","status":"F","unit":"mV","value":81,"lowLimit":50,"highLimit":null}]}]},
 {"id":6,"group":"M","stepType":"ET_SVT","name":"Banner","status":"P","stringMeas":[{"compOp":"IgnoreCase","name":null,"status":"P","value":"READY","limit":"ready"}]},
 {"id":7,"group":"M","stepType":"ET_PFT","name":"LED","status":"P","booleanMeas":[{"name":null,"status":"P"}]},
 {"id":8,"group":"M","stepType":"ET_CALLEXE","name":"Flash","status":"E","errorCode":-17502,"errorMessage":"Verify failed at 0x0800_4000\nread back FF","callExe":{"exitCode":3.0},"attachment":{"name":"flash.log","contentType":"text/plain","data":"aGVsbG8="}},
 {"id":9,"group":"M","stepType":"ET_MSG","name":"Look","status":"D","messagePopup":{"response":"OK","button":1}},
 {"id":10,"group":"M","stepType":"ET_NLT","name":"Sweep","status":"P","loop":{"idx":null,"num":3,"endingIndex":2,"passed":3,"failed":0}},
 {"id":11,"group":"C","stepType":"ET_A","name":"Sweep","status":"P","loop":{"idx":1}}]}}`

const repairWSJF = `{"type":"R","id":"83ac0b8e-b575-4004-94de-f905774c3ed8","pn":"M-1","sn":"S-1","rev":"A","processCode":500,"processName":"Repair","result":"P",
"machineName":"RepairStation","start":"2025-12-21T23:01:45.472254+01:00",
"uur":{"comment":"Thermal failure repaired","user":"Rita","processCode":90,"processName":"Burn In test","refUUT":"873d67f8-7669-4f4b-a627-e598e444d323","confirmDate":"2025-12-21T22:01:45Z","finalizeDate":"2025-12-21T22:05:45Z","execTime":0.0},
"subUnits":[{"partType":"Main","pn":"M-1","rev":"A","sn":"S-1","idx":0,"failures":[{"artNumber":"AN-5","category":"Component","code":"Burned Component","comment":"Reworked","comRef":"U1","funcBlock":"PSU","refStepId":4,"refStepName":"VCC 3V3"}]},
 {"partType":"Radio","pn":"RF-7","rev":"C","sn":"RF-0001","idx":1,"parentIdx":0,"position":"A2","failures":[{"category":"Solder","code":"Cold joint","comRef":"J4"}]}]}`

func decode(t testing.TB, wsjf string) *report.Report {
	t.Helper()
	r, err := report.DecodeKeeping(strings.NewReader(wsjf), report.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sample decodes one of the real exports beside the repository, or skips.
func sample(t testing.TB, name string) (*report.Report, []byte) {
	t.Helper()
	for _, dir := range []string{"../../../../shared/samples", "../../../../../shared/samples"} {
		if b, err := os.ReadFile(filepath.Join(dir, name)); err == nil {
			r, err := report.DecodeKeeping(bytes.NewReader(b), report.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			return r, b
		}
	}
	t.Skipf("the sample %s is not here", name)
	return nil, nil
}

// long makes a failing report of n steps in sequences of 50.
func long(t testing.TB, n int) *report.Report {
	t.Helper()
	var b strings.Builder
	b.WriteString(`{"type":"T","id":"11111111-2222-3333-4444-555555555555","pn":"BIG-1","sn":"SN-9","result":"F","start":"2026-04-21T09:31:05+02:00","root":{"name":"Main","status":"F","steps":[`)
	for i := 1; i < n; i++ {
		if i%50 == 1 {
			if i > 1 {
				b.WriteString("]},")
			}
			fmt.Fprintf(&b, `{"id":%d,"name":"Group %d","status":"P","steps":[`, i, i/50)
			continue
		}
		if i%50 != 2 {
			b.WriteByte(',')
		}
		status, high := "P", i%9+1
		if i%997 == 0 {
			status, high = "F", i%9
		}
		fmt.Fprintf(&b, `{"id":%d,"stepType":"ET_NLT","name":"Measure %d","status":"%s","totTime":0.0123,"numericMeas":[{"compOp":"GELE","name":null,"status":"%s","unit":"V","value":%d.%04d,"lowLimit":0,"highLimit":%d}]}`, i, i, status, status, i%9, i%10_000, high)
	}
	b.WriteString(`]}]}}`)
	return decode(t, b.String())
}
