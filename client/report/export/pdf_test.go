package export

import (
	"bytes"
	"os"
	"path/filepath"
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
