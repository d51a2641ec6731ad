package lookup

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stationcompanion/client/report"
)

// TestNewestOfTheUnit: a unit is serial and part number; only a later start is newer.
func TestNewestOfTheUnit(t *testing.T) {
	rows := []report.Header{header("a", "P", 1), header("b", "F", 5), header("c", "P", 0), header("d", "P", 0)}
	rows[2].PartNumber = "ANOTHER"
	rows[3].SerialNumber = ""
	for i, want := range []string{"", "a", "", ""} {
		got := ""
		if h := newest(rows, i); h != nil {
			got = h.UUID
		}
		if got != want {
			t.Errorf("newer than %s is %q, want %q", rows[i].UUID, got, want)
		}
	}
}

// TestOlderReportSaysSo: the newest failing one opens, and where the unit has passed
// since, the strip says so and leads there.
func TestOlderReportSaysSo(t *testing.T) {
	r := newRig(t)
	r.window(1000, 600)
	failing := decode(t, failingWSJF)
	r.find("SN-1001", header("7f1a2c3d-1111-4222-8333-444455556666", "Passed", 1), header(failing.ID, "Failed", 5))
	r.report(failing)
	strip := r.p.right.strip
	if !strip.object.Visible() || !strings.Contains(strip.text.Full(), "Not this unit's newest report: 12:31 · End of line test · PASSED") {
		t.Fatalf("the strip says %q", strip.text.Full())
	}
	strip.button.OnTapped()
	r.report(decode(t, passedWSJF))
	if strip.object.Visible() || r.p.right.doc.rep.Verdict() != report.Passed {
		t.Errorf("the strip says %q over the newest report", strip.text.Full())
	}
}

// TestOpenFile: a file is shown like an answer and said to be one; F5 reads it again; what
// is no report says why and what to do.
func TestOpenFile(t *testing.T) {
	r := newRig(t)
	r.window(1000, 600)
	path := filepath.Join(t.TempDir(), "unit 7.json")
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(failingWSJF)
	r.p.OpenFile(path)
	r.pump()
	if r.p.right.doc == nil || r.p.right.doc.rep.SerialNumber != "SN-1001" {
		t.Fatal("the file is not shown")
	}
	if got := r.p.right.strip.text.Full(); !strings.Contains(got, "From the file unit 7.json, not from WATS.") {
		t.Errorf("the strip says %q", got)
	}
	if got := r.p.left.title.Full() + r.p.left.facts.Full(); !strings.Contains(got, "unit 7.json") || !strings.Contains(got, "from a file") {
		t.Errorf("above the rows stands %q", got)
	}
	write(passedWSJF)
	r.p.Again()
	r.pump()
	if r.p.right.doc.rep.Verdict() != report.Passed {
		t.Error("F5 did not read the file again")
	}
	write("<html>")
	r.p.Again()
	r.pump()
	if got := r.p.state.now; !strings.Contains(got.title, "unit 7.json is no report") || !strings.Contains(strings.Join(got.body, " "), "Choose a WSJF or WSXF file") {
		t.Errorf("a page is called %q, %q", got.title, got.body)
	}
	os.Remove(path) //nolint:errcheck // it is there
	r.p.Again()
	r.pump()
	if got := r.p.state.now.title; !strings.Contains(got, "not there any more") {
		t.Errorf("a file that is gone is called %q", got)
	}
	r.noCall()
}
