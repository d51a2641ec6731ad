package ui

import "time"

// clock is the window's only timer for what is shown about the connection. It runs
// while a countdown is on display, and else waits once for the moment the newest proof
// becomes stale; at rest between heartbeats nothing is painted.
type clock struct {
	after func(time.Duration, func()) (stop func())
	stop  func()
}

// arm replaces the timer: fn runs once on the UI goroutine after d. A d of zero or less
// leaves none.
func (c *clock) arm(d time.Duration, fn func()) {
	if c.stop != nil {
		c.stop()
		c.stop = nil
	}
	if d > 0 {
		c.stop = c.after(d, fn)
	}
}
