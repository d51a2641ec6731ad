package client

import (
	"context"
	"errors"
	"io"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client/report"
	"stationcompanion/logging"
)

// The bounds of a body after decompression, and of what is read of a body nobody wants.
const (
	versionBound = 64 << 10
	listBound    = 32 << 20
	reportBound  = 256 << 20
	drainBound   = 64 << 10
)

// maxReport is the most of one report, in bytes after decompression.
func (c *Client) maxReport() int64 {
	if c.options.MaxReport > 0 {
		return c.options.MaxReport
	}
	return reportBound
}

// passage is how a call meets the breaker.
type passage uint8

const (
	throughBreaker passage = iota // refused unless CLOSED
	asProbe                       // may spend the half-open slot
	pastBreaker                   // outside it, counts for nothing
)

// subject is what a call asks about.
type subject uint8

const (
	aboutNothing subject = iota
	aboutReport
	aboutSerial
	aboutPart
	aboutStation
)

// call is all an endpoint method has to say about itself.
type call struct {
	op         string        // for Error.Op and the log
	url        string        // complete, encoded
	post       []byte        // the question's JSON, sent with POST; nil = GET
	timeout    time.Duration // of one attempt
	by         time.Time     // the whole operation ends then; zero = unbounded
	bound      int64         // bytes of body after decompression
	passage    passage
	version    bool // the version call, where status and body mean other things
	entity     bool // names one thing, so that 404 means "not found"
	background bool // nobody asked: quieter in the log
	attempt    int  // 1-based
	list       bool // of headers, which go to headers
	headers    []report.Header
	decode     func(io.Reader) error // of any other call
	about      subject
	value      string // of about, for the log
}

// roundTrip is the one road: gate, breaker, exchange, facts, log line.
func (c *Client) roundTrip(ctx context.Context, s *session, cl *call) *Error {
	if !cl.background {
		c.lookAround(ctx, s, false)
	}
	x := exchange{began: c.now()}
	if e := c.gate(s, cl); e != nil {
		return c.notSent(ctx, cl, e)
	}
	c.openedBefore(ctx, s, cl)
	run := func(ctx context.Context) (breaker.Outcome, error) {
		x.sent = true
		if cl.passage == asProbe && s.brk.Status().State == breaker.HalfOpen {
			c.update(ctx, s, func(*facts) {})
		}
		c.exchange(ctx, s, cl, &x)
		return x.outcome, plain(x.err)
	}
	var err error
	switch cl.passage {
	case asProbe:
		err = s.brk.Probe(ctx, run)
	case pastBreaker:
		_, err = run(ctx)
	default:
		err = s.brk.Do(ctx, run)
	}
	if !x.sent {
		return c.notSent(ctx, cl, refusal(err))
	}
	c.disbelieve(ctx, s, cl, &x)
	c.logExchange(ctx, s, cl, &x)
	c.record(ctx, s, cl, &x)
	return x.err
}

// gate holds back what must not be sent at all.
func (c *Client) gate(s *session, cl *call) *Error {
	if err := c.ctx.Err(); err != nil {
		return &Error{Kind: KindCancelled, Detail: "the client is closed", Err: err}
	}
	if s.block != nil {
		e := *s.block
		return &e
	}
	if cl.passage == pastBreaker {
		return nil
	}
	c.mu.Lock()
	until := s.facts.trouble.pausedUntil
	c.mu.Unlock()
	if until.IsZero() || pauses(s.brk.Status(), until) { // then the breaker refuses
		return nil
	}
	if left := until.Sub(c.now()); left > 0 {
		return &Error{Kind: KindPaused, RetryIn: left}
	}
	return nil
}

// refusal says why the breaker did not run the call.
func refusal(err error) *Error {
	if open, ok := errors.AsType[*breaker.OpenError](err); ok {
		return &Error{Kind: KindOpen, RetryIn: open.RetryIn, Err: open.Cause}
	}
	return &Error{Kind: KindCancelled, Err: err}
}

// notSent finishes the error of a call that cost no packet.
func (c *Client) notSent(ctx context.Context, cl *call, e *Error) *Error {
	e.Op, e.CorrelationID = cl.op, logging.CorrelationID(ctx)
	c.logNotSent(ctx, cl, e)
	return e
}

// version makes the call that proves address, token and WATS; background where nobody
// asked for it.
func (c *Client) version(ctx context.Context, s *session, p passage, background bool) *Error {
	return c.roundTrip(ctx, s, &call{
		op: "version", url: s.base + "/api/App/Version", timeout: c.timing.Health,
		bound: versionBound, passage: p, version: true, background: background, attempt: 1,
	})
}
