package demo

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"fmt"
	"image/png"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"stationcompanion/client/report"
)

func decodeInto(t *testing.T, b []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatalf("%v: %.300s", err, b)
	}
}

func TestStatusCalls(t *testing.T) {
	c := newCaller(t, start(t, Options{}))
	r := c.get("/api/App/Version")
	if string(r.body) != `"2026.1.5.324"` || r.header.Get("Content-Type") != typeJSON {
		t.Errorf("version %s %v", r.body, r.header)
	}
	if d, err := http.ParseTime(r.header.Get("Date")); err != nil || !d.Equal(noon) {
		t.Errorf("date %v %v", d, err)
	}
	var ping struct{ ServerName, ServerTime string }
	decodeInto(t, c.ok("/api/internal/Client/Ping"), &ping)
	if at, err := time.Parse(time.RFC3339, ping.ServerTime); err != nil || !at.Equal(noon) {
		t.Errorf("ping %+v %v", ping, err)
	}
	if c.ok("/API/app/VERSION"); c.s.Requests() != 3 || c.s.Conns() != 1 {
		t.Errorf("%d requests, %d connections", c.s.Requests(), c.s.Conns())
	}
}

func TestUnknownPaths(t *testing.T) {
	c := newCaller(t, start(t, Options{}))
	for _, p := range []string{"", "/", "/api", "/api/", "/api/version", "/api/health", "/api/App/Version/x", "/App/Version", "/api/Report/Wsjf"} {
		if r := c.get(p); r.status != http.StatusNotFound || r.header.Get("Date") == "" {
			t.Errorf("%q: %d", p, r.status)
		}
	}
	r, err := c.do(t.Context(), http.MethodPost, "/api/App/Version", nil)
	if err != nil || r.status != http.StatusMethodNotAllowed || r.header.Get("Allow") != "GET" {
		t.Errorf("POST: %+v %v", r, err)
	}
	if r, err = c.do(t.Context(), http.MethodHead, "/api/App/Version", nil); err != nil || r.status != http.StatusOK || len(r.body) != 0 {
		t.Errorf("HEAD: %+v %v", r, err)
	}
}

func TestPrefix(t *testing.T) {
	s := start(t, Options{Prefix: "/wats/"})
	c := newCaller(t, s)
	c.ok("/api/App/Version")
	bare, found := strings.CutSuffix(s.URL(), "/wats")
	if !found {
		t.Fatal(s.URL())
	}
	for path, want := range map[string]int{"/WATS/API/app/version": 200, "/api/App/Version": 404, "/watsapi/App/Version": 404} {
		resp, err := c.client.Get(bare + path)
		if err != nil {
			t.Fatal(err)
		}
		if resp.Body.Close(); resp.StatusCode != want {
			t.Errorf("%s: %d", path, resp.StatusCode)
		}
	}
}

func TestToken(t *testing.T) {
	c := newCaller(t, start(t, Options{Token: "c3RhdGlvbjpzZWNyZXQ="}))
	for header, want := range map[string]int{
		"":                             401,
		"Basic c3RhdGlvbjpzZWNyZXQ=":   200,
		"Basic  c3RhdGlvbjpzZWNyZXQ=":  401,
		"basic c3RhdGlvbjpzZWNyZXQ=":   401,
		"Bearer c3RhdGlvbjpzZWNyZXQ=":  401,
		"c3RhdGlvbjpzZWNyZXQ=":         401,
		"Basic c3RhdGlvbjpzZWNyZXQ":    401,
		"Basic c3RhdGlvbjpzZWNyZXQ==x": 401,
	} {
		c.header.Set("Authorization", header)
		for _, p := range []string{"/api/App/Version", query("$top", "1"), "/api/nothing"} {
			want := want
			if p == "/api/nothing" && want == 200 {
				want = 404
			}
			if r := c.get(p); r.status != want || r.header.Get("Date") == "" {
				t.Errorf("%q %s: %d", header, p, r.status)
			}
		}
	}
}

