package client

import (
	"context"
	"io"
	"net/http"
	"sync"
	"time"
)

// extra is a call that not every server has: a feature not bought, a right the token
// lacks, an older version. The program says so and goes on without.
type extra uint8

const (
	extraMeasurements extra = iota
	extraVerification
	extraOrigin // of a report, at detailLevel=0
	extraCount
)

const (
	lackingFor   = time.Hour       // how long a call that a server refused is not tried again
	slowFor      = 5 * time.Minute // and one that was not answered in time, which may have been the network
	extraTimeout = 8 * time.Second // nobody waits long for what the program can do without
	extraBound   = 16 << 20
)

// extras remembers, for one server and token, what was refused.
type extras struct {
	mu    sync.Mutex
	until [extraCount]time.Time
}

func (x *extras) lacks(e extra, now time.Time) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return now.Before(x.until[e])
}

func (x *extras) lack(e extra, until time.Time) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.until[e] = until
}

// extraOutcome is what became of an extra call.
type extraOutcome uint8

const (
	extraGiven   extraOutcome = iota
	extraLacking              // the server or token does not have it, or answers oddly
	extraNone                 // not this time: nothing known of what was asked
	extraFailed               // the exchange itself failed; the error says how
)

// askExtra makes an extra call. parse is given the whole body of a 2xx and tells
// whether it is what the call promises; an odd body is no fault of the connection, so
// it counts neither for the breaker nor as an error. The error stands with
// extraFailed alone.
func (c *Client) askExtra(ctx context.Context, s *session, x extra, cl *call, parse func([]byte) bool) (extraOutcome, *Error) {
	if s.extras.lacks(x, c.now()) {
		return extraLacking, nil
	}
	understood := false
	cl.entity, cl.bound, cl.timeout = true, extraBound, min(extraTimeout, s.cfg.RequestTimeout)
	cl.decode = func(body io.Reader) error {
		data, err := io.ReadAll(body)
		if err == nil {
			understood = parse(data)
		}
		return err
	}
	e := c.ask(ctx, s, cl)
	if e != nil && ctx.Err() != nil {
		return extraFailed, e // the caller left; that says nothing about the call
	}
	outcome := outcomeOfExtra(x, e)
	if outcome == extraGiven && !understood {
		outcome = extraLacking
	}
	if outcome == extraLacking {
		pause := lackingFor
		if e != nil && e.Kind == KindTimeout {
			pause = slowFor
		}
		s.extras.lack(x, c.now().Add(pause))
	}
	if outcome != extraFailed {
		e = nil
	}
	return outcome, e
}

// outcomeOfExtra reads a refusal. What the server says about the call is one thing,
// what happened to the connection another.
func outcomeOfExtra(x extra, e *Error) extraOutcome {
	if e == nil {
		return extraGiven
	}
	switch e.Kind {
	case KindNotFound:
		if x == extraVerification { // of this unit; the call itself may be there
			return extraNone
		}
		return extraLacking
	case KindForbidden, KindRedirect, KindUnexpected, KindTooLarge, KindTimeout:
		return extraLacking
	case KindBadRequest:
		return extraNone
	case KindServer:
		if e.Status == http.StatusNotImplemented {
			return extraLacking
		}
		return extraNone
	}
	return extraFailed
}
