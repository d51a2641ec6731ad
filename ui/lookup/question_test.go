package lookup

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/station"
	"stationcompanion/ui/words"
)

func TestOpensNewestFailingByItself(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []report.Header
		want string
	}{
		{"newest failing", []report.Header{header("new", "Passed", 1), header("bad", "Failed", 3), header("older", "Error", 5)}, "bad"},
		{"order of the server does not matter", []report.Header{header("older", "Error", 5), header("bad", "Terminated", 3), header("new", "Passed", 1)}, "bad"},
		{"none failing", []report.Header{header("old", "Passed", 9), header("new", "Passed", 1)}, "new"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRig(t)
			r.find("SN-1001", c.rows...)
			got := r.call()
			if got.report != c.want {
				t.Fatalf("opened %q, want %q", got.report, c.want)
			}
			got.answer(reply{report: decode(t, failingWSJF)})
			r.pump()
			if r.p.right.doc == nil || !r.p.right.view.Visible() {
				t.Fatal("the report is not shown")
			}
			if at := r.p.left.chosen; r.p.left.rows[at].UUID != c.want {
				t.Errorf("row %d is marked", at)
			}
		})
	}
}

func TestTapOpensAnother(t *testing.T) {
	r := newRig(t)
	r.find("SN-1001", header("a", "Failed", 1), header("b", "Passed", 2))
	first := r.call()
	r.p.tapRow(1) // before the first one came
	<-first.ctx.Done()
	c := r.call()
	if c.report != "b" {
		t.Fatalf("opened %q", c.report)
	}
	c.answer(reply{report: decode(t, passedWSJF)})
	r.pump()
	if got := r.p.right.doc.rep.Result; got != "P" {
		t.Errorf("shows result %q", got)
	}
}

func TestNewQuestionCancelsTheOldOne(t *testing.T) {
	r := newRig(t)
	r.p.Submit("A")
	a := r.call()
	r.p.Submit("B")
	b := r.call()
	<-a.ctx.Done()
	if b.ctx.Err() != nil {
		t.Fatal("the new question was cancelled too")
	}
	b.answer(reply{answer: answerOf(b.find, r.time, header("b", "Passed", 1))})
	r.pump()
	if got := r.p.history.now().Clean; got != "B" {
		t.Errorf("shows %q", got)
	}
}

// TestLateAnswerIsDropped: the answer to A is posted already when B is asked.
func TestLateAnswerIsDropped(t *testing.T) {
	r := newRig(t)
	r.p.Submit("A")
	c := r.call()
	c.answer(reply{answer: answerOf(c.find, r.time, header("a", "Failed", 1))})
	late := <-r.posts
	r.p.Submit("B")
	r.call()
	late()
	if r.p.history.now() != nil || r.p.stage.view != viewWaiting {
		t.Fatalf("the late answer was taken: view %d, %+v", r.p.stage.view, r.p.history.list)
	}
	r.noCall() // in particular no report of A
}

// TestStubbornServer answers a question nobody waits for any more.
func TestStubbornServer(t *testing.T) {
	r := newRig(t)
	r.srv.stubborn = true
	r.p.Submit("A")
	a := r.call()
	r.p.Submit("B")
	b := r.call()
	a.answer(reply{answer: answerOf(a.find, r.time, header("a", "Failed", 1))})
	b.answer(reply{answer: answerOf(b.find, r.time)})
	r.pump()
	r.pump() // what may have been meant by B
	r.p.Wait()
	r.quiet()
	if r.p.stage.view != viewNothing || r.p.stage.nothing.Clean != "B" {
		t.Errorf("view %d, answer to %q", r.p.stage.view, r.p.stage.nothing.Clean)
	}
}

