package tail

import "sync"

// Search finds the lines of a log that pass a filter, the newest first, and goes on with
// what comes, until Close. Safe for use from any goroutine.
//
//	View ─► chunk by chunk, on a goroutine of its own ─► Hits, a value: never changes
type Search struct {
	t       *Tail
	q       *Query
	changed chan struct{}
	news    chan struct{} // of the Tail
	stop    chan struct{}
	done    sync.WaitGroup
	once    sync.Once

	mu   sync.Mutex
	hits Hits
}

// Search begins to search.
func (t *Tail) Search(q *Query) *Search {
	s := &Search{t: t, q: q, changed: make(chan struct{}, 1), news: make(chan struct{}, 1), stop: make(chan struct{})}
	s.news <- struct{}{}
	t.mu.Lock()
	t.listeners = append(t.listeners, s.news)
	t.mu.Unlock()
	s.done.Go(s.run)
	return s
}

// Hits is what was found so far.
func (s *Search) Hits() Hits {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hits
}

// Changed receives (never blocks, coalesced) after Hits changed.
func (s *Search) Changed() <-chan struct{} { return s.changed }

// Close ends the search and waits for it. Its Hits stay as they are.
func (s *Search) Close() {
	s.once.Do(func() { close(s.stop) })
	s.done.Wait()
	s.t.forget(s.news)
}

func (t *Tail) forget(news chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, n := range t.listeners {
		if n == news {
			t.listeners = append(t.listeners[:i:i], t.listeners[i+1:]...)
			return
		}
	}
}

func (s *Search) stopped() bool {
	select {
	case <-s.stop:
		return true
	default:
		return false
	}
}

// run looks through what the view has, newest first, and waits for more.
func (s *Search) run() {
	x := searcher{eyes: [2]eye{{q: s.q}, {q: s.q}}}
	for {
		select {
		case <-s.stop:
			return
		case <-s.news:
		}
		for more := true; more && !s.stopped(); {
			var h Hits
			h, more = x.step(s.t.View())
			s.show(h)
		}
	}
}

func (s *Search) show(h Hits) {
	s.mu.Lock()
	s.hits = h
	s.mu.Unlock()
	select {
	case s.changed <- struct{}{}:
	default:
	}
}

// searcher is the state of a search; its goroutine's alone.
type searcher struct {
	hits Hits
	open grown // the last chunk, which may still grow
	eyes [2]eye
}

// grown is how far a chunk that still grows was looked through.
type grown struct {
	first int64
	found finding // in events that are complete
	from  int     // the line from which to look again: it begins the last event
}

// step looks through what is new, or through the next chunks of what was there before,
// each on a processor of its own; more reports whether there is another one.
func (x *searcher) step(v View) (h Hits, more bool) {
	x.hits = x.hits.within(v)
	x.newer(v)
	next := v.older[len(x.hits.older):]
	next = next[:min(len(next), len(x.eyes))]
	var hits [len(x.eyes)]chunkHits
	var all sync.WaitGroup
	for i, c := range next {
		all.Go(func() { hits[i] = x.eyes[i].chunk(c, 0, finding{}) })
	}
	all.Wait()
	for i := range next {
		x.hits = x.hits.before(hits[i])
	}
	more = len(x.hits.older) < len(v.older)
	x.hits.done = !more && v.whole
	return x.hits, more
}

// newer looks through the chunks that came since, and again through the end of the last.
func (x *searcher) newer(v View) {
	for _, c := range v.newer {
		if c.first < x.open.first {
			continue
		}
		if c.first > x.open.first || x.open.from > len(c.ends) { // or it was cut there
			x.open = grown{first: c.first}
		}
		e := &x.eyes[0]
		x.hits = x.hits.after(e.chunk(c, x.open.from, x.open.found))
		x.open.found, x.open.from = e.kept, e.last
	}
}
