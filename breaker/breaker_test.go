package breaker

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

var errDown = errors.New("connection refused")

type call = func(context.Context) (Outcome, error)

func ok(context.Context) (Outcome, error)      { return Success, nil }
func fail(context.Context) (Outcome, error)    { return Failure, errDown }
func ignored(context.Context) (Outcome, error) { return Ignored, context.Canceled }

// untouchable fails the test when it is called.
func untouchable(t *testing.T) call {
	return func(context.Context) (Outcome, error) {
		t.Error("a call went out that should have been refused")
		return Success, nil
	}
}

func open(t *testing.T, b *Breaker, n int) {
	t.Helper()
	for range n {
		if err := b.Do(t.Context(), fail); !errors.Is(err, errDown) {
			t.Fatalf("Do = %v, want the call's own error", err)
		}
	}
	if s := b.Status(); s.State != Open {
		t.Fatalf("state %v after %d failures", s.State, n)
	}
}

func TestOpensAfterFiveAndComesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told []string
		var b *Breaker
		b = New(Options{OnTransition: func(_ context.Context, tr Transition) {
			b.Status() // no lock is held
			told = append(told, fmt.Sprintf("%v -> %v (%s)", tr.From, tr.To, tr.Note))
		}})
		start := time.Now()
		for range 4 {
			b.Do(t.Context(), fail)
		}
		b.Do(t.Context(), ok) // the row is broken
		if s := b.Status(); s.State != Closed || s.ConsecutiveFailures != 0 || s.Cause != nil {
			t.Fatalf("after 4 failures and a success: %+v", s)
		}
		time.Sleep(time.Minute)
		open(t, b, 5)
		s := b.Status()
		if s.Cause != errDown || s.ConsecutiveFailures != 5 || !s.Since.Equal(start.Add(time.Minute)) ||
			!s.DownSince.Equal(s.Since) || !s.NextProbe.Equal(s.Since.Add(30*time.Second)) {
			t.Fatalf("open: %+v", s)
		}

		time.Sleep(7 * time.Second)
		for _, run := range []func(context.Context, call) error{b.Do, b.Probe} {
			var refused *OpenError
			err := run(t.Context(), untouchable(t))
			if !errors.As(err, &refused) || !errors.Is(err, ErrOpen) || errors.Is(err, errDown) {
				t.Fatalf("refusal = %v", err)
			}
			if refused.RetryIn != 23*time.Second || refused.Cause != errDown {
				t.Fatalf("refusal = %+v", refused)
			}
		}

		time.Sleep(23 * time.Second) // to the nanosecond
		if err := b.Probe(t.Context(), fail); err != errDown {
			t.Fatalf("probe = %v", err)
		}
		if s := b.Status(); s.State != Open || s.ConsecutiveFailures != 6 || !s.DownSince.Equal(start.Add(time.Minute)) {
			t.Fatalf("after a failed probe: %+v", s)
		}
		time.Sleep(30 * time.Second)
		if err := b.Probe(t.Context(), ok); err != nil {
			t.Fatal(err)
		}
		s = b.Status()
		want := Status{State: Closed, Threshold: 5, Since: start.Add(2 * time.Minute), Successes: 2, Failures: 10, Refusals: 2}
		if s != want {
			t.Fatalf("closed again:\n got %+v\nwant %+v", s, want)
		}
		wantTold := []string{
			"CLOSED -> OPEN (5 consecutive failures)",
			"OPEN -> HALF_OPEN (probe on its way)", "HALF_OPEN -> OPEN (probe failed)",
			"OPEN -> HALF_OPEN (probe on its way)", "HALF_OPEN -> CLOSED (probe succeeded)",
		}
		if !slices.Equal(told, wantTold) {
			t.Fatalf("told %q", told)
		}
		h := b.History()
		if len(h) != 5 || h[0].Failures != 5 || h[0].Cause != errDown || h[4].Failures != 0 || h[4].Cause != nil {
			t.Fatalf("history %+v", h)
		}
	})
}

func TestDoNeverSpendsTheSlot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := New(Options{})
		open(t, b, 5)
		time.Sleep(time.Hour)
		for range 100 {
			err := b.Do(t.Context(), untouchable(t))
			var refused *OpenError
			if !errors.As(err, &refused) || refused.RetryIn != 0 {
				t.Fatalf("long past due: %v", err)
			}
		}
		if s := b.Status(); s.State != Open || s.Refusals != 100 {
			t.Fatalf("%+v", s)
		}
	})
}

func TestOneProbeAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := New(Options{})
		open(t, b, 5)
		time.Sleep(30 * time.Second)
		let, done := make(chan struct{}), make(chan error)
		go func() {
			done <- b.Probe(t.Context(), func(context.Context) (Outcome, error) { <-let; return Success, nil })
		}()
		synctest.Wait()
		if s := b.Status(); s.State != HalfOpen || !s.NextProbe.IsZero() {
			t.Fatalf("%+v", s)
		}
		for _, run := range []func(context.Context, call) error{b.Do, b.Probe} {
			var refused *OpenError
			if err := run(t.Context(), untouchable(t)); !errors.As(err, &refused) || refused.RetryIn != 0 || refused.Cause != errDown {
				t.Fatalf("while the probe is on its way: %v", err)
			}
		}
		close(let)
		if err := <-done; err != nil || b.Status().State != Closed {
			t.Fatalf("%v, %+v", err, b.Status())
		}
	})
}

func TestIgnored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := New(Options{})
		for range 4 {
			b.Do(t.Context(), fail)
		}
		if err := b.Do(t.Context(), ignored); err != context.Canceled {
			t.Fatal(err)
		}
		s := b.Status()
		if s.State != Closed || s.ConsecutiveFailures != 4 || s.Cause != errDown || s.Failures != 4 || s.Successes != 0 {
			t.Fatalf("ignored counted: %+v", s)
		}
		open(t, b, 1) // the fifth in a row all the same

		time.Sleep(30 * time.Second)
		b.Probe(t.Context(), ignored)
		s = b.Status()
		if s.State != Open || time.Until(s.NextProbe) != time.Second || s.ConsecutiveFailures != 5 {
			t.Fatalf("after an ignored probe: %+v", s)
		}
		if err := b.Probe(t.Context(), untouchable(t)); !errors.Is(err, ErrOpen) {
			t.Fatalf("too early: %v", err)
		}
		time.Sleep(time.Second)
		b.Probe(t.Context(), ignored) // and once more: the slot is never used up
		time.Sleep(time.Second)
		b.Probe(t.Context(), fail)
		if s := b.Status(); s.State != Open || time.Until(s.NextProbe) != 30*time.Second {
			t.Fatalf("a failure after ignored probes: %+v", s)
		}
		time.Sleep(30 * time.Second)
		b.Probe(t.Context(), ignored)
		time.Sleep(time.Second)
		if err := b.Probe(t.Context(), ok); err != nil || b.Status().State != Closed {
			t.Fatalf("%v %+v", err, b.Status())
		}
	})
}

func TestOff(t *testing.T) {
	b := New(Options{Threshold: -1})
	for range 1000 {
		b.Do(t.Context(), fail)
	}
	b.Probe(t.Context(), fail)
	s := b.Status()
	if s.State != Closed || !s.Off || s.Failures != 1001 || s.ConsecutiveFailures != 1001 || s.Cause != errDown || len(b.History()) != 0 {
		t.Fatalf("%+v", s)
	}
	if New(Options{}).Status().Off {
		t.Fatal("threshold 0 is the default, not off")
	}
}

func TestStatusTellsTheThreshold(t *testing.T) {
	for given, want := range map[int]int{0: DefaultThreshold, 3: 3, -1: 0} {
		b := New(Options{Threshold: given})
		if s := b.Status(); s.Threshold != want || s.Off != (want == 0) {
			t.Errorf("threshold %d: %+v", given, s)
		}
		b.Do(t.Context(), fail)
		b.Reset(t.Context(), "again")
		if s := b.Status(); s.Threshold != want {
			t.Errorf("threshold %d, later: %+v", given, s)
		}
	}
}

func TestPanicAndGoexitFreeTheSlot(t *testing.T) {
	for name, end := range map[string]func(){"panic": func() { panic("boom") }, "goexit": runtime.Goexit} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := New(Options{Threshold: 1})
				open(t, b, 1)
				time.Sleep(30 * time.Second)
				got := make(chan any)
				go func() {
					defer func() { got <- recover() }()
					b.Probe(t.Context(), func(context.Context) (Outcome, error) { end(); return Success, nil })
				}()
				if r := <-got; (r == "boom") != (name == "panic") {
					t.Fatalf("recovered %v", r)
				}
				if s := b.Status(); s.State != Open || s.Cause != errPanicked || s.Failures != 2 {
					t.Fatalf("%+v", s)
				}
				time.Sleep(30 * time.Second)
				if err := b.Probe(t.Context(), ok); err != nil {
					t.Fatalf("the slot is held: %v", err)
				}
			})
		})
	}
}

