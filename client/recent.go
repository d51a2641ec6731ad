package client

import "time"

// When a connection counts as unstable. One failure, or one long one, is no more than
// that; it is coming and going that makes waiting for the next try the wrong advice.
const (
	recentRoom    = 20 // exchanges remembered
	unstableFalls = 3  // it failed after being well this often among them
	stableAfter   = 10 // exchanges without a failure end it
)

// Recent counts the newest exchanges that told something of the server, at most 20.
type Recent struct{ Failed, Of int }

// Unstable is what a connection that comes and goes is shown as; the zero value means
// that it does not. It changes at most once in Timing.Steady.
type Unstable struct {
	Recent
	Cause *Error // the newest failure
}

// On reports whether the connection comes and goes.
func (u Unstable) On() bool { return u.Of > 0 }

// recent remembers the newest exchanges.
type recent struct {
	failed [recentRoom]bool // a ring
	n      int              // exchanges ever
	cause  *Error           // the newest failure
	shown  Unstable
	since  time.Time // when shown changed
}

// add takes an exchange in; e is its error where it was a failure, else nil. What is
// shown stands for steady.
func (r *recent) add(e *Error, now time.Time, steady time.Duration) {
	r.failed[r.n%recentRoom] = e != nil
	r.n++
	if e != nil {
		r.cause = e
	}
	if !r.since.IsZero() && now.Sub(r.since) < steady {
		return
	}
	var next Unstable
	if r.unstable() {
		next = Unstable{r.count(), r.cause}
	}
	if next.Recent != r.shown.Recent {
		r.shown, r.since = next, now
	}
}

// unstable judges: it begins with three falls, and ends after ten good exchanges or
// when a long outage is all that is left.
func (r *recent) unstable() bool {
	calm, falls := 0, 0
	for i, of := 0, r.count().Of; i < of; i++ { // the newest first
		if !r.at(i) {
			continue
		}
		if falls == 0 && calm == 0 {
			calm = i + 1 // one more than the good ones since the newest failure
		}
		if i+1 < of && !r.at(i+1) {
			falls++
		}
	}
	if calm == 0 || calm > stableAfter {
		return false
	}
	return falls >= unstableFalls || falls > 0 && r.shown.On()
}

// at tells whether the exchange before the i newest failed.
func (r *recent) at(i int) bool { return r.failed[(r.n-1-i)%recentRoom] }

func (r *recent) count() Recent {
	c := Recent{Of: min(r.n, recentRoom)}
	for i := range c.Of {
		if r.at(i) {
			c.Failed++
		}
	}
	return c
}
