package client

import (
	"context"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"stationcompanion/breaker"
)

// failing answers first n times with h, then well.
func failing(n int64, h http.HandlerFunc) http.HandlerFunc {
	var count atomic.Int64
	return func(w http.ResponseWriter, r *http.Request) {
		if count.Add(1) <= n {
			h(w, r)
			return
		}
		wats(w, r)
	}
}

func TestRetries(t *testing.T) {
	for name, tc := range map[string]struct {
		h     http.HandlerFunc
		tries int64
		kind  Kind
	}{
		"502 twice":  {failing(2, status(502)), 3, KindNone},
		"503 thrice": {failing(3, status(503)), 3, KindServer},
		"504":        {failing(1, status(504)), 2, KindNone},
		"cut":        {failing(1, raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[")), 2, KindNone},
		"500":        {failing(1, status(500)), 1, KindServer},
		"400":        {failing(1, status(400)), 1, KindBadRequest},
		"garbage":    {failing(1, answer("x")), 1, KindBadBody},
		"timeout":    {failing(1, hang), 1, KindTimeout},
		"429":        {failing(1, status(429)), 1, KindRateLimited},
		"503 pause":  {failing(1, status(503, "Retry-After", "1")), 1, KindServer},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, tc.h, noHeartbeat, func(t *testing.T, w world) {
				began := time.Now()
				_, err := w.Find(context.Background(), Query{Text: "SN", By: BySerial})
				wantKind(t, err, tc.kind)
				s := w.Snapshot()
				if w.served.Load() != tc.tries || s.Requests != uint64(tc.tries) || s.Retries != uint64(tc.tries-1) {
					t.Errorf("%d on the wire, %d counted, %d retries", w.served.Load(), s.Requests, s.Retries)
				}
				if took := time.Since(began); tc.kind != KindTimeout && (took > 3*time.Second || tc.tries > 1 && took < 200*time.Millisecond) {
					t.Errorf("took %v", took)
				}
			})
		})
	}
}

func TestNoRetryWhileOpen(t *testing.T) {
	bubble(t, status(503), func(o *Options) { noHeartbeat(o); o.Config.BreakerThreshold = 2 }, func(t *testing.T, w world) {
		_, err := w.Find(context.Background(), Query{Text: "SN"})
		wantKind(t, err, KindServer)
		if w.served.Load() != 2 || w.Snapshot().Breaker.State != breaker.Open {
			t.Errorf("%d tries, %v", w.served.Load(), w.Snapshot().Breaker.State)
		}
	})
}

func TestACancelledRetryEndsAtOnce(t *testing.T) {
	slow := func(o *Options) { noHeartbeat(o); o.Timing.RetryMin, o.Timing.RetryMax = time.Minute, time.Minute }
	bubble(t, status(503), func(o *Options) { slow(o); o.Timing.LookUp = time.Hour }, func(t *testing.T, w world) {
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(time.Second, cancel)
		began := time.Now()
		_, err := w.Find(ctx, Query{Text: "SN"})
		wantKind(t, err, KindCancelled)
		if time.Since(began) != time.Second {
			t.Errorf("after %v", time.Since(began))
		}
	})
	// Nor is a retry begun that could not end in time.
	bubble(t, status(503), slow, func(t *testing.T, w world) {
		_, err := w.Find(context.Background(), Query{Text: "SN"})
		wantKind(t, err, KindServer)
		if w.served.Load() != 1 {
			t.Errorf("%d tries", w.served.Load())
		}
	})
}

// In the long run a tenth of the requests may be retries.
func TestRetryBudget(t *testing.T) {
	off := func(o *Options) { noHeartbeat(o); o.Config.BreakerThreshold = 0 }
	bubble(t, status(503), off, func(t *testing.T, w world) {
		for range 1000 {
			w.Find(context.Background(), Query{Text: "SN", By: BySerial})
		}
		s := w.Snapshot()
		if s.Retries < 100 || s.Retries > 111 {
			t.Errorf("%d retries for 1000 questions", s.Retries)
		}
		if !s.Breaker.Off || s.Breaker.State != breaker.Closed || s.Link != LinkUnsure {
			t.Errorf("a breaker that is off: %+v, link %s", s.Breaker, s.Link)
		}
	})
}

func TestJitter(t *testing.T) {
	c := New(Options{})
	defer c.Close()
	for n, high := range []time.Duration{0, 800 * time.Millisecond, 2 * time.Second, 2 * time.Second} {
		if n == 0 {
			continue
		}
		for range 1000 {
			if d := c.jitter(n); d < 200*time.Millisecond || d > high {
				t.Fatalf("attempt %d: %v", n, d)
			}
		}
	}
}

// TestTheLookUpsTimeIsOver: a look-up whose earlier questions took nearly all of its time ends
// as timed out, which says nothing about a server that answered them. Where there was time
// enough for an answer, it does.
func TestTheLookUpsTimeIsOver(t *testing.T) {
	for name, tc := range map[string]struct {
		each time.Duration // that a list takes
		link Link
	}{
		"a second left":     {9 * time.Second, LinkConnected}, // and one for a doubt
		"five seconds left": {7 * time.Second, LinkUnsure},
	} {
		t.Run(name, func(t *testing.T) {
			slow := func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Query().Get("$filter") != "" {
					select {
					case <-time.After(tc.each):
					case <-r.Context().Done():
						return
					}
				}
				wats(w, r)
			}
			bubble(t, slow, noHeartbeat, func(t *testing.T, w world) {
				if _, err := w.Check(t.Context()); err != nil {
					t.Fatal(err)
				}
				began := time.Now()
				_, err := w.Find(t.Context(), Query{Text: "SN/PN"}) // serial, barcode, part
				wantKind(t, err, KindTimeout)
				if took := time.Since(began); took != 20*time.Second {
					t.Errorf("after %v", took)
				}
				failed := 0
				if tc.link != LinkConnected {
					failed = 1
				}
				if s := wantLink(t, w.Client, tc.link); s.Recent.Failed != failed || s.Breaker.Failures != uint64(failed) {
					t.Errorf("%+v, %d failures", s.Recent, s.Breaker.Failures)
				}
			})
		})
	}
}
