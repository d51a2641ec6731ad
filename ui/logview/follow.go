package logview

import (
	"context"
	"sync"
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
	defer p.search.end()
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

// changed waits until there is something to look at; false when ctx ended first.
func (p *Panel) changed(ctx context.Context) bool {
	for {
		var look <-chan time.Time
		if p.flowing.Load() {
			look = time.After(lookAgain)
		}
		var found <-chan struct{}
		if s := p.search.get(); s != nil {
			found = s.Changed()
		}
		select {
		case <-ctx.Done():
			return false
		case _, ok := <-p.d.Source.Changed():
			return ok
		case <-found:
			return true
		case <-look:
			return true
		case <-p.search.other:
		}
	}
}

// current is the search that is wanted now. The follower waits for it while the UI
// goroutine replaces it.
type current struct {
	other chan struct{} // receives after it was replaced

	mu   sync.Mutex
	s    searcher // nil while every line is shown
	over bool     // nothing is wanted any more
}

func newCurrent() *current { return &current{other: make(chan struct{}, 1)} }

func (c *current) get() searcher {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.s
}

// set replaces and closes the one before.
func (c *current) set(s searcher) {
	c.mu.Lock()
	was, over := c.s, c.over
	c.s = s
	c.mu.Unlock()
	if was != nil {
		was.Close()
	}
	if over && s != nil {
		s.Close()
	}
	select {
	case c.other <- struct{}{}:
	default:
	}
}

// end closes it, and every later one.
func (c *current) end() {
	c.mu.Lock()
	c.over = true
	s := c.s
	c.mu.Unlock()
	if s != nil {
		s.Close()
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
