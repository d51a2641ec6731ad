// Package breaker stops the station from hammering a server that is down, and
// says so in a form a window can show: state, since when, why, when the next
// probe is due, and what happened before. It wraps sony/gobreaker v2.
//
// It knows nothing of HTTP: the caller says what counts as a failure.
//
// gobreaker counts and trips; what it lacks is kept here: who may probe, when,
// why it is open, and what happened. Two of its habits shape this package. Its
// callbacks run under its own mutex, so a change is only noted there and
// announced after gobreaker's call returned. And it goes half-open for whoever
// calls first after the timeout, so nobody but Probe gets that far: a person's
// look-up never pays for a dead server.
package breaker

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/sony/gobreaker/v2"
)

// State is the breaker's state.
type State uint8

// The states.
const (
	Closed   State = iota // requests pass
	HalfOpen              // one probe is on its way
	Open                  // requests are refused at once
)

// String gives CLOSED, HALF_OPEN or OPEN.
func (s State) String() string {
	switch s {
	case Closed:
		return "CLOSED"
	case HalfOpen:
		return "HALF_OPEN"
	case Open:
		return "OPEN"
	}
	return "UNKNOWN"
}

// Outcome is what a call says about the server.
type Outcome uint8

// The outcomes. Any other value counts as a Failure.
const (
	Success Outcome = iota // the server is alive
	Failure                // the server does not answer, or not sensibly
	Ignored                // says nothing about the server (cancelled, rate limited)
)

// The defaults of Options.
const (
	DefaultThreshold = 5
	DefaultTimeout   = 30 * time.Second
	DefaultHistory   = 100
)

// Options configures a Breaker; zero fields take the defaults.
type Options struct {
	Threshold int           // consecutive failures that open it; default 5; negative = off (never opens)
	Timeout   time.Duration // from opening to the probe; default 30 s
	Jitter    float64       // the probe comes at Timeout + up to this share of it; default 0
	History   int           // transitions kept; default 100
	// OnTransition is told every change of state, in order and one at a time,
	// with no lock held: it may call the breaker. It runs on the goroutine of the
	// call that caused the change, before that Do, Probe or Reset returns (HALF_OPEN:
	// before the probe is sent). Only where another goroutine is still inside it,
	// that one delivers the change too. ctx is that of the call that caused it.
	OnTransition func(ctx context.Context, t Transition)
}

// Transition is one change of state.
type Transition struct {
	At       time.Time
	From, To State
	Failures int    // consecutive failures at that moment; 0 when it closed
	Cause    error  // the last failure; nil when it closed
	Note     string // "5 consecutive failures", "probe succeeded", "retried by operator"
}

// Status is what a window shows: an immutable value.
type Status struct {
	State               State
	Off                 bool // Options.Threshold was negative: it never opens
	Threshold           int  // consecutive failures that open it; 0 when Off
	Since               time.Time
	DownSince           time.Time // when it left CLOSED, through all probes since; zero while CLOSED
	NextProbe           time.Time // when OPEN: when a probe may go; else zero
	Cause               error     // last failure since it was last well; nil when well
	ConsecutiveFailures int
	Successes           uint64 // on the wire, since the start
	Failures            uint64 // on the wire, since the start
	Refusals            uint64 // never on the wire
}

// ErrOpen matches every *OpenError under errors.Is.
var ErrOpen = errors.New("circuit breaker is open")

// OpenError is the refusal: nothing was sent. It does not unwrap to Cause, which
// is another call's error. Refusals of one millisecond may share a value; do not
// change it.
type OpenError struct {
	RetryIn time.Duration // until the next probe, rounded up to 1 ms; 0 while one is on its way or due
	Cause   error         // why it is open
}

// Error does not name the cause: a log line has it once, when the breaker opened.
func (e *OpenError) Error() string { return ErrOpen.Error() }

// Is reports whether target is ErrOpen.
func (e *OpenError) Is(target error) bool { return target == ErrOpen }

// Breaker is safe for use from any goroutine.
type Breaker struct {
	o Options

	mu sync.Mutex // guards all below; taken before gobreaker's own, never after
	cb *gobreaker.TwoStepCircuitBreaker[struct{}]
	// epoch changes with every transition and Reset: the outcome of a call that
	// was admitted in an earlier one counts, but decides nothing.
	epoch   uint64
	st      Status
	history []Transition
	refusal *OpenError // the last one given, while still true

	acting     context.Context // of the call that holds the lock and may change the state
	pending    []announcement  // noted, not yet told
	publishing bool            // somebody is telling them
}

// New makes a closed breaker.
func New(o Options) *Breaker {
	if o.Threshold == 0 {
		o.Threshold = DefaultThreshold
	}
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.History <= 0 {
		o.History = DefaultHistory
	}
	b := &Breaker{o: o}
	b.st = Status{State: Closed, Off: o.Threshold < 0, Threshold: max(0, o.Threshold), Since: time.Now()}
	b.cb = b.fresh()
	return b
}

// Do runs call when the breaker is CLOSED and else returns *OpenError at once.
// It never spends the half-open slot: that is Probe's alone. The error is call's
// own, whatever the outcome. A call that panics counts as a Failure.
func (b *Breaker) Do(ctx context.Context, call func(context.Context) (Outcome, error)) error {
	t, refused := b.admit(ctx, false)
	if refused != nil {
		return refused
	}
	return b.run(ctx, t, call)
}

// Probe runs call when CLOSED, or when OPEN and the probe is due (going through
// HALF_OPEN); else it returns *OpenError. The call must have a deadline of its
// own: until it ends the slot is taken. One success closes the breaker, a failure
// opens it for another Timeout; an Ignored probe has proven nothing, so it is OPEN
// again and the next one is due after a second, or after Timeout where that is less.
func (b *Breaker) Probe(ctx context.Context, call func(context.Context) (Outcome, error)) error {
	t, refused := b.admit(ctx, true)
	if refused != nil {
		return refused
	}
	return b.run(ctx, t, call)
}

// Reset closes the breaker because a check outside it succeeded, and records
// note ("retried by operator") in the history if it was not CLOSED already. Calls
// still on their way no longer decide anything.
func (b *Breaker) Reset(ctx context.Context, note string) {
	b.mu.Lock()
	b.acting = ctx
	b.cb = b.fresh()
	b.st.ConsecutiveFailures, b.st.Cause = 0, nil
	if b.st.State == Closed {
		b.epoch++
	} else {
		b.move(Closed, note, time.Now())
	}
	b.release()
}

// Status is the newest status.
func (b *Breaker) Status() Status {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.st
}

// History gives the transitions kept, oldest first.
func (b *Breaker) History() []Transition {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]Transition(nil), b.history...)
}