func TestNothingOfAUnderB(t *testing.T) {
	r := newRig(t)
	r.find("A", header("a", "Failed", 1))
	r.report(decode(t, failingWSJF))
	r.p.Submit("B")
	r.call()
	if r.p.split.Visible() || r.p.right.doc != nil {
		t.Error("the answer to A stands under B")
	}
	if r.p.state.object.Visible() {
		t.Error("a notice stands there before there is anything to say")
	}
}

func TestWaitingNotes(t *testing.T) {
	r := newRig(t)
	r.find("A", header("a", "Passed", 1))
	r.report(decode(t, passedWSJF))
	r.p.Submit("B")
	c := r.call()
	r.advance(299 * time.Millisecond)
	if r.p.state.object.Visible() {
		t.Error("says something before 300 ms")
	}
	r.advance(2 * time.Millisecond)
	if n := r.p.state.now; !r.p.state.object.Visible() || !strings.Contains(n.title, "B") || n.presses[0].label != words.T("lookup.cancel") {
		t.Errorf("after 300 ms: %+v", n)
	}
	r.advance(2 * time.Second)
	if got := r.p.state.now.body[0]; got != words.T("lookup.wait.long") {
		t.Errorf("after 2 s: %q", got)
	}
	r.p.state.now.presses[0].do()
	<-c.ctx.Done()
	if a := r.p.history.now(); a == nil || a.Clean != "A" || !r.p.split.Visible() {
		t.Error("cancelling does not lead back to what was shown")
	}
	if r.p.bar.entry.Text != "A" {
		t.Errorf("the entry says %q above the answer to A", r.p.bar.entry.Text)
	}
}

// TestSecondLineEnd: a scanner that sends CR LF presses Enter twice.
func TestSecondLineEnd(t *testing.T) {
	r := newRig(t)
	r.p.Submit("A")
	c := r.call()
	r.p.Submit("A")
	r.noCall()
	c.answer(reply{answer: answerOf(c.find, r.time)})
	r.pump()
	r.p.Submit("A")
	r.noCall()
	r.advance(time.Second)
	r.p.Submit("A")
	r.call() // a new wish, and so a new question
}

func TestSubmitStripsTheEnvelope(t *testing.T) {
	r := newRig(t)
	r.p.Submit("\x02SN-1001\x03\r\n")
	if c := r.call(); c.find.Text != "SN-1001" {
		t.Errorf("asked %q", c.find.Text)
	}
	if r.p.bar.entry.Text != "SN-1001" {
		t.Errorf("the entry says %q", r.p.bar.entry.Text)
	}
}

func TestEmptyQuestionGetsASentence(t *testing.T) {
	r := newRig(t)
	r.p.Submit("  \r\n")
	c := r.call() // the client refuses it; nothing goes over the wire
	c.answer(reply{err: &client.Error{Kind: client.KindQuestion}})
	r.pump()
	if r.p.stage.view != viewFailed || r.p.state.now.title != words.T("lookup.empty_question") {
		t.Errorf("shows %+v", r.p.state.now)
	}
}

func TestUnknownIDIsNothingFound(t *testing.T) {
	r := newRig(t)
	id := "6f1a2c3d-1111-4222-8333-444455556666"
	r.p.Submit(id)
	r.call().answer(reply{err: &client.Error{Kind: client.KindNotFound}})
	r.pump()
	if r.p.stage.view != viewNothing || r.p.state.now.points[0] != words.T("lookup.nothing.id") {
		t.Errorf("view %d, %+v", r.p.stage.view, r.p.state.now)
	}
}

func TestAnswerByIDShowsTheReportAtOnce(t *testing.T) {
	r := newRig(t)
	rep := decode(t, repairWSJF)
	r.p.Submit(rep.ID)
	c := r.call()
	a := answerOf(c.find, r.time)
	a.Report, a.ReadAs = rep, client.Reading{By: client.ByID, ID: rep.ID}
	c.answer(reply{answer: a})
	r.pump()
	r.noCall()
	if r.p.right.doc == nil || len(r.p.left.rows) != 1 || !isRepair(r.p.left.rows[0].ReportType) || r.p.left.rows[0].UserName != "repair1" {
		t.Errorf("rows %+v", r.p.left.rows)
	}
}

