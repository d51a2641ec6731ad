package logview

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// visibleMessages are the messages of the rows in view, top to bottom.
func visibleMessages(p *Panel) []string {
	var all []string
	bottom := p.rows.scroll.Offset.Y + p.rows.scroll.Size().Height
	for _, o := range p.rows.view.live {
		r := o.(*row)
		if y := r.Position().Y; y >= p.rows.scroll.Offset.Y && y+r.Size().Height <= bottom+0.5 {
			all = append(all, r.line.Message)
		}
	}
	return all
}

func lastVisible(t *testing.T, p *Panel) string {
	t.Helper()
	all := visibleMessages(p)
	if len(all) == 0 {
		t.Fatal("no row is in view")
	}
	return all[len(all)-1]
}

func scroll(p *Panel, by float32) {
	p.rows.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, by)})
}

func TestNewestLineStaysInViewWhileFollowing(t *testing.T) {
	s := newStore(1000)
	p, w := panelIn(t, s, look.Light, 1000, 200)
	for i := range 100 {
		s.add(line(tail.Info, fmt.Sprint("line ", i)))
		p.update()
		if got := lastVisible(t, p); got != fmt.Sprint("line ", i) {
			t.Fatalf("after line %d the last one in view is %q", i, got)
		}
	}
	w.Resize(fyne.NewSize(900, 420))
	if got := lastVisible(t, p); got != "line 99" {
		t.Errorf("a higher pane ends with %q", got)
	}
	w.Resize(fyne.NewSize(900, 150))
	if got := lastVisible(t, p); got != "line 99" {
		t.Errorf("a lower pane ends with %q", got)
	}
}

func TestScrollingUpPausesAndTheButtonResumes(t *testing.T) {
	s := newStore(1000)
	p, _ := panelIn(t, s, look.Light, 1000, 200)
	s.add(numbered(tail.Info, 100)...)
	p.update()
	scroll(p, 300)
	if p.tailing || p.bar.end.Text != words.T("logview.paused") {
		t.Fatalf("following %v, button %q", p.tailing, p.bar.end.Text)
	}
	before := strings.Join(visibleMessages(p), ",")
	s.add(numbered(tail.Debug, 5)...) // hidden by the filter: not counted
	s.add(numbered(tail.Info, 12)...)
	p.update()
	if got := strings.Join(visibleMessages(p), ","); got != before {
		t.Errorf("the view moved while paused:\n%s\n%s", before, got)
	}
	if want := words.T("logview.fresh", 12); p.bar.end.Text != want {
		t.Errorf("button says %q, want %q", p.bar.end.Text, want)
	}
	test.Tap(p.bar.end)
	if !p.tailing || lastVisible(t, p) != "line 11" || p.bar.end.Text != words.T("logview.end") {
		t.Errorf("after the button: following %v, last %q, button %q", p.tailing, lastVisible(t, p), p.bar.end.Text)
	}
}

func TestScrollingToTheEndResumes(t *testing.T) {
	s := newStore(1000)
	p, _ := panelIn(t, s, look.Light, 1000, 200)
	s.add(numbered(tail.Info, 100)...)
	p.update()
	p.page(-1)
	if p.tailing {
		t.Fatal("a page up does not pause")
	}
	s.add(line(tail.Info, "fresh"))
	p.update()
	if p.bar.end.Text != words.T("logview.fresh.one") {
		t.Errorf("button says %q", p.bar.end.Text)
	}
	p.page(1)
	p.page(1)
	if !p.tailing || lastVisible(t, p) != "fresh" {
		t.Errorf("at the end: following %v, last %q", p.tailing, lastVisible(t, p))
	}
}

func TestPageButtonsMoveByOnePage(t *testing.T) {
	s := newStore(1000)
	p, _ := panelIn(t, s, look.Light, 1000, 200)
	s.add(numbered(tail.Info, 100)...)
	p.update()
	first := visibleMessages(p)[0]
	p.page(-1)
	if got := lastVisible(t, p); got != first {
		t.Errorf("a page up ends with %q, want the row that was first, %q", got, first)
	}
}

