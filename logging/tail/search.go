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

// eye looks through chunks, one at a time.
type eye struct {
	q    *Query
	buf  []byte
	rows []uint32 // scratch
}

// grown is how far a chunk that still grows was looked through.
type grown struct {
	first int64
	rows  []uint32 // in events that are complete
	from  int      // the line from which to look again: it begins the last event
}

// step looks through what is new, or through the next chunks of what was there before,
// each on a processor of its own; more reports whether there is another one.
func (x *searcher) step(v View) (h Hits, more bool) {
	x.hits = x.hits.within(v)
	x.newer(v)
	next := v.older[len(x.hits.older):]
	next = next[:min(len(next), len(x.eyes))]
	var rows [len(x.eyes)][]uint32
	var all sync.WaitGroup
	for i, c := range next {
		all.Go(func() { rows[i], _ = x.eyes[i].chunk(c, 0) })
	}
	all.Wait()
	for i, c := range next {
		x.hits = x.hits.before(chunkHits{c.first, rows[i]})
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
		if c.first > x.open.first {
			x.open = grown{first: c.first}
		}
		n := len(c.ends)
		x.open.from = min(x.open.from, n)
		for len(x.open.rows) > 0 && int(x.open.rows[len(x.open.rows)-1]) >= n {
			x.open.rows = x.open.rows[:len(x.open.rows)-1] // the chunk was cut there
		}
		rows, last := x.eyes[0].chunk(c, x.open.from)
		all := append(x.open.rows[:len(x.open.rows):len(x.open.rows)], rows...)
		x.hits = x.hits.after(chunkHits{c.first, all})
		for len(all) > 0 && int(all[len(all)-1]) >= last {
			all = all[:len(all)-1]
		}
		x.open.rows, x.open.from = all, last
	}
}

// chunk gives the lines of a chunk that pass, from line number from on, and the line that
// begins the last event.
func (x *eye) chunk(c *chunk, from int) (rows []uint32, last int) {
	b, ok := x.load(c, from)
	if !ok {
		return nil, from
	}
	switch f := x.q.filter; {
	case f.Correlation != "" || f.Text != "" && f.Level > Debug:
		rows = x.events(b, x.rows[:0])
	case f.Text != "":
		rows = x.texts(b, x.rows[:0])
	default:
		rows = x.levels(b, x.rows[:0])
	}
	x.rows = rows
	return append(make([]uint32, 0, len(rows)), rows...), b.last()
}

// events looks at every event that holds a line which matches.
func (x *eye) events(b *block, rows []uint32) []uint32 {
	done := b.from
	b.each(x.q.first, func(i int) {
		if i < done {
			return
		}
		begin, end := b.event(i)
		begin = max(begin, done)
		if x.q.passes(func(k int) []byte { return b.line(begin + k) }, end-begin) {
			rows = appendRun(rows, begin, end)
		}
		done = end
	})
	return rows
}

// texts is events where only the text counts: where lines that match stand side by side,
// which event each is in does not matter.
func (x *eye) texts(b *block, rows []uint32) []uint32 {
	next := b.from // the line after the last one that was added
	rest := func(upto int) {
		if next > b.from {
			_, end := b.event(next - 1)
			rows = appendRun(rows, next, min(end, upto))
		}
	}
	b.each(x.q.first, func(i int) {
		if i == next && next > b.from {
			rows = append(rows, uint32(i))
			next++
			return
		}
		rest(i)
		begin, _ := b.event(i)
		rows = appendRun(rows, max(begin, next), i+1)
		next = i + 1
	})
	rest(len(b.c.ends))
	return rows
}

// levels is events where only the level counts.
func (x *eye) levels(b *block, rows []uint32) []uint32 {
	head, passes := -maxEvent, false
	for i := b.from; i < len(b.c.ends); i++ {
		if level := LevelOf(b.line(i)); level != Unknown {
			head, passes = i, level >= x.q.filter.Level
		} else if i >= head+maxEvent {
			passes = x.q.filter.Level <= Debug
		}
		if passes && (head == i || !x.q.filter.Heads) {
			rows = append(rows, uint32(i))
		}
	}
	return rows
}

func appendRun(rows []uint32, from, to int) []uint32 {
	for i := from; i < to; i++ {
		rows = append(rows, uint32(i))
	}
	return rows
}
