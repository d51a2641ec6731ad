package lookup

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/station"
	"stationcompanion/ui/look"
)

const dayStation = "FCT-LINE2-07"

// stationRows is n reports of this station, an hour apart, newest first.
func stationRows(n int) (rows []report.Header) {
	for i := range n {
		h := header(fmt.Sprintf("b0000000-0000-4000-8000-0000000000%02d", i), []string{"Passed", "Passed", "Failed", "Passed", "Error"}[i%5], i)
		h.SerialNumber, h.StationName = fmt.Sprintf("SN-2%03d", 700-i), dayStation
		rows = append(rows, h)
	}
	return rows
}

// dayOfTests is a day of two operations.
func dayOfTests() client.Day {
	var rows []report.Header
	for i := range 41 {
		h := stationRows(1)[0]
		h.UUID, h.SerialNumber = fmt.Sprintf("c0000000-0000-4000-8000-0000000000%02d", i), fmt.Sprintf("SN-3%03d", i)
		h.Start = h.Start.Add(-time.Duration(i) * 9 * time.Minute)
		if i == 3 {
			h.Result = "Failed"
		}
		if i%3 == 1 {
			h.ProcessName = "ICT"
		}
		rows = append(rows, h)
	}
	return client.DayOf(rows, nil, time.Date(2026, 4, 21, 0, 0, 0, 0, time.Local), time.Time{})
}

// rest connects a rig, answers its latest rows and its day.
func (r *rig) rest(d client.Day) {
	r.t.Helper()
	r.p.SetStation(station.Identity{Name: dayStation})
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected, Server: "https://x.invalid"})
	a := answerOf(client.Query{}, r.time, stationRows(25)...)
	a.More = true
	r.call().answer(reply{answer: a})
	r.pump()
	d.AsOf = r.time
	r.dayCall().answer(reply{day: d})
	r.pump()
}

// restSaved gives a rig's latest rows as saved copies.
func (r *rig) restSaved() {
	r.t.Helper()
	r.p.SetStation(station.Identity{Name: dayStation})
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected, Server: "https://x.invalid"})
	a := answerOf(client.Query{}, r.time, stationRows(25)...)
	a.Saved, a.Cause = r.time.Add(-20*time.Minute), &client.Error{Kind: client.KindRefused, Op: "latest"}
	r.call().answer(reply{answer: a})
	r.pump()
}

func (r *rig) dayCall() *call {
	r.t.Helper()
	select {
	case c := <-r.srv.days:
		return c
	case <-time.After(patienceOfTests):
		r.t.Fatal("the day was not asked for")
		return nil
	}
}

// TestDayStrip: asked from midnight to now together with the rows, it says how many tests,
// how many passed, as of when, and shows the last ten verdicts with the newest right.
func TestDayStrip(t *testing.T) {
	r := newRig(t)
	r.window(1000, 448)
	r.p.SetStation(station.Identity{Name: dayStation})
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected, Server: "https://x.invalid"})
	r.call().answer(reply{answer: answerOf(client.Query{}, r.time, stationRows(25)...)})
	r.pump()
	s := r.p.left.day
	if s.object.Visible() {
		t.Error("it stands there before the answer")
	}
	c := r.dayCall()
	if want := time.Date(2026, 4, 21, 0, 0, 0, 0, time.Local); !c.day[0].Equal(want) || !c.day[1].Equal(r.time) {
		t.Errorf("asked from %v to %v", c.day[0], c.day[1])
	}
	d := dayOfTests()
	d.AsOf = r.time
	c.answer(reply{day: d})
	r.pump()
	if got := facts(s.sum.Full(), s.asOf.Full(), s.from.Full(), s.to.Full()); got != "Today: 41 tests · 97.5 % first pass · as of 14:02 · 12:10 · 13:31" {
		t.Errorf("it says %q", got)
	}
	if s.marks[9].Shape() != look.ShapePassed || s.marks[6].Shape() != look.ShapeFailed || !s.marks[0].Visible() {
		t.Errorf("the marks are %v, %v", s.marks[9].Shape(), s.marks[6].Shape())
	}
	if h := s.object.Size().Height; !s.object.Visible() || h < 40 || h > 44.5 {
		t.Errorf("visible %v, %v high", s.object.Visible(), h)
	}
	r.find("SN-1001", header(idFailing, "Failed", 1))
	if s.object.Visible() {
		t.Error("it stands over another answer's rows")
	}
	r.p.bar.home.OnTapped()
	if !s.object.Visible() {
		t.Error("it is gone at home")
	}
	r.advance(11 * time.Hour)
	r.p.paintDay()
	if s.object.Visible() {
		t.Error("yesterday is called today")
	}
}

// TestDayStripNarrow: where it is narrow the oldest marks' time goes, then the oldest marks;
// nothing ever lies over anything else.
func TestDayStripNarrow(t *testing.T) {
	r := newRig(t)
	r.window(1000, 448)
	s := r.p.left.day
	s.set(&stationDay{Day: dayOfTests(), at: r.time}, r.time)
	l := &dayLayout{s}
	box := append([]fyne.CanvasObject{look.NewGround(look.ColorPanel, look.ColorLine, 6)}, s.sum)
	for _, c := range []struct {
		width float32
		from  bool
		marks int
	}{{400, true, 10}, {270, false, 10}, {200, false, 7}} {
		l.Layout(box, fyne.NewSize(c.width, 44))
		shown, end := 0, s.from.Position().X+s.from.Size().Width
		for i, m := range s.marks {
			if m.Size().Width == 0 {
				continue
			}
			if shown++; m.Position().X < end {
				t.Errorf("%v: mark %d begins at %v, before %v", c.width, i, m.Position().X, end)
			}
			end = m.Position().X + m.Size().Width
		}
		if last := s.marks[9]; last.Size().Width == 0 || shown != c.marks || (s.from.Size().Width > 0) != c.from {
			t.Errorf("%v: %d marks, from %v", c.width, shown, s.from.Size())
		}
		if to := s.to.Position().X; to < end || to+s.to.Size().Width > c.width {
			t.Errorf("%v: the time stands at %v, the marks end at %v", c.width, to, end)
		}
	}
}

