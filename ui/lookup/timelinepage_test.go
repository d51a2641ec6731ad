package lookup

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"stationcompanion/client"
	"stationcompanion/client/report"
)

const (
	idFailing = "6f1a2c3d-1111-4222-8333-444455556666"
	idPassed  = "7f1a2c3d-1111-4222-8333-444455556666"
	idRepair  = "8f1a2c3d-1111-4222-8333-444455556666"
)

const menuUnit = "This unit: all tests and repairs"

// unitHeaders is what happened to SN-1001: ICT, a failing test, its repair, a passing test.
func unitHeaders() []report.Header {
	ict := header("a0000000-0000-4000-8000-000000000001", "Passed", 6)
	ict.ProcessName, ict.StationName = "ICT", "ICT-03"
	fail, fix, pass := header(idFailing, "Failed", 4), header(idRepair, "Passed", 2), header(idPassed, "Passed", 1)
	fix.ReportType, fix.ProcessName, fix.StationName, fix.UserName, fix.ReferencedUUT = "R", "Repair", "REP-01", "repair1", idFailing
	return []report.Header{pass, fix, fail, ict}
}

func unitTimelineOf(headers []report.Header, at time.Time) client.Timeline {
	t := client.TimelineOf("SN-1001", "PCBA-100", headers)
	t.AsOf, t.Verified = at, client.VerifiedGiven
	yes := true
	t.Unit = client.UnitVerification{Status: "Passed", PassedLastRun: &yes}
	return t
}

// timeline opens the page and answers it.
func (r *rig) timeline(headers []report.Header) *timelinePage {
	r.t.Helper()
	page := r.p.openTimeline(r.p.right.doc)
	c := r.call()
	if c.timeline != "SN-1001" || c.part != "PCBA-100" {
		r.t.Fatalf("asked for %q of %q", c.timeline, c.part)
	}
	c.answer(reply{timeline: unitTimelineOf(headers, r.time)})
	r.pump()
	return page
}

