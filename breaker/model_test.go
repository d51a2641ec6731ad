package breaker

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

// model is the breaker as the documentation tells it, for one caller at a time.
type model struct {
	state                         State
	threshold, row                int
	due                           time.Time
	successes, failures, refusals uint64
	transitions, recovered        int
}

func (m *model) outcome(o Outcome, probe bool, now time.Time) {
	switch o {
	case Success:
		m.successes++
		m.row = 0
		if probe {
			m.state = Closed
			m.transitions++
			m.recovered++
		}
	case Failure:
		m.failures++
		m.row++
		if probe || m.row == m.threshold {
			m.state, m.due = Open, now.Add(30*time.Second)
			m.transitions++
		}
	case Ignored:
		if probe {
			m.state, m.due = Open, now.Add(time.Second)
			m.transitions++
		}
	}
}

// bare hides testing.T, whose deadline cannot be asked inside a synctest bubble.
type bare struct{ testing.TB }

func TestModel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		recovered := 0
		rapid.Check(bare{t}, func(rt *rapid.T) {
			m := &model{threshold: rapid.SampledFrom([]int{1, 1, 2, 3, 5, -1}).Draw(rt, "threshold")}
			b := New(Options{Threshold: m.threshold})
			var told int
			b.o.OnTransition = func(context.Context, Transition) { told++ }
			attempt := func(rt *rapid.T, probe bool) {
				o := Outcome(rapid.SampledFrom([]int{0, 1, 1, 1, 2}).Draw(rt, "outcome"))
				mayGo := m.state == Closed || probe && !time.Now().Before(m.due)
				through, went := m.state == Open && mayGo, false
				run := b.Do
				if probe {
					run = b.Probe
				}
				err := run(context.Background(), func(context.Context) (Outcome, error) {
					went = true
					if through && b.Status().State != HalfOpen {
						rt.Fatal("a probe outside HALF_OPEN")
					}
					return o, nil
				})
				if went != mayGo || errors.Is(err, ErrOpen) == mayGo {
					rt.Fatalf("went %v, want %v (err %v)", went, mayGo, err)
				}
				if !mayGo {
					m.refusals++
					return
				}
				if through {
					m.transitions++
				}
				m.outcome(o, through, time.Now())
			}
			rt.Repeat(map[string]func(*rapid.T){
				"do":    func(rt *rapid.T) { attempt(rt, false) },
				"probe": func(rt *rapid.T) { attempt(rt, true) },
				"probe when due": func(rt *rapid.T) {
					if m.state == Open {
						time.Sleep(time.Until(m.due))
					}
					attempt(rt, true)
				},
				"wait": func(rt *rapid.T) {
					time.Sleep(time.Duration(rapid.SampledFrom([]int64{30000, 1000, 15000, 1, 999, 29999}).Draw(rt, "ms")) * time.Millisecond)
				},
				"reset": func(*rapid.T) {
					if m.state != Closed {
						m.transitions++
					}
					m.state, m.row = Closed, 0
					b.Reset(t.Context(), "retried by operator")
				},
				"": func(rt *rapid.T) {
					s := b.Status()
					if s.State != m.state || s.ConsecutiveFailures != m.row || s.Successes != m.successes ||
						s.Failures != m.failures || s.Refusals != m.refusals || told != m.transitions {
						rt.Fatalf("status %+v, %d told; model %+v", s, told, m)
					}
					if (s.State == Open) != !s.NextProbe.IsZero() || s.State == Open && !s.NextProbe.Equal(m.due) {
						rt.Fatalf("next probe %v, want %v", s.NextProbe, m.due)
					}
					if (s.Cause == nil) != (m.row == 0) || s.DownSince.IsZero() != (m.state == Closed) {
						rt.Fatalf("%+v", s)
					}
				},
			})
			recovered += m.recovered
		})
		if recovered < 10 {
			t.Errorf("only %d recoveries: the test proves little", recovered)
		}
		t.Log(recovered, "recoveries")
	})
}

// A day with a server that comes and goes, ten windows asking, one heartbeat.
func TestADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var up atomic.Bool
		var sent, sentWhileDown atomic.Int64
		b := New(Options{})
		server := func(ctx context.Context) (Outcome, error) {
			sent.Add(1)
			if !up.Load() {
				sentWhileDown.Add(1)
				return Failure, errDown
			}
			return Success, nil
		}
		ctx, stop := context.WithTimeout(t.Context(), 24*time.Hour)
		defer stop()
		var wg sync.WaitGroup
		every := func(d time.Duration, do func()) {
			wg.Go(func() {
				tick := time.NewTicker(d)
				defer tick.Stop()
				for {
					select {
					case <-ctx.Done():
						return
					case <-tick.C:
						do()
					}
				}
			})
		}
		every(2*time.Second, func() { b.Probe(ctx, server) })
		for i := range 10 {
			every(time.Duration(3+i)*time.Second, func() { b.Do(ctx, server) })
		}
		every(30*time.Minute, func() { up.Store(!up.Load()) })
		wg.Wait()

		s := b.Status()
		if got := s.Successes + s.Failures; got != uint64(sent.Load()) {
			t.Errorf("%d counted, %d sent", got, sent.Load())
		}
		// 12 h down: at most 5 to open each time and one probe every 30 s (ticks of 2 s: 30 or 32).
		if n := sentWhileDown.Load(); n > 12*120+24*15 || n < 12*100 {
			t.Errorf("%d calls reached a dead server in 12 hours", n)
		}
		if s.Refusals < 10_000 || len(b.History()) != DefaultHistory {
			t.Errorf("%d refusals, %d transitions", s.Refusals, len(b.History()))
		}
	})
}

func TestFiftyGoroutines(t *testing.T) {
	var mu sync.Mutex
	var told []Transition
	var inside atomic.Int32
	b := New(Options{Threshold: 3, Timeout: time.Microsecond, History: 1 << 20, OnTransition: func(_ context.Context, tr Transition) {
		if inside.Add(1) != 1 {
			t.Error("OnTransition is called twice at once")
		}
		mu.Lock()
		told = append(told, tr)
		mu.Unlock()
		inside.Add(-1)
	}})
	var wg sync.WaitGroup
	for g := range 50 {
		wg.Go(func() {
			for i := range 400 {
				switch (g*7 + i) % 10 {
				case 0, 1:
					b.Probe(t.Context(), func(context.Context) (Outcome, error) { return Outcome(i % 3), errDown })
				case 2:
					if i%50 == 2 {
						b.Reset(t.Context(), "retried by operator")
					}
				case 3:
					b.Status()
					b.History()
				default:
					b.Do(t.Context(), func(context.Context) (Outcome, error) { return Failure, errDown })
				}
			}
		})
	}
	wg.Wait()
	h := b.History()
	if len(h) == 0 || len(h) != len(told) {
		t.Fatalf("%d in the history, %d told", len(h), len(told))
	}
	for i, tr := range told {
		if tr != h[i] || i > 0 && tr.From != told[i-1].To {
			t.Fatalf("transition %d out of order: %+v", i, tr)
		}
	}
}