func TestPausedViewStaysWhenOldLinesAreDropped(t *testing.T) {
	s := newStore(100)
	p, _ := panelIn(t, s, look.Light, 1000, 200)
	var lines []tail.Line
	for i := range 100 {
		lines = append(lines, line(tail.Info, fmt.Sprint("n", i)))
	}
	s.add(lines...)
	p.update()
	p.page(-1)
	before := strings.Join(visibleMessages(p), ",")
	offset := p.rows.scroll.Offset.Y
	s.add(numbered(tail.Info, 40)...) // drops n0 … n39
	p.update()
	if want := offset - 40*p.rows.view.pitch(); p.rows.scroll.Offset.Y != want {
		t.Errorf("offset %v, want %v", p.rows.scroll.Offset.Y, want)
	}
	if got := strings.Join(visibleMessages(p), ","); got != before || got == "" {
		t.Errorf("the view moved:\n%s\n%s", before, got)
	}
	s.add(numbered(tail.Info, 100)...) // drops all that is in view
	p.update()
	if len(p.shown) != 0 && p.shown[0] < s.Line(0).No {
		t.Error("lines that are not kept are still listed")
	}
}

func TestRowOfADroppedLineSaysSo(t *testing.T) {
	s := newStore(10)
	p, _ := panelIn(t, s, look.Light, 1000, 200)
	s.add(numbered(tail.Info, 10)...)
	p.update()
	s.add(numbered(tail.Info, 10)...) // not taken in yet
	p.rows.view.Refresh()
	if got := lastVisible(t, p); got != words.T("logview.gone") {
		t.Errorf("row shows %q", got)
	}
	p.pick(3) // dropped: nothing to show
	if p.detail.root.Visible() {
		t.Error("a dropped line opens the strip")
	}
}

func TestTextFilterNarrowsAsOneTypes(t *testing.T) {
	s := newStore(1000)
	p, w := panelIn(t, s, look.Light, 1000, 200)
	s.add(line(tail.Info, "Alpha"), line(tail.Warning, "beta"), line(tail.Info, "alphabet"))
	p.update()
	w.Canvas().Focus(p.bar.text)
	test.Type(p.bar.text, "ALPHA")
	if got := strings.Join(visibleMessages(p), ","); got != "Alpha,alphabet" {
		t.Errorf("shown %s", got)
	}
	p.bar.text.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(visibleMessages(p)) != 3 || w.Canvas().Focused() != nil {
		t.Errorf("after Esc: %v shown, focus on %v", visibleMessages(p), w.Canvas().Focused())
	}
}

func TestLevelMenuMeansThisAndWorse(t *testing.T) {
	s := newStore(1000)
	p, _ := panelIn(t, s, look.Light, 1000, 300)
	s.add(line(tail.Debug, "d"), line(tail.Info, "i"), line(tail.Warning, "w"), line(tail.Error, "e"))
	p.update()
	for i, want := range []string{"d,i,w,e", "i,w,e", "w,e", "e"} {
		p.bar.menu().Items[i].Action()
		if got := strings.Join(visibleMessages(p), ","); got != want {
			t.Errorf("%s: shown %s, want %s", p.bar.levels.Text, got, want)
		}
		if !p.bar.menu().Items[i].Checked {
			t.Errorf("the choice %d is not ticked", i)
		}
	}
}

func TestEmptyStatesSayWhy(t *testing.T) {
	s := newStore(100)
	p, _ := panelIn(t, s, look.Light, 1000, 200)
	p.update()
	if !p.empty.root.Visible() || p.empty.title.Full() != words.T("logview.empty.title") || p.empty.all.Visible() {
		t.Error("an empty log does not say so")
	}
	s.add(line(tail.Debug, "quiet"))
	p.update()
	if !p.empty.root.Visible() || p.empty.advice.Full() != words.T("logview.none.advice", 1) || !p.empty.all.Visible() {
		t.Error("a filter that hides everything does not say so")
	}
	p.showAll()
	if p.empty.root.Visible() || lastVisible(t, p) != "quiet" {
		t.Error("show all lines does not")
	}
}

func TestTappedRowShowsTheLineWholeAndCopiesIt(t *testing.T) {
	s := newStore(100)
	p, w := panelIn(t, s, look.Light, 1000, 300)
	long := strings.Repeat("long ", 100)
	l := line(tail.Error, long)
	l.Raw, l.CorrelationID, l.Fields = "the raw line", "77aa", "k=v"
	s.add(line(tail.Info, "other"), l)
	p.update()
	row := p.rows.view.live[1].(*row)
	row.Tapped(nil)
	if !p.detail.root.Visible() || !strings.Contains(p.detail.text.Text, long) || !strings.Contains(p.detail.text.Text, "k=v") {
		t.Error("the strip does not show the whole line")
	}
	if w.Canvas().Focused() != nil {
		t.Error("a tapped row has taken the focus")
	}
	if p.rows.picked != 1 || !row.picked {
		t.Error("the row is not marked")
	}
	p.narrow(p.detail.line.CorrelationID)
	if got := strings.Join(visibleMessages(p), ","); got != long {
		t.Errorf("same operation shows %.40s", got)
	}
	test.Tap(p.detail.copyIt)
	if copied != "the raw line" {
		t.Errorf("copied %q", copied)
	}
	p.pick(1)
	if p.detail.root.Visible() || p.rows.picked != none {
		t.Error("a second tap does not put the strip away")
	}
}

