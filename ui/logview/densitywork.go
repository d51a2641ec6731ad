package logview

import (
	"context"
	"sync"
	"time"
)

// samplePause is the shortest time between two samplings of a log that grows, and
// sampleShare the part of the time that may be spent with them where files are slow.
const (
	samplePause = 2 * time.Second
	sampleShare = 20
)

// job is what is to be found out about a log: a value.
type job struct {
	log     *followed
	turn    int // another one each time a log is chosen: what was found out before is forgotten
	v       view
	columns int           // of the picture over time; 0 = none is wanted
	span    time.Duration // it shows, back from the newest line; 0 = all
	rhythm  bool          // how long its pauses are
}

// same reports whether two jobs are of the same lines.
func (j job) same(k job) bool {
	return j.log == k.log && j.turn == k.turn && j.v != nil && k.v != nil && j.v.First() == k.v.First() && j.v.Next() == k.v.Next()
}

// samePicture reports whether two jobs give the same picture over time.
func (j job) samePicture(k job) bool { return j.columns == k.columns && j.span == k.span && j.same(k) }

// finding is what a job found out.
type finding struct {
	job
	times *timeline // nil where none was wanted
	pace  *rhythm   // the same
}

// sampling hands jobs to a goroutine of its own, and what that found to the follower:
//
//	update ─► want ─► wake ─► files are read ─► done ─► update ─► taken
type sampling struct {
	wake  chan struct{} // receives after another job was wanted
	hurry chan struct{} // the same, where it must not wait
	done  chan struct{} // receives after there is a finding

	mu     sync.Mutex
	wanted job
	found  *finding
}

func newSampling() *sampling {
	one := func() chan struct{} { return make(chan struct{}, 1) }
	return &sampling{wake: one(), hurry: one(), done: one()}
}

// tell makes a channel receive once.
func tell(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// want changes what is to be found out; what is wanted already costs nothing.
func (s *sampling) want(j job) {
	s.mu.Lock()
	was := s.wanted
	s.wanted = j
	s.mu.Unlock()
	if j.samePicture(was) && (was.rhythm || !j.rhythm) {
		return
	}
	if j.log != was.log || j.turn != was.turn || j.span != was.span || j.rhythm && !was.rhythm || j.columns > 0 && was.columns == 0 {
		tell(s.hurry)
	}
	tell(s.wake)
}

// taken is what was found since; nil for nothing.
func (s *sampling) taken() *finding {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.found
	s.found = nil
	return f
}

func (s *sampling) get() job {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wanted
}

func (s *sampling) put(f *finding) {
	s.mu.Lock()
	if s.found != nil && s.found.log == f.log { // not seen yet
		if f.times == nil {
			f.times = s.found.times
		}
		if f.pace == nil {
			f.pace = s.found.pace
		}
	}
	s.found = f
	s.mu.Unlock()
	tell(s.done)
}

// run works until ctx ends. While nothing is wanted it is blocked.
func (s *sampling) run(ctx context.Context) {
	var p prober
	var picture job // found out last
	for received(ctx, s.wake) {
		select {
		case <-s.hurry:
		default:
		}
		j, began := s.get(), time.Now()
		f := finding{job: j}
		stop := func() bool { return ctx.Err() != nil || s.get().log != j.log }
		if j.columns > 0 && !j.samePicture(picture) {
			if f.times = p.run(j.log, j.v, j.columns, j.span, stop); f.times != nil {
				picture = j
			}
		}
		if j.rhythm && !stop() {
			f.pace = rhythmOf(j.v, stop)
		}
		if f.times != nil || f.pace != nil {
			s.put(&f)
		}
		if !s.rest(ctx, max(samplePause, sampleShare*time.Since(began))) {
			return
		}
	}
}

// rest waits, shorter where somebody is in a hurry; false when ctx ended first.
func (s *sampling) rest(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-s.hurry:
	case <-t.C:
	}
	return true
}
