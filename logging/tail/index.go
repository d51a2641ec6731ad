package tail

import (
	"bytes"
	"errors"
)

// backlog is a part of a file from its beginning that is still to be indexed.
type backlog struct {
	file *file
	upto int64
}

// before notes what stands before the place a file is followed from. Files are noted in
// the order of their lines, oldest first.
func (t *Tail) before(f *file, upto int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if upto > 0 {
		t.backlog = append(t.backlog, backlog{f, upto})
		t.left += upto
	}
	t.view.whole = len(t.backlog) == 0
}

// indexers is how many chunks are made at once: reading and looking for line ends take
// about as long as each other.
const indexers = 2

// index finds the lines of the backlog, from its end backwards, until there is none left
// or Close.
func (t *Tail) index() {
	free := make(chan *indexer, indexers)
	for range indexers {
		free <- &indexer{buf: make([]byte, pieceBytes)}
	}
	for !t.stopped() {
		t.mu.Lock()
		n := len(t.backlog)
		if n == 0 {
			t.view.whole = true
			t.tell()
			t.mu.Unlock()
			return
		}
		b := t.backlog[n-1]
		t.mu.Unlock()
		t.indexFile(b, free)
	}
}

// indexFile finds the lines of one file, some chunks at a time; they are put before the
// others in order.
func (t *Tail) indexFile(b backlog, free chan *indexer) {
	type made struct {
		upto int64
		c    *chunk
		err  error
	}
	var coming []chan made
	for b.upto > 0 || len(coming) > 0 {
		if b.upto > 0 && len(coming) < indexers && !t.stopped() {
			x, ch := <-free, make(chan made, 1)
			from, err := x.begin(b.file, b.upto)
			upto := b.upto
			b.upto, coming = from, append(coming, ch)
			if err != nil {
				b.upto = 0
			}
			go func() {
				m := made{upto: upto, err: err}
				if err == nil {
					m.c, m.err = x.chunk(b.file, from, upto)
				}
				free <- x
				ch <- m
			}()
			continue
		}
		if len(coming) == 0 {
			return
		}
		m := <-coming[0]
		coming = coming[1:]
		t.prepend(backlog{b.file, m.upto}, m.c, m.err)
	}
}

// prepend puts a chunk before all others, if the file is still the one it was.
func (t *Tail) prepend(b backlog, c *chunk, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := len(t.backlog)
	if n == 0 || t.backlog[n-1] != b {
		return // it was cut meanwhile
	}
	if err != nil || c == nil || t.view.Len() > maxLines {
		t.backlog, t.left = nil, 0
		return
	}
	c.first = t.view.First() - int64(len(c.ends))
	t.view.older = append(t.view.older, c)
	t.left -= b.upto - c.at
	if t.backlog[n-1].upto = c.at; c.at == 0 {
		t.backlog = t.backlog[:n-1]
	}
	t.tell()
}

// indexer makes chunks of what stands in a file.
type indexer struct {
	buf  []byte
	scan scanner
}

// chunk makes one of what stands between two places where lines begin.
func (x *indexer) chunk(f *file, from, upto int64) (*chunk, error) {
	x.scan = scanner{enc: f.enc, ends: x.scan.ends[:0]}
	for at := from; at < upto; {
		n, err := f.readAt(x.buf[:min(int64(len(x.buf)), upto-at)], at)
		if n == 0 {
			return nil, errors.Join(err, ErrGone)
		}
		x.scan.write(x.buf[:n])
		at += int64(n)
	}
	x.scan.settle()
	if x.scan.open() > 0 {
		x.scan.end(x.scan.pos)
	}
	return &chunk{file: f, at: from, ends: append(make([]uint32, 0, len(x.scan.ends)), x.scan.ends...)}, nil
}

// begin gives where the chunk before upto begins: some MB before it, with a line that
// begins an event where there is one near.
func (x *indexer) begin(f *file, upto int64) (int64, error) {
	if upto <= chunkBytes+chunkBytes/4 {
		return 0, nil
	}
	at, err := f.lineStart(upto - chunkBytes)
	if err != nil || f.enc != bytewise || at == 0 {
		return at, err
	}
	n, err := f.readAt(x.buf[:pageBytes], at)
	if err != nil {
		return at, err
	}
	rest := x.buf[:n]
	for range lookBack {
		i := bytes.IndexByte(rest, '\n')
		if i < 0 {
			break
		}
		if IsHead(trimEnd(rest[:i+1])) {
			return at + int64(n-len(rest)), nil
		}
		rest = rest[i+1:]
	}
	return at, nil
}