func down(r *rig, wait time.Duration) client.Snapshot {
	return client.Snapshot{Link: client.LinkDown, NextTry: r.time.Add(wait),
		Breaker: breaker.Status{State: breaker.Open, Since: r.time, NextProbe: r.time.Add(wait)}}
}

func TestAsksAgainOnceWhenTheConnectionIsBack(t *testing.T) {
	r := newRig(t)
	refuse := func() {
		r.call().answer(reply{err: &client.Error{Kind: client.KindOpen, RetryIn: 23 * time.Second}})
		r.pump()
	}
	r.p.SetConnection(down(r, 23*time.Second))
	r.p.Submit("SN-1001")
	refuse()
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected})
	if c := r.call(); c.find.Text != "SN-1001" {
		t.Fatalf("asked %+v", c)
	} else {
		c.answer(reply{err: &client.Error{Kind: client.KindTimeout}})
		r.pump()
	}
	r.p.SetConnection(down(r, 23*time.Second))
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected})
	r.noCall() // once is enough: it is the operator's turn
	r.p.Again()
	refuse()
	r.p.SetConnection(down(r, 23*time.Second))
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected})
	if c := r.call(); c.find.Text != "SN-1001" {
		t.Errorf("after the operator asked again, asked %+v", c)
	}
}

func TestDoesNotRepeatWhatTheConnectionDoesNotHelp(t *testing.T) {
	for _, k := range client.Kinds() {
		r := newRig(t)
		r.p.SetConnection(down(r, time.Second))
		r.p.Submit("SN-1001")
		r.call().answer(reply{err: &client.Error{Kind: k}})
		r.pump()
		r.p.SetConnection(client.Snapshot{Link: client.LinkConnected})
		if waitsForConnection(&client.Error{Kind: k}) {
			if c := r.call(); c.find.Text != "SN-1001" {
				t.Errorf("%s: asked %+v", k, c)
			}
			continue
		}
		r.noCall()
	}
}

func TestReportIsOpenedWhenTheConnectionIsBack(t *testing.T) {
	r := newRig(t)
	r.find("SN-1001", header("a", "Failed", 1))
	r.p.SetConnection(down(r, time.Second))
	r.call().answer(reply{err: &client.Error{Kind: client.KindCut}})
	r.pump()
	if r.p.right.doc != nil || !r.p.right.notice.object.Visible() {
		t.Fatal("no word about the failure")
	}
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected})
	c := r.call()
	if c.report != "a" {
		t.Fatalf("asked %+v", c)
	}
	c.answer(reply{err: &client.Error{Kind: client.KindCut}})
	r.pump()
	r.p.SetConnection(down(r, time.Second))
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected})
	r.noCall()
	r.p.right.notice.now.presses[0].do()
	r.report(decode(t, failingWSJF))
	if r.p.right.doc == nil {
		t.Error("the report is not shown")
	}
}

func TestCountdownTicksBySecondAndEnds(t *testing.T) {
	r := newRig(t)
	r.p.SetConnection(down(r, 23*time.Second))
	r.p.Submit("SN-1001")
	r.call().answer(reply{err: &client.Error{Kind: client.KindOpen, RetryIn: 23 * time.Second}})
	r.pump()
	if got := r.p.state.first.Text; !strings.Contains(got, "23 s") {
		t.Fatalf("says %q", got)
	}
	r.advance(3 * time.Second)
	if got := r.p.state.first.Text; !strings.Contains(got, "20 s") {
		t.Errorf("3 s later: %q", got)
	}
	r.p.state.now.presses[0].do()
	if !slices.Equal(r.acts, []words.Action{words.TryNow}) {
		t.Errorf("[Try now] did %q", r.acts)
	}
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected})
	r.call()
	for _, tm := range r.timers {
		if !tm.stopped && tm.at.Sub(r.time) == time.Second {
			t.Error("the countdown goes on")
		}
	}
}

