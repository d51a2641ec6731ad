package client

import (
	"context"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"time"

	"stationcompanion/breaker"
)

// How sleep and another network are noticed.
const (
	lookUpClock = 3 * time.Second  // the longest the heartbeat goes without a look around
	wokeUp      = 5 * time.Second  // the wall clock ran this far ahead of ours: the PC slept
	longAgo     = 25 * time.Second // no look for so long, though the heartbeat runs: it slept too
	roamSpread  = 4 * time.Second  // forty stations on one switch do not ask at once when it is back
	wakeTries   = 5                // after a sleep the network may be there some seconds later only
)

// around is what was seen at the last look.
type around struct {
	turn      sync.Mutex // held until what was seen is in the facts; taken before any other
	mu        sync.Mutex
	at        time.Time // by our clock, which may stand still while the PC sleeps
	wall      time.Time // by the wall clock, which does not
	addresses string    // of this PC, "" until it was looked at
	running   bool      // the heartbeat is
}

// look takes what is so now and says how long the PC slept since the last look, and how far
// our clock stood still; addresses "" means that nobody looked.
func (a *around) look(at, wall time.Time, addresses string) (slept, still time.Duration, moved bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.at.IsZero() {
		ours, walls := at.Sub(a.at), wall.Sub(a.wall)
		switch still = walls - ours; {
		case still > wokeUp:
			slept = walls
		case a.running && ours > longAgo:
			slept, still = ours, 0
		default:
			still = 0
		}
	}
	moved = addresses != "" && a.addresses != "" && addresses != a.addresses
	a.at, a.wall = at, wall
	if addresses != "" {
		a.addresses = addresses
	}
	return slept, still, moved
}

func (a *around) runs(yes bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.running = yes
	a.at = time.Time{}
}

// lookAround notices that the PC slept or, where addresses are looked at, that it is on
// another network: pooled connections are let go, and the heartbeat tries at once, past
// the breaker, whose timers know nothing of that.
func (c *Client) lookAround(ctx context.Context, s *session, addresses bool) {
	list := ""
	if addresses {
		list = c.addresses()
	}
	if slept, moved := c.notice(ctx, s, list); moved {
		c.logMoved(ctx, slept)
	}
}

// notice takes what is so now into the facts; moved is false where it is as before. Who looks
// at the same moment waits until that is done.
func (c *Client) notice(ctx context.Context, s *session, addresses string) (time.Duration, bool) {
	c.around.turn.Lock()
	defer c.around.turn.Unlock()
	slept, still, moved := c.around.look(c.now(), c.wall(), addresses)
	if slept == 0 && !moved {
		return 0, false
	}
	if s.wire != nil {
		s.wire.renew()
	}
	due := c.now()
	if slept == 0 {
		due = due.Add(time.Duration(rand.Float64() * float64(roamSpread))) // #nosec G404 -- spreads stations in time, no secret
	}
	c.update(ctx, s, func(f *facts) {
		if f.kick.IsZero() || due.Before(f.kick) {
			f.kick = due
		}
		if slept > 0 {
			f.kicks = wakeTries
		}
		if !f.health.proven.IsZero() {
			f.health.proven = f.health.proven.Add(-still)
		}
		if !f.trouble.pausedUntil.IsZero() {
			f.trouble.pausedUntil = f.trouble.pausedUntil.Add(-still)
		}
	})
	return slept, true
}

// openedBefore makes a try past a breaker that opened before the PC slept, when no try has
// ended since: what a person asks for is not refused by it.
func (c *Client) openedBefore(ctx context.Context, s *session, cl *call) {
	if cl.background || cl.passage != throughBreaker {
		return
	}
	c.mu.Lock()
	awake := s.facts.kicks == wakeTries
	c.mu.Unlock()
	if awake && s.brk.Status().State != breaker.Closed {
		c.try(ctx, s, pastBreaker, true, noteMoved)
	}
}

// wakes takes a try after a sleep into the facts: where it failed, another follows out of turn.
func (f *facts) wakes(e *Error, again time.Duration) {
	f.kicks--
	switch {
	case outcomeOf(e) != breaker.Failure:
		f.kicks = 0
	case f.kicks > 0 && f.kick.IsZero():
		f.kick = f.beat.after(again)
	}
}

// localAddresses lists the addresses of this PC's adapters; "-" where there are none, ""
// where that cannot be told.
func localAddresses() string {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, a := range all {
		b.WriteString(a.String())
		b.WriteByte(' ')
	}
	return b.String() + "-"
}
