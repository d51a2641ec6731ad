package lookup

import (
	"strings"
	"testing"
	"time"

	"stationcompanion/client/report"
)

// TestEarlyFailure: verdict, unit and first failing step stand there before the report has
// arrived, marked as provisional; what comes late changes nothing.
func TestEarlyFailure(t *testing.T) {
	r := newRig(t)
	r.window(1000, 600)
	rep := decode(t, failingWSJF)
	r.find("SN-1001", header(rep.ID, "Failed", 1))
	c := r.call()
	failure, _ := rep.FirstFailure()
	c.early(report.Early{Report: rep, Steps: 4})
	if r.quiet(); r.p.right.notice.object.Visible() {
		t.Error("it is shown although the report is there at once, mostly")
	}
	r.advance(400 * time.Millisecond)
	if got := r.p.right.notice.now; !strings.Contains(got.title, "FAILED · PCBA-100 rev A · SN-1001") || len(got.points) != 0 {
		t.Errorf("%+v", got)
	}
	c.early(report.Early{Report: rep, Failure: &failure, Steps: 20_000})
	r.pump()
	got := r.p.right.notice.now
	if len(got.points) < 2 || got.points[0] != "Power › VCC 3V3" || !strings.Contains(got.points[1], "above 3.45 V by 0.26 V") || !strings.Contains(strings.Join(got.body, " "), "20000 steps so far") {
		t.Errorf("%+v", got)
	}
	c.answer(reply{report: rep})
	r.pump()
	c.early(report.Early{Report: rep, Steps: 1})
	r.pump()
	if r.p.right.doc == nil || r.p.right.notice.object.Visible() {
		t.Error("what was early stands over the report")
	}
}

// TestEarlyFailureOfALargeReport: a report that takes longer than a blink has its first
// failing step shown as soon as that is known, long before anything else is said.
func TestEarlyFailureOfALargeReport(t *testing.T) {
	for _, late := range []bool{false, true} {
		r := newRig(t)
		r.window(1000, 600)
		rep := decode(t, failingWSJF)
		r.find("SN-1001", header(rep.ID, "Failed", 1))
		c := r.call()
		failure, _ := rep.FirstFailure()
		c.early(report.Early{Report: rep, Steps: 4})
		tell := func() { c.early(report.Early{Report: rep, Failure: &failure, Steps: 20_000}) }
		if late {
			r.advance(showFailure)
			r.quiet()
			tell()
			r.pump()
		} else {
			tell()
			r.quiet()
			r.advance(showFailure)
		}
		if got := r.p.right.notice.now; !r.p.right.notice.object.Visible() || len(got.points) < 2 {
			t.Errorf("late %v: %+v", late, got)
		}
		c.answer(reply{report: rep})
		r.pump()
	}
}