// TestFailedLookupSaysWhatTheHeaderSays: where the connection itself needs somebody, the
// pane offers the header's own next step, not another try that must fail too.
func TestFailedLookupSaysWhatTheHeaderSays(t *testing.T) {
	for link, c := range map[client.Link]struct {
		kind   client.Kind
		title  string
		action words.Action
	}{
		client.LinkTokenRefused: {client.KindUnauthorized, "Token needed", words.GiveToken},
		client.LinkNotWATS:      {client.KindNotWATS, "Not WATS", words.OpenSetup},
		client.LinkWithheld:     {client.KindWithheld, "Plain http not allowed", words.OpenSetup},
	} {
		r := newRig(t)
		r.p.SetConnection(client.Snapshot{Link: link, Token: client.TokenNone})
		r.p.Submit("SN-1001")
		r.call().answer(reply{err: &client.Error{Kind: c.kind}})
		r.pump()
		n := r.p.state.now
		if n.title != c.title || len(n.presses) != 1 {
			t.Errorf("%s: %q with %d buttons", link, n.title, len(n.presses))
			continue
		}
		n.presses[0].do()
		if !slices.Equal(r.acts, []words.Action{c.action}) {
			t.Errorf("%s: the button asks for %q", link, r.acts)
		}
	}
}

// TestCountdownKeepsTheHeadersSecond: pane and header stand on one screen; they change at
// the same moment, whenever the pane began to count.
func TestCountdownKeepsTheHeadersSecond(t *testing.T) {
	r := newRig(t)
	r.p.SetConnection(down(r, 22400*time.Millisecond))
	r.p.Submit("SN-1001")
	r.call().answer(reply{err: &client.Error{Kind: client.KindOpen}})
	r.pump()
	for range 30 {
		r.advance(201 * time.Millisecond)
		if got, want := r.p.state.first.Text, sentence(words.Connection(r.p.conn, r.time).Detail); got != want {
			t.Fatalf("says %q while the header says %q", got, want)
		}
	}
}

func TestRestingPane(t *testing.T) {
	r := newRig(t)
	r.p.SetStation(station.Identity{Name: "TEST-01"})
	r.noCall()
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected})
	latest := func(rows ...report.Header) {
		t.Helper()
		c := r.call()
		if c.latest == 0 {
			t.Fatalf("asked %+v", c)
		}
		c.answer(reply{answer: answerOf(client.Query{}, r.time, rows...)})
		r.pump()
	}
	latest()
	if r.p.stage.view != viewResting || r.p.state.now.title != words.T("lookup.empty.title") {
		t.Errorf("empty: %+v", r.p.state.now)
	}
	r.advance(time.Hour)
	r.noCall() // it does not poll
	r.p.Again()
	latest(header("a", "Passed", 1))
	r.noCall() // no report opens by itself here
	if len(r.p.left.rows) != 1 || !r.p.split.Visible() {
		t.Fatal("the row is not shown")
	}
	r.p.SetConnection(down(r, time.Second))
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected})
	r.call().answer(reply{err: &client.Error{Kind: client.KindTimeout}})
	r.pump()
	if len(r.p.left.rows) != 1 || !strings.Contains(r.p.left.facts.Full(), words.Error(&client.Error{Kind: client.KindTimeout}).Title) {
		t.Errorf("after a failed refresh: %q", r.p.left.facts.Full())
	}
	r.p.SetStation(station.Identity{Name: "FCT-2"})
	if len(r.p.history.list) != 0 || r.p.stage.home != nil || r.p.split.Visible() {
		t.Error("another station's reports stay")
	}
}

