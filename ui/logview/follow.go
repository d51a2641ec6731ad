package logview

import (
	"context"
	"time"
)

// pause is the shortest time between two repaints.
const pause = 250 * time.Millisecond

// follow waits for changes and posts one update at a time:
//
//	Changed ──► one post ──► update ran ──► 250 ms ──► wait for Changed
//
// While nothing changes it is blocked and costs nothing, and while the UI is busy no
// second post waits in its queue.
func (p *Panel) follow(ctx context.Context) {
	ran := make(chan struct{}, 1)
	update := func() {
		if ctx.Err() == nil {
			p.update()
		}
		ran <- struct{}{}
	}
	for {
		p.d.Do(update)
		if !received(ctx, ran) || !slept(ctx, pause) || !received(ctx, p.d.Source.Changed()) {
			return
		}
	}
}

// received waits for c; false when ctx ended first.
func received(ctx context.Context, c <-chan struct{}) bool {
	select {
	case <-ctx.Done():
		return false
	case _, ok := <-c:
		return ok
	}
}

// slept waits for d; false when ctx ended first.
func slept(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
