package breaker

import (
	"context"
	"errors"
	"time"
)

// ticket admits one call; done tells gobreaker how it ended.
type ticket struct {
	epoch uint64
	done  func(error)
}

// What gobreaker is told; it sorts them in its callbacks.
var (
	errFailed  = errors.New("failure")
	errIgnored = errors.New("ignored")
)

var (
	errUnnamed  = errors.New("the call failed without saying why")
	errPanicked = errors.New("the call panicked")
)

// admit decides whether a call may go out. gobreaker is asked only when our own
// state already says yes, since asking alone would take it to half-open.
func (b *Breaker) admit(ctx context.Context, probe bool) (ticket, *OpenError) {
	b.mu.Lock()
	if b.st.State != Closed {
		now := time.Now()
		if !probe || b.st.State == HalfOpen || now.Before(b.st.NextProbe) {
			return ticket{}, b.refuse(now)
		}
	}
	b.acting = ctx
	done, err := b.cb.Allow()
	if err != nil { // only by a hair's breadth of its own timeout
		return ticket{}, b.refuse(time.Now())
	}
	if b.st.State == Open { // gobreaker is half-open still, after a probe that was ignored
		b.move(HalfOpen, noteProbing, time.Now())
	}
	t := ticket{epoch: b.epoch, done: done}
	b.release()
	return t, nil
}

// refuse gives the refusal and releases the lock. It is made once per
// millisecond, since a window full of refused look-ups should cost nothing.
func (b *Breaker) refuse(now time.Time) *OpenError {
	defer b.mu.Unlock()
	b.st.Refusals++
	var in time.Duration
	if b.st.State == Open {
		left := max(0, b.st.NextProbe.Sub(now))
		in = (left + time.Millisecond - 1).Truncate(time.Millisecond)
	}
	if b.refusal == nil || b.refusal.RetryIn != in {
		b.refusal = &OpenError{RetryIn: in, Cause: b.st.Cause}
	}
	return b.refusal
}

// run makes the call and accounts for it, also when it ends in a panic or
// runtime.Goexit: else a half-open slot would be held for ever.
func (b *Breaker) run(ctx context.Context, t ticket, call func(context.Context) (Outcome, error)) error {
	outcome, err := Failure, errPanicked
	defer func() { b.finish(ctx, t, outcome, err) }()
	outcome, err = call(ctx)
	return err
}

// finish counts an outcome and lets it decide, if it still may.
func (b *Breaker) finish(ctx context.Context, t ticket, outcome Outcome, err error) {
	b.mu.Lock()
	b.acting = ctx
	switch outcome {
	case Success:
		b.st.Successes++
	case Ignored:
	default:
		b.st.Failures++
	}
	if t.epoch == b.epoch {
		b.apply(t, outcome, err)
	}
	b.release()
}

// apply lets an outcome of this epoch decide. Cause and count are set first: the
// transition that done may cause records them.
func (b *Breaker) apply(t ticket, outcome Outcome, err error) {
	switch outcome {
	case Success:
		b.st.ConsecutiveFailures, b.st.Cause = 0, nil
		t.done(nil)
	case Ignored:
		t.done(errIgnored)
		if b.st.State == HalfOpen {
			now := time.Now()
			b.move(Open, noteIgnored, now)
			b.st.NextProbe = now.Add(min(ignoredPause, b.o.Timeout))
		}
	default:
		if err == nil {
			err = errUnnamed
		}
		b.st.ConsecutiveFailures++
		b.st.Cause = err
		t.done(errFailed)
	}
}