// TestRenamedStation: pane and client learn of a new name in no order, so that the
// first answer may still be the old name's.
func TestRenamedStation(t *testing.T) {
	r := newRig(t)
	r.p.SetStation(station.Identity{Name: "TEST-01"})
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected})
	old := r.call()
	r.p.SetStation(station.Identity{Name: "FCT-2"})
	<-old.ctx.Done()
	r.noCall()
	r.advance(settle)
	r.call().answer(reply{answer: answerOf(client.Query{}, r.time, header("a", "Passed", 1))})
	r.pump()
	if r.p.stage.home != nil {
		t.Fatal("TEST-01's reports stand under FCT-2")
	}
	r.advance(settle)
	h := header("b", "Passed", 1)
	h.StationName = "fct-2"
	r.call().answer(reply{answer: answerOf(client.Query{}, r.time, h)})
	r.pump()
	if len(r.p.left.rows) != 1 || r.p.left.rows[0].UUID != "b" {
		t.Errorf("rows %v", ids(r.p.left.rows))
	}
}

func TestNamelessStation(t *testing.T) {
	r := newRig(t)
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected})
	r.call().answer(reply{err: &client.Error{Kind: client.KindQuestion, Detail: client.QuestionNoStation}})
	r.pump()
	if r.p.state.now.title != words.T("lookup.nameless.title") {
		t.Errorf("shows %+v", r.p.state.now)
	}
}

// TestReportThatBrokeOff: what could be read is shown and marked.
func TestReportThatBrokeOff(t *testing.T) {
	r := newRig(t)
	r.find("SN-1001", header("a", "Failed", 1))
	rep := decode(t, failingWSJF)
	rep.Incomplete = true
	r.call().answer(reply{report: rep, err: &client.Error{Kind: client.KindCut}})
	r.pump()
	if r.p.right.doc == nil || !r.p.right.banner.oddLine.Visible() {
		t.Error("what could be read is not shown, or not marked")
	}
	r.p.Again()
	c := r.call()
	c.answer(reply{answer: answerOf(c.find, r.time, header("a", "Failed", 1))})
	r.pump()
	r.call().answer(reply{report: &report.Report{}, err: &client.Error{Kind: client.KindBadBody}})
	r.pump()
	if r.p.right.doc != nil || !r.p.right.notice.object.Visible() {
		t.Error("an empty report is shown")
	}
}

func TestAnotherServerForgetsEverything(t *testing.T) {
	r := newRig(t)
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected, Server: "http://a.invalid"})
	r.call().answer(reply{answer: answerOf(client.Query{}, r.time, header("home", "Passed", 1))})
	r.pump()
	r.find("SN-1001", header("a", "Failed", 1))
	r.report(decode(t, failingWSJF))
	r.p.SetConnection(client.Snapshot{Link: client.LinkChecking, Server: "http://b.invalid"})
	if len(r.p.history.list) != 0 || r.p.stage.home != nil || r.p.right.doc != nil || r.p.bar.entry.Text != "" {
		t.Error("something of the other server is left")
	}
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected, Server: "http://b.invalid"})
	if c := r.call(); c.latest == 0 {
		t.Errorf("asked %+v", c)
	}
}

func TestShowMore(t *testing.T) {
	r := newRig(t)
	r.p.Submit("PCBA-100")
	c := r.call()
	a := answerOf(c.find, r.time, header("a", "Failed", 1), header("b", "Passed", 2))
	a.More = true
	c.answer(reply{answer: a})
	r.pump()
	r.report(decode(t, failingWSJF))
	if !r.p.left.moreBox.Visible() {
		t.Fatal("no [Show more]")
	}
	r.p.askMore()
	c = r.call()
	if c.find.Skip != 2 || c.find.Text != "PCBA-100" || !r.p.left.more.Disabled() {
		t.Fatalf("asked %+v", c.find)
	}
	c.answer(reply{err: &client.Error{Kind: client.KindTimeout}})
	r.pump()
	if r.p.left.more.Text != words.T("lookup.more.failed") || r.p.left.more.Disabled() {
		t.Errorf("after a failure it says %q", r.p.left.more.Text)
	}
	r.p.askMore()
	c = r.call()
	c.answer(reply{answer: answerOf(c.find, r.time, header("b", "Passed", 2), header("c", "Passed", 3))})
	r.pump()
	if got := fmt.Sprint(ids(r.p.left.rows)); got != "[a b c]" || r.p.left.moreBox.Visible() {
		t.Errorf("rows %s", got)
	}
	if r.p.right.doc == nil {
		t.Error("the open report went")
	}
}