// TestDayFromRows: where the rows are saved copies nothing is asked, and where the day
// cannot be had it is counted from the rows; both say so.
func TestDayFromRows(t *testing.T) {
	r := newRig(t)
	r.window(1000, 448)
	r.restSaved()
	if len(r.srv.days) != 0 || r.p.daying.busy() {
		t.Error("the day was asked for although WATS does not answer")
	}
	s := r.p.left.day
	if got := facts(s.sum.Full(), s.asOf.Full()); !strings.HasPrefix(got, "Today: 14 tests · ") || !strings.HasSuffix(got, "saved 13:42") {
		t.Errorf("it says %q", got)
	}
	if text := r.p.openDay().text(); !strings.Contains(text, "saved at 13:42, since WATS does not answer") {
		t.Errorf("the page says %s", text)
	}
	r = newRig(t)
	r.window(1000, 448)
	r.p.SetStation(station.Identity{Name: dayStation})
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected, Server: "https://x.invalid"})
	a := answerOf(client.Query{}, r.time, stationRows(5)...)
	a.More = true
	r.call().answer(reply{answer: a})
	r.pump()
	r.dayCall().answer(reply{err: &client.Error{Kind: client.KindForbidden, Op: "day"}})
	r.pump()
	if got := r.p.left.day.sum.Full(); !strings.HasPrefix(got, "Today: at least 5 tests") {
		t.Errorf("it says %q", got)
	}
	if text := r.p.openDay().text(); !strings.Contains(text, "WATS did not give the day's figures") {
		t.Errorf("the page says %s", text)
	}
}

// TestDayLate: an answer for a station of another name, or after it changed, is dropped;
// a day without tests shows nothing.
func TestDayLate(t *testing.T) {
	r := newRig(t)
	r.window(1000, 448)
	r.srv.stubborn = true
	r.p.SetStation(station.Identity{Name: dayStation})
	r.p.SetConnection(client.Snapshot{Link: client.LinkConnected, Server: "https://x.invalid"})
	r.call().answer(reply{answer: answerOf(client.Query{}, r.time, stationRows(5)...)})
	r.pump()
	late := r.dayCall()
	r.p.SetStation(station.Identity{Name: "OTHER"})
	late.answer(reply{day: dayOfTests()})
	r.p.Wait()
	r.quiet()
	if r.p.stage.day != nil || r.p.left.day.object.Visible() {
		t.Error("another station's day stands there")
	}
	r = newRig(t)
	r.window(1000, 448)
	r.rest(client.Day{From: time.Date(2026, 4, 21, 0, 0, 0, 0, time.Local)})
	if r.p.left.day.object.Visible() {
		t.Error("a day without tests has a strip")
	}
	foreign := dayOfTests()
	for i := range foreign.Last {
		foreign.Last[i].StationName = "OTHER"
	}
	r.p.Again()
	r.call().answer(reply{answer: answerOf(client.Query{}, r.time, stationRows(5)...)})
	r.pump()
	r.dayCall().answer(reply{day: foreign})
	r.pump()
	if r.p.left.day.object.Visible() {
		t.Error("another station's day is shown")
	}
}

// TestDayPageBeforeAnyQuestion: Enter in the field that never held a text opens what is chosen.
func TestDayPageBeforeAnyQuestion(t *testing.T) {
	r := newRig(t)
	r.window(1000, 448)
	r.rest(dayOfTests())
	r.p.openDay()
	r.press(fyne.KeyDown, fyne.KeyReturn)
	if c := r.call(); c.find.By != client.ByID || !strings.HasPrefix(c.find.Text, "c0000000") {
		t.Errorf("asked for %+v", c.find)
	}
}

// TestDayPage: a tap shows the figures per operation and the last tests; one of them opens
// by tap or Enter; Esc goes back.
func TestDayPage(t *testing.T) {
	r := newRig(t)
	r.window(1000, 448)
	r.rest(dayOfTests())
	r.p.left.day.object.Tapped(nil)
	now := r.p.pages.now
	if now == nil || now.title != "Today at "+dayStation || r.win.Canvas().Focused() != r.p.Entry() {
		t.Fatalf("the page is %+v", now)
	}
	for _, want := range []string{"All operations: 41 tests", "ICT: 14 tests · 14 passed", "End of line test: 27 tests · 26 passed · 1 did not pass", "SN-3000"} {
		if text := now.text(); !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	r.press(fyne.KeyEscape)
	if r.p.pages.now != nil {
		t.Fatal("Esc did not close it")
	}
	d := r.p.openDay()
	drawnRow(t, d.list.pager, 1).Tapped(nil)
	if c := r.call(); !strings.HasSuffix(c.find.Text, "01") || r.p.pages.now != nil {
		t.Errorf("asked for %+v", c.find)
	}
	r.p.bar.home.OnTapped()
	r.p.openDay()
	r.press(fyne.KeyDown, fyne.KeyReturn)
	if c := r.call(); !strings.HasSuffix(c.find.Text, "00") {
		t.Errorf("asked for %+v", c.find)
	}
}
