package client_test

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"stationcompanion/client"
)

// sample is a snapshot with the moment it came.
type sample struct {
	client.Snapshot
	at time.Time
}

// connected reports whether a window would show it as connected.
func (s sample) connected() bool { return s.Link == client.LinkConnected && !s.Stale(s.at) }

// watching keeps every snapshot.
type watching struct {
	mu   sync.Mutex
	all  []sample
	more chan struct{} // closed and replaced with every snapshot
}

func watch(ctx context.Context, c *client.Client) (*watching, *sync.WaitGroup) {
	w, done := &watching{more: make(chan struct{})}, &sync.WaitGroup{}
	done.Go(func() {
		c.Watch(ctx, func(s client.Snapshot) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.all = append(w.all, sample{s, time.Now()})
			close(w.more)
			w.more = make(chan struct{})
		})
	})
	return w, done
}

// from gives the samples since index i, and what is closed when there are more.
func (w *watching) from(i int) ([]sample, <-chan struct{}) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.all[min(i, len(w.all)):], w.more
}

// now is the index of the next sample.
func (w *watching) now() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.all)
}

// until waits for the first sample since i that is right.
func (w *watching) until(t *testing.T, what string, i int, limit time.Duration, right func(sample) bool) sample {
	t.Helper()
	late := time.NewTimer(limit)
	defer late.Stop()
	for {
		got, more := w.from(i)
		for _, s := range got {
			if right(s) {
				return s
			}
		}
		i += len(got)
		select {
		case <-more:
		case <-late.C:
			got, _ = w.from(max(0, w.now()-1))
			t.Fatalf("%s: not within %v; last: %s %v, %v", what, limit, got[0].Link, got[0].Breaker.State, got[0].LastError)
		}
	}
}

// logLine is a line of the client's log.
type logLine struct {
	Level, Message, Call, Kind, Reason, Detail string
	StatusCode                                 int `json:"status_code"`
}

// logBook collects them.
type logBook struct {
	mu    sync.Mutex
	lines []logLine
	raw   strings.Builder
}

func (l *logBook) Write(p []byte) (int, error) {
	var line logLine
	if err := json.Unmarshal(p, &line); err != nil {
		return 0, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, line)
	l.raw.Write(p)
	return len(p), nil
}

func (l *logBook) from(i int) []logLine {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]logLine(nil), l.lines[i:]...)
}

func (l *logBook) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.raw.String()
}
