package logview

import "sync"

// atOnce is how many lines are judged while the window waits; more are judged beside it.
const atOnce = 2 * readAtOnce

// recentSearch is the plain twin of the log engine's search: a searcher of the newest lines of a log.
type recentSearch struct {
	now     func() view
	changed chan struct{}
	wg      sync.WaitGroup

	mu      sync.Mutex
	done    *index // that has seen everything, up to some moment
	work    *index // that will be done; nil when done only has to go on
	running bool
	closed  bool
}

// searchRecent starts one.
func searchRecent(now func() view, f filter) searcher {
	return &recentSearch{now: now, done: nothing(f), changed: make(chan struct{}, 1)}
}

// Hits are the numbers of the lines that pass. Asking is what makes it look at what is
// new: a little of it at once, more of it on its own goroutine.
func (s *recentSearch) Hits() list {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.now()
	if s.work == nil && s.done.low > lowOf(v) { // older lines were found
		s.work = newIndex(s.done.filter, v)
	}
	switch {
	case s.closed || s.running:
	case s.current().behind(v) <= atOnce:
		s.current().update(v)
		s.finish()
	default:
		s.running = true
		s.wg.Go(s.run)
	}
	return s.done.nums
}

// current is the index that reads.
func (s *recentSearch) current() *index {
	if s.work != nil {
		return s.work
	}
	return s.done
}

func (s *recentSearch) finish() {
	s.done, s.work = s.current(), nil
}

// run judges what there is, in pieces, so that the window never waits for long.
func (s *recentSearch) run() {
	for s.piece() {
	}
	select {
	case s.changed <- struct{}{}:
	default:
	}
}

// piece judges some lines and reports whether there are more.
func (s *recentSearch) piece() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.now()
	if !s.closed {
		s.current().step(v)
		if s.current().behind(v) > 0 {
			return true
		}
		s.finish()
	}
	s.running = false
	return false
}

// Changed is the searcher's.
func (s *recentSearch) Changed() <-chan struct{} { return s.changed }

// Close ends the search and waits for it.
func (s *recentSearch) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.wg.Wait()
}