func TestHeaderQuery(t *testing.T) {
	s := start(t, Options{Reports: 900})
	c := newCaller(t, s)
	all := s.Headers()
	got, err := report.DecodeHeaders(bytes.NewReader(c.ok(query("$top", "10000"))))
	if err != nil || len(got) != 900 {
		t.Fatal(len(got), err)
	}
	for i := range got {
		if !reflect.DeepEqual(got[i], all[i]) {
			t.Fatalf("over the wire\n%+v\nin the server\n%+v", got[i], all[i])
		}
	}
	for _, x := range []struct {
		path string
		n    int
	}{
		{"/api/Report/Query/Header", 10},
		{query("$filter", "serialNumber eq 'SN-1001' and reportType eq 'T'", "$top", "25", "$orderby", "start desc"), 3},
		{query("$filter", "serialNumber eq 'O''NEIL-1'"), 1},
		{query("$filter", "serialNumber eq 'A/B-7'"), 1},
		{query("$filter", "serialNumber eq 'SN-2000' and partNumber eq 'MOD-500'"), 1},
		{query("$filter", "serialNumber eq 'nothing'"), 0},
		{query("$top", "5", "$skip", "898"), 2},
	} {
		if h, err := report.DecodeHeaders(bytes.NewReader(c.ok(x.path))); err != nil || len(h) != x.n {
			t.Errorf("%s: %d headers, %v", x.path, len(h), err)
		}
	}
	for _, p := range []string{query("$count", "true"), query("$filter", "year(start) eq 2026"), query("$top", "10001"), "/api/Report/Query/Header?a=%zz"} {
		if r := c.get(p); r.status != http.StatusBadRequest || r.header.Get("Content-Type") != typeText || len(r.body) == 0 {
			t.Errorf("%s: %d %s", p, r.status, r.body)
		}
	}
}

func TestSelectAndExpand(t *testing.T) {
	c := newCaller(t, start(t, Options{}))
	var rows []map[string]any
	decodeInto(t, c.ok(query("$select", "uuid, serialNumber,revision", "$top", "1")), &rows)
	if len(rows) != 1 || len(rows[0]) != 3 || rows[0]["serialNumber"] == nil {
		t.Errorf("%v", rows)
	}
	rows = nil
	decodeInto(t, c.ok(query("$filter", "partNumber eq 'SYS-900'", "$expand", "subunits,miscinfo,attachments,assets,uurSubUnits", "$top", "1")), &rows)
	if len(rows) != 1 || len(rows[0]["subunits"].([]any)) != 2 || len(rows[0]["miscinfo"].([]any)) != 2 ||
		len(rows[0]["assets"].([]any)) != 0 || len(rows[0]["uurSubUnits"].([]any)) != 0 || rows[0]["partNumber"] != "SYS-900" {
		t.Errorf("%v", rows)
	}
	rows = nil
	decodeInto(t, c.ok(query("$filter", "reportType eq 'R'", "$expand", "uurAttachments,subunits", "$select", "uuid", "$top", "1")), &rows)
	if len(rows) != 1 || len(rows[0]["uurAttachments"].([]any)) != 1 || len(rows[0]["subunits"].([]any)) != 0 {
		t.Errorf("%v", rows)
	}
}

// known gives the header of a well-known unit's report in an operation.
func known(t *testing.T, s *Server, serial, operation, result string) report.Header {
	t.Helper()
	for _, h := range s.Headers() {
		if h.SerialNumber == serial && h.ProcessName == operation && h.Result == result {
			return h
		}
	}
	t.Fatalf("no %s %s of %s", operation, result, serial)
	return report.Header{}
}

func decode(t *testing.T, b []byte) *report.Report {
	t.Helper()
	r, err := report.Decode(bytes.NewReader(b), report.Limits{})
	if err != nil || len(r.Problems) > 0 {
		t.Fatal(err, r.Problems)
	}
	return r
}

