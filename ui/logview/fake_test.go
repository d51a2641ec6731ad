package logview

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"stationcompanion/logging/tail"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The real thing fits.
var _ Source = (*tail.Tail)(nil)

// store is a Source in memory that keeps the newest lines. Its views are those of
// storeView: a tail.View is made by a Tail alone.
type store struct {
	mu      sync.Mutex
	keep    int
	next    int64
	lines   []tail.Line // never changed in place: views share it
	changed chan struct{}
	left    int64
	reads   atomic.Int64 // lines handed out by Lines
}

func newStore(keep int) *store { return &store{keep: keep, changed: make(chan struct{}, 1)} }

// add appends lines, numbers them and drops the oldest over keep.
func (s *store) add(lines ...tail.Line) {
	s.mu.Lock()
	for _, l := range lines {
		l.No = s.next
		s.next++
		s.lines = append(s.lines, l)
	}
	if over := len(s.lines) - s.keep; over > 0 {
		s.lines = append([]tail.Line(nil), s.lines[over:]...)
	}
	s.mu.Unlock()
	select {
	case s.changed <- struct{}{}:
	default:
	}
}

// before puts lines in front, as when a log's beginning is found.
func (s *store) before(lines ...tail.Line) {
	s.mu.Lock()
	defer s.mu.Unlock()
	first := s.next - int64(len(s.lines)+len(lines))
	all := append([]tail.Line(nil), lines...)
	for i := range all {
		all[i].No = first + int64(i)
	}
	s.lines = append(all, s.lines...)
}

// grow makes the newest line another one.
func (s *store) grow(raw string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines = append([]tail.Line(nil), s.lines...)
	l := &s.lines[len(s.lines)-1]
	l.Message, l.Raw = raw, raw
}

func (s *store) View() tail.View          { return tail.View{} }
func (s *store) Changed() <-chan struct{} { return s.changed }
func (s *store) Left() int64              { return s.left }

// newPanel makes a pane that follows a store, searched the plain way.
func newPanel(d Deps, s *store) *Panel {
	p := &Panel{}
	return p.build(d, &followed{
		name: d.Name, now: s.now, changed: s.changed, left: s.Left, problem: func() error { return nil },
		find: func(f filter, _ *tail.Query) searcher { return searchRecent(s.now, f) }, close: func() {},
	})
}

func (s *store) now() view {
	s.mu.Lock()
	defer s.mu.Unlock()
	return storeView{s, s.lines, s.next}
}

type storeView struct {
	of    *store
	lines []tail.Line
	next  int64
}

func (v storeView) First() int64 { return v.next - int64(len(v.lines)) }
func (v storeView) Next() int64  { return v.next }

func (v storeView) Line(no int64) (tail.Line, error) {
	if no < v.First() || no >= v.next {
		return tail.Line{No: no}, tail.ErrGone
	}
	return v.lines[no-v.First()], nil
}

func (v storeView) Lines(first int64, limit int) ([]tail.Line, int64) {
	first = min(max(first, v.First()), v.next)
	end := min(v.next, first+int64(limit))
	v.of.reads.Add(end - first)
	return v.lines[first-v.First() : end-v.First()], end
}

// base is the moment of the first line in these tests.
var base = time.Date(2026, 11, 23, 9, 31, 5, 123e6, time.Local)

// line makes a line of a level.
func line(level tail.Level, message string) tail.Line {
	return tail.Line{Time: base, Level: level, Logger: "client", Message: message, Raw: message}
}

// numbered makes n lines of a level.
func numbered(level tail.Level, n int) []tail.Line {
	var all []tail.Line
	for i := range n {
		all = append(all, line(level, fmt.Sprintf("line %d", i)))
	}
	return all
}