func TestButtonsDoNotKeepTheFocus(t *testing.T) {
	s := newStore(100)
	p, w := panelIn(t, s, look.Light, 1000, 200)
	s.add(numbered(tail.Info, 50)...)
	p.update()
	for _, b := range []fyne.Tappable{p.bar.end, p.bar.levels} {
		w.Canvas().Focus(p.bar.text)
		b.Tapped(&fyne.PointEvent{})
		if f := w.Canvas().Focused(); f == fyne.Focusable(p.bar.text) || f == fyne.Focusable(p.bar.end) {
			t.Errorf("focus is on %T", f)
		}
	}
}

func TestOnlyRowsInViewExist(t *testing.T) {
	s := newStore(20_000)
	p, _ := panelIn(t, s, look.Light, 1000, 300)
	s.add(numbered(tail.Info, 20_000)...)
	p.update()
	for range 50 {
		p.page(-1)
	}
	if n := len(p.rows.view.pool); n > 20 {
		t.Errorf("%d rows exist", n)
	}
}

// ui counts posts and runs them when told to, as a busy UI goroutine would.
type ui struct{ posts chan func() }

func (u *ui) do(fn func()) { u.posts <- fn }

func TestAtMostOnePostWaitsAndFourASecondRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		test.NewTempApp(t)
		s := newStore(1000)
		u := &ui{posts: make(chan func(), 100)}
		p := New(Deps{Source: s, Do: u.do, Copy: func(string) {}, Name: "x"})
		ctx, cancel := context.WithCancel(t.Context())
		p.Start(ctx)
		synctest.Wait()
		for range 40 { // the UI is busy: lines come, posts do not pile up
			s.add(line(tail.Info, "busy"))
			time.Sleep(100 * time.Millisecond)
		}
		if n := len(u.posts); n != 1 {
			t.Fatalf("%d posts wait, want 1", n)
		}
		ran := 0
		for range 100 { // ten seconds with a line every 100 ms
			for len(u.posts) > 0 {
				(<-u.posts)()
				ran++
			}
			s.add(line(tail.Info, "flow"))
			time.Sleep(100 * time.Millisecond)
			synctest.Wait()
		}
		if ran > 41 || ran < 30 {
			t.Errorf("%d repaints in ten seconds", ran)
		}
		(<-u.posts)()
		time.Sleep(time.Second)
		for len(u.posts) > 0 {
			(<-u.posts)()
			time.Sleep(time.Second)
		}
		time.Sleep(time.Hour) // at rest
		synctest.Wait()
		if n := len(u.posts); n != 0 {
			t.Errorf("%d posts at rest", n)
		}
		cancel()
		p.Wait()
	})
}

func TestWaitEndsWhileTheUIIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		test.NewTempApp(t)
		s := newStore(10)
		u := &ui{posts: make(chan func(), 10)}
		p := New(Deps{Source: s, Do: u.do, Copy: func(string) {}})
		ctx, cancel := context.WithCancel(t.Context())
		p.Start(ctx)
		synctest.Wait()
		cancel()
		p.Wait()
		(<-u.posts)() // comes too late and does nothing
	})
}

func TestHiddenLinesCauseNoRepaint(t *testing.T) {
	s := newStore(100)
	p, _ := panelIn(t, s, look.Light, 1000, 200)
	s.add(line(tail.Info, "shown"))
	p.update()
	p.rows.view.live[0].(*row).line.Message = "marker" // a repaint would fetch it again
	p.rows.view.live[0].(*row).stale = true
	s.add(numbered(tail.Debug, 10)...)
	p.update()
	if got := p.rows.view.live[0].(*row).line.Message; got != "marker" {
		t.Error("lines the filter hides repaint the rows")
	}
	s.add(line(tail.Info, "more"))
	p.update()
	if got := p.rows.view.live[0].(*row).line.Message; got != "shown" {
		t.Error("a line that is shown does not repaint the rows")
	}
}
