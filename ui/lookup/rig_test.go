package lookup

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// patienceOfTests bounds every wait of a test; none is ever reached when all is well.
const patienceOfTests = 10 * time.Second

// call is one request that reached the fake server; the test answers it.
type call struct {
	ctx    context.Context
	find   client.Query
	latest int
	report string
	reply  chan reply

	early          func(report.Early)
	timeline, part string
	history        *client.HistoryQuery
	pass           *report.Header
	before         time.Time
	day            [2]time.Time
	done           bool // the test has answered it
}

func (c *call) answer(r reply) {
	c.done = true
	c.reply <- r
}

type reply struct {
	answer client.Answer
	report *report.Report
	err    error

	timeline client.Timeline
	history  client.History
	header   report.Header
	day      client.Day
}

// fakeServer hands every request to the test. A stubborn one answers although nobody
// waits any more.
type fakeServer struct {
	calls    chan *call
	days     chan *call // requests for the day, which follow each for the latest rows
	stubborn bool
	nothing  func(string) client.Nothing              // what a closer look finds
	saved    func(client.Query) (client.Answer, bool) // nil: nothing is saved
}

func (s *fakeServer) do(ctx context.Context, c *call) reply { return s.hand(ctx, c, s.calls) }

// hand gives a request to the test by one of the queues.
func (s *fakeServer) hand(ctx context.Context, c *call, queue chan *call) reply {
	c.ctx, c.reply = ctx, make(chan reply, 1)
	queue <- c
	if s.stubborn {
		return <-c.reply
	}
	select {
	case r := <-c.reply:
		return r
	case <-ctx.Done():
		return reply{err: &client.Error{Kind: client.KindCancelled, Err: ctx.Err()}}
	}
}

func (s *fakeServer) Find(ctx context.Context, q client.Query) (client.Answer, error) {
	r := s.do(ctx, &call{find: q})
	return r.answer, r.err
}

func (s *fakeServer) Latest(ctx context.Context, limit int) (client.Answer, error) {
	r := s.do(ctx, &call{latest: limit})
	return r.answer, r.err
}

func (s *fakeServer) OpenShowing(ctx context.Context, id string, early func(report.Early)) (client.Opened, error) {
	r := s.do(ctx, &call{report: id, early: early})
	return client.Opened{Report: r.report, Saved: r.answer.Saved, Cause: r.answer.Cause}, r.err
}

func (s *fakeServer) Investigate(ctx context.Context, text string) client.Nothing {
	if s.nothing == nil {
		return client.Nothing{}
	}
	return s.nothing(text)
}

func (s *fakeServer) Timeline(ctx context.Context, serial, part string) (client.Timeline, error) {
	r := s.do(ctx, &call{timeline: serial, part: part})
	return r.timeline, r.err
}

func (s *fakeServer) StepHistory(ctx context.Context, q client.HistoryQuery) (client.History, error) {
	r := s.do(ctx, &call{history: &q})
	return r.history, r.err
}

func (s *fakeServer) LastPass(ctx context.Context, of report.Header, before time.Time) (report.Header, bool, error) {
	r := s.do(ctx, &call{pass: &of, before: before})
	return r.header, r.header.UUID != "", r.err
}

func (s *fakeServer) Day(ctx context.Context, from, to time.Time) (client.Day, error) {
	r := s.hand(ctx, &call{day: [2]time.Time{from, to}}, s.days)
	return r.day, r.err
}

func (s *fakeServer) Saved(q client.Query) (client.Answer, bool) {
	if s.saved == nil {
		return client.Answer{}, false
	}
	return s.saved(q)
}

// timer is one After of the fake clock.
type timer struct {
	at      time.Time
	fn      func()
	stopped bool
}

// rig is a pane with everything around it made of test parts. The test's goroutine is
// the UI goroutine: what is posted waits until the test pumps.
type rig struct {
	t      *testing.T
	p      *Panel
	srv    *fakeServer
	calls  []*call // all that came
	posts  chan func()
	time   time.Time
	timers []*timer
	copied []string
	acts   []words.Action
	win    fyne.Window
	cancel context.CancelFunc
}

func newRig(t *testing.T) *rig {
	t.Helper()
	test.NewTempApp(t)
	fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Light, 1))
	r := &rig{t: t, srv: &fakeServer{calls: make(chan *call, 64), days: make(chan *call, 64)}, posts: make(chan func(), 64),
		time: time.Date(2026, 4, 21, 14, 2, 11, 0, time.Local)}
	ctx, cancel := context.WithCancel(context.Background())
	r.cancel = cancel
	r.p = New(ctx, r.deps(r.srv), station.Identity{}, client.Snapshot{})
	t.Cleanup(func() { cancel(); r.p.Wait() })
	return r
}

