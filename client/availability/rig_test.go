package availability

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"stationcompanion/breaker"
	"stationcompanion/client"
)

// source is a client a test plays.
type source struct {
	mu      sync.Mutex
	snap    client.Snapshot
	past    []breaker.Transition
	changed chan struct{}
}

func newSource() *source { return &source{changed: make(chan struct{}, 1)} }

func (s *source) History() []breaker.Transition {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]breaker.Transition(nil), s.past...)
}

func (s *source) Watch(ctx context.Context, fn func(client.Snapshot)) {
	for ctx.Err() == nil {
		s.mu.Lock()
		snap := s.snap
		s.mu.Unlock()
		fn(snap)
		select {
		case <-s.changed:
		case <-ctx.Done():
		}
	}
}

// set changes the snapshot and waits until it was taken over.
func (s *source) set(change func(*client.Snapshot)) {
	s.mu.Lock()
	change(&s.snap)
	s.mu.Unlock()
	s.changed <- struct{}{}
	synctest.Wait()
}

// beats answers heartbeats for a while.
func (s *source) beats(d time.Duration) {
	for ; d > 0; d -= 10 * time.Second {
		s.set(func(x *client.Snapshot) {
			x.Link, x.Proven, x.Interval, x.LastError = client.LinkConnected, time.Now(), 10*time.Second, nil
		})
		time.Sleep(min(d, 10*time.Second))
	}
}

// fails makes the connection bad for a while.
func (s *source) fails(link client.Link, kind client.Kind, d time.Duration) {
	s.set(func(x *client.Snapshot) { x.Link, x.LastError = link, &client.Error{Kind: kind} })
	time.Sleep(d)
}

// moves notes a change of the breaker.
func (s *source) moves(from, to breaker.State, kind client.Kind, note string) {
	t := breaker.Transition{At: time.Now(), From: from, To: to, Note: note}
	if kind != client.KindNone {
		t.Failures, t.Cause = 5, &client.Error{Kind: kind}
	}
	s.mu.Lock()
	s.past = append(s.past, t)
	s.mu.Unlock()
	s.set(func(x *client.Snapshot) { x.Breaker.State = to })
}

// rig runs recorders on one file, one after the other.
type rig struct {
	t     *testing.T
	path  string
	src   *source
	r     *Recorder
	shift atomic.Int64 // of the wall clock
	sleep atomic.Int64 // of the monotonic clock
	log   bytes.Buffer
	stop  func()
}

func newRig(t *testing.T) *rig {
	return &rig{t: t, path: filepath.Join(t.TempDir(), "state", "availability.json"), src: newSource()}
}

func (g *rig) start() {
	begin := time.Now()
	g.r = New(Options{
		Path: g.path, Log: zerolog.New(&g.log),
		Now:     func() time.Time { return time.Now().UTC().Add(time.Duration(g.shift.Load())) },
		Elapsed: func() time.Duration { return time.Since(begin) + time.Duration(g.sleep.Load()) },
	})
	ctx, cancel := context.WithCancel(g.t.Context())
	done := make(chan struct{})
	go func() { defer close(done); g.r.Run(ctx, g.src) }()
	synctest.Wait()
	g.stop = func() { cancel(); <-done }
}

// sums checks the time in each state.
func (g *rig) sums(what string, connected, unsure, down, unknown time.Duration) {
	g.t.Helper()
	v := g.r.View()
	got, want := Totals(v.Pieces), [states]time.Duration{unknown, connected, unsure, down}
	for s := range got {
		if (got[s] - want[s]).Abs() > 10*time.Millisecond {
			g.t.Fatalf("%s: unknown, connected, unsure, down are %v, want %v\n%+v", what, got, want, v.Pieces)
		}
	}
	at := v.Now
	for i := len(v.Pieces) - 1; i >= 0; i-- {
		at = at.Add(-v.Pieces[i].Length())
	}
	if v.Now.Sub(at) > Span {
		g.t.Fatalf("%s: %s are kept", what, v.Now.Sub(at))
	}
}

var errAny = errors.New("any")
