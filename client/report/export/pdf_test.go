package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
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
		"passed": decode(t, passedWSJF), "chart": decode(t, chartWSJF()), "names": decode(t, namesWSJF), "incomplete": cutReport(t),
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

// chartWSJF is a report whose failing step has a chart of several curves, one with a gap.
func chartWSJF() string {
	var x, low, high, y, z []string
	for i := range 200 {
		f := 10 * math.Pow(10, float64(i)/50)
		x = append(x, fmt.Sprintf("%.4g", f))
		low, high = append(low, "0.4"), append(high, "2")
		y = append(y, fmt.Sprintf("%.4g", 1/math.Sqrt(1+f*f/4e7)))
		z = append(z, fmt.Sprintf("%.4g", 1.2+math.Sin(float64(i)/9)/2))
	}
	z[90], z[91] = "", "NaN"
	series := ""
	for i, v := range [][]string{y, low, high, z} {
		series += `,{"dataType":"XYG","name":"` + []string{"Measured gain", "Low limit", "High limit", "Second channel, with a gap"}[i] + `","xdata":"` + strings.Join(x, ";") + `","ydata":"` + strings.Join(v, ";") + `"}`
	}
	return strings.Replace(failingWSJF, `"causedUUTFailure":true,`, `"causedUUTFailure":true,"chart":{"chartType":"LineLogX","label":"Filter response","xLabel":"Frequency","xUnit":"Hz","yLabel":"Gain","yUnit":"","series":[`+series[1:]+`]},`, 1)
}

