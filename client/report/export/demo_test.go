package export

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"testing"

	"stationcompanion/client/demo"
	"stationcompanion/client/report"
)

// TestDemoReports hands on made-up reports of every verdict and kind: the text holds
// every value of each, CSV reads back, and PDF makes pages.
func TestDemoReports(t *testing.T) {
	server, err := demo.Start(demo.Options{Reports: 60})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	seen := map[string]int{}
	for _, h := range server.Headers() {
		kind := h.ReportType + h.Result
		if seen[kind]++; seen[kind] > 4 {
			continue
		}
		t.Run(kind+h.UUID, func(t *testing.T) {
			b := fetch(t, server.URL()+"/api/Report/Wsjf/"+h.UUID)
			r, err := report.DecodeKeeping(bytes.NewReader(b), report.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if r.Len() < 3000 {
				everyValue(t, r, b)
				pdfOf(t, fmt.Sprintf("demo-%s-%d", kind, seen[kind]), r, pdfOptions())
			}
			checkText(t, textOf(t, r))
			csvOf(t, r)
			var out bytes.Buffer
			if err := Original(&out, r); err != nil || !bytes.Equal(out.Bytes(), b) {
				t.Errorf("the original is not the original: %v", err)
			}
		})
	}
	if len(seen) < 4 {
		t.Errorf("only %v", seen)
	}
}

func fetch(t *testing.T, url string) []byte {
	t.Helper()
	q, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	a, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	b, err := io.ReadAll(a.Body)
	if err != nil || a.StatusCode != http.StatusOK {
		t.Fatal(a.Status, err)
	}
	return b
}
