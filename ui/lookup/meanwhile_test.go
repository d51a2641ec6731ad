package lookup

import (
	"strings"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/report"
)

// copies are saved copies of the failing report, as the client gives them.
func copies(t *testing.T, at time.Time) func(client.Query) (client.Answer, bool) {
	rep := decode(t, failingWSJF)
	return func(q client.Query) (client.Answer, bool) {
		if q.Text != "SN-1001" && q.Text != rep.ID {
			return client.Answer{}, false
		}
		a := answerOf(q, at, header(rep.ID, "Failed", 3))
		a.Saved = at
		if q.By == client.ByID {
			a.Report = rep
		}
		return a, true
	}
}

// TestSavedCopyMeanwhile: after two seconds without an answer the saved copies are shown,
// marked; the answer replaces them, and leaves one place in the history.
func TestSavedCopyMeanwhile(t *testing.T) {
	r := newRig(t)
	r.window(1000, 600)
	r.srv.saved = copies(t, r.time.Add(-4*time.Hour))
	r.p.Submit("SN-1001")
	live := r.call()
	r.advance(time.Second)
	if r.p.stage.view != viewWaiting {
		t.Fatal("something is shown after one second")
	}
	r.advance(1500 * time.Millisecond)
	r.pump() // the rows
	r.pump() // the report
	if r.p.right.doc == nil || len(r.p.left.rows) != 1 {
		t.Fatal("no saved copy after two seconds")
	}
	if got := r.p.left.facts.Full(); !strings.Contains(got, "saved copies of 10:02") {
		t.Errorf("above the rows stands %q", got)
	}
	if got := r.p.right.strip.text.Full(); !strings.Contains(got, "Saved copy of 10:02. WATS has not answered yet.") {
		t.Errorf("above the report stands %q", got)
	}
	live.answer(reply{answer: answerOf(client.Query{Text: "SN-1001"}, r.time, header("7f1a2c3d-1111-4222-8333-444455556666", "Passed", 1))})
	r.pump()
	r.report(decode(t, passedWSJF))
	if r.p.right.doc.rep.Verdict() != report.Passed || r.p.right.strip.object.Visible() || len(r.p.history.list) != 1 {
		t.Errorf("after the answer: %v, strip %q, %d in the history", r.p.right.doc.rep.Verdict(), r.p.right.strip.text.Full(), len(r.p.history.list))
	}
}

// TestSavedCopyInsteadOfAnAnswer: rows and report say that they are copies and why; when
// the connection is back, the question is asked again by itself.
func TestSavedCopyInsteadOfAnAnswer(t *testing.T) {
	r := newRig(t)
	r.window(1000, 600)
	at := r.time.Add(-26 * time.Hour)
	r.srv.saved = copies(t, at)
	r.p.SetConnection(client.Snapshot{Seq: 1, Server: "http://x", Link: client.LinkDown})
	a, _ := r.srv.saved(client.Query{Text: "SN-1001"})
	a.Cause = &client.Error{Kind: client.KindOpen}
	r.p.Submit("SN-1001")
	r.call().answer(reply{answer: a})
	r.pump()
	r.pump() // the report, from the saved copies: the server is not asked
	r.noCall()
	strip := r.p.right.strip.text.Full()
	if !strings.Contains(strip, "Saved copy of yesterday 12:02.") || !strings.Contains(strip, "WATS") {
		t.Errorf("above the report stands %q", strip)
	}
	r.p.SetConnection(client.Snapshot{Seq: 2, Server: "http://x", Link: client.LinkConnected})
	c := r.call()
	if c.find.Text != "SN-1001" {
		t.Fatalf("after the connection came back %+v was asked", c)
	}
}

// TestSlowReportShowsItsCopy: the rows came, the report does not: its copy is shown.
func TestSlowReportShowsItsCopy(t *testing.T) {
	r := newRig(t)
	r.window(1000, 600)
	r.srv.saved = copies(t, r.time.Add(-time.Hour))
	rep := decode(t, failingWSJF)
	r.find("SN-1001", header(rep.ID, "Failed", 3))
	live := r.call()
	r.advance(2500 * time.Millisecond)
	r.pump()
	if got := r.p.right.strip.text.Full(); r.p.right.doc == nil || !strings.Contains(got, "Saved copy of 13:02.") {
		t.Fatalf("above the report stands %q", got)
	}
	live.answer(reply{report: rep})
	r.pump()
	if r.p.right.strip.object.Visible() {
		t.Errorf("above the fresh report stands %q", r.p.right.strip.text.Full())
	}
}