func TestPDFDrawsTheChartOfTheFirstFailure(t *testing.T) {
	p := joined(readPDF(t, pdfOf(t, "chart", decode(t, chartWSJF()), pdfOptions()))[0])
	for _, want := range []string{"Filter response · x: Frequency [Hz] · y: Gain", "Low limit", "Second channel, with a gap", "10000"} {
		if !strings.Contains(p, joined(want)) {
			t.Errorf("lacks %q in %q", want, p)
		}
	}
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

func TestPDFSaysWhatMatters(t *testing.T) {
	pages := readPDF(t, pdfOf(t, "failing", decode(t, failingWSJF), pdfOptions()))
	if len(pages) != 2 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, wants := range [][]string{
		{"FAILED", "Test report", "PCBA-100 rev A · SN-1001", "From https://company.wats.com · printed 2026-04-22 08:06:27 +02:00", "End of line test (100)", "operator1",
			"Power › VCC 3V3", "3.71 V", "above 3.45 V by 0.26 V (+87 %)", "Failing steps (3)", "page 1 of 2", "Report id 6f1a2c3d"},
		{"All steps (12)", "Step", "Limits", "MainSequence", "Open fixture", "Ripple", "– VCC 3V3", "READY", "LED", "Attachment: flash.log", "Answer: OK", "Radio · RF-7", "page 2 of 2", "SN-1001 · PCBA-100"},
	} {
		for _, want := range wants {
			if !strings.Contains(joined(pages[i]), joined(want)) {
				t.Errorf("page %d lacks %q in\n%s", i+1, want, pages[i])
			}
		}
	}
}

// joined takes out what separates pieces: a line is drawn in one piece for each font.
func joined(s string) string { return strings.NewReplacer("\n", "", " ", "").Replace(s) }

func TestPDFHoldsEveryStepAndItsFeet(t *testing.T) {
	r := long(t, 2000)
	pages := readPDF(t, pdfOf(t, "long", r, pdfOptions()))
	all := strings.Join(pages, "\n")
	for i := range r.Len() {
		if !strings.Contains(all, "\n"+r.Step(i).Name+"\n") {
			t.Fatalf("lacks %q", r.Step(i).Name)
		}
	}
	for i, p := range pages {
		if foot := fmt.Sprintf("page %d of %d\n", i+1, len(pages)); !strings.Contains(p, foot) || !strings.Contains(p, "SN-9") {
			t.Errorf("page %d lacks its foot: %q", i+1, p)
		}
		if i > 0 && !strings.Contains(p, "Limits\n") {
			t.Errorf("page %d lacks the table's head", i+1)
		}
	}
}

func TestPDFOfARepairAndAPassedTest(t *testing.T) {
	p := joined(readPDF(t, pdfOf(t, "repair", decode(t, repairWSJF), pdfOptions()))[0])
	for _, want := range []string{"Repair report", "Repaired", "U1 · Burned Component · Component", "at step VCC 3V3 · PSU · AN-5", "Reworked", "Part RF-7 · RF-0001", "873d67f8", "Thermal failure repaired"} {
		if !strings.Contains(p, joined(want)) {
			t.Errorf("lacks %q", want)
		}
	}
	p = joined(readPDF(t, pdfOf(t, "passed", decode(t, passedWSJF), pdfOptions()))[0])
	if !strings.Contains(p, joined("12 steps, 6 measurements, no failure.")) || strings.Contains(p, joined("First failure")) {
		t.Error(p)
	}
}

func TestPDFIsTheSameAgain(t *testing.T) {
	for _, wsjf := range []string{failingWSJF, partsWSJF, namesWSJF} {
		r := decode(t, wsjf)
		if !bytes.Equal(pdfOf(t, "again", r, pdfOptions()), pdfOf(t, "again", r, pdfOptions())) {
			t.Error("two PDFs of one report differ")
		}
	}
}

// Nothing is clipped: long names come whole, in lines; what no font has is marked and
// counted.
func TestPDFOfLongAndForeignNames(t *testing.T) {
	pages := readPDF(t, pdfOf(t, "names", decode(t, namesWSJF), pdfOptions()))
	all := joined(strings.Join(pages, ""))
	for _, want := range []string{strings.Repeat("VERY-LONG-PART-NUMBER-", 8), strings.Repeat("X", 140), strings.Repeat("Übergangswiderstandsmessung", 8),
		"cut here; the text and CSV forms have more", "characters cannot be printed"} {
		if !strings.Contains(all, joined(want)) {
			t.Errorf("lacks %q", want)
		}
	}
	if strings.ContainsAny(all, "\u202e\u200b\x1b\x00测") || !strings.Contains(all, "\ufffd") {
		t.Error("hidden characters are not marked")
	}
	if !strings.Contains(all, joined("لاعلاب")) { // turned round, as it is drawn
		t.Error("text from right to left is not turned")
	}
}

func TestPDFLeavesOutTheRestOfAVeryLongReport(t *testing.T) {
	if raceEnabled {
		t.Skip("too slow under the race detector, and nothing here runs beside anything")
	}
	r := long(t, 30_000)
	left, opt := 0, pdfOptions()
	opt.LeftOut = func() { left++ }
	pages := readPDF(t, pdfOf(t, "very-long", r, opt))
	if left == 0 {
		t.Error("nobody is told")
	}
	all := joined(strings.Join(pages, ""))
	for _, want := range []string{"Steps 20001 to 30000 are left out here; see the CSV or text form. Of those, the failing ones follow.", "Measure 19999", "Group 598 › Measure 29910"} {
		if !strings.Contains(all, joined(want)) {
			t.Errorf("lacks %q", want)
		}
	}
	if strings.Contains(all, joined("Measure 20003")) {
		t.Error("holds a step that should be left out")
	}
}

// However much one step holds, the PDF stays bounded and says what is missing.
func TestPDFOfHugeSteps(t *testing.T) {
	if raceEnabled {
		t.Skip("too slow under the race detector, and nothing here runs beside anything")
	}
	var b strings.Builder
	b.WriteString(`{"type":"T","pn":"p","sn":"s","result":"P","root":{"name":"x","status":"P","steps":[{"name":"many","status":"P","booleanMeas":[`)
	b.WriteString(strings.TrimSuffix(strings.Repeat(`{"name":"b","status":"P"},`, 50_000), ","))
	b.WriteString(`]}` + strings.Repeat(`,{"name":"y","status":"P","reportText":"`+strings.Repeat("long text ", 1000)+`"}`, 1700) + `]}}`)
	pages := readPDF(t, pdfOf(t, "very-long-texts", decode(t, b.String()), pdfOptions()))
	all := joined(strings.Join(pages, ""))
	if len(pages) > pdfPages+100 || !strings.Contains(all, joined("48000 more measurements left out here")) || !strings.Contains(all, joined("to 1702 are left out here")) {
		t.Errorf("%d pages", len(pages))
	}
}

func TestPDFErrors(t *testing.T) {
	r := decode(t, failingWSJF)
	for name, change := range map[string]func(*Options){
		"paper":        func(o *Options) { o.Paper = "A3" },
		"no font":      func(o *Options) { o.Fonts.Bold = nil },
		"not a font":   func(o *Options) { o.Fonts.Mono = []byte(failingWSJF) },
		"a cut font":   func(o *Options) { o.Fonts.Regular = o.Fonts.Regular[:5000] },
		"a collection": func(o *Options) { o.Fonts.More = [][]byte{[]byte("ttcf0000000000000000")} },
	} {
		o := pdfOptions()
		change(&o)
		var b bytes.Buffer
		if err := PDF(&b, r, o); err == nil || b.Len() > 0 {
			t.Errorf("%s: %v, %d bytes", name, err, b.Len())
		} else {
			t.Logf("%s: %v", name, err)
		}
	}
	if err := PDF(failingWriter{io.ErrShortWrite}, r, pdfOptions()); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("%v", err)
	}
}

func TestPDFOnLetterPaper(t *testing.T) {
	o := pdfOptions()
	o.Paper = "Letter"
	if b := pdfOf(t, "letter", decode(t, failingWSJF), o); !bytes.Contains(b, []byte("612.00 792.00")) || bytes.Contains(b, []byte("841.89")) {
		t.Error("is not Letter")
	}
}

func TestPDFOfHardlyAnything(t *testing.T) {
	for _, r := range []*report.Report{{}, {Type: "R"}, {Type: "T", Incomplete: true}} {
		if pages := readPDF(t, pdfOf(t, "empty", r, Options{Fonts: pdfOptions().Fonts})); len(pages) != 1 {
			t.Errorf("%d pages", len(pages))
		}
	}
}

func FuzzPDF(f *testing.F) {
	for _, s := range []string{failingWSJF, repairWSJF, partsWSJF, namesWSJF, failingWSJF[:1700]} {
		f.Add([]byte(s))
	}
	o := pdfOptions()
	f.Fuzz(func(t *testing.T, b []byte) {
		r, _ := report.DecodeKeeping(bytes.NewReader(b), report.Limits{Steps: 500})
		if r == nil {
			return
		}
		if err := PDF(io.Discard, r, o); err != nil {
			t.Error(err)
		}
	})
}

func BenchmarkPDF(b *testing.B) {
	for _, n := range []int{20, 2000, 20_000} {
		r := long(b, n)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := PDF(io.Discard, r, pdfOptions()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
