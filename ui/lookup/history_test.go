package lookup

import (
	"fmt"
	"testing"

	"stationcompanion/client"
	"stationcompanion/ui/words"
)

func TestBackAndForward(t *testing.T) {
	r := newRig(t)
	for _, sn := range []string{"A", "B", "C"} {
		r.find(sn, header(sn, "Passed", 1))
		r.report(decode(t, passedWSJF))
	}
	at := func(want string, back string) {
		t.Helper()
		got := ""
		if a := r.p.history.now(); a != nil {
			got = a.Clean
		}
		if got != want || r.p.bar.entry.Text != want || r.p.bar.back.Text != back {
			t.Errorf("at %q (entry %q, back %q), want %q (%q)", got, r.p.bar.entry.Text, r.p.bar.back.Text, want, back)
		}
	}
	home := words.T("lookup.home")
	at("C", "B")
	r.p.Back()
	at("B", "A")
	r.noCall() // the earlier report is at hand
	if r.p.right.doc == nil {
		t.Error("the earlier report is not shown")
	}
	r.p.Back()
	at("A", home)
	r.p.Back()
	at("", "")
	if !r.p.bar.back.Disabled() || !r.p.bar.home.Disabled() || r.p.bar.forward.Disabled() {
		t.Error("the buttons at the resting pane")
	}
	r.p.Back()
	at("", "")
	r.p.goForward()
	r.p.goForward()
	at("B", "A")
	r.find("D", header("D", "Passed", 1))
	r.report(decode(t, passedWSJF))
	at("D", "C") // nothing seen before is lost
	r.p.goHome()
	at("", "")
}

func TestFailedQuestionLeadsBack(t *testing.T) {
	r := newRig(t)
	r.find("A", header("a", "Passed", 1))
	r.report(decode(t, passedWSJF))
	r.p.Submit("B")
	r.call().answer(reply{err: &client.Error{Kind: client.KindTimeout}})
	r.pump()
	if r.p.bar.back.Text != "A" || r.p.bar.back.Disabled() {
		t.Errorf("back says %q", r.p.bar.back.Text)
	}
	r.p.Back()
	if a := r.p.history.now(); a == nil || a.Clean != "A" || r.p.right.doc == nil {
		t.Error("back does not lead to A")
	}
}

func TestHistoryIsBounded(t *testing.T) {
	var h history
	for i := range 50 {
		h.add(&answer{Answer: client.Answer{Clean: fmt.Sprint(i)}})
	}
	if len(h.list) != keptAnswers || keptAnswers < 5 || h.list[0].Clean != "49" {
		t.Errorf("%d kept", len(h.list))
	}
	h.add(&answer{Answer: client.Answer{Clean: "45"}})
	if len(h.list) != keptAnswers || h.list[0].Clean != "45" || h.list[1].Clean != "49" {
		t.Error("the same question stands twice")
	}
}

func TestHistoryLetsLargeReportsGo(t *testing.T) {
	big := newDocument(hugeReport(t))
	var h history
	for i := range 6 {
		h.add(&answer{Answer: client.Answer{Clean: fmt.Sprint(i)}, doc: big})
	}
	var have []bool
	for _, a := range h.list {
		have = append(have, a.doc != nil)
	}
	if got := fmt.Sprint(have); got != "[true true true true false false]" {
		t.Errorf("kept %s", got)
	}
}
