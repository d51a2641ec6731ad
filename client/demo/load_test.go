package demo

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"stationcompanion/client/report"
)

func decodeFold(t testing.TB, b []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(b, into, json.MatchCaseInsensitiveNames(true)); err != nil {
		t.Fatalf("%v: %.300s", err, b)
	}
}

func write(t *testing.T, dir, name string, b []byte) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

const oddFile = "\xef\xbb\xbf" + `{"type":"T","id":"11111111-2222-4333-8444-555555555555","pn":"P ","sn":"S","processCode":"7","result":"f",
 "start":"2020-01-01T08:00:00.Z","machineName":"M","root":{"id":0,"name":"Root","status":"F","steps":[
 {"id":"1","name":"A","status":"F","numericMeas":[{"compOp":"Lt","status":"F","value":"NaN","lowLimit":1}],
  "attachment":{"name":"x.bin","contentType":null,"data":"AAEC"}}]},"uut":{"execTime":"1.5","user":null},"miscInfos":null}`

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	st := simulated(Options{Reports: 1})
	for _, serial := range []string{SerialFailing, SerialRepaired} {
		for _, h := range bySerial(st, serial) {
			write(t, dir, "made/"+h.UUID+".JSON", st.body(st.byID[h.UUID]))
		}
	}
	write(t, dir, "odd.wsjf", []byte(oddFile))
	write(t, dir, "readme.txt", []byte("no report"))
	write(t, dir, "page.json", []byte("<html></html>"))
	write(t, dir, "twice.wsjf", []byte(oddFile))
	write(t, dir, "noid.json", []byte(`{"type":"T","sn":"x","root":{}}`))
	write(t, dir, "cut.json", []byte(oddFile[:200]))
	s := start(t, Options{LoadDir: dir})
	c := newCaller(t, s)
	headers, err := report.DecodeHeaders(bytes.NewReader(c.ok(query("$top", "100"))))
	if err != nil || len(headers) != 8 || len(s.Headers()) != 8 {
		t.Fatal(len(headers), err)
	}
	skipped := strings.Join(s.Skipped(), "\n")
	if n := len(s.Skipped()); n != 4 || !strings.Contains(skipped, "page.json: ") || !strings.Contains(skipped, "same report as odd.wsjf") ||
		!strings.Contains(skipped, "noid.json") || !strings.Contains(skipped, "cut.json") {
		t.Errorf("%d skipped:\n%s", n, skipped)
	}
	const odd = "11111111-2222-4333-8444-555555555555"
	for _, p := range []string{"", "?detailLevel=0", "?includeAttachments=false"} {
		if b := c.ok("/api/Report/Wsjf/" + odd + p); string(b) != oddFile {
			t.Errorf("%s: not the file's own bytes: %s", p, b)
		}
	}
	if r := c.get("/api/Report/Attachment?reportId=" + odd + "&stepId=1"); !bytes.Equal(r.body, []byte{0, 1, 2}) || r.header.Get("Content-Type") != "application/octet-stream" {
		t.Errorf("%v %q", r.header, r.body)
	}
	c.ok("/api/Report/Wsxf/" + odd)
	compareLoaded(t, st, headers)
	var v verification
	decodeInto(t, c.ok("/api/Production/UnitVerification?serialNumber=SN-1003&partNumber=PCBA-100"), &v)
	if len(v.Results) != 2 || v.Status != "Passed" || v.NoRepairs {
		t.Errorf("%+v", v)
	}
}

