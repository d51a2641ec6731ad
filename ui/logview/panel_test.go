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

// visibleMessages are the messages of the rows in view, top to bottom, as painted last.
func visibleMessages(p *Panel) []string {
	var all []string
	v := &p.rows.view
	for i, no := range v.nums {
		all = append(all, v.cache.get(p.rows.top+int64(i), no, &p.rows.hooks, v.newest).message)
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
	p.rows.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, by/wheelFaster)})
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
	if want := words.T("logview.fresh", "12"); p.bar.end.Text != want {
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
	p.rows.page(-1)
	if p.tailing {
		t.Fatal("a page up does not pause")
	}
	s.add(line(tail.Info, "fresh"))
	p.update()
	if p.bar.end.Text != words.T("logview.fresh.one") {
		t.Errorf("button says %q", p.bar.end.Text)
	}
	p.rows.page(1)
	p.rows.page(1)
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
	p.rows.page(-1)
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
	p.rows.page(-1)
	before := strings.Join(visibleMessages(p), ",")
	top := p.rows.top
	s.add(numbered(tail.Info, 40)...) // drops n0 … n39
	p.update()
	if want := top - 40; p.rows.top != want {
		t.Errorf("top row %d, want %d", p.rows.top, want)
	}
	if got := strings.Join(visibleMessages(p), ","); got != before || got == "" {
		t.Errorf("the view moved:\n%s\n%s", before, got)
	}
	s.add(numbered(tail.Info, 100)...) // drops all that is in view
	p.update()
	if l := p.rows.list; l.Len() != 0 && l.At(0) < s.now().First() {
		t.Error("lines that are not kept are still listed")
	}
}

func TestRowOfADroppedLineSaysSo(t *testing.T) {
	s := newStore(10)
	p, _ := panelIn(t, s, look.Light, 1000, 200)
	s.add(numbered(tail.Info, 10)...)
	p.update()
	s.add(numbered(tail.Info, 10)...)
	p.seen = s.now() // the list is not taken in yet
	p.rows.again()
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
	if !p.empty.root.Visible() || p.empty.advice.Full() != words.T("logview.none.advice", "1") || !p.empty.all.Visible() {
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
	tapRow(p, 1, 300)
	if !p.detail.root.Visible() || !strings.Contains(p.detail.text.Text, long) || !strings.Contains(p.detail.text.Text, "k=v") {
		t.Error("the strip does not show the whole line")
	}
	if w.Canvas().Focused() != fyne.Focusable(p.rows) {
		t.Error("keys do not move the rows after a tap on them")
	}
	if p.picked != 1 || !p.rows.selection.has(1) {
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
	key(p.rows, fyne.KeyEscape)
	if p.detail.root.Visible() {
		t.Error("Esc does not put the strip away")
	}
	tapRow(p, 0, 300)
	p.pick(1)
	if p.detail.root.Visible() || p.picked != none || !p.rows.selection.empty() {
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

func TestOnlyRowsInViewArePrepared(t *testing.T) {
	s := newStore(20_000)
	p, _ := panelIn(t, s, look.Light, 1000, 300)
	s.add(numbered(tail.Info, 20_000)...)
	p.update()
	for range 50 {
		p.rows.page(-1)
	}
	if n := len(p.rows.view.cache.rows); n > 60 {
		t.Errorf("%d rows are kept", n)
	}
}

// ui counts posts and runs them when told to, as a busy UI goroutine would.
type ui struct{ posts chan func() }

func (u *ui) do(fn func()) { u.posts <- fn }

// run lets time pass and runs what is posted meanwhile.
func (u *ui) run(d time.Duration) {
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		synctest.Wait()
		for len(u.posts) > 0 {
			(<-u.posts)()
		}
	}
}

func TestAtMostOnePostWaitsAndFourASecondRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		test.NewTempApp(t)
		s := newStore(1000)
		u := &ui{posts: make(chan func(), 100)}
		p := newPanel(Deps{Do: u.do, Copy: func(string) {}, Name: "x"}, s)
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
		p := newPanel(Deps{Do: u.do, Copy: func(string) {}}, s)
		ctx, cancel := context.WithCancel(t.Context())
		p.Start(ctx)
		synctest.Wait()
		cancel()
		p.Wait()
		(<-u.posts)() // comes too late and does nothing
	})
}

