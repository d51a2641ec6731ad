package lookup

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"stationcompanion/client"
	"stationcompanion/client/report"
)

const (
	menuCompare = "Compare with the last pass"
	idOther     = "5f1a2c3d-1111-4222-8333-444455556666"
)

// otherWSJF is a pass of another board in the operation of failingWSJF: what failed there
// passes, a value moved, a limit is another, a step is gone and one more is there.
var otherWSJF = strings.NewReplacer(
	idFailing, idOther, "SN-1001", "SN-0990", `"result":"F"`, `"result":"P"`, `"status":"F"`, `"status":"P"`, `"status":"E"`, `"status":"D"`,
	`"value":3.71`, `"value":3.3012`, `"value":81`, `"value":14`, `"value":128.4`, `"value":121.9`, `"lowLimit":4.75`, `"lowLimit":4.8`,
	`"stepIdCausedUUTFailure":5,`, ``, "TEST-01", "TEST-02", "operator1", "operator7", `"2.4.1","limit":"2.4.1"`, `"2.4.0","limit":"2.4.0"`,
	`"name":"LED visible"`, `"name":"Lamp visible"`, "2026-04-21T09:31", "2026-04-21T08:15", `"causedUUTFailure":true,`, "",
).Replace(failingWSJF)

func otherHeader() report.Header {
	h := header(idOther, "Passed", 5)
	h.SerialNumber, h.StationName = "SN-0990", "TEST-02"
	return h
}

// compare opens the page and answers both requests.
func (r *rig) compare(other string) *comparePage {
	r.t.Helper()
	page := r.p.openCompare(r.p.right.doc)
	if c := r.call(); c.pass == nil {
		r.t.Fatalf("not the last pass was asked for: %+v", c)
	} else {
		c.answer(reply{header: otherHeader()})
	}
	c := r.call()
	if c.report != idOther {
		r.t.Fatalf("opened %q", c.report)
	}
	c.answer(reply{report: decode(r.t, other)})
	r.pump()
	return page
}

func (l *differenceList) names() (all []string) {
	for _, d := range l.now {
		all = append(all, l.cells(d).name)
	}
	return all
}

