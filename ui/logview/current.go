package logview

import "sync"

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

// changed receives after something was found; nil where nothing is searched.
func (c *current) changed() <-chan struct{} {
	if s := c.get(); s != nil {
		return s.Changed()
	}
	return nil
}