// press types a key where the focus is.
func (r *rig) press(keys ...fyne.KeyName) {
	r.t.Helper()
	for _, k := range keys {
		r.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// drawnRow is row i of a list as it stands.
func drawnRow(t *testing.T, p *pager, i int) *resultRow {
	t.Helper()
	row := p.list.CreateItem().(*resultRow)
	p.list.UpdateItem(i, row)
	return row
}

// TestTimelineTells: operations, verification and every report stand on the page and in
// what it copies; the open report and the repair are told apart.
func TestTimelineTells(t *testing.T) {
	r := opened(t, decode(t, failingWSJF))
	list := r.timeline(unitHeaders()).list
	now := r.p.pages.now
	if !strings.Contains(now.title, "SN-1001") || !strings.Contains(now.facts, "PCBA-100 · as of 14:02:11") {
		t.Errorf("the page is %q, %q", now.title, now.facts)
	}
	text := now.text()
	for _, want := range []string{
		"ICT: 1 run · PASSED", "End of line test: 2 runs · first FAILED, last PASSED · 1 repair",
		"Unit verification: Passed · every process passed in the end", "REPAIR · PASSED · Repair · REP-01",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if strings.Index(text, "· PASSED · End of line test") > strings.Index(text, "· FAILED · End of line test") {
		t.Errorf("not the newest first:\n%s", text)
	}
	if row := drawnRow(t, list.pager, 2); !strings.HasPrefix(row.sub.Full(), "this report · ") || !row.edge.Visible() {
		t.Errorf("the open report reads %q, marked %v", row.sub.Full(), row.edge.Visible())
	}
	if row := drawnRow(t, list.pager, 1); row.tag.Full() != "REPAIR" {
		t.Errorf("the repair is tagged %q", row.tag.Full())
	}
}

// TestTimelineOpens: a tap, and arrow keys with Enter, open a report and close the page;
// the one that was open only closes it. A scan goes on to the entry.
func TestTimelineOpens(t *testing.T) {
	for name, do := range map[string]struct {
		act  func(*rig, *timelinePage)
		want string
	}{
		"a tap":     {func(r *rig, p *timelinePage) { drawnRow(r.t, p.list.pager, 0).Tapped(nil) }, idPassed},
		"the keys":  {func(r *rig, _ *timelinePage) { r.press(fyne.KeyUp, fyne.KeyReturn) }, idRepair},
		"the first": {func(r *rig, _ *timelinePage) { r.press(fyne.KeyPageUp, fyne.KeyEnter) }, idPassed},
		"itself":    {func(r *rig, _ *timelinePage) { r.press(fyne.KeyReturn) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := opened(t, decode(t, failingWSJF))
			do.act(r, r.timeline(unitHeaders()))
			if r.p.pages.now != nil || r.win.Canvas().Focused() != r.p.Entry() {
				t.Fatalf("the page is open: %v, the focus is in %T", r.p.pages.now != nil, r.win.Canvas().Focused())
			}
			if do.want == "" {
				r.noCall()
				return
			}
			if c := r.call(); c.find.Text != do.want || c.find.By != client.ByID {
				t.Errorf("asked for %+v", c.find)
			}
		})
	}
	r := opened(t, decode(t, failingWSJF))
	r.timeline(unitHeaders())
	for _, c := range "SN-2" {
		r.win.Canvas().Focused().TypedRune(c)
	}
	r.press(fyne.KeyReturn)
	if c := r.call(); c.find.Text != "SN-2" || r.p.pages.now != nil {
		t.Errorf("a scan over the page asked for %+v", c.find)
	}
}

// TestTimelineWaits: it says what it waits for; Esc ends that, and a late answer changes
// nothing.
func TestTimelineWaits(t *testing.T) {
	r := opened(t, decode(t, failingWSJF))
	r.srv.stubborn = true
	body := r.p.openTimeline(r.p.right.doc).body
	c := r.call()
	if body.notice.object.Visible() || body.here() {
		t.Error("something stands there at once")
	}
	r.advance(400 * time.Millisecond)
	if got := body.notice.now.title; got != "Waiting for all reports of SN-1001" {
		t.Errorf("it says %q", got)
	}
	if text := r.p.pages.now.text(); text != "" {
		t.Errorf("without an answer it copies %q", text)
	}
	r.press(fyne.KeyEscape)
	if r.p.pages.now != nil || r.p.paging.busy() {
		t.Fatal("Esc did not close it")
	}
	c.answer(reply{timeline: unitTimelineOf(unitHeaders(), r.time)})
	r.p.Wait()
	r.quiet()
	if !r.p.right.view.Visible() {
		t.Error("the report is gone")
	}
}

// TestTimelineFails: an error stands in words with a way to ask again; F5 asks again too,
// and what stood there stays until the answer.
func TestTimelineFails(t *testing.T) {
	r := opened(t, decode(t, failingWSJF))
	page := r.p.openTimeline(r.p.right.doc)
	r.call().answer(reply{err: &client.Error{Kind: client.KindForbidden, Op: "timeline"}})
	r.pump()
	n := page.body.notice.now
	if page.body.here() || n.title == "" || len(n.presses) != 1 || n.presses[0].label != "Try again" {
		t.Fatalf("it says %+v", n)
	}
	n.presses[0].do()
	r.call().answer(reply{timeline: unitTimelineOf(unitHeaders(), r.time)})
	r.pump()
	if !page.body.here() || page.body.notice.object.Visible() || page.strip.object.Visible() {
		t.Fatal("the answer does not stand in place of the error")
	}
	r.press(fyne.KeyF5)
	if c := r.call(); c.timeline != "SN-1001" || !page.body.here() || !strings.Contains(r.p.pages.facts.Full(), "asking again") {
		t.Errorf("F5 asked for %+v, the head says %q", c, r.p.pages.facts.Full())
	} else {
		c.answer(reply{err: &client.Error{Kind: client.KindForbidden, Op: "timeline"}})
	}
	r.pump()
	if !page.body.here() || !page.strip.object.Visible() {
		t.Error("an error took away what was there")
	}
	r.choose(menuUnit)
	r.call().answer(reply{})
	r.pump()
	if got := r.p.pages.now.content.(*fyne.Container).Objects[1]; !got.Visible() {
		t.Error("nothing says that there is no report")
	}
}

// TestTimelineOffline: while the server does not answer it is made of saved copies and
// the rows at hand, and says so and from when.
func TestTimelineOffline(t *testing.T) {
	r := opened(t, decode(t, failingWSJF))
	saved := time.Date(2026, 4, 21, 10, 41, 0, 0, time.Local)
	r.srv.saved = func(q client.Query) (client.Answer, bool) {
		return client.Answer{Query: q, Saved: saved, Headers: unitHeaders()[1:]}, q.By == client.BySerial && q.Text == "SN-1001"
	}
	page := r.p.openTimeline(r.p.right.doc)
	refused := &client.Error{Kind: client.KindRefused, Op: "timeline"}
	r.call().answer(reply{err: refused})
	r.pump()
	if n := len(page.list.rows); n != 3 {
		t.Errorf("%d reports", n)
	}
	if got := page.strip.text.Full(); !page.strip.object.Visible() || !strings.HasSuffix(got, "These are the saved copies of 10:41; WATS may know more.") {
		t.Errorf("the strip says %q", got)
	}
	if text := page.text(); !strings.Contains(text, "saved copies") || strings.Contains(text, "Unit verification") {
		t.Errorf("copies %s", text)
	}
	r.srv.saved = nil
	page.ask()
	r.call().answer(reply{err: refused})
	r.pump()
	if got := page.strip.text.Full(); len(page.list.rows) != 1 || !strings.Contains(got, "rows at hand of 14:02") {
		t.Errorf("%d reports, the strip says %q", len(page.list.rows), got)
	}
	page.ask()
	r.call().answer(reply{timeline: unitTimelineOf(unitHeaders(), r.time)})
	r.pump()
	if page.strip.object.Visible() || len(page.list.rows) != 4 {
		t.Error("WATS answered, and copies are still told of")
	}
}

// TestTimelineOfManyOperations: they are bounded, and the list keeps its room.
func TestTimelineOfManyOperations(t *testing.T) {
	r := opened(t, decode(t, failingWSJF))
	r.win.Resize(fyne.NewSize(1000, 448))
	page := r.timeline(manyOperations(14))
	if got := page.text(); !strings.Contains(got, "Operation 13: 1 run") {
		t.Errorf("not all are copied:\n%s", got)
	}
	if m := r.content().MinSize(); m.Width > 1000 || m.Height > 448 {
		t.Errorf("asks for %v", m)
	}
	if page.list.pager.visible() < 2 || !page.list.pager.buttons.Visible() {
		t.Errorf("%d rows visible, page buttons %v", page.list.pager.visible(), page.list.pager.buttons.Visible())
	}
}

func manyOperations(n int) (list []report.Header) {
	for i := range n {
		h := header(fmt.Sprintf("a0000000-0000-4000-8000-0000000000%02d", i), []string{"Passed", "Failed"}[i%2], n-i)
		h.ProcessName = fmt.Sprintf("Operation %d", i)
		list = append(list, h)
	}
	return list
}

// TestUnitWithoutSerial: a report that names no unit has no such entry in its menu.
func TestUnitWithoutSerial(t *testing.T) {
	r := opened(t, decode(t, strings.Replace(failingWSJF, `"sn":"SN-1001"`, `"sn":" "`, 1)))
	for _, item := range r.p.menu().Items {
		if item.Label == menuUnit {
			t.Error("it is offered")
		}
	}
}
