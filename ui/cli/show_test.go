package cli

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"fyne.io/fyne/v2/theme"

	"stationcompanion/client/demo"
	"stationcompanion/client/report"
	"stationcompanion/client/report/export"
)

// showing runs `show` with the fonts the program hands over.
func showing(t *testing.T, args ...string) result {
	t.Helper()
	return showingIn(t, t.Context(), args...)
}

func showingIn(t *testing.T, ctx context.Context, args ...string) result {
	t.Helper()
	c, err := Parse(append([]string{"show"}, args...))
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	code := Run(ctx, c, Env{Out: &out, Err: &errs, Version: "1.2.3", AskWindow: noWindow, Fonts: testFonts, timing: soon})
	return result{code, out.String(), errs.String()}
}

func testFonts() export.Fonts {
	return export.Fonts{
		Regular: theme.DefaultTextFont().Content(), Bold: theme.DefaultTextBoldFont().Content(),
		Mono: theme.DefaultTextMonospaceFont().Content(),
	}
}

// written puts a text into a file of the test's own folder.
func written(t *testing.T, name, text string) string {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// samplesDir is the folder of real exports beside the repository or above; the test is
// skipped where there is none.
func samplesDir(t *testing.T) string {
	t.Helper()
	for up := filepath.Join("..", "..", ".."); len(up) < 20; up = filepath.Join(up, "..") {
		dir, err := filepath.Abs(filepath.Join(up, "shared", "samples"))
		if err != nil {
			t.Fatal(err)
		}
		if files, err := filepath.Glob(filepath.Join(dir, "*.json")); err == nil && len(files) > 0 {
			return dir
		}
	}
	t.Skip("no samples beside the repository")
	return ""
}

// wantShown checks every form of one report against the report itself; what is FILE or
// ID with the flags it needs.
func wantShown(t *testing.T, want *report.Report, original []byte, what ...string) {
	t.Helper()
	form := func(format string) result {
		t.Helper()
		got := showing(t, append(slices.Clone(what), "--format", format)...)
		if got.code != ExitOK || got.err != "" {
			t.Fatalf("%s: %d, %s", format, got.code, got.err)
		}
		return got
	}
	var text bytes.Buffer
	if err := export.Text(&text, want); err != nil {
		t.Fatal(err)
	}
	if got := form("text"); got.out != text.String() || got != showing(t, what...) {
		t.Errorf("text is not what is exported:\n%.400s", got.out)
	}
	wantShownJSON(t, want, form("json").out)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(form("csv").out, "\ufeff"))).ReadAll()
	lines := 1
	for i := range want.Len() {
		lines += max(1, want.Step(i).Measurements)
	}
	if err != nil || len(rows) != lines {
		t.Errorf("csv: %d rows, %v, want %d", len(rows), err, lines)
	}
	if pdf := form("pdf").out; !strings.HasPrefix(pdf, "%PDF-") || !strings.HasSuffix(strings.TrimSpace(pdf), "%%EOF") {
		t.Errorf("pdf: %.20q … %q", pdf, pdf[max(0, len(pdf)-20):])
	}
	if got := form("wsjf").out; got != string(original) {
		t.Errorf("wsjf: %d bytes, want the %d of the original", len(got), len(original))
	}
}