func TestWSJF(t *testing.T) {
	s := start(t, Options{})
	c := newCaller(t, s)
	h := known(t, s, SerialFailing, "End of line", "Failed")
	full := decode(t, c.ok("/api/Report/Wsjf/"+h.UUID))
	if f, ok := full.FirstFailure(); !ok || f.M.Value.F != 3.71 {
		t.Errorf("%+v", f)
	}
	for _, id := range []string{strings.ToUpper(h.UUID), "{" + h.UUID + "}", strings.ReplaceAll(h.UUID, "-", "")} {
		if decode(t, c.ok("/api/report/WSJF/"+url.PathEscape(id))).ID != h.UUID {
			t.Error(id)
		}
	}
	for path, want := range map[string]int{
		"/api/Report/Wsjf/nothing":                              400,
		"/api/Report/Wsjf/":                                     404,
		"/api/Report/Wsjf/00000000-0000-4000-8000-000000000000": 404,
		"/api/Report/Wsxf/00000000-0000-4000-8000-000000000000": 404,
		"/api/Report/Wsjf/" + h.UUID + "?detailLevel=8":         400,
		"/api/Report/Wsjf/" + h.UUID + "?includeChartdata=no":   400,
	} {
		if r := c.get(path); r.status != want || r.header.Get("Content-Type") != typeText {
			t.Errorf("%s: %d %s", path, r.status, r.body)
		}
	}
}

func TestDetail(t *testing.T) {
	s := start(t, Options{})
	c := newCaller(t, s)
	base := "/api/Report/Wsjf/" + known(t, s, SerialPassed, "End of line", "Passed").UUID
	last := 0
	for level := range 8 {
		b := c.ok(fmt.Sprintf("%s?detailLevel=%d", base, level))
		r, err := report.Decode(bytes.NewReader(b), report.Limits{})
		if err != nil || r.SerialNumber != SerialPassed {
			t.Fatal(level, err)
		}
		if len(b) < last {
			t.Errorf("level %d is shorter than the one before", level)
		}
		last = len(b)
		meas := 0
		for i := range r.Len() {
			meas += len(r.Measurements(i))
		}
		if (r.UUT != nil) != (level >= 1) || (len(r.MiscInfos) > 0) != (level >= 2) || (r.Len() > 0) != (level >= 3) ||
			(r.Len() > 10) != (level >= 4) || (meas > 0) != (level >= 5) || bytes.Contains(b, []byte(`"xdata"`)) != (level >= 6) {
			t.Errorf("level %d: uut %v, infos %d, steps %d, measurements %d", level, r.UUT != nil, len(r.MiscInfos), r.Len(), meas)
		}
	}
	if b := c.ok(base + "?includeChartdata=False"); bytes.Contains(b, []byte("xdata")) || !bytes.Contains(b, []byte(`"chartType"`)) {
		t.Error("chart data is not left out, or the chart is")
	}
	final := "/api/Report/Wsjf/" + known(t, s, SerialPassed, "Final", "Passed").UUID
	if b := c.ok(final); !bytes.Contains(b, []byte(`"data":"iVBOR`)) {
		t.Error("the attachment has no data")
	}
	if b := c.ok(final + "?includeAttachments=false"); bytes.Contains(b, []byte("iVBOR")) || !bytes.Contains(b, []byte("label.png")) {
		t.Error("attachment data is not left out, or the attachment is")
	}
	if !bytes.Equal(c.ok(final), c.ok(final+"?detailLevel=7&includeChartdata=true")) {
		t.Error("leaving out changed the whole report")
	}
}

func TestWSXF(t *testing.T) {
	s := start(t, Options{})
	c := newCaller(t, s)
	for _, h := range []report.Header{
		known(t, s, SerialFailing, "End of line", "Failed"), known(t, s, SerialRepaired, "Repair", "Passed"), known(t, s, SerialQuote, "End of line", "Passed"),
	} {
		r := c.get("/api/Report/Wsxf/" + h.UUID)
		var doc struct {
			Report struct {
				ID    string `xml:"ID,attr"`
				SN    string `xml:"SN,attr"`
				Type  string `xml:"type,attr"`
				Steps []struct {
					Name string `xml:"Name,attr"`
				} `xml:"Step>Step"`
			}
		}
		if err := xml.Unmarshal(r.body, &doc); err != nil || doc.Report.ID != h.UUID || doc.Report.SN != h.SerialNumber || r.header.Get("Content-Type") != typeXML {
			t.Fatalf("%v %+v", err, doc)
		}
		if uur := doc.Report.Type == "UUR"; uur != (h.ReportType == "R") || uur != (len(doc.Report.Steps) == 0) {
			t.Errorf("%+v", doc)
		}
	}
}

