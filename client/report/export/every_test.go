package export

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"stationcompanion/client/report"
)

// partsWSJF is a report with the parts that few have; each value stands once.
const partsWSJF = `{"type":"T","id":"id-1","pn":"pn-1","sn":"sn-1","result":"F","processCode":1001,"productName":"product-1","origin":"origin-1","start":"2026-01-30T22:01:41Z",
"root":{"id":1002,"name":"name-1","start":"2026-01-30T10:49:36.919Z","status":"F","errorMessage":"error-1","tsGuid":"guid-1","interactiveExeNum":1005,"causedSeqFailure":true,
 "steps":[{"id":1006,"name":"numbers","status":"Odd","totTime":1004.5,"numericMeas":[{"compOp":"LOG","name":"m-1","status":"P","unit":"u-1","value":1007.0}],
  "chart":{"chartType":"LineLogXY","label":"label-1","xLabel":"x-1","xUnit":"xu-1","yLabel":"y-1","yUnit":"yu-1","series":[{"dataType":"XYG","name":"series-1","xdata":"1;10;100","ydata":"5;2;7"}]},
  "additionalResults":[{"name":"result-1","props":[{"name":"prop-1","type":"Number","value":"1017","numFormat":"nf-1","comment":"comment-1","props":[{"name":"prop-2","value":"value-2"}],"array":{"dimension":1018,"indexes":[{"text":"it-1"}]}}]}]}]},
"uut":{"user":"user-1","batchFailCount":1033,"batchLoopIndex":1034,"refUURs":[{"id":"uur-1","start":"2018-04-01T13:40:40"}]},
"assets":[{"assetSN":"asset-1","usageCount":1037}],
"assetStats":[{"assetSN":"asset-2","runningCount":1038,"runningCountExceeded":1039,"totalCount":1040,"totalCountExceeded":1041,"daysSinceCalibration":1042,"calibrationDaysOverdue":1043,"daysSinceMaintenance":1044,"maintenanceDaysOverdue":1045,"message":"message-1"},{"assetSN":"asset-3","totalCountExceeded":true}],
"additionalData":[{"name":"data-1","props":[{"name":"prop-4","type":"String","value":"value-4"}]}]}`

const repairPartsWSJF = `{"type":"R","id":"id-3","pn":"pn-3","sn":"sn-3","result":"P","start":"2025-12-21T23:01:45Z",
"uur":{"comment":"comment-3","user":"user-3","processCode":2002,"processName":"process-4","refUUT":"uut-3","parent":"parent-3","children":["child-3","child-4"]},
"subUnits":[{"partType":"Main","pn":"pn-4","rev":"rev-4","sn":"sn-4","idx":2004,"parentIdx":2005,"position":"position-4","replacedIdx":2006,
 "failures":[{"artNumber":"art-4","artRev":"artrev-4","artVendor":"vendor-4","artDescription":"description-4","category":"category-4","code":"code-4","comment":"comment-4","comRef":"U1","funcBlock":"block-4","refStepName":"step-4","attachments":[{"name":"f-4.png","contentType":"image/png","id":"file-4","data":"iVBORw0KGgo="}]}]}],
"binaryData":[{"contentType":"text/csv","data":"YTtiCjE7Mgo=","name":"b-4.csv","id":"file-5"}]}`

func TestTextHoldsEveryPart(t *testing.T) {
	for _, wsjf := range []string{partsWSJF, repairPartsWSJF, failingWSJF, repairWSJF} {
		everyValue(t, decode(t, wsjf), []byte(wsjf))
	}
	got := textOf(t, decode(t, partsWSJF))
	for _, want := range []string{
		"Chart: label-1 · LineLogXY · x x-1 [xu-1] · y y-1 [yu-1]", "- series-1 · 3 points · x from 1 to 100 xu-1 · y from 2 to 7 yu-1",
		"▲ asset-2 · calibration overdue by 1043 days", "▲ asset-3 · total count exceeded\n", "asset-1 · used 1037 times", "? Odd?", "  data-1\n    prop-4 (String): value-4\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q in\n%s", want, got)
		}
	}
	if got := textOf(t, decode(t, repairPartsWSJF)); !strings.Contains(got, "Attachment: f-4.png · image/png · 8 bytes · id file-4") {
		t.Error(got)
	}
}

func TestTextNamesUnknownFields(t *testing.T) {
	got := textOf(t, decode(t, `{"type":"T","pn":"a","colour":"red","root":{"name":"x","status":"P"}}`))
	if !strings.Contains(got, "Left out: fields this program does not know\n  report/colour · 1× · first at colour") {
		t.Error(got)
	}
}

func TestOriginal(t *testing.T) {
	var b bytes.Buffer
	if err := Original(&b, decode(t, failingWSJF)); err != nil || b.String() != failingWSJF {
		t.Errorf("%v, %d bytes", err, b.Len())
	}
	r, err := report.Decode(strings.NewReader(failingWSJF), report.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if err := Original(io.Discard, r); !errors.Is(err, report.ErrNoBody) {
		t.Error(err)
	}
	r, _ = report.DecodeKeeping(io.MultiReader(strings.NewReader(failingWSJF[:900]), errReader{}), report.Limits{})
	b.Reset()
	if err := Original(&b, r); !errors.Is(err, ErrCut) || b.Len() > 0 {
		t.Errorf("%v, %d bytes", err, b.Len())
	}
	if err := Original(failingWriter{io.ErrShortWrite}, decode(t, failingWSJF)); !errors.Is(err, io.ErrShortWrite) {
		t.Error(err)
	}
}

type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }
