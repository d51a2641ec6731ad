package tail

import "bytes"

const (
	heldText  = 4 << 20   // bytes of the newest lines that are kept, for when their file is cut
	maxLines  = 100 << 20 // lines that are known at most, while a log is followed for months
	chunkRows = 64 << 10  // lines of a chunk
	lookBack  = 256       // lines looked at for where an event begins
)

// publish shows what a source has built; open counts its unfinished line as one. It runs
// on the follower's goroutine.
func (t *Tail) publish(s *source, open bool) {
	if t.writes != s {
		if w := t.writes; w != nil {
			if w.shown {
				w.b.cut()
				w.shown = false
			}
			t.seal(w)
		}
		t.writes = s
		s.b.first = t.View().Next()
	}
	c := s.b.chunk(open)
	if c == nil {
		t.takeBack(s.b.first)
		return
	}
	t.put(c)
	for full := true; full; {
		if full = s.b.full(); full {
			t.sealAt(s, s.b.headNear())
		}
	}
	if c := s.b.chunk(open); c != nil {
		t.put(c)
	}
}

// seal ends the chunk a source is building, after the last line that has an end.
func (t *Tail) seal(s *source) {
	if t.writes == s && len(s.b.scan.ends) > 0 {
		t.sealAt(s, len(s.b.scan.ends))
	}
	if t.writes == s {
		t.writes = nil
	}
}

// sealAt makes a chunk of the first n lines that will not change any more.
func (t *Tail) sealAt(s *source, n int) {
	whole := s.b.chunk(false)
	c := whole.head(n)
	s.b = s.b.rest(n)
	t.put(c)
	t.hold(c)
}

// hold keeps the text of a chunk, and lets the oldest ones go.
func (t *Tail) hold(c *chunk) {
	text := c.text.Load()
	if text == nil {
		return
	}
	t.texts, t.weight = append(t.texts, c), t.weight+int64(len(*text))
	for t.weight > heldText && len(t.texts) > 1 {
		old := t.texts[0]
		t.weight -= int64(len(*old.text.Load()))
		old.text.Store(nil)
		t.texts[0] = nil
		t.texts = t.texts[1:]
		if old.file.gone.Load() {
			t.dropGone()
		}
	}
}

// put puts a chunk at the end of the view, or in the place of its earlier state.
func (t *Tail) put(c *chunk) {
	t.mu.Lock()
	t.view = t.view.with(c)
	if t.view.Len() > maxLines {
		t.view = t.view.without()
	}
	t.tell()
	t.mu.Unlock()
}

// takeBack takes the unfinished line numbered no out of the view, if it is there still and
// the last one.
func (t *Tail) takeBack(no int64) bool {
	t.mu.Lock()
	n := len(t.view.newer)
	there := n > 0 && t.view.newer[n-1].first == no
	if there {
		t.view.newer = t.view.newer[: n-1 : n-1]
	}
	if there {
		t.tell()
	}
	t.mu.Unlock()
	return there
}

// tell wakes who waits on Changed, and the searches. The caller holds mu.
func (t *Tail) tell() {
	for _, c := range append([]chan struct{}{t.changed}, t.listeners...) {
		select {
		case c <- struct{}{}:
		default: // one wake-up is waiting already
		}
	}
}

// dropGone takes the lines out of the view that can be read nowhere any more, and those
// before them.
func (t *Tail) dropGone() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i := len(t.view.newer) - 1; i >= 0; i-- {
		if !t.view.newer[i].there() {
			t.view.newer = t.view.newer[i+1:]
			t.view.older, t.view.whole, t.backlog, t.left = nil, true, nil, 0
			break
		}
	}
	for i, c := range t.view.older {
		if !c.there() {
			t.view.older = t.view.older[:i:i]
			t.view.whole, t.backlog, t.left = true, nil, 0
			break
		}
	}
	t.tell()
}

// without is the view without its oldest chunk.
func (v View) without() View {
	switch {
	case len(v.older) > 0:
		v.older = v.older[: len(v.older)-1 : len(v.older)-1]
	case len(v.newer) > 1:
		v.newer = v.newer[1:]
	}
	v.whole = true
	return v
}

// full reports whether a chunk can be made that need not grow any more.
func (b *builder) full() bool {
	n := len(b.scan.ends)
	return n >= chunkRows || n > 1 && int64(b.scan.ends[n-1]) >= chunkBytes
}

// headNear is the number of lines before the last one that begins an event, so that no
// event stands in two chunks; where none is near, of all lines.
func (b *builder) headNear() int {
	n := len(b.scan.ends)
	for i := n - 1; i > max(0, n-lookBack) && !b.lost; i-- {
		if IsHead(trimEnd(b.text[b.scan.ends[i-1]:b.scan.ends[i]])) {
			return i
		}
	}
	return n
}

// head is the chunk of the first n lines.
func (c *chunk) head(n int) *chunk {
	h := &chunk{first: c.first, file: c.file, at: c.at, ends: append([]uint32(nil), c.ends[:n]...)}
	if text := c.text.Load(); text != nil {
		own := bytes.Clone((*text)[:h.ends[n-1]])
		h.text.Store(&own)
	}
	return h
}
