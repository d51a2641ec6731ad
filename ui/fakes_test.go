package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/rs/zerolog"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/cache"
	"stationcompanion/client/check"
	"stationcompanion/client/report"
	"stationcompanion/logging/tail"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// noon is the present of every test here.
var noon = time.Date(2026, 4, 21, 12, 0, 0, 0, time.UTC)

// loop is a UI goroutine's queue that a test empties by hand: what is posted runs when
// the test says so, on the test's goroutine.
type loop struct {
	mu    sync.Mutex
	queue []func()
	most  int // longest the queue ever was
	posts int
}

func (l *loop) do(fn func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.queue = append(l.queue, fn)
	l.posts++
	l.most = max(l.most, len(l.queue))
}

// drain runs what is posted, and what that posts, until nothing is left; a thousand
// rounds are a loop that never ends.
func (l *loop) drain(t *testing.T) {
	t.Helper()
	for range 1000 {
		l.mu.Lock()
		q := l.queue
		l.queue = nil
		l.mu.Unlock()
		if len(q) == 0 {
			return
		}
		for _, fn := range q {
			fn()
		}
	}
	t.Fatal("posts without end")
}

// fakeClient is a connection that says what the test sets.
type fakeClient struct {
	mu       sync.Mutex
	snap     client.Snapshot
	watch    func(client.Snapshot)
	ready    chan struct{} // closed when watch is set
	once     sync.Once
	asked    []client.Query
	reports  int
	retries  int
	retryErr error
	answer   client.Answer
	report   *report.Report
	findErr  error
	past     []breaker.Transition
}

func (f *fakeClient) History() []breaker.Transition { return f.past }

func newFakeClient(s client.Snapshot) *fakeClient {
	return &fakeClient{snap: s, ready: make(chan struct{})}
}

func (f *fakeClient) Snapshot() client.Snapshot {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.snap
}

func (f *fakeClient) Watch(ctx context.Context, fn func(client.Snapshot)) {
	f.mu.Lock()
	f.watch = fn
	f.mu.Unlock()
	fn(f.Snapshot())
	f.once.Do(func() { close(f.ready) })
	<-ctx.Done()
}

func (f *fakeClient) RetryNow(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.retries++
	return f.retryErr
}

func (f *fakeClient) Find(_ context.Context, q client.Query) (client.Answer, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, q)
	a := f.answer
	a.Query, a.Clean, a.AsOf = q, q.Text, noon
	if a.ReadAs.By == "" {
		a.ReadAs = client.Reading{By: client.BySerial, Serial: q.Text}
		a.Tried = []client.Reading{a.ReadAs}
	}
	return a, f.findErr
}

func (f *fakeClient) Latest(context.Context, int) (client.Answer, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return client.Answer{AsOf: noon, Headers: f.answer.Headers}, f.findErr
}

func (f *fakeClient) Timeline(_ context.Context, serial, part string) (client.Timeline, error) {
	return client.TimelineOf(serial, part, f.answer.Headers), nil
}

func (f *fakeClient) StepHistory(context.Context, client.HistoryQuery) (client.History, error) {
	return client.History{}, f.findErr
}

func (f *fakeClient) LastPass(context.Context, report.Header, time.Time) (report.Header, bool, error) {
	return report.Header{}, false, f.findErr
}

func (f *fakeClient) Day(_ context.Context, from, to time.Time) (client.Day, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return client.DayOf(f.answer.Headers, nil, from, to), f.findErr
}

func (f *fakeClient) Investigate(context.Context, string) client.Nothing { return client.Nothing{} }

func (f *fakeClient) SavedStats() cache.Stats { return cache.Stats{Off: true} }
func (f *fakeClient) ClearSaved() error       { return nil }

func (f *fakeClient) Saved(client.Query) (client.Answer, bool) { return client.Answer{}, false }

func (f *fakeClient) OpenShowing(context.Context, string, func(report.Early)) (client.Opened, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reports++
	if f.report == nil {
		return client.Opened{}, &client.Error{Kind: client.KindNotFound, Op: "report"}
	}
	return client.Opened{Report: f.report}, nil
}

// give sets what is found and which report is there.
func (f *fakeClient) give(hs []report.Header, r *report.Report) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.answer.Headers, f.report = hs, r
}

// questions gives what was asked so far.
func (f *fakeClient) questions() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []string
	for _, q := range f.asked {
		out = append(out, q.Text)
	}
	return out
}

// fakeStation is a configuration in memory.
type fakeStation struct {
	mu    sync.Mutex
	state station.State
	saves int
}

func (f *fakeStation) State() station.State {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.state
}

func (f *fakeStation) Watch(ctx context.Context, fn func(station.State)) {
	fn(f.State())
	<-ctx.Done()
}

func (f *fakeStation) Path(s station.Scope) string { return "station-" + string(s) + ".conf" }

func (f *fakeStation) Writable(s station.Scope) error {
	if s == station.ScopeEveryone {
		return errors.New("permission denied")
	}
	return nil
}

func (f *fakeStation) Save(station.Scope, station.Stamp, station.Change) (station.Saved, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.saves++
	return station.Saved{}, nil
}

func (f *fakeStation) Preview(station.Scope, station.Change) station.State { return f.State() }

// noTokens keeps none.
type noTokens struct{}

