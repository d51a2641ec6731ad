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