func (r *rig) deps(s Server) Deps {
	return Deps{
		Server: s,
		Do:     func(fn func()) { r.posts <- fn },
		Now:    func() time.Time { return r.time },
		Copy:   func(text string) { r.copied = append(r.copied, text) },
		After: func(d time.Duration, fn func()) func() {
			tm := &timer{at: r.time.Add(d), fn: fn}
			r.timers = append(r.timers, tm)
			return func() { tm.stopped = true }
		},
		Act: func(a words.Action) { r.acts = append(r.acts, a) },
	}
}

// window puts the pane into a window of the test driver.
func (r *rig) window(w, h float32) {
	r.win = test.NewTempWindow(r.t, r.content())
	r.win.SetPadded(false)
	r.win.Resize(fyne.NewSize(w, h))
	r.win.Canvas().Focus(r.p.Entry())
}

// call waits for the next request.
func (r *rig) call() *call {
	r.t.Helper()
	select {
	case c := <-r.srv.calls:
		r.calls = append(r.calls, c)
		return c
	case <-time.After(patienceOfTests):
		r.t.Fatal("no request came")
		return nil
	}
}

// noCall fails when a request came, or is on its way: every request under way must be
// one that the test has seen.
func (r *rig) noCall() {
	r.t.Helper()
	busy, seen := 0, 0
	for _, s := range []*slot{&r.p.asking, &r.p.opening, &r.p.adding} {
		if s.busy() {
			busy++
		}
	}
	for _, c := range r.calls {
		if !c.done && c.ctx.Err() == nil {
			seen++
		}
	}
	if busy > seen {
		r.t.Fatalf("%d requests are on their way, %d were expected", busy, seen)
	}
	select {
	case c := <-r.srv.calls:
		r.t.Fatalf("a request came: find %+v latest %d report %q", c.find, c.latest, c.report)
	default:
	}
}

// pump runs the next posted function.
func (r *rig) pump() {
	r.t.Helper()
	select {
	case fn := <-r.posts:
		fn()
	case <-time.After(patienceOfTests):
		r.t.Fatal("nothing was posted")
	}
}

// quiet fails when something was posted; all workers must have ended before.
func (r *rig) quiet() {
	r.t.Helper()
	select {
	case <-r.posts:
		r.t.Fatal("something was posted")
	default:
	}
}

// advance moves the clock and runs what falls due, in order.
func (r *rig) advance(d time.Duration) {
	end := r.time.Add(d)
	for range 1000 {
		var next *timer
		for _, tm := range r.timers {
			if !tm.stopped && !tm.at.After(end) && (next == nil || tm.at.Before(next.at)) {
				next = tm
			}
		}
		if next == nil {
			break
		}
		next.stopped = true
		r.time = next.at
		next.fn()
	}
	r.time = end
}

// find submits text, answers it, and pumps the answer in.
func (r *rig) find(text string, headers ...report.Header) {
	r.t.Helper()
	r.p.Submit(text)
	c := r.call()
	if c.find.Text != text {
		r.t.Fatalf("asked %q, want %q", c.find.Text, text)
	}
	c.answer(reply{answer: answerOf(c.find, r.time, headers...)})
	r.pump()
}

// report answers the request for a report.
func (r *rig) report(rep *report.Report) {
	r.t.Helper()
	c := r.call()
	if c.report == "" {
		r.t.Fatalf("not a report was asked for: %+v", c)
	}
	c.answer(reply{report: rep})
	r.pump()
}

func answerOf(q client.Query, now time.Time, headers ...report.Header) client.Answer {
	return client.Answer{Query: q, Clean: q.Text, ReadAs: client.Reading{By: client.BySerial, Serial: q.Text},
		Tried: []client.Reading{{By: client.BySerial, Serial: q.Text}}, AsOf: now, Headers: headers}
}

// header makes a row: its id, its result and how many hours ago it started.
func header(id, result string, hoursAgo int) report.Header {
	start := time.Date(2026, 4, 21, 13, 31, 5, 0, time.Local).Add(-time.Duration(hoursAgo) * time.Hour)
	return report.Header{UUID: id, SerialNumber: "SN-1001", PartNumber: "PCBA-100", Revision: "A", ReportType: "T",
		Start: start, Result: result, UserName: "operator1", StationName: "TEST-01", ProcessName: "End of line test"}
}

// decode makes a report of WSJF.
func decode(t *testing.T, wsjf string) *report.Report {
	t.Helper()
	r, err := report.Decode(strings.NewReader(wsjf), report.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sample reads a real report, where the samples are at hand.
func sample(t *testing.T, name string) *report.Report {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "samples", name)
	body, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		t.Skipf("no sample at %s", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	return decode(t, string(body))
}