func TestShowSamples(t *testing.T) {
	samples := samplesDir(t)
	files, err := filepath.Glob(filepath.Join(samples, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	home(t)
	for _, file := range files {
		original, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want, err := report.DecodeKeeping(bytes.NewReader(original), report.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		wantShown(t, want, original, file)
	}
}

// A WSXF file is read as well; its original is handed on as WSJF.
func TestShowWSXF(t *testing.T) {
	home(t)
	file := written(t, "r.xml", `<Reports><Report type="UUT" ID="`+wsjfID+`" PN="P" SN="SN-XML" Result="Failed"><UUT/>
<Step ID="1" Group="Main" StepType="SequenceCall" Name="Main" Status="Failed"><Step ID="2" Name="VCC" Status="Failed">
<NumericLimit CompOperator="GELE" NumericValue="2.80" Units="V" LowLimit="3.15" HighLimit="3.45" Status="Failed"/></Step></Step></Report></Reports>`)
	got := showing(t, file, "--format", "wsjf")
	want, err := report.DecodeKeeping(strings.NewReader(got.out), report.Limits{})
	if got.code != ExitOK || err != nil || want.SerialNumber != "SN-XML" || want.Len() != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	wantShown(t, want, []byte(got.out), file)
}

func TestShowByID(t *testing.T) {
	home(t)
	s := server(t, demo.Options{})
	byType := map[string]bool{}
	for _, h := range s.Headers() {
		if byType[h.ReportType] {
			continue
		}
		byType[h.ReportType] = true
		original := showing(t, h.UUID, "--server", s.URL(), "--format", "wsjf").out
		want, err := report.DecodeKeeping(strings.NewReader(original), report.Limits{})
		if err != nil || want.SerialNumber != h.SerialNumber {
			t.Fatalf("%s: %v", h.UUID, err)
		}
		wantShown(t, want, []byte(original), "{"+strings.ToUpper(h.UUID)+"}", "--server", s.URL())
	}
	if len(byType) != 2 {
		t.Errorf("tests and repairs: %v", byType)
	}
	got := showing(t, "00000000-0000-0000-0000-000000000001", "--server", s.URL(), "--format", "json")
	var answer failedAnswer
	decode(t, got.out, &answer)
	if got.code != ExitNone || answer.Error.Kind != "not_found" || !strings.Contains(got.err, "WATS does not know this report.") {
		t.Errorf("an unknown id: %+v", got)
	}
	if got := showing(t, wsjfID); got.code != ExitBad || got.out != "" || !strings.Contains(got.err, "No WATS server is set.") {
		t.Errorf("no server: %+v", got)
	}
}

func TestShowNeedsAFileOrAnID(t *testing.T) {
	home(t)
	for _, name := range []string{"no-such.json", "", "a\x1b[2Jb", "SN-1001", "http://127.0.0.1/x"} {
		got := showing(t, name)
		if got.code != ExitUsage || got.out != "" || !strings.Contains(got.err, "no file") || !strings.Contains(got.err, "no report id") || strings.ContainsRune(got.err, 0x1b) {
			t.Errorf("%q: %+v", name, got)
		}
	}
	if got := showing(t, t.TempDir()); got.code != ExitBad || !strings.Contains(got.err, "folder") {
		t.Errorf("a folder: %+v", got)
	}
}

// What exists as a file is meant as a file, whatever its name; a folder never is.
func TestShowFileNamedLikeAnID(t *testing.T) {
	home(t)
	s := loaded(t, wsjf)
	const name = "99999999-2222-3333-4444-555555555555"
	written(t, name, wsjf)
	got := showing(t, name, "--server", s.URL())
	if got.code != ExitOK || !strings.HasPrefix(got.out, "✖ FAILED") {
		t.Errorf("%+v", got)
	}
	if n := s.Requests(); n != 0 {
		t.Errorf("%d requests for a file", n)
	}
	if err := os.Mkdir(wsjfID, 0o700); err != nil {
		t.Fatal(err)
	}
	if got := showing(t, wsjfID, "--server", s.URL()); got.code != ExitOK || s.Requests() == 0 {
		t.Errorf("a folder named like the id: %+v", got)
	}
}

func TestShowWhatIsNoReport(t *testing.T) {
	home(t)
	for name, text := range map[string]string{
		"page.html": "<!DOCTYPE html><html><body>Sign in\x1b[2J</body></html>", "empty.json": "", "list.json": "[]", "text.txt": "hello",
	} {
		got := showing(t, written(t, name, text), "--format", "json")
		var answer failedAnswer
		decode(t, got.out, &answer)
		if got.code != ExitBad || answer.Error.Kind != kindFile || answer.Error.Words == "" || answer.Query != name ||
			!strings.Contains(got.err, name+" is no report this program can read.") || !strings.Contains(got.err, "Cause: ") {
			t.Errorf("%s: %+v", name, got)
		}
		if got := showing(t, name, "-o", "out.txt"); got.code != ExitBad || got.out != "" {
			t.Errorf("%s: %+v", name, got)
		}
		if strings.ContainsRune(got.out+got.err, 0x1b) {
			t.Errorf("%s reaches the terminal as it is", name)
		}
	}
	wantOnly(t, "page.html", "empty.json", "list.json", "text.txt")
}

// A file that breaks off is shown as far as it came, in every form, and said to be so.
func TestShowBrokenOff(t *testing.T) {
	home(t)
	file := written(t, "broken.json", wsjf[:strings.Index(wsjf, `{"id":8`)])
	for _, format := range formats {
		got := showing(t, file, "--format", format)
		if got.code != ExitBad || got.out == "" || !strings.HasPrefix(got.err, "Part of this report could not be read") || !strings.Contains(got.err, "root/steps[1]") {
			t.Errorf("%s: %+v", format, got)
		}
		if format == formatText && (!strings.Contains(got.out, "First failure: Power › VCC") || !strings.Contains(got.out, "Left out")) {
			t.Errorf("%s", got.out)
		}
		if got := showing(t, file, "--format", format, "-o", "out."+format); got.code != ExitBad || !strings.Contains(got.out, "Written to out."+format) {
			t.Errorf("%s: %+v", format, got)
		}
	}
	s := loaded(t, wsjf)
	if err := s.SetFault("truncate"); err != nil {
		t.Fatal(err)
	}
	got := showing(t, wsjfID, "--server", s.URL())
	if got.code != ExitBad || !strings.Contains(got.out, "FAILED") || !strings.Contains(got.err, "Cause: bad_body") {
		t.Errorf("%+v", got)
	}
}

// Of an original that never came to its end nothing is handed on.
func TestShowOriginalThatIsCut(t *testing.T) {
	home(t)
	r, err := report.DecodeKeeping(io.MultiReader(strings.NewReader(wsjf[:900]), iotest.ErrReader(io.ErrUnexpectedEOF)), report.Limits{})
	if err == nil {
		t.Fatal("no error")
	}
	written(t, "old.json", "old")
	for _, out := range []string{"", "new.json", "old.json"} {
		c := Command{Options: Options{Format: formatWSJF, Output: out}}
		var b bytes.Buffer
		p := newPrinter(&b)
		err := shown{report: r, source: sourceServer}.put(t.Context(), c, Env{}, p)
		if text := putTrouble(c, err).Joined(); !errors.Is(err, export.ErrCut) || !strings.Contains(text, "not at hand whole") || p.flush() != nil || b.Len() > 0 {
			t.Errorf("%q: %v, %s, %s", out, err, text, b.String())
		}
	}
	wantOnly(t, "old.json")
}

// A report may be incomplete without an error: what is odd is named.
func TestShowIncompleteWithoutAnError(t *testing.T) {
	home(t)
	got := showing(t, written(t, "none.json", `{"type":"T","id":"x","pn":"P","sn":"S","result":"P","uut":{}}`))
	if got.code != ExitBad || !strings.Contains(got.err, "\n  root: a test report without steps\n") || !strings.Contains(got.out, "PASSED") {
		t.Errorf("%+v", got)
	}
	s := shown{source: sourceFile, report: &report.Report{Incomplete: true, Problems: make([]report.Problem, maxNamed+3)}}
	var errs strings.Builder
	if code := s.judge(Command{}, Env{Err: &errs}); code != ExitBad || !strings.HasSuffix(errs.String(), "and more problems: 3\n") {
		t.Errorf("%d, %s", code, errs.String())
	}
}

// No form but the original lets a report's characters reach the terminal.
func TestShowHidesControlCharacters(t *testing.T) {
	home(t)
	file := written(t, "r.json", wsjf)
	for _, format := range []string{formatText, formatJSON, formatCSV} {
		got := showing(t, file, "--format", format)
		for i, r := range strings.TrimPrefix(got.out+got.err, "\ufeff") {
			if r < ' ' && r != '\n' && (r != '\r' || format != formatCSV) || r >= 0x7f && r < 0xa0 || r == 0x202e {
				t.Errorf("%s: %U at %d", format, r, i)
			}
		}
		if got.code != ExitOK || got.out == "" {
			t.Errorf("%s: %+v", format, got)
		}
	}
}

func TestShowNeedsFontsForAPDF(t *testing.T) {
	home(t)
	got := command(t, "show", written(t, "r.json", wsjf), "--format", "pdf")
	if got.code != ExitBad || got.out != "" || !strings.Contains(got.err, "no fonts") || !strings.Contains(got.err, "--format text") {
		t.Errorf("%+v", got)
	}
}

func TestShowStops(t *testing.T) {
	home(t)
	file := written(t, "r.json", wsjf)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, format := range formats {
		if got := showingIn(t, ctx, file, "--format", format, "-o", "out"); got.code != ExitBad || !strings.Contains(got.err, "Stopped.") {
			t.Errorf("%s: %+v", format, got)
		}
	}
	wantOnly(t, "r.json")
}

// TestShowSaysWhenAPDFIsShort: a report too large for a PDF gives one, and the way to the
// rest, and no success.
func TestShowSaysWhenAPDFIsShort(t *testing.T) {
	home(t)
	large := strings.Replace(wsjf, `"root"`, `"miscInfos":[`+strings.TrimSuffix(strings.Repeat(`{"description":"lot","text":"4711"},`, 2100), ",")+`],"root"`, 1)
	file := written(t, "r.json", large)
	if got := showing(t, file, "--format", "pdf", "-o", "out.pdf"); got.code != ExitBad || !strings.Contains(got.err, "leaves out") || !strings.Contains(got.err, "csv") {
		t.Errorf("%d %s", got.code, got.err)
	}
	wantOnly(t, "out.pdf", "r.json")
	if got := showing(t, file, "--format", "text", "-o", "out.txt"); got.code != ExitOK {
		t.Errorf("%d %s", got.code, got.err)
	}
}
