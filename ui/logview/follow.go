package logview

import (
	"context"
	"time"
)

// pause is the shortest time between two repaints.
const pause = 250 * time.Millisecond

// lookAgain is when the pane looks whether lines still pour in.
const lookAgain = time.Second

// follow waits for changes and posts one update at a time:
//
//	Changed ──► one post ──► update ran ──► 250 ms ──► wait for Changed
//
// While nothing changes it is blocked and costs nothing, and while the UI is busy no
// second post waits in its queue.
func (p *Panel) follow(ctx context.Context) {
	defer p.end()
	ran := make(chan struct{}, 1)
	update := func() {
		if ctx.Err() == nil {
			p.update()
		}
		ran <- struct{}{}
	}
	for {
		p.d.Do(update)
		if !received(ctx, ran) || !slept(ctx, pause) || !p.changed(ctx) {
			return
		}
	}
}

// end ends the searches and closes the log.
func (p *Panel) end() {
	p.search.end()
	p.errors.end()
	p.matches.end()
	p.log.end().close()
}

// changed waits until there is something to look at; false when ctx ended first.
func (p *Panel) changed(ctx context.Context) bool {
	for {
		var look <-chan time.Time
		if p.flowing.Load() {
			look = time.After(lookAgain)
		}
		var due <-chan time.Time
		if at := p.due.Load(); at != 0 {
			due = time.After(time.Until(time.Unix(0, at)))
		}
		found, failed, marked := p.search.changed(), p.errors.changed(), p.matches.changed()
		select {
		case <-ctx.Done():
			return false
		case _, ok := <-p.log.get().changed:
			return ok
		case <-found:
			return true
		case <-marked:
			return true
		case <-failed:
			return true
		case <-p.samples.done:
			return true
		case <-look:
			return true
		case <-due:
			return true
		case <-p.search.other:
		case <-p.errors.other:
		case <-p.matches.other:
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