// TestCompareTells: which two reports, what differs in which order, by how much.
func TestCompareTells(t *testing.T) {
	r := opened(t, decode(t, failingWSJF))
	c := r.compare(otherWSJF)
	text := r.p.pages.now.text()
	for _, want := range []string{
		"A · This report: SN-1001 · FAILED · End of line test", "B · The other: SN-0990 · PASSED · End of line test", "TEST-02",
		"Power › VCC 3V3: verdict differs · FAILED 3.71 V / PASSED 3.3012 V · +0.4088 V (+136 % of the limits' span)",
		"Operator: about the report · operator1 / operator7",
		"Power › Input current: value differs · 128.4 mA / 121.9 mA · +6.5 mA",
		"limits differ · 5.023457 V / 5.023457 V",
		"limits here: 4.75 <= x <= 5.25 V, there: 4.8 <= x <= 5.25 V",
		"LED visible: only in this report", "Lamp visible: only in the other report",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if !strings.Contains(r.p.pages.facts.Full(), "other verdicts") {
		t.Errorf("beside the title stands %q", r.p.pages.facts.Full())
	}
	names := c.list.names()
	if at := slices.Index(names, "Operator"); at < 1 || !c.list.all[at-1].verdict() || c.list.all[at+1].verdict() {
		t.Errorf("the facts do not stand after the verdicts: %q", names)
	}
	badges := map[string]bool{}
	for _, d := range c.list.all {
		badges[c.list.cells(d).badge] = true
	}
	if len(badges) != 6 {
		t.Errorf("the signs are %v", badges)
	}
}

// TestCompareFilters: verdicts only, and a sentence where there is none.
func TestCompareFilters(t *testing.T) {
	r := opened(t, decode(t, failingWSJF))
	c := r.compare(otherWSJF)
	all := len(c.list.now)
	c.list.filters[1].OnTapped()
	if n := len(c.list.now); n == 0 || n >= all || !c.list.now[n-1].verdict() || r.win.Canvas().Focused() != r.p.Entry() {
		t.Errorf("%d of %d rows", n, all)
	}
	c.list.filters[0].OnTapped()
	if len(c.list.now) != all {
		t.Errorf("%d of %d rows after All", len(c.list.now), all)
	}
	r.press(fyne.KeyEscape)
	same := r.compare(strings.Replace(failingWSJF, "operator1", "operator7", 1))
	if len(same.list.now) != 1 || same.list.none.Full() != "" {
		t.Errorf("%q", same.list.names())
	}
	same.list.filters[1].OnTapped()
	if !strings.Contains(same.list.none.Full(), "No step has another verdict") {
		t.Errorf("it says %q", same.list.none.Full())
	}
}

// TestCompareShows: a tap or Enter on a difference closes the page and shows its step; of
// a step that only the other has, the sequence it would stand in.
func TestCompareShows(t *testing.T) {
	for name, want := range map[string]string{"VCC 3V3": "VCC 3V3", "LED visible": "LED visible", "Lamp visible": "MainSequence", "Input current": "Input current"} {
		t.Run(name, func(t *testing.T) {
			r := opened(t, decode(t, failingWSJF))
			c := r.compare(otherWSJF)
			at := slices.Index(c.list.names(), name)
			row := c.list.pager.list.CreateItem().(*differenceRow)
			c.list.pager.list.UpdateItem(at, row)
			row.Tapped(nil)
			got := r.p.right.doc.rep.Step(int(r.p.right.steps.chosen.row)).Name
			if r.p.pages.now != nil || got != want {
				t.Errorf("the page is open: %v, the step is %q", r.p.pages.now != nil, got)
			}
		})
	}
	r := opened(t, decode(t, failingWSJF))
	c := r.compare(otherWSJF)
	r.press(fyne.KeyDown, fyne.KeyUp, fyne.KeyDown)
	want := c.list.now[1]
	r.press(fyne.KeyReturn)
	if r.p.pages.now != nil || int(r.p.right.steps.chosen.row) != want.step.RowA {
		t.Errorf("Enter shows row %d, want %d", r.p.right.steps.chosen.row, want.step.RowA)
	}
}

// TestCompareOpensOther: the button leads to the other report.
func TestCompareOpensOther(t *testing.T) {
	r := opened(t, decode(t, failingWSJF))
	r.compare(otherWSJF).openOther()
	if c := r.call(); c.find.Text != idOther || c.find.By != client.ByID || r.p.pages.now != nil {
		t.Errorf("asked for %+v", c.find)
	}
}

// TestComparePassedAsksBefore: a passed report is compared with a pass before it.
func TestComparePassedAsksBefore(t *testing.T) {
	r := opened(t, decode(t, passedWSJF))
	c := r.p.openCompare(r.p.right.doc)
	if got := r.call().before; !got.Equal(c.doc.rep.Start.T) || got.IsZero() {
		t.Errorf("before %v", got)
	}
	r = opened(t, decode(t, failingWSJF))
	r.choose(menuCompare)
	if got := r.call().before; !got.IsZero() {
		t.Errorf("a failed one before %v", got)
	}
	repair := opened(t, decode(t, repairWSJF))
	for _, item := range repair.p.menu().Items {
		if item.Label == menuCompare {
			t.Error("a repair can be compared")
		}
	}
}

// TestCompareNothing: no pass, an error, and a closed page each have their way.
func TestCompareNothing(t *testing.T) {
	r := opened(t, decode(t, failingWSJF))
	c := r.p.openCompare(r.p.right.doc)
	r.call().answer(reply{})
	r.pump()
	if n := c.body.notice.now; n.title != "No pass to compare with" || len(n.body) != 2 || c.text() != "" {
		t.Errorf("it says %+v", n)
	}
	c.body.notice.now.presses[0].do()
	r.call().answer(reply{err: &client.Error{Kind: client.KindForbidden, Op: "last pass"}})
	r.pump()
	if n := c.body.notice.now; n.presses[0].label != "Try again" {
		t.Errorf("it says %+v", n)
	}
	r.srv.stubborn = true
	c.ask()
	late := r.call()
	r.advance(400 * time.Millisecond)
	if got := c.body.notice.now.title; got != "Looking for the last pass" {
		t.Errorf("it waits with %q", got)
	}
	r.press(fyne.KeyEscape)
	late.answer(reply{})
	r.p.Wait()
	r.quiet()
	if r.p.pages.now != nil || c.found != nil {
		t.Error("a late answer was taken")
	}
}

// TestCompareOffline: without the server the last pass is looked for among the copies, the
// unit's own first, and it says so.
func TestCompareOffline(t *testing.T) {
	r := opened(t, decode(t, failingWSJF))
	saved := time.Date(2026, 4, 21, 10, 41, 0, 0, time.Local)
	own, newer := otherHeader(), otherHeader()
	own.SerialNumber, own.UUID = "SN-1001", idPassed
	newer.Start, newer.UUID = own.Start.Add(time.Hour), idOther
	r.srv.saved = func(q client.Query) (client.Answer, bool) {
		return client.Answer{Query: q, Saved: saved, Headers: []report.Header{newer, own, unitHeaders()[1]}}, q.By == client.BySerial
	}
	c := r.p.openCompare(r.p.right.doc)
	refused := &client.Error{Kind: client.KindRefused, Op: "last pass"}
	r.call().answer(reply{err: refused})
	open := r.call()
	if open.report != idPassed {
		t.Fatalf("opened %q", open.report)
	}
	open.answer(reply{report: decode(t, otherWSJF), answer: client.Answer{Saved: saved, Cause: refused}})
	r.pump()
	if got := c.strip.text.Full(); !c.strip.object.Visible() || !strings.Contains(got, "the saved copy of 10:41") {
		t.Errorf("the strip says %q", got)
	}
	if !strings.Contains(c.text(), "saved copy") {
		t.Error("the copied text does not say so")
	}
}