// A header made of a file is the one the report had, as far as the file can tell.
func compareLoaded(t *testing.T, st *store, headers []report.Header) {
	t.Helper()
	for _, h := range headers {
		rec := st.byID[h.UUID]
		if rec == nil {
			if h.SerialNumber != "S" || h.PartNumber != "P" || h.Result != "Failed" || *h.ProcessCode != 7 || *h.ExecutionTime != 1.5 ||
				h.CausedUUTFailure != "A" || webTime(h.Start) != "2020-01-01T08:00:00Z" {
				t.Errorf("%+v", h)
			}
			continue
		}
		w := rec.head
		if h.SerialNumber != w.SerialNumber || h.PartNumber != w.PartNumber || h.Revision != w.Revision || h.ReportType != w.ReportType ||
			!h.Start.Equal(w.Start) || h.Result != w.Result || h.StationName != w.StationName || *h.ProcessCode != *w.ProcessCode ||
			*h.ExecutionTime != *w.ExecutionTime || h.UserName != w.UserName || h.ReferencedUUT != w.ReferencedUUT ||
			h.Verdict() == report.Failed && h.CausedUUTFailurePath != w.CausedUUTFailurePath {
			t.Errorf("loaded %+v\nmade   %+v", h, w)
		}
	}
}

func TestLoadErrors(t *testing.T) {
	empty, bad := t.TempDir(), t.TempDir()
	write(t, bad, "page.json", []byte("<html></html>"))
	for dir, says := range map[string]string{
		empty: "no report", bad: "page.json: ", filepath.Join(empty, "missing"): "cannot be loaded",
	} {
		s, err := Start(Options{LoadDir: dir})
		if err == nil {
			_ = s.Close()
			t.Fatalf("%s is loaded", dir)
		}
		if !strings.Contains(err.Error(), says) {
			t.Errorf("%v", err)
		}
	}
}

// The real exports that lie beside the repository, served as they are.
func TestLoadSamples(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "samples")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no samples beside the repository: ", err)
	}
	s := start(t, Options{LoadDir: dir})
	c := newCaller(t, s)
	if n := len(s.Headers()); n != 2 || len(s.Skipped()) != 0 {
		t.Fatal(n, s.Skipped())
	}
	h, err := report.DecodeHeaders(bytes.NewReader(c.ok(query("$filter", "serialNumber eq 'FATTest-325'"))))
	if err != nil || len(h) != 1 || h[0].CausedUUTFailure != "SingleEQFail" || h[0].StationName != "OLALAPTOP" || *h[0].ExecutionTime != 123.67 {
		t.Fatalf("%v %+v", err, h)
	}
	body := c.ok("/api/Report/Wsjf/" + h[0].UUID)
	if file, err := os.ReadFile(filepath.Join(dir, "uut-export.json")); err != nil || !bytes.Equal(file, body) {
		t.Error("not the file's own bytes: ", err)
	}
	if n := decode(t, body).Len(); n != 186 {
		t.Errorf("%d steps", n)
	}
}

// TestLargeReportIsCompressedOnce asks for a large loaded report again and again: who
// goes away in the middle leaves nothing behind, who stays gets every byte, and those
// after get what was compressed then.
func TestLargeReportIsCompressedOnce(t *testing.T) {
	dir, file := t.TempDir(), BigReport(20_000, 7)
	if err := os.WriteFile(filepath.Join(dir, "big.json"), file, 0o600); err != nil {
		t.Fatal(err)
	}
	s := start(t, Options{LoadDir: dir})
	c := newCaller(t, s)
	c.header.Set("Accept-Encoding", "gzip")
	rec := s.store().byID[s.Headers()[0].UUID]
	gone := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
	gone.Header = c.header
	s.send(brokenWriter{httptest.NewRecorder()}, gone, fault{}, answer{status: http.StatusOK, ctype: typeJSON, body: file, zip: rec.zip})
	if rec.zip.stream.Load() != nil {
		t.Fatal("half a stream was kept")
	}
	for n := range 3 {
		r := c.get("/api/Report/Wsjf/" + rec.head.UUID)
		if (r.header.Get("Content-Length") != "") != (n > 0) {
			t.Errorf("answer %d: %v", n, r.header)
		}
		z, err := gzip.NewReader(bytes.NewReader(r.body))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, file) {
			t.Errorf("answer %d: not the file's own bytes: %v", n, err)
		}
	}
}

// brokenWriter is the connection of someone who went away.
type brokenWriter struct{ http.ResponseWriter }

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
