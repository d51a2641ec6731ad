package lookup

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/report"
)

// opened is a rig with a report open.
func opened(t *testing.T, rep *report.Report) *rig {
	t.Helper()
	r := newRig(t)
	r.window(1000, 600)
	r.find("SN-1001", header(rep.ID, rep.Result, 1))
	r.report(rep)
	return r
}

// choose does what the entry of the report's menu does.
func (r *rig) choose(label string) {
	r.t.Helper()
	for _, item := range r.p.menu().Items {
		if item.Label == label {
			item.Action()
			return
		}
	}
	r.t.Fatalf("no %q in the menu", label)
}

// TestLinesInTheLog hands on what a log may call the report; without a log there is no
// such entry.
func TestLinesInTheLog(t *testing.T) {
	rep := decode(t, failingWSJF)
	r := opened(t, rep)
	for _, item := range r.p.menu().Items {
		if item.Label == "Its lines in the log" {
			t.Fatal("the entry is there without a log")
		}
	}
	var names []string
	r.p.d.InLog = func(texts []string) { names = texts }
	r.choose("Its lines in the log")
	if len(names) != 2 || names[0] != rep.ID || names[1] != rep.SerialNumber {
		t.Errorf("%q", names)
	}
}

// TestPageComesAndGoes: a page hides what is under it, so that taps cannot reach it; Esc,
// Back and a scan each take it away, and the cursor stays where scans go.
func TestPageComesAndGoes(t *testing.T) {
	for name, leave := range map[string]func(*rig){
		"Esc":      func(r *rig) { r.p.key(&fyne.KeyEvent{Name: fyne.KeyEscape}, false) },
		"Back":     func(r *rig) { r.p.pages.line.Objects[0].(*fyne.Container).Objects[0].(*widget.Button).OnTapped() },
		"the bar":  func(r *rig) { r.p.bar.back.OnTapped() },
		"a scan":   func(r *rig) { r.p.Submit("SN-2"); r.call().answer(reply{}); r.pump() },
		"the home": func(r *rig) { r.p.bar.home.OnTapped() },
	} {
		t.Run(name, func(t *testing.T) {
			r := opened(t, decode(t, failingWSJF))
			closed := 0
			r.p.openPage(&page{title: "A page", content: container.NewVBox(), closed: func() { closed++ }})
			if r.p.under.Visible() || !r.p.pages.object.Visible() || r.p.bar.back.Disabled() {
				t.Fatal("the page does not stand in place of the report")
			}
			leave(r)
			if !r.p.under.Visible() || r.p.pages.object.Visible() || closed != 1 {
				t.Errorf("under %v, page %v, closed %d times", r.p.under.Visible(), r.p.pages.object.Visible(), closed)
			}
			if r.win.Canvas().Focused() != r.p.Entry() {
				t.Errorf("the focus is in %T", r.win.Canvas().Focused())
			}
		})
	}
}

// TestFactsPage: everything that is no step can be read and copied.
func TestFactsPage(t *testing.T) {
	r := opened(t, decode(t, failingWSJF))
	r.choose("All facts of this report")
	text := r.p.pages.now.text()
	for _, want := range []string{"Serial number: SN-1001", "Revision: A", "Operator: operator1", "Location: Line 2", "Comment: second run", "Report id: 6f1a2c3d"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	repair := opened(t, decode(t, repairWSJF))
	repair.choose("All facts of this report")
	for _, want := range []string{"Failed in: End of line test", "Comment: Reworked and retested by hand.", "Answers the test: 6f1a2c3d"} {
		if text := repair.p.pages.now.text(); !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

// TestMenuCopies: the report as text names unit, verdict, first failure and id.
func TestMenuCopies(t *testing.T) {
	r := opened(t, decode(t, failingWSJF))
	r.choose("Copy the report as text")
	for _, want := range []string{"SN-1001", "FAILED", "Power › VCC 3V3", "3.71", "6f1a2c3d-1111"} {
		if !strings.Contains(r.lastCopied(), want) {
			t.Errorf("%q is not in %q", want, r.lastCopied())
		}
	}
	r.choose("Copy the report id")
	if r.lastCopied() != "6f1a2c3d-1111-4222-8333-444455556666" {
		t.Errorf("copied %q", r.lastCopied())
	}
	passed := opened(t, decode(t, passedWSJF))
	passed.choose("Copy the report as text")
	if !strings.Contains(passed.lastCopied(), "PASSED") {
		t.Errorf("copied %q", passed.lastCopied())
	}
}

func (r *rig) lastCopied() string {
	if len(r.copied) == 0 {
		return ""
	}
	return r.copied[len(r.copied)-1]
}

// TestFactsHoldTheRest: assets with what is overdue, free data, what disagrees, what is not
// known: nothing of a report is out of reach.
func TestFactsHoldTheRest(t *testing.T) {
	wsjf := strings.Replace(passedWSJF, `"root":`, `"strange":7,
"assets":[{"assetSN":"FIX-1","usageCount":41}],
"assetStats":[{"assetSN":"DMM-7","totalCount":900,"daysSinceCalibration":400,"calibrationDaysOverdue":35,"maintenanceDaysOverdue":-10,"message":"send it in"}],
"additionalData":[{"name":"Env","props":[{"name":"Temp","type":"Number","value":"21.5","comment":"in the cabinet"},{"name":"Rails","props":[{"name":"5V","type":"Number","value":"5.01"}]}]}],
"root":`, 1)
	wsjf = strings.Replace(wsjf, `"value":1002,`, `"value":2002,`, 1) // stored as passed, far outside
	r := opened(t, decode(t, wsjf))
	if got := r.p.right.banner.odd.Full(); !strings.Contains(got, "disagrees with its limits") {
		t.Errorf("the banner says %q", got)
	}
	if got := r.p.right.detail.now.body; !strings.Contains(got, "R1 says PASSED, but by its limits it is FAILED.") {
		t.Errorf("the details say %q", got)
	}
	r.choose("All facts of this report")
	text := r.p.pages.now.text()
	for _, want := range []string{
		"FIX-1: used 41 times", "DMM-7: ▲ calibration 35 days overdue", "send it in", "used 900 times in all",
		"Env › Temp: 21.5 · in the cabinet", "Env › Rails › 5V: 5.01",
		"R1 says PASSED, but by its limits it is FAILED.", "strange",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if strings.Contains(text, "maintenance -10") {
		t.Error("what is not overdue is called so")
	}
}
