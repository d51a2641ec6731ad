package export_test

import (
	"bytes"
	"fmt"
	"strings"

	"stationcompanion/client/report"
	"stationcompanion/client/report/export"
)

const body = `{"type":"T","id":"6f1a2c3d-1111-4222-8333-444455556666","sn":"SN-1","pn":"P-1","rev":"A","result":"F","machineName":"FCT-1",
	"processCode":110,"processName":"End of line","uut":{"user":"grete"},
	"root":{"id":1,"name":"Main","status":"F","steps":[
	{"id":2,"name":"VCC","status":"F","numericMeas":[{"compOp":"GELE","value":3.71,"lowLimit":3.15,"highLimit":3.45,"unit":"V","status":"F"}]}]}}`

// A report for chat, as a table, and as it came.
func Example() {
	r, err := report.DecodeKeeping(strings.NewReader(body), report.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(export.FileName(r, "csv"))
	fmt.Println(export.Brief(r))

	var table, original bytes.Buffer
	if err := export.CSV(&table, r); err != nil {
		fmt.Println(err)
	}
	if err := export.Original(&original, r); err != nil {
		fmt.Println(err)
	}
	fmt.Println(strings.Count(table.String(), "\r\n"), "lines, the original unchanged:", original.String() == body)
	// Output:
	// SN-1_P-1_FAILED.csv
	// ✖ FAILED  P-1 rev A · SN-1
	// End of line · FCT-1 · grete
	// First failure: VCC
	// 3.71 V · limits 3.15 <= x <= 3.45 V · GELE · above 3.45 V by 0.26 V (+87 %) · FAILED
	// Report id 6f1a2c3d-1111-4222-8333-444455556666
	// 3 lines, the original unchanged: true
}

// What an attachment is saved as, whatever a report calls it.
func ExampleSafeName() {
	for _, name := range []string{"photo 1.png", `..\..\start.bat`, "con.txt", "\u202egpj.exe"} {
		fmt.Println(export.SafeName(name))
	}
	// Output:
	// photo-1.png
	// start.bat.download
	// _con.txt
	// gpj.exe.download
}