func TestAttachments(t *testing.T) {
	s := start(t, Options{})
	c := newCaller(t, s)
	final, repair := known(t, s, SerialPassed, "Final", "Passed"), known(t, s, SerialRepaired, "Repair", "Passed")
	stepID := ""
	rep := decode(t, c.ok("/api/Report/Wsjf/"+final.UUID))
	for i := range rep.Len() {
		if st := rep.Step(i); st.Attachment != "" {
			stepID = fmt.Sprint(st.ID)
		}
	}
	var body struct{ BinaryData []struct{ ID string } }
	if err := json.Unmarshal(c.ok("/api/Report/Wsjf/"+repair.UUID), &body, json.MatchCaseInsensitiveNames(true)); err != nil || len(body.BinaryData) != 1 {
		t.Fatal(err, body)
	}
	for _, p := range []string{"reportId=" + final.UUID + "&stepId=" + stepID, "reportId=" + repair.UUID + "&attachmentId=" + strings.ToUpper(body.BinaryData[0].ID)} {
		r := c.get("/api/Report/Attachment?" + p)
		if _, err := png.Decode(bytes.NewReader(r.body)); err != nil || r.header.Get("Content-Type") != "image/png" {
			t.Errorf("%s: %v %v", p, err, r.header)
		}
	}
	for p, want := range map[string]int{
		"reportId=" + final.UUID:                              400,
		"reportId=" + final.UUID + "&stepId=1&attachmentId=2": 400,
		"reportId=" + final.UUID + "&stepId=99999":            404,
		"stepId=1": 400,
		"reportId=00000000-0000-4000-8000-000000000000&stepId": 404,
	} {
		if r := c.get("/api/Report/Attachment?" + p); r.status != want {
			t.Errorf("%s: %d %s", p, r.status, r.body)
		}
	}
	b := c.ok("/api/Report/Attachments/" + final.UUID)
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil || len(z.File) != 1 || z.File[0].Name != "01-label.png" {
		t.Fatal(err, z)
	}
	if z, err = zip.NewReader(bytes.NewReader(c.ok("/api/Report/Attachments/"+known(t, s, SerialPassed, "ICT", "Passed").UUID)), 22); err != nil || len(z.File) != 0 {
		t.Error("of a report without attachments:", err)
	}
}

func TestSafeName(t *testing.T) {
	for in, want := range map[string]string{
		"a.png": "a.png", `..\..\evil.exe`: "evil.exe", "/etc/passwd": "passwd", "..": "attachment", "": "attachment",
		"a\"b\r\nX: y": "a_b__X_ y", "con<>|.txt": "con___.txt",
	} {
		if got := safeName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCompression(t *testing.T) {
	c := newCaller(t, start(t, Options{}))
	bare := c.ok(query("$top", "200"))
	c.header.Set("Accept-Encoding", "gzip")
	r := c.get(query("$top", "200"))
	if r.header.Get("Content-Encoding") != "gzip" || len(r.body)*4 > len(bare) {
		t.Fatalf("%v, %d of %d bytes", r.header, len(r.body), len(bare))
	}
	z, err := gzip.NewReader(bytes.NewReader(r.body))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, bare) {
		t.Error("another body inside:", err)
	}
	if r = c.get("/api/App/Version"); r.header.Get("Content-Encoding") != "" {
		t.Error("a tiny body is compressed")
	}
}

func TestLoopbackOnly(t *testing.T) {
	for addr, good := range map[string]bool{
		"127.0.0.1:0": true, "localhost:0": true, "LOCALHOST:0": true, "127.0.0.9:0": true, "[::1]:0": true,
		":0": false, "0.0.0.0:0": false, "[::]:0": false, "x.invalid:0": false, "127.0.0.1": false, "": false,
	} {
		_, err := loopback(addr)
		if (err == nil) != good {
			t.Errorf("%q: %v", addr, err)
		}
	}
	if s, err := Start(Options{Addr: "0.0.0.0:0"}); err == nil {
		_ = s.Close()
		t.Error("it listens everywhere")
	} else if !strings.Contains(err.Error(), "this PC only") {
		t.Error(err)
	}
}

func TestAddressTaken(t *testing.T) {
	s := start(t, Options{})
	if again, err := Start(Options{Addr: strings.TrimPrefix(s.URL(), "http://")}); err == nil {
		_ = again.Close()
		t.Error("two servers at one address")
	}
}
