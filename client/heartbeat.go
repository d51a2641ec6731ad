package client

import (
	"context"
	"math/rand/v2"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/logging"
)

// How often, beside the heartbeat itself.
const (
	arrivalEvery  = 10 * time.Minute // ask under which spelling reports arrive
	arrivalChance = 4                // one heartbeat in so many, once that is due: not all stations when WATS is back
	renewEvery    = 10 * time.Minute // let idle connections go, so that names are resolved again
	probeFloor    = 250 * time.Millisecond
	waryTries     = 3 // after a failure, as soon as after it although well: one that comes and goes goes again soon
)

// Run is the heartbeat: the only goroutine that spends the half-open slot. It
// blocks until ctx ends or the client is closed.
func (c *Client) Run(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(c.ctx, cancel)()
	if c.timing.NoHeartbeat {
		<-ctx.Done()
		return
	}
	c.around.runs(true)
	defer c.around.runs(false)
	renewed, looked := c.now(), time.Time{}
	for ctx.Err() == nil {
		if now := c.now(); now.Sub(looked) >= lookUpClock {
			looked = now
			c.lookAround(ctx, c.session(), true)
		}
		s, due, ok := c.next()
		if wait := due.Sub(c.now()); !ok || wait > 0 {
			c.sleep(ctx, ok, wait, looked.Add(lookUpClock))
			continue
		}
		if now := c.now(); now.Sub(renewed) >= renewEvery {
			renewed = now
			s.wire.renew()
		}
		c.beat(ctx, s)
		if !c.askArrival(ctx, s) {
			c.askOrigin(ctx, s)
		}
	}
}

// next tells when the heartbeat of the present session is due; ok is false
// when nothing may be sent.
func (c *Client) next() (s *session, due time.Time, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	due, ok = c.due(c.sess, c.sess.facts, c.sess.brk.Status())
	return c.sess, due, ok
}

// due is when the heartbeat tries next. c.mu is held.
func (c *Client) due(s *session, f *facts, st breaker.Status) (time.Time, bool) {
	if s.block != nil || c.timing.NoHeartbeat {
		return time.Time{}, false
	}
	at := c.cadence(f, st)
	if at.Before(f.trouble.pausedUntil) {
		at = f.trouble.pausedUntil
	}
	return at, true
}

func (c *Client) cadence(f *facts, st breaker.Status) time.Time {
	b := f.beat
	switch {
	case !f.kick.IsZero():
		return f.kick
	case b.at.IsZero():
		return b.at
	case st.State != breaker.Closed:
		// A probe refused although it seemed due must not become a busy loop.
		if floor := b.at.Add(probeFloor); st.NextProbe.Before(floor) {
			return floor
		}
		return st.NextProbe
	case f.trouble.failing:
		return b.after(c.timing.AfterFailure)
	case f.trouble.tokenRefused:
		return b.after(c.timing.TokenRefused)
	case outcomeOf(f.trouble.version) == breaker.Failure, f.wary > 0:
		return b.after(c.timing.AfterFailure)
	}
	return b.after(c.timing.Heartbeat)
}

func (b beat) after(d time.Duration) time.Time {
	return b.at.Add(time.Duration(float64(d) * b.spread))
}

// sleep waits for the next beat (not when not ok), for the next look around, or for a
// change of facts.
func (c *Client) sleep(ctx context.Context, ok bool, wait time.Duration, look time.Time) {
	if left := look.Sub(c.now()); !ok || left < wait {
		wait = left
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-c.wake:
	case <-timer.C:
	}
}

// noteMoved is what the breaker's history says of a try out of turn that was well.
const noteMoved = "tried after sleep or on another network"

// beat makes one heartbeat, or the probe when the breaker is OPEN; after a sleep or on
// another network it goes past the breaker, after a sleep some times where need be.
func (c *Client) beat(ctx context.Context, s *session) {
	ctx = logging.Begin(ctx, "heartbeat")
	p, kicked := asProbe, false
	c.update(ctx, s, func(f *facts) { kicked, f.kick = !f.kick.IsZero(), time.Time{} })
	if kicked && s.brk.Status().State != breaker.Closed {
		p = pastBreaker
	}
	c.try(ctx, s, p, true, noteMoved)
}

// try makes one version call that stands for a heartbeat: nothing counts down to
// the next while it is under way, and a whole interval begins when it ends. One that
// went past the breaker and was well resets it, with a note for its history.
func (c *Client) try(ctx context.Context, s *session, p passage, background bool, note string) *Error {
	c.update(ctx, s, func(f *facts) { f.tries++ })
	e := c.version(ctx, s, p, background)
	if e == nil && p == pastBreaker {
		s.brk.Reset(ctx, note)
	}
	c.update(ctx, s, func(f *facts) {
		f.tries--
		if f.beat = c.nextBeat(); f.kicks > 0 {
			f.wakes(e, c.timing.AfterFailure)
		}
	})
	return e
}

// askArrival finds out, now and then, under which spelling this PC's newest
// report stands in WATS, and which the newest are. It waits no longer than a heartbeat
// may, and what goes wrong is only written down. False means that nothing was due.
func (c *Client) askArrival(ctx context.Context, s *session) bool {
	shown := s.cfg.Identity.Name
	c.mu.Lock()
	wanted := s == c.sess && shown != "" && c.snap.Link == LinkConnected &&
		(s.facts.arrival.asked.IsZero() || c.now().Sub(s.facts.arrival.asked) >= arrivalEvery && rand.IntN(arrivalChance) == 0) // #nosec G404 -- spreads stations in time, no secret
	c.mu.Unlock()
	if !wanted {
		return false
	}
	ctx = logging.Begin(ctx, "arrives as")
	q := listQuery{filter: inFilter("stationName", s.cfg.Identity.Spellings()), top: originsKept, fields: "uuid,reportType,stationName,start"}
	cl := q.call(s, time.Time{})
	cl.timeout, cl.background = c.timing.Health, true
	e := c.roundTrip(ctx, s, cl)
	c.update(ctx, s, func(f *facts) {
		if c.sess.cfg.Identity.Name != shown {
			return // renamed meanwhile: another question
		}
		f.arrival.asked = c.now()
		if e != nil {
			return
		}
		f.arrival.name = ""
		if len(cl.headers) > 0 && cl.headers[0].StationName != shown {
			f.arrival.name = s.mask.Mask(cl.headers[0].StationName)
		}
		f.arrival.newest = f.arrival.newest.with(cl.headers)
	})
	return true
}
