package client

import "time"

// When a connection counts as unstable. One failure, or one long one, is no more than
// that; it is coming and going that makes waiting for the next try the wrong advice. Few
// exchanges take a while and are judged by their number; while somebody looks up unit after
// unit, twenty of them are over in seconds, so time counts as well, in steps of Timing.Steady.
const (
	recentRoom    = 20 // exchanges remembered
	unstableFalls = 3  // it failed after being well this often among them,
	fallsWithin   = 6  // or within this many steps
	stableAfter   = 10 // exchanges without a failure end it,
	quietFor      = 2  // when there was none for this many steps, too
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
	failed [recentRoom]bool         // a ring
	n      int                      // exchanges ever
	cause  *Error                   // the newest failure
	fell   [unstableFalls]time.Time // when it failed after being well, the oldest first
	hurt   time.Time                // the newest failure
	shown  Unstable
	since  time.Time // when shown changed
}

// add takes an exchange in; e is its error where it was a failure, else nil. What is
// shown stands for steady.
func (r *recent) add(e *Error, now time.Time, steady time.Duration) {
	if e != nil {
		if r.n > 0 && !r.at(0) {
			copy(r.fell[:], r.fell[1:])
			r.fell[unstableFalls-1] = now
		}
		r.cause, r.hurt = e, now
	}
	r.failed[r.n%recentRoom] = e != nil
	r.n++
	if !r.since.IsZero() && now.Sub(r.since) < steady {
		return
	}
	var next Unstable
	if r.unstable(now, steady) {
		if next = (Unstable{r.count(), r.cause}); next.Failed == 0 {
			next = r.shown // twenty good ones, but too soon to tell
		}
	}
	if next.Recent != r.shown.Recent {
		r.shown, r.since = next, now
	}
}

// unstable judges: it begins with three falls, and ends after ten good exchanges or
// when a long outage is all that is left.
func (r *recent) unstable(now time.Time, steady time.Duration) bool {
	calm, falls := r.falls()
	quiet := now.Sub(r.hurt) >= quietFor*steady
	if (calm < 0 || calm >= stableAfter) && quiet {
		return false
	}
	lately := func(i int) bool { return !r.fell[i].IsZero() && now.Sub(r.fell[i]) < fallsWithin*steady }
	return falls >= unstableFalls || lately(0) || r.shown.On() && (falls > 0 || lately(unstableFalls-1))
}

// falls counts the falls among the exchanges remembered, and the good ones since the newest
// failure: -1 when there is none among them.
func (r *recent) falls() (calm, falls int) {
	calm = -1
	for i, of := 0, r.count().Of; i < of; i++ { // the newest first
		if !r.at(i) {
			continue
		}
		if calm < 0 {
			calm = i
		}
		if i+1 < of && !r.at(i+1) {
			falls++
		}
	}
	return calm, falls
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