func ids(rows []report.Header) (all []string) {
	for _, h := range rows {
		all = append(all, h.UUID)
	}
	return all
}

func TestMoreIsDroppedByANewQuestion(t *testing.T) {
	r := newRig(t)
	r.p.Submit("A")
	c := r.call()
	a := answerOf(c.find, r.time, header("a", "Failed", 1))
	a.More = true
	c.answer(reply{answer: a})
	r.pump()
	r.report(decode(t, failingWSJF))
	r.p.askMore()
	more := r.call()
	r.p.Submit("B")
	r.call()
	<-more.ctx.Done()
}

func TestRepairLeadsToItsTest(t *testing.T) {
	rep := decode(t, repairWSJF)
	h := header(rep.ID, "Failed", 1)
	test := header("6f1a2c3d-1111-4222-8333-444455556666", "Failed", 9)
	t.Run("among the rows", func(t *testing.T) {
		r := newRig(t)
		r.find("SN-1001", h, test)
		r.report(rep)
		r.p.right.repair.open.OnTapped()
		if c := r.call(); c.report != test.UUID {
			t.Errorf("asked %+v", c)
		}
	})
	t.Run("elsewhere", func(t *testing.T) {
		r := newRig(t)
		r.find("SN-1001", h)
		r.report(rep)
		r.p.right.repair.open.OnTapped()
		if c := r.call(); c.find.By != client.ByID || c.find.Text != test.UUID {
			t.Errorf("asked %+v", c)
		}
	})
}

func TestFailureSaysWhatStillWorks(t *testing.T) {
	r := newRig(t)
	r.find("SN-1000", header("a", "Passed", 1))
	r.report(decode(t, passedWSJF))
	r.p.Submit("SN-1001")
	r.call().answer(reply{err: &client.Error{Kind: client.KindForbidden, Err: errors.New("the technical cause")}})
	r.pump()
	n := r.p.state.now
	if n.title == "" || !strings.Contains(n.technical, "the technical cause") || !strings.Contains(strings.Join(n.body, " "), "SN-1000") {
		t.Errorf("%+v", n)
	}
	if strings.Contains(n.title+strings.Join(n.body, " "), "technical cause") {
		t.Error("the technical cause stands among the words")
	}
}

func TestAgainKeepsWhatWasChosen(t *testing.T) {
	r := newRig(t)
	r.find("SN-1001", header("a", "Failed", 2), header("b", "Passed", 3))
	r.report(decode(t, failingWSJF))
	r.p.tapRow(1)
	r.report(decode(t, passedWSJF))
	r.p.Again()
	if r.p.right.doc == nil || !r.p.split.Visible() {
		t.Error("asking again takes the answer away")
	}
	r.advance(400 * time.Millisecond)
	if !strings.Contains(r.p.left.facts.Full(), words.T("lookup.asking")) {
		t.Errorf("says %q", r.p.left.facts.Full())
	}
	c := r.call()
	c.answer(reply{answer: answerOf(c.find, r.time, header("new", "Failed", 1), header("a", "Failed", 2), header("b", "Passed", 3))})
	r.pump()
	if c := r.call(); c.report != "b" {
		t.Errorf("opened %q", c.report)
	}
	if len(r.p.history.list) != 1 {
		t.Errorf("%d answers in the history", len(r.p.history.list))
	}
}
