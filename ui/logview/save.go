package logview

import (
	"bufio"
	"context"
	"errors"
	"io"
	"sort"
	"sync/atomic"
	"time"
)

// errNothing is what saving ends with when none of the lines is there any more.
var errNothing = errors.New("no line could be read any more")

// saving writes the lines of a list to a file, on a goroutine of its own:
//
//	list, View: values ─► runs of lines ─► write ─► at most one post that tells how far
//
// It holds one run at a time. What is counted is its goroutine's, until that has ended.
type saving struct {
	list  list
	from  view // that all of them stand in
	now   func() view
	stop  context.CancelFunc
	after func(percent int64) // told how much is done, now and then

	written int64
	lost    int64 // could not be read any more
}

// all writes the lines once all of them are found; a nil search has found them.
func (s *saving) all(ctx context.Context, found searcher, w io.Writer) error {
	if found == nil {
		return s.write(ctx, w)
	}
	defer found.Close()
	for {
		l := found.Hits()
		if f, ok := l.(folded); !ok || f.Done() {
			s.list, s.from = firstRows{l, l.Find(s.from.Next())}, s.now()
			return s.write(ctx, w)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-found.Changed():
		}
	}
}

// saveRun is how many lines are read at once.
const saveRun = 1024

// write writes them as they stand in the log, each with a line feed. Its errors are those
// of w, of ctx, and errNothing.
func (s *saving) write(ctx context.Context, w io.Writer) error {
	b := bufio.NewWriterSize(w, 256<<10)
	for i := int64(0); i < s.list.Len(); {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := s.run(i)
		if err := s.lines(b, s.list.At(i), n); err != nil {
			return err
		}
		i += n
		s.after(100 * i / s.list.Len())
	}
	if s.written == 0 {
		return errNothing
	}
	return b.Flush()
}

// run is how many of the rows from i on have numbers that follow on each other.
func (s *saving) run(i int64) int64 {
	first, n := s.list.At(i), min(saveRun, s.list.Len()-i)
	follows := func(k int64) bool { return s.list.At(i+k) == first+k }
	if n < 2 || !follows(1) {
		return 1
	}
	if follows(n - 1) {
		return n
	}
	return int64(sort.Search(int(n), func(k int) bool { return !follows(int64(k)) }))
}

// lines writes n lines from number first on.
func (s *saving) lines(b *bufio.Writer, first, n int64) error {
	many, whole := s.together(first, n)
	for i := range n {
		text, ok := "", true
		if whole {
			text = many[i]
		}
		if text == "" { // blank, or it could not be read
			l, err := s.from.Line(first + i)
			text, ok = l.Raw, err == nil
		}
		if !ok {
			s.lost++
			continue
		}
		s.written++
		b.WriteString(text) // #nosec G104 -- the next one tells
		if err := b.WriteByte('\n'); err != nil {
			return err
		}
	}
	return nil
}

// together reads them at once. They do not say whether they could be read: the last one
// tells whether the log is still as long, and a blank one is looked at again.
func (s *saving) together(first, n int64) (texts []string, whole bool) {
	if n < 4 {
		return nil, false
	}
	all, _ := s.from.Lines(first, int(n))
	if int64(len(all)) != n || all[0].No != first {
		return nil, false
	}
	if _, err := s.from.Line(first + n - 1); err != nil {
		return nil, false
	}
	for _, l := range all {
		texts = append(texts, l.Raw)
	}
	return texts, true
}

// teller makes a saving's after: it posts how far it is, at most four times a second and
// never while a post waits.
func teller(do func(func()), now func() time.Time, tell func(percent int64)) func(percent int64) {
	var waits atomic.Bool
	last := now()
	return func(percent int64) {
		if at := now(); at.Sub(last) >= pause && waits.CompareAndSwap(false, true) {
			last = at
			do(func() {
				waits.Store(false)
				tell(percent)
			})
		}
	}
}
