package notify

import "time"

// The bounds of what is told.
const (
	pause    = 30 * time.Second // between two messages
	brief    = 10 * time.Second // an outage nobody was told of and that was no longer is over unsaid
	unsettle = 5 * time.Minute  // two openings within it are flapping,
	settled  = time.Minute      // after which WATS must have answered so long before it is said
)

// never is a wait for something that no clock brings about.
const never = 24 * time.Hour

// state is the connection as far as it is news.
type state uint8

const (
	between state = iota // neither open nor proven
	down                 // OPEN, or a probe on its way
	up                   // proven
)

// action is what to do now; its zero value is nothing.
type action struct {
	send     Message
	withdraw bool
}

// policy decides what is told, and when. It is a value without clock or goroutine.
type policy struct {
	on, focused bool

	state  state
	since  time.Time // of state
	opened time.Time // when this outage, or the last one, began
	before time.Time // when the one before that began
	lasted time.Duration

	told   bool      // that it is down: by a message, or by the window itself
	owed   bool      // that it is up again is news
	stands bool      // a message is on the desktop
	sent   time.Time // the last one
}

// see takes over the connection's state.
func (p *policy) see(s state, now time.Time) {
	if s == p.state {
		return
	}
	if s == down {
		p.before, p.opened = p.opened, now
		p.owed = false
	} else if p.state == down {
		p.lasted = now.Sub(p.opened)
		p.owed = p.told || p.lasted > brief
	}
	p.state, p.since = s, now
}

// decide gives what to do now and how long to wait for the next decision when nothing
// changes. It counts what it gives as done.
func (p *policy) decide(now time.Time) (do action, wait time.Duration) {
	switch {
	case !p.on:
		p.told, p.owed = false, false
		return p.withdraw(), never
	case p.state == down && !p.told:
		if p.focused {
			p.told = true // the header says it
			return p.withdraw(), never
		}
		if wait = p.rest(now); wait > 0 {
			return action{}, wait
		}
		p.told = true
		return p.send(Opened(), now), never
	case p.state == up && p.owed:
		if p.focused {
			p.told, p.owed = false, false
			return p.withdraw(), never
		}
		if wait = max(p.rest(now), p.unsettled(now)); wait > 0 {
			return action{}, wait
		}
		p.told, p.owed = false, false
		return p.send(Recovered(), now), never
	case p.focused:
		return p.withdraw(), never
	}
	return action{}, never
}

// rest is how long until the next message may go.
func (p *policy) rest(now time.Time) time.Duration {
	if p.sent.IsZero() {
		return 0
	}
	return max(pause-now.Sub(p.sent), 0)
}

// unsettled is how long WATS must go on answering before that is said; 0 where this was
// the only outage for a while.
func (p *policy) unsettled(now time.Time) time.Duration {
	if p.before.IsZero() || p.opened.Sub(p.before) > unsettle {
		return 0
	}
	return max(settled-now.Sub(p.since), 0)
}

func (p *policy) send(m Message, now time.Time) action {
	p.sent, p.stands = now, true
	return action{send: m}
}

func (p *policy) withdraw() action {
	stood := p.stands
	p.stands = false
	return action{withdraw: stood}
}
