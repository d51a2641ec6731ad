package client

import (
	"context"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"stationcompanion/breaker"
)

// attempts is how often a read is tried in all.
const attempts = 3

// ask makes a read for a person: roundTrip, and again after a short pause where
// another try may help. Every attempt asks the breaker anew; nothing is tried
// again once the breaker is open, past the deadline, or for somebody who left.
func (c *Client) ask(ctx context.Context, s *session, cl *call) *Error {
	c.budget.earn()
	for n := 1; ; n++ {
		cl.attempt = n
		e := c.roundTrip(ctx, s, cl)
		if n == attempts || !worthRetrying(e) || s.brk.Status().State != breaker.Closed {
			return e
		}
		wait := c.jitter(n)
		if !cl.by.IsZero() && !c.now().Add(wait).Before(cl.by) {
			return e
		}
		if !c.budget.spend() {
			return e
		}
		c.logRetry(ctx, cl, wait)
		if !pauseFor(ctx, s.wire.ctx, wait) {
			return &Error{Kind: KindCancelled, Op: cl.op, CorrelationID: e.CorrelationID, Err: e}
		}
		c.retries.Add(1)
	}
}

// worthRetrying tells whether the next second may bring what this one did not.
// A timeout has already cost the operator's patience and is not repeated.
func worthRetrying(e *Error) bool {
	if e == nil {
		return false
	}
	switch e.Kind {
	case KindRefused, KindUnreachable, KindCut:
		return true
	case KindServer:
		return e.RetryIn == 0 && (e.Status == http.StatusBadGateway ||
			e.Status == http.StatusServiceUnavailable || e.Status == http.StatusGatewayTimeout)
	}
	return false
}

// jitter is the pause after attempt n: full jitter under a bound that grows
// fourfold, since an operator waits.
func (c *Client) jitter(n int) time.Duration {
	low, high := c.timing.RetryMin, c.timing.RetryMin
	for range n {
		high = min(4*high, c.timing.RetryMax)
	}
	if high <= low {
		return low
	}
	return low + rand.N(high-low) // #nosec G404 -- spreads stations in time, no secret
}

// pauseFor waits, and tells whether it was left in peace.
func pauseFor(ctx, wire context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
	case <-wire.Done():
	}
	return false
}

// budget lets retries be a tenth of the requests in the long run (the figure of
// Google's SRE book), with a small purse for the first ones. In tenths of a retry.
type budget struct {
	mu    sync.Mutex
	spent int // below full
}

const budgetFull = 100

func (b *budget) earn() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.spent = max(b.spent-1, 0)
}

func (b *budget) spend() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.spent+10 > budgetFull {
		return false
	}
	b.spent += 10
	return true
}
