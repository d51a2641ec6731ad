package client

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"stationcompanion/breaker"
)

// logExchange writes the one line of an attempt on the wire. A heartbeat that
// fails the same way again and again says so once; the rest is for DEBUG.
func (c *Client) logExchange(ctx context.Context, s *session, cl *call, x *exchange) {
	ev := c.log.WithLevel(c.levelOf(s, cl, x))
	if ev == nil {
		return
	}
	ev = ev.Ctx(ctx).Str("call", cl.op)
	ev = withSubject(ev, cl)
	if x.status != 0 {
		ev = ev.Int("status_code", x.status)
	}
	ev = ev.Float64("duration_ms", float64(x.took.Microseconds())/1000).Int64("bytes", x.bytes)
	if cl.attempt > 1 {
		ev = ev.Int("attempt", cl.attempt)
	}
	if x.err == nil {
		ev.Msg("Answered")
		return
	}
	if x.pause > 0 {
		ev = ev.Float64("pause_s", x.pause.Seconds())
	}
	withError(ev, x.err).Msg("Failed")
}

// withSubject says what the call asks about.
func withSubject(ev *zerolog.Event, cl *call) *zerolog.Event {
	switch cl.about {
	case aboutReport:
		return ev.Str("report_id", cl.value)
	case aboutSerial:
		return ev.Str("serial_number", cl.value)
	case aboutPart:
		return ev.Str("part_number", cl.value)
	case aboutStation:
		return ev.Str("station_name", cl.value)
	}
	return ev
}

func withError(ev *zerolog.Event, e *Error) *zerolog.Event {
	ev = ev.Str("kind", string(e.Kind))
	if e.Reason != "" {
		ev = ev.Str("reason", string(e.Reason))
	}
	if e.Detail != "" {
		ev = ev.Str("detail", e.Detail)
	}
	return ev.AnErr("error", e.Err)
}

func (c *Client) levelOf(s *session, cl *call, x *exchange) zerolog.Level {
	switch {
	case x.err == nil && cl.background, x.err != nil && x.err.Kind == KindCancelled:
		return zerolog.DebugLevel
	case x.err == nil, x.err.Kind == KindNotFound:
		return zerolog.InfoLevel
	case cl.background && (x.err.Kind == KindForbidden || !c.firstOfItsKind(s, cl, x.err)):
		return zerolog.DebugLevel
	}
	return zerolog.WarnLevel
}

func (c *Client) firstOfItsKind(s *session, cl *call, e *Error) bool {
	key := cl.op + " " + string(e.Kind) + " " + string(e.Reason) + " " + strconv.Itoa(e.Status) + " " + lasting(e.Detail)
	c.mu.Lock()
	defer c.mu.Unlock()
	if s.facts.trouble.logged == key {
		return false
	}
	s.facts.trouble.logged = key
	return true
}

// lasting is what of a detail stays the same from failure to failure: words with a digit in
// them are numbers of requests, times, or one of the server's several addresses.
func lasting(detail string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(detail), func(word string) bool { return strings.ContainsAny(word, "0123456789") }), " ")
}

// logNotSent writes that a call cost no packet. A heartbeat's is no news.
func (c *Client) logNotSent(ctx context.Context, cl *call, e *Error) {
	level := zerolog.InfoLevel
	if cl.background || e.Kind == KindCancelled {
		level = zerolog.DebugLevel
	}
	ev := c.log.WithLevel(level)
	if ev == nil {
		return
	}
	ev = ev.Ctx(ctx).Str("call", cl.op)
	ev = withSubject(ev, cl)
	if e.RetryIn > 0 {
		ev = ev.Float64("retry_in_s", e.RetryIn.Seconds())
	}
	withError(ev, e).Msg("Not sent")
}

func (c *Client) logRetry(ctx context.Context, cl *call, wait time.Duration) {
	c.log.Debug().Ctx(ctx).Str("call", cl.op).Int("attempt", cl.attempt).
		Float64("wait_ms", float64(wait.Microseconds())/1000).Msg("Trying again")
}

// logTransition is the breaker's one line per change of state.
func (c *Client) logTransition(ctx context.Context, t breaker.Transition) {
	level := zerolog.InfoLevel
	if t.To == breaker.Open {
		level = zerolog.WarnLevel
	}
	text := t.From.String() + " -> " + t.To.String()
	if t.Note != "" {
		text += " (" + t.Note + ")"
	}
	c.log.WithLevel(level).Ctx(ctx).Str("breaker", t.To.String()).Int("consecutive_failures", t.Failures).
		AnErr("error", t.Cause).Msg(text)
}

// logLink is the one line per change of what a person would call the connection.
func (c *Client) logLink(ctx context.Context, before, after Snapshot) {
	ev := c.log.Info().Ctx(ctx).Str("from", string(before.Link)).Str("to", string(after.Link)).
		Str("server", after.Server)
	if after.Link == LinkConnected {
		ev = ev.Str("server_version", after.Version)
	}
	ev.Msg("Connection changed")
}

// logMoved writes that the PC slept, or for slept 0 that it is on another network.
func (c *Client) logMoved(ctx context.Context, slept time.Duration) {
	if slept == 0 {
		c.log.Info().Ctx(ctx).Msg("This PC's addresses changed")
		return
	}
	c.log.Info().Ctx(ctx).Float64("slept_s", slept.Round(time.Second).Seconds()).Msg("This PC slept")
}