func TestReset(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := New(Options{})
		open(t, b, 5)
		b.Reset(t.Context(), "retried by operator")
		h := b.History()
		if last := h[len(h)-1]; last.From != Open || last.To != Closed || last.Note != "retried by operator" || last.Cause != nil {
			t.Fatalf("%+v", last)
		}
		if s := b.Status(); s.State != Closed || s.ConsecutiveFailures != 0 || s.Cause != nil || !s.DownSince.IsZero() {
			t.Fatalf("%+v", s)
		}
		for range 4 {
			b.Do(t.Context(), fail)
		}
		b.Reset(t.Context(), "again") // CLOSED: nothing to record, but the row starts anew
		b.Do(t.Context(), fail)
		if s := b.Status(); s.State != Closed || s.ConsecutiveFailures != 1 || len(b.History()) != 2 {
			t.Fatalf("%+v, %d transitions", s, len(b.History()))
		}
	})
}

// A call admitted in an earlier state may end whenever it likes: it counts, but
// decides nothing any more.
func TestLateCallsDecideNothing(t *testing.T) {
	for _, late := range []call{ok, fail, ignored} {
		synctest.Test(t, func(t *testing.T) {
			b := New(Options{})
			let := make(chan struct{})
			slow := func(ctx context.Context) (Outcome, error) { <-let; return late(ctx) }
			for range 10 {
				go b.Do(t.Context(), slow)
			}
			synctest.Wait()
			open(t, b, 5)
			time.Sleep(31 * time.Second) // due: a late outcome must not take gobreaker half-open
			close(let)
			synctest.Wait()
			s := b.Status()
			if s.State != Open || s.ConsecutiveFailures != 5 || s.Cause != errDown || s.Successes+s.Failures > 15 {
				t.Fatalf("%+v", s)
			}

			hold, done := make(chan struct{}), make(chan error)
			go func() {
				done <- b.Probe(t.Context(), func(ctx context.Context) (Outcome, error) { <-hold; return late(ctx) })
			}()
			synctest.Wait()
			b.Reset(t.Context(), "retried by operator")
			close(hold)
			<-done
			if s := b.Status(); s.State != Closed || s.ConsecutiveFailures != 0 || s.Cause != nil || len(b.History()) != 3 {
				t.Fatalf("a probe from before the reset: %+v", s)
			}
			open(t, b, 5)
		})
	}
}

func TestJitterAndHistoryBounds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := New(Options{Threshold: 1, Timeout: 10 * time.Second, Jitter: 0.2, History: 7})
		open(t, b, 1)
		different := map[time.Duration]bool{}
		for range 200 {
			s := b.Status()
			wait := time.Until(s.NextProbe)
			if wait < 10*time.Second || wait >= 12*time.Second {
				t.Fatalf("probe after %v", wait)
			}
			different[wait] = true
			time.Sleep(wait)
			b.Probe(t.Context(), fail)
		}
		if len(different) < 100 {
			t.Fatalf("only %d different waits", len(different))
		}
		h := b.History()
		if len(h) != 7 || !slices.IsSortedFunc(h, func(a, b Transition) int { return a.At.Compare(b.At) }) {
			t.Fatalf("%d transitions kept", len(h))
		}
		for i := range h[1:] {
			if h[i].To != h[i+1].From {
				t.Fatalf("a transition is missing: %+v, %+v", h[i], h[i+1])
			}
		}
	})
}

func TestUnknownValues(t *testing.T) {
	b := New(Options{Threshold: 1})
	b.Do(t.Context(), func(context.Context) (Outcome, error) { return Outcome(77), nil })
	if s := b.Status(); s.State != Open || s.Cause != errUnnamed || b.History()[0].Note != "1 failure" {
		t.Fatalf("%+v", s)
	}
	if State(9).String() != "UNKNOWN" || (&OpenError{}).Error() != ErrOpen.Error() {
		t.Fatal("strings")
	}
}

// Refusals share a value; it must never tell an older reason.
func TestRefusalTellsTheNewestCause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := New(Options{Threshold: 1})
		for _, cause := range []error{errDown, errors.New("no such host")} {
			b.Probe(t.Context(), func(context.Context) (Outcome, error) { return Failure, cause })
			var refused *OpenError
			if err := b.Do(t.Context(), ok); !errors.As(err, &refused) || refused.Cause != cause {
				t.Fatalf("%+v, want cause %v", refused, cause)
			}
			time.Sleep(30 * time.Second)
		}
	})
}
