package client

import (
	"context"
	"time"

	"stationcompanion/breaker"
)

// facts is what has been learned since server or token last changed; new breaker
// settings begin a copy.
// Guarded by Client.mu; an exchange of an older session changes it no more.
type facts struct {
	health  health
	trouble trouble
	beat    beat
	kick    time.Time // the next heartbeat comes then, whatever else is so; zero = none
	kicks   int       // tries that may be made out of turn since the PC slept
	tries   int       // heartbeats and tries by a person that are on their way
	wary    int       // heartbeats that still come as soon as after a failure
	arrival arrival
	recent  recent
}

// health is what the last proven exchange told.
type health struct {
	proven    time.Time
	latency   time.Duration
	version   string
	offset    time.Duration
	hasOffset bool
}

// trouble is what stands against being well.
type trouble struct {
	failing      bool   // the newest exchange counted as a failure
	version      *Error // of the newest version call; nil when it proved WATS
	tokenRefused bool
	pausedUntil  time.Time
	last         *Error
	lastAt       time.Time
	logged       string // the failure last written at WARNING
}

// beat is the heartbeat's clock.
type beat struct {
	at     time.Time // when the last try ended; zero = try at once
	spread float64   // this interval's jitter factor
}

// arrival is the spelling this station's reports arrive under.
type arrival struct {
	name  string // empty when it is the shown one or unknown
	asked time.Time

	newest newestReports
}

// update changes the facts of s, publishes the snapshot that follows from
// them, wakes the heartbeat, and writes a change of link to the log. It does
// nothing when another session has taken over.
func (c *Client) update(ctx context.Context, s *session, change func(*facts)) {
	c.mu.Lock()
	if s.facts != c.sess.facts {
		c.mu.Unlock()
		return
	}
	change(s.facts)
	before := c.snap
	c.snap = c.assemble(c.sess, c.now())
	c.snap.Seq = before.Seq + 1
	after := c.snap
	if c.changed != nil {
		close(c.changed)
		c.changed = nil
	}
	c.mu.Unlock()

	if before.Link != after.Link || before.Server != after.Server {
		c.logLink(ctx, before, after)
	}
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// assemble builds the snapshot from the facts. c.mu is held.
func (c *Client) assemble(s *session, now time.Time) Snapshot {
	f := s.facts
	status := s.brk.Status()
	snap := Snapshot{
		Server: s.base, Demo: s.cfg.Demo, Breaker: status, Token: tokenOf(s, f),
		Version: f.health.version, Proven: f.health.proven, Interval: c.timing.Heartbeat,
		Latency: f.health.latency, Offset: f.health.offset, HasOffset: f.health.hasOffset,
		LastError: f.trouble.last, LastErrorAt: f.trouble.lastAt, ArrivesAs: f.arrival.name,
		Recent: f.recent.count(), Unstable: f.recent.shown,
		Origins:     f.arrival.newest.told(),
		SavedCopies: s.saved.on(),
		Requests:    c.requests.Load(), Retries: c.retries.Load(), Conns: c.conns.Load(),
	}
	snap.Link = linkOf(s.linkFacts(f, status, now, snap.Stale(now)))
	if due, ok := c.due(s, f, status); ok && f.tries == 0 {
		snap.NextTry = due
	}
	return snap
}

func tokenOf(s *session, f *facts) TokenState {
	switch {
	case s.cfg.Token.Empty():
		return TokenNone
	case s.block != nil && s.block.Kind == KindWithheld:
		return TokenWithheld
	case f.trouble.tokenRefused || s.block != nil && s.block.Kind == KindUnauthorized:
		return TokenRefused
	case !f.health.proven.IsZero():
		return TokenAccepted
	}
	return TokenUntried
}

// record takes an exchange's outcome into the facts.
func (c *Client) record(ctx context.Context, s *session, cl *call, x *exchange) {
	open := s.brk.Status().State != breaker.Closed
	c.update(ctx, s, func(f *facts) {
		c.learn(f, cl, x)
		f.watchful(cl, x, open)
	})
}

// watchful makes the tries after a failure come sooner for a while, also when they are well.
// After an outage that opened the breaker they do not: many stations come back from it at once.
func (f *facts) watchful(cl *call, x *exchange, open bool) {
	switch {
	case open:
		f.wary = 0
	case x.outcome == breaker.Failure:
		f.wary = waryTries
	case cl.version && x.outcome == breaker.Success && f.wary > 0:
		f.wary--
	}
}

func (c *Client) learn(f *facts, cl *call, x *exchange) {
	switch x.outcome {
	case breaker.Success:
		f.trouble.failing = false
		f.recent.add(nil, c.now(), c.timing.Steady)
	case breaker.Failure:
		f.trouble.failing = true
		f.recent.add(x.err, c.now(), c.timing.Steady)
	}
	if x.err == nil {
		if cl.version {
			f.health = x.health()
			f.trouble = trouble{pausedUntil: f.trouble.pausedUntil}
		}
		return
	}
	if x.err.Kind == KindCancelled {
		return
	}
	if cl.version && x.err.Kind != KindRateLimited {
		f.trouble.version = x.err
	}
	if x.err.Kind == KindUnauthorized {
		f.trouble.tokenRefused = true
	}
	if x.pause > 0 {
		f.trouble.pausedUntil = c.now().Add(x.pause)
	}
	if cl.version || x.outcome == breaker.Failure || x.pause > 0 || x.err.Kind == KindUnauthorized {
		f.trouble.last, f.trouble.lastAt = x.err, c.now()
	}
}