func (noTokens) Load(context.Context, string) (secret.Token, secret.Place, error) {
	return secret.Token{}, secret.PlaceNone, nil
}

func (noTokens) Save(context.Context, string, secret.Token) (secret.Place, error) {
	return secret.PlaceNone, nil
}
func (noTokens) Delete(context.Context, string) error { return nil }

// emptyLog is a log without lines that is looked at once only.
func emptyLog(t *testing.T) *tail.Tail {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.log")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := tail.Open(tail.Options{Path: path, Every: 24 * time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// identity is a station of that name.
func identity(name string) station.Identity {
	return station.Identity{
		Name: name, Source: station.SourceEveryone,
		Candidates: []station.Candidate{{Source: station.SourceEveryone, Raw: name, Clean: name, Used: true, Why: station.ReasonWon}},
		Location:   station.Field{Value: "Line 2"}, Purpose: station.Field{Value: "Production"},
	}
}

// stateOf is a configuration with that station and all settings at their defaults.
func stateOf(name string) station.State {
	s := station.State{Identity: identity(name), Settings: map[station.Key]station.Setting{}}
	for _, k := range station.Keys() {
		s.Settings[k] = station.Setting{Key: k, Value: station.Default(k), Origin: station.OriginDefault}
	}
	return s
}

// with gives s with one setting changed.
func with(s station.State, k station.Key, v string) station.State {
	out := s
	out.Settings = map[station.Key]station.Setting{}
	for key, set := range s.Settings {
		out.Settings[key] = set
	}
	out.Settings[k] = station.Setting{Key: k, Value: v, Origin: station.OriginUser}
	return out
}

// snapshots of every link.
func connected() client.Snapshot {
	return client.Snapshot{
		Seq: 7, Server: "https://wats.invalid", Link: client.LinkConnected, Token: client.TokenAccepted,
		Version: "2026.1.5.324", Proven: noon.Add(-2 * time.Second), Interval: 10 * time.Second,
		Latency: 12 * time.Millisecond, HasOffset: true, Requests: 12, Conns: 1,
	}
}

func linked(l client.Link) client.Snapshot {
	s := connected()
	s.Link = l
	refused := &client.Error{Kind: client.KindRefused, Op: "version", Err: errors.New("connect: connection refused")}
	switch l {
	case client.LinkNotSetUp:
		return client.Snapshot{Link: l, Interval: 10 * time.Second}
	case client.LinkChecking:
		s.Proven, s.Version, s.HasOffset = time.Time{}, "", false
	case client.LinkUnsure:
		s.LastError, s.LastErrorAt = refused, noon
		s.Breaker.ConsecutiveFailures = 3
		s.NextTry = noon.Add(2 * time.Second)
	case client.LinkDown:
		s.LastError, s.LastErrorAt = refused, noon
		s.Breaker = breaker.Status{State: breaker.Open, Since: noon.Add(-7 * time.Second), ConsecutiveFailures: 5, NextProbe: noon.Add(23 * time.Second)}
		s.NextTry = noon.Add(23 * time.Second)
	case client.LinkTokenRefused:
		s.Token = client.TokenRefused
		s.LastError = &client.Error{Kind: client.KindUnauthorized, Op: "version", Status: 401}
	case client.LinkNotWATS:
		s.LastError = &client.Error{Kind: client.KindNotWATS, Op: "version", Status: 404}
	case client.LinkPaused:
		s.NextTry = noon.Add(42 * time.Second)
		s.LastError = &client.Error{Kind: client.KindRateLimited, Op: "version", Status: 429}
	case client.LinkWithheld:
		s.Token = client.TokenWithheld
		s.LastError = &client.Error{Kind: client.KindWithheld, Op: "version"}
	}
	return s
}

// links lists every link a snapshot can have.
func links() []client.Link {
	return []client.Link{
		client.LinkNotSetUp, client.LinkChecking, client.LinkConnected, client.LinkUnsure, client.LinkDown,
		client.LinkTokenRefused, client.LinkNotWATS, client.LinkPaused, client.LinkWithheld,
	}
}

// bench is a window on fakes.
type bench struct {
	*Window
	app     fyne.App
	loop    *loop
	client  *fakeClient
	station *fakeStation
	clock   time.Time
}

// newBench makes a window; edit may change the options first.
func newBench(t *testing.T, s client.Snapshot, st station.State, edit func(*Options)) *bench {
	t.Helper()
	app := test.NewTempApp(t)
	b := &bench{app: app, loop: &loop{}, client: newFakeClient(s), station: &fakeStation{state: st}, clock: noon}
	o := b.options(t)
	if edit != nil {
		edit(&o)
	}
	b.Window = New(o)
	t.Cleanup(func() {
		b.Close()
		b.Wait()
		b.win.Close()
	})
	b.loop.drain(t)
	return b
}

// options are those of a window on b's fakes.
func (b *bench) options(t *testing.T) Options {
	t.Helper()
	return Options{
		App: b.app, Do: b.loop.do, Now: func() time.Time { return b.clock },
		Client: b.client, Station: b.station, Tokens: noTokens{},
		Check: func(context.Context, client.Config, func(check.Result)) []check.Result { return nil },
		Log:   zerolog.Nop(), LogLines: emptyLog(t), StatePath: filepath.Join(t.TempDir(), "state", "window.json"),
		Version: "1.2.3", StartDemo: func() error { return nil },
	}
}
