package breaker

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/sony/gobreaker/v2"
)

// The notes of transitions; Reset's is the caller's.
const (
	noteProbing   = "probe on its way"
	noteSucceeded = "probe succeeded"
	noteFailed    = "probe failed"
	noteIgnored   = "probe told nothing about the server"
)

// ignoredPause keeps a caller whose probes are all ignored from spinning.
const ignoredPause = time.Second

// fresh makes a gobreaker in its first generation. Its timeout ends a hair
// before ours: gobreaker wants to be asked later than its timeout, and the moment
// at which a probe may go is decided here.
func (b *Breaker) fresh() *gobreaker.TwoStepCircuitBreaker[struct{}] {
	threshold := b.o.Threshold
	return gobreaker.NewTwoStepCircuitBreaker[struct{}](gobreaker.Settings{
		MaxRequests: 1,
		Timeout:     max(1, b.o.Timeout-1),
		ReadyToTrip: func(c gobreaker.Counts) bool {
			return threshold > 0 && int64(c.ConsecutiveFailures) >= int64(threshold)
		},
		IsSuccessful: func(err error) bool { return err == nil },
		IsExcluded:   func(err error) bool { return err == errIgnored },
		// Called with both locks held: by admit and apply alone, and only on the
		// gobreaker in use.
		OnStateChange: func(_ string, from, to gobreaker.State) { b.noted(from, to) },
	})
}

// noted takes over a change of state from gobreaker.
func (b *Breaker) noted(from, to gobreaker.State) {
	now := time.Now()
	switch {
	case to == gobreaker.StateHalfOpen:
		b.move(HalfOpen, noteProbing, now)
	case to == gobreaker.StateClosed:
		b.move(Closed, noteSucceeded, now)
	case from == gobreaker.StateHalfOpen:
		b.move(Open, noteFailed, now)
	case b.st.ConsecutiveFailures == 1:
		b.move(Open, "1 failure", now)
	default:
		b.move(Open, fmt.Sprintf("%d consecutive failures", b.st.ConsecutiveFailures), now)
	}
}

// move changes the state, writes the history and notes the change for release.
func (b *Breaker) move(to State, note string, now time.Time) {
	tr := Transition{
		At: now, From: b.st.State, To: to,
		Failures: b.st.ConsecutiveFailures, Cause: b.st.Cause, Note: note,
	}
	b.epoch++
	b.refusal = nil
	b.st.State, b.st.Since, b.st.NextProbe = to, now, time.Time{}
	switch to {
	case Open:
		b.st.NextProbe = now.Add(b.o.Timeout + b.jitter())
		if tr.From == Closed {
			b.st.DownSince = now
		}
	case Closed:
		b.st.DownSince = time.Time{}
	}
	if len(b.history) >= b.o.History {
		b.history = append(b.history[:0], b.history[len(b.history)-b.o.History+1:]...)
	}
	b.history = append(b.history, tr)
	if b.o.OnTransition != nil {
		b.pending = append(b.pending, announcement{b.acting, tr})
	}
}

// jitter is what is added to Timeout, so that the stations of a line do not all
// probe a recovering server in the same second.
func (b *Breaker) jitter() time.Duration {
	if b.o.Jitter <= 0 {
		return 0
	}
	return time.Duration(rand.Float64() * b.o.Jitter * float64(b.o.Timeout)) // #nosec G404 -- spreads stations in time, no secret
}

// announcement is a change of state that OnTransition has yet to be told.
type announcement struct {
	ctx context.Context
	tr  Transition
}

// release gives up the lock and announces what was noted under it.
func (b *Breaker) release() {
	b.acting = nil
	if len(b.pending) == 0 || b.publishing {
		b.mu.Unlock()
		return
	}
	b.publishing = true
	defer func() { // also when OnTransition panics: the next change is announced again
		b.publishing = false
		b.mu.Unlock()
	}()
	for len(b.pending) > 0 {
		next := b.pending[0]
		b.pending = b.pending[1:]
		b.tell(next)
	}
}

// tell calls OnTransition with the lock released.
func (b *Breaker) tell(a announcement) {
	b.mu.Unlock()
	defer b.mu.Lock()
	b.o.OnTransition(a.ctx, a.tr)
}
