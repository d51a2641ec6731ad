//go:build e2e

package e2e

import (
	"fmt"
	"sync"
	"testing"
	"time"
)

// witness asks the running window again and again what it says of the connection, and notes
// each time it says "connected" while that is known to be wrong.
type witness struct {
	mu    sync.Mutex
	wrong bool // the connection is broken, and that was noticed
	since time.Time
	asked int // while it was broken
	lies  []string
	heard []said // every change of what stands in the header
}

// said is what stood in the header from a moment on.
type said struct {
	at time.Time
	s  status
}

// witness starts one; it ends with the test.
func (p *pc) witness() *witness {
	w := &witness{}
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			began := time.Now()
			if s, err := p.ask(); err == nil {
				w.hears(s, began)
			}
			select {
			case <-stop:
				return
			case <-time.After(100 * time.Millisecond):
			}
		}
	}()
	p.t.Cleanup(func() { close(stop); <-done })
	return w
}

func (w *witness) hears(s status, began time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if n := len(w.heard); n == 0 || w.heard[n-1].s.words() != s.words() {
		w.heard = append(w.heard, said{time.Now(), s})
	}
	if !w.wrong || began.Before(w.since) {
		return
	}
	w.asked++
	if claims(s) {
		w.lies = append(w.lies, fmt.Sprintf("%s: %+v", began.Format("15:04:05.000"), s))
	}
}

// broken says that the connection is broken from now on.
func (w *witness) broken() { w.set(true) }

// mended says that it may be well from now on.
func (w *witness) mended() { w.set(false) }

func (w *witness) set(wrong bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.wrong, w.since = wrong, time.Now()
}

// told gives every change of what stood in the header.
func (w *witness) told() []said {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]said(nil), w.heard...)
}

// verdict fails the test when it was ever told wrong, or was hardly ever told anything.
func (w *witness) verdict(t *testing.T, least int) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	t.Logf("asked %d times while the connection was broken", w.asked)
	if w.asked < least {
		t.Errorf("asked only %d times while the connection was broken", w.asked)
	}
	for _, lie := range w.lies {
		t.Errorf("connected, it said, at %s", lie)
	}
}

// claims reports whether a status says that all is well.
func claims(s status) bool { return connected(s) && len(s.Problems) == 0 }
