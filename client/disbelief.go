package client

import (
	"context"
	"net/http"

	"stationcompanion/breaker"
)

// disbelieve takes back what an answer seems to say while the version call says that there is
// no WATS here, that it does not know us, or that it refuses whatever it is asked: a 404 then
// does not mean that a report is unknown, a 403 not that only this much is not allowed, and a
// 400 not that the question was wrong.
func (c *Client) disbelieve(ctx context.Context, s *session, cl *call, x *exchange) {
	if c.suspect(s, cl, x) {
		c.try(ctx, s, throughBreaker, true, "")
	}
	if cl.version || x.err == nil || x.outcome != breaker.Success {
		return
	}
	c.mu.Lock()
	why := s.facts.trouble.version
	c.mu.Unlock()
	if why == nil || x.err.Status == 0 && x.err.Kind != KindTooLarge {
		return
	}
	e := &Error{Kind: why.Kind, Reason: why.Reason, Op: cl.op, Status: x.err.Status, Detail: why.Detail,
		CorrelationID: x.err.CorrelationID, Err: x.err}
	switch why.Kind {
	case KindNotWATS:
	case KindUnauthorized:
		if x.err.Status != http.StatusPaymentRequired && x.err.Status != http.StatusForbidden {
			return
		}
	case KindBadRequest, KindUnexpected, KindTooLarge:
		if x.err.Kind == KindUnauthorized {
			return // that is plain enough
		}
		e.Kind, e.Reason, e.Detail = KindServer, "", "" // what it said stands in the cause
	default:
		return
	}
	x.err = e
}

// suspect tells whether a refusal a person is about to read was never held against a version
// call: all was well when the last one was answered, and that is a while ago.
func (c *Client) suspect(s *session, cl *call, x *exchange) bool {
	if cl.version || cl.background || x.err == nil || x.outcome != breaker.Success || x.err.Kind == KindUnauthorized {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	f := s.facts
	return f.trouble.version == nil && !f.health.proven.IsZero() && c.now().Sub(f.health.proven) > c.timing.AfterFailure
}
