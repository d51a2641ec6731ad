package export

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/theme"

	"stationcompanion/client/report"
)

func pdfOptions() Options {
	return Options{
		Fonts: Fonts{
			Regular: theme.DefaultTextFont().Content(), Bold: theme.DefaultTextBoldFont().Content(),
			Mono: theme.DefaultTextMonospaceFont().Content(), More: [][]byte{theme.DefaultSymbolFont().Content()},
		},
		Now: time.Date(2026, 4, 22, 8, 6, 27, 0, time.FixedZone("", 2*3600)), Program: "Station Companion 1.2.3", Source: "https://company.wats.com",
	}
}

// pdfOf makes a PDF; with EXPORT_PAGES set to a folder it is kept there to be looked at.
func pdfOf(t testing.TB, name string, r *report.Report, opt Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := PDF(&b, r, opt); err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("EXPORT_PAGES"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

func TestPDFsToLookAt(t *testing.T) {
	for name, r := range map[string]*report.Report{
		"failing": decode(t, failingWSJF), "repair": decode(t, repairWSJF), "parts": decode(t, partsWSJF), "long": long(t, 2000),
		"passed": decode(t, passedWSJF), "names": decode(t, namesWSJF), "incomplete": cutReport(t),
	} {
		pdfOf(t, name, r, pdfOptions())
	}
	for _, name := range []string{"uut-export.json", "uur-export.json"} {
		t.Run(name, func(t *testing.T) {
			r, _ := sample(t, name)
			pdfOf(t, name, r, pdfOptions())
		})
	}
}

// cutReport is a report whose end is missing.
func cutReport(t testing.TB) *report.Report {
	r, err := report.DecodeKeeping(strings.NewReader(failingWSJF[:2600]), report.Limits{})
	if r == nil || err == nil {
		t.Fatal("a cut report should give both", err)
	}
	return r
}

var passedWSJF = strings.NewReplacer(`"result":"F"`, `"result":"P"`, `"status":"F"`, `"status":"P"`, `"status":"E"`, `"status":"P"`,
	"3.71", "3.31", `"value":81`, `"value":18`, "-17502", "0", `"Verify failed`, `"Verified`).Replace(failingWSJF)

// namesWSJF holds names that are long, or of scripts a font may lack, or hostile.
var namesWSJF = `{"type":"T","id":"6f1a2c3d-1111-2222-3333-444455556666","pn":"` + strings.Repeat("VERY-LONG-PART-NUMBER-", 8) + `","sn":"` + strings.Repeat("X", 140) + `","rev":"Æ/Ø/Å",
"processName":"Endprüfung – Größe über alles, mit einem sehr langen Namen, der nicht in eine Zeile passt","result":"F","machineName":"Prüfplatz-Süd-07 · 测试站 7 · 🏭","location":"Ålesund","purpose":"生产","start":"2026-04-21T09:31:05.123+02:00",
"uut":{"user":"שלום עולם 12 abc","comment":"مرحبا بالعالم\u202egnp.exe \u001b[31mred \u0000 zero\u200bwidth","execTime":1},
"root":{"name":"Hauptsequenz","status":"F","steps":[
{"name":"` + strings.Repeat("Übergangswiderstandsmessung", 8) + `","status":"F","steps":[
 {"name":"` + strings.Repeat("A rather long step name with words ", 9) + `","status":"F","stepType":"x","errorMessage":"` + strings.Repeat("line of an error message\\n", 30) + `","numericMeas":[{"compOp":"GELE","name":null,"status":"F","unit":"mΩ·cm²/√Hz","value":-123456789012345.678901234567890123456789,"lowLimit":0.000000000012345678901,"highLimit":1e300}]},
 {"name":"电压测量 😀 测量通道","status":"F","stringMeas":[{"compOp":"EQ","name":"名称","status":"F","value":"` + strings.Repeat("01234567", 60) + `","limit":"` + strings.Repeat("89abcdef", 60) + `"}]},
 {"name":"Måling av spenning på kanal","status":"T","reportText":"` + strings.Repeat("0123456789abcdef ", 400) + `"}]}]}}`