func TestOnlyWhatIsInViewCausesARepaint(t *testing.T) {
	s := newStore(100)
	p, w := panelIn(t, s, look.Light, 1000, 200)
	painted := func(what string, want bool) {
		t.Helper()
		p.update()
		if stale := p.rows.view.stale; stale != want {
			t.Errorf("%s: is to be painted %v", what, stale)
		}
		w.Canvas().Capture()
		if p.rows.view.stale {
			t.Fatalf("%s: a paint does not end it", what)
		}
	}
	s.add(line(tail.Info, "shown"))
	painted("the first line", true)
	painted("nothing new", false)
	s.add(numbered(tail.Debug, 10)...)
	painted("lines the filter hides", false)
	s.add(numbered(tail.Info, 30)...)
	painted("lines that are shown", true)
	p.rows.page(-1)
	w.Canvas().Capture()
	s.add(numbered(tail.Info, 30)...)
	painted("lines below while paused", false)
	p.resume()
	w.Canvas().Capture()
	s.grow("the rest came")
	painted("a newest line that grew", true)
	if got := lastVisible(t, p); got != "the rest came" {
		t.Errorf("it shows %q", got)
	}
}

func TestPouringLinesAreSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		test.NewTempApp(t)
		s := newStore(100_000)
		u := &ui{posts: make(chan func(), 100)}
		p := newPanel(Deps{Do: u.do, Copy: func(string) {}}, s)
		ctx, cancel := context.WithCancel(t.Context())
		p.Start(ctx)
		for range 30 {
			s.add(numbered(tail.Info, 500)...)
			u.run(100 * time.Millisecond)
		}
		u.run(pause)
		if n := p.flow.perSecond; n < 4000 || n > 6000 || p.bar.says[0] != words.T("logview.flow.newest", thousands(n)) {
			t.Errorf("while 5,000 lines a second come: %d, %q", n, p.bar.note.Full())
		}
		if got := lastVisible(t, p); got != "line 499" {
			t.Errorf("the last one shown is %q", got)
		}
		p.rows.page(-1)
		if got := p.status()[0]; got != words.T("logview.flow", thousands(p.flow.perSecond)) {
			t.Errorf("while nothing moves it says %q", got)
		}
		p.resume()
		u.run(5 * time.Second)
		if got := p.bar.note.Full(); got != "" {
			t.Errorf("after it stopped: %q", got)
		}
		cancel()
		p.Wait()
	})
}

func TestIndexingIsSaid(t *testing.T) {
	s := newStore(100)
	p, _ := panelIn(t, s, look.Light, 1600, 200)
	s.left = 3000 << 20
	p.update()
	if got := p.bar.note.Full(); got != words.T("logview.reading", "3,000") {
		t.Errorf("with 3,000 MB to read: %q", got)
	}
	s.left = 0
	p.update()
	if got := p.bar.note.Full(); got != "" {
		t.Errorf("at the end: %q", got)
	}
}

func TestOlderLinesLeaveWhatIsInView(t *testing.T) {
	for _, level := range []tail.Level{tail.Debug, tail.Info} { // all lines, and hits
		s := newStore(100_000)
		p, _ := panelIn(t, s, look.Light, 1000, 200)
		p.bar.set(level, "", false)
		s.add(numbered(tail.Info, 100)...)
		p.update()
		p.rows.page(-1)
		before := strings.Join(visibleMessages(p), ",")
		s.before(numbered(tail.Warning, 1000)...)
		p.update()
		if got := strings.Join(visibleMessages(p), ","); got != before || got == "" {
			t.Errorf("%v: the view moved:\n%s\n%s", level, before, got)
		}
		if n := p.rows.list.Len(); n != 1100 {
			t.Errorf("%v: %d rows", level, n)
		}
	}
}

func TestSearchOfManyLinesRunsBesideTheWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		test.NewTempApp(t)
		s := newStore(200_000)
		s.add(numbered(tail.Info, 150_000)...)
		p := newPanel(Deps{Do: func(fn func()) { fn() }, Copy: func(string) {}}, s)
		ctx, cancel := context.WithCancel(t.Context())
		p.Start(ctx)
		time.Sleep(time.Second)
		synctest.Wait()
		if n := p.rows.list.Len(); n != maxNumbers {
			t.Errorf("%d rows, want the newest %d", n, maxNumbers)
		}
		cancel()
		p.Wait()
		p.showAll()
		p.bar.set(tail.Error, "", false) // after the end nothing is searched any more
		synctest.Wait()
	})
}

// TestALineShownWholeDoesNotWidenTheWindow, however long its logger and its id are.
func TestALineShownWholeDoesNotWidenTheWindow(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 1.5} {
		s := newStore(100)
		p, _ := panelIn(t, s, look.Light, 1000, 400)
		fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Light, scale))
		l := line(tail.Error, strings.Repeat("a long message ", 50))
		l.Logger, l.CorrelationID = "Virinco.WATS.Client.Service.Uploads.Queue", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
		s.add(l)
		p.update()
		p.pick(0)
		if got := p.detail.root.MinSize().Width; !p.detail.root.Visible() || got > 640*scale {
			t.Errorf("at scale %v it wants %v points", scale, got)
		}
	}
}
