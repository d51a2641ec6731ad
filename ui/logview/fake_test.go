package logview

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"stationcompanion/logging/tail"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The real thing fits.
var _ Source = (*tail.Tail)(nil)

// store is a Source in memory that keeps the newest lines.
type store struct {
	mu      sync.Mutex
	keep    int
	next    int64
	lines   []tail.Line
	changed chan struct{}
	reads   int // lines handed out by Lines
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

func (s *store) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.lines)
}

func (s *store) Line(i int) tail.Line {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i < 0 || i >= len(s.lines) {
		return tail.Line{}
	}
	return s.lines[i]
}

func (s *store) Lines(first int64, limit int) ([]tail.Line, int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []tail.Line
	next := first
	for _, l := range s.lines {
		if l.No >= first && len(out) < limit {
			out = append(out, l)
			next = l.No + 1
		}
	}
	s.reads += len(out)
	return out, next
}

func (s *store) Changed() <-chan struct{} { return s.changed }

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
