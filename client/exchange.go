package client

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client/report"
	"stationcompanion/logging"
	"stationcompanion/station/secret"
)

// exchange is what became of one attempt on the wire.
type exchange struct {
	sent    bool
	began   time.Time
	took    time.Duration
	status  int
	bytes   int64
	date    string // the server's Date header
	version string
	pause   time.Duration // the server asked us to wait this long
	err     *Error        // nil = well
	outcome breaker.Outcome
}

// health is what a proven exchange tells.
func (x *exchange) health() health {
	h := health{proven: x.began.Add(x.took), latency: x.took, version: x.version}
	if at, err := http.ParseTime(x.date); err == nil {
		// The header is cut to whole seconds, so its middle is the best guess;
		// the server wrote it about half-way through the exchange.
		h.offset = at.Add(500 * time.Millisecond).Sub(x.began.Round(0).Add(x.took / 2))
		h.hasOffset = true
	}
	return h
}

// exchange makes one attempt: deadline, request, bounded body, classification.
func (c *Client) exchange(ctx context.Context, s *session, cl *call, x *exchange) {
	x.began = c.now()
	c.requests.Add(1)
	timeout, short := cl.timeout, false
	if left := cl.by.Sub(x.began); !cl.by.IsZero() && left < timeout {
		timeout, short = left, left < c.timing.Health
	}
	rctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	err := c.fetch(rctx, cancel, s, cl, x)
	x.took = c.now().Sub(x.began)
	if err == nil {
		x.outcome = breaker.Success
		return
	}
	x.err, x.outcome = failure(ctx, s, cl, err)
	if x.outcome == breaker.Failure {
		s.wire.blame(x.err, s.wire.stageOf(ctx), cl.url, x.status != 0)
	}
	if short && x.err.Kind == KindTimeout {
		x.outcome = breaker.Ignored // earlier questions took the look-up's time, and were answered
	}
	x.err.Op, x.err.CorrelationID = cl.op, logging.CorrelationID(ctx)
	x.err.Mask(s.mask)
	if x.outcome == breaker.Failure && x.err.Status == 0 {
		s.wire.renew() // the other idle connections are no better
	}
}

// failure says what an exchange's error is, and what it tells of the server.
func failure(ctx context.Context, s *session, cl *call, err error) (*Error, breaker.Outcome) {
	if s.wire.ctx.Err() != nil {
		return &Error{Kind: KindCancelled, Detail: "the settings changed or the program ends", Err: err}, breaker.Ignored
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e, outcomeOf(e)
	}
	// The caller's own context, not the error, tells a cancelled request from one
	// that failed; either way it says nothing about the server.
	if gone := ctx.Err(); gone != nil {
		return &Error{Kind: KindOf(gone), Err: err}, breaker.Ignored
	}
	e := Classify(cl.op, err)
	return e, outcomeOf(e)
}

// fetch sends the request and reads the answer. Its errors are *Error where the
// server said something, and the transport's own otherwise.
func (c *Client) fetch(ctx context.Context, cancel context.CancelFunc, s *session, cl *call, x *exchange) error {
	req, err := request(ctx, s, cl)
	if err != nil {
		return err
	}
	var dog *watchdog
	if cl.timeout > c.timing.Stall { // else the deadline comes first anyway
		dog = watch(headerTimeout, cancel)
		defer dog.stop()
	}
	resp, err := s.wire.http.Do(req)
	for errors.Is(err, errDoubted) && ctx.Err() == nil {
		if req, err = request(ctx, s, cl); err == nil {
			resp, err = s.wire.http.Do(req)
		}
	}
	if gone := ctx.Err(); gone != nil && errors.Is(err, errDoubted) {
		err = gone // doubt and deadline ended together
	}
	if err != nil {
		return dog.reason(err)
	}
	dog.patience(c.timing.Stall)
	b := body{from: ahead{from: resp.Body, cancel: cancel}, left: cl.bound, dog: dog, cancel: cancel}
	defer b.drain()
	x.status, x.date = resp.StatusCode, resp.Header.Get("Date")
	if resp.StatusCode/100 != 2 {
		e := statusError(cl, resp, &b, s.mask)
		s.wire.blameAnswer(e, resp, looksLikeHTML(resp, &b))
		x.pause, x.bytes = c.pauseOf(e, resp), b.n
		return e
	}
	err = read(cl, resp, &b, x, s.mask)
	x.bytes = b.n
	return err
}

func request(ctx context.Context, s *session, cl *call) (*http.Request, error) {
	method, question := http.MethodGet, io.Reader(nil)
	if cl.post != nil {
		method, question = http.MethodPost, bytes.NewReader(cl.post)
	}
	req, err := http.NewRequestWithContext(ctx, method, cl.url, question)
	if err != nil {
		return nil, err
	}
	maps.Copy(req.Header, s.header)
	if cl.post != nil {
		req.Header["Content-Type"] = []string{"application/json"}
	}
	if id := logging.CorrelationID(ctx); id != "" {
		req.Header["X-Correlation-Id"] = []string{id}
	}
	return req, nil
}

// read decodes a 2xx body, and says what it is when it is not what the call promises.
func read(cl *call, resp *http.Response, b *body, x *exchange, mask secret.Masker) error {
	var err error
	switch {
	case cl.version:
		x.version, err = decodeVersion(b)
		x.version = mask.Mask(x.version)
	case cl.list:
		cl.headers, err = report.DecodeHeaders(b)
	default:
		err = cl.decode(b)
	}
	if err == nil {
		return nil
	}
	switch {
	case errors.Is(b.err, errTooLarge):
		return bodyError(cl, resp, KindTooLarge, b.err, mask)
	case b.err != nil && !isCompression(b.err):
		return b.err
	case looksLikeHTML(resp, b):
		e := bodyError(cl, resp, KindNotWATS, err, mask)
		e.Reason, e.Detail = ReasonPage, cleanDetail(mask.Mask(htmlTitle(string(b.page))))
		return e
	}
	return bodyError(cl, resp, KindBadBody, err, mask)
}

// bodyError makes the error of a 2xx whose body is wrong. On the version call
// that means one thing: whatever answers is not WATS.
func bodyError(cl *call, resp *http.Response, kind Kind, cause error, mask secret.Masker) *Error {
	if cl.version {
		kind = KindNotWATS
	}
	return &Error{Kind: kind, Status: resp.StatusCode, Detail: cleanDetail(mask.Mask(cause.Error())), Err: cause}
}
