package logview

import (
	"sync"

	"stationcompanion/logging/tail"
)

// Source is what the pane follows; *tail.Tail is one.
type Source interface {
	View() tail.View
	Changed() <-chan struct{}
	Left() int64 // bytes that are still to be indexed
	Search(q *tail.Query) *tail.Search
	Problem() error // why nothing is read at present
}

// followed is the log that is followed now, as the pane sees it.
type followed struct {
	name    string
	path    string // empty for the program's own
	now     func() view
	changed <-chan struct{}
	left    func() int64
	problem func() error
	find    func(f filter, q *tail.Query) searcher
	close   func()
	folds   bool // find can fold repeats
}

// own makes one of a source that is not closed by the pane.
func own(src Source, name string, wg *sync.WaitGroup) *followed {
	return &followed{
		name: name, now: func() view { return src.View() }, changed: src.Changed(), left: src.Left, problem: src.Problem,
		find:  func(_ filter, q *tail.Query) searcher { return engineSearch{src.Search(q), wg} },
		close: func() {}, folds: true,
	}
}

// holder holds the log that is followed now. The follower waits for it while the UI
// goroutine replaces it.
type holder struct {
	mu   sync.Mutex
	log  *followed
	over bool // nothing is followed any more
}

func (h *holder) get() *followed {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.log
}

// set replaces the log and gives the one that is to be closed.
func (h *holder) set(l *followed) (old *followed) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.over {
		return l
	}
	old, h.log = h.log, l
	return old
}

// end gives the log to be closed; every later one is closed by who sets it.
func (h *holder) end() *followed {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.over = true
	return h.log
}
