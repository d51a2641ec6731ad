package client

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"
)

// errStalled ends an answer of which nothing came for too long.
var errStalled = fmt.Errorf("no byte came for too long: %w", context.DeadlineExceeded)

// watchdog ends a request of which nothing is heard for some time. A nil one
// never does: most calls' deadlines come first.
type watchdog struct {
	timer  *time.Timer
	after  time.Duration
	barked atomic.Bool
}

// watch starts a watchdog that calls cancel when it is not fed for that long.
func watch(after time.Duration, cancel context.CancelFunc) *watchdog {
	w := &watchdog{after: after}
	w.timer = time.AfterFunc(after, func() {
		w.barked.Store(true)
		cancel()
	})
	return w
}

// patience changes how long it waits, from now on.
func (w *watchdog) patience(after time.Duration) {
	if w != nil {
		w.after = after
		w.fed()
	}
}

// fed tells it that something came.
func (w *watchdog) fed() {
	if w != nil {
		w.timer.Reset(w.after)
	}
}

func (w *watchdog) stop() {
	if w != nil {
		w.timer.Stop()
	}
}

// reason gives err, or that the watchdog is behind it.
func (w *watchdog) reason(err error) error {
	if w != nil && w.barked.Load() {
		return errStalled
	}
	return err
}
