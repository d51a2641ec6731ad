package lookup

import (
	"context"
	"sync"
	"time"
)

// How long a request may stay silent before the pane says something.
const (
	showWaiting = 300 * time.Millisecond // what is waited for, and Cancel
	showLong    = 2 * time.Second        // that it is the server it waits for
)

// patience is how long a request has been under way.
type patience uint8

const (
	waitSoon patience = iota // showWaiting has passed
	waitLong                 // showLong has passed
)

// slot runs one request at a time: a new one cancels the one before, and an answer
// that comes late is dropped. It lives on the UI goroutine; only the work itself
// runs on another.
type slot struct {
	ctx   context.Context
	wg    *sync.WaitGroup
	do    func(func())
	after func(time.Duration, func()) (stop func())

	turn   uint64
	cancel context.CancelFunc // nil while nothing is under way
	notes  []func()           // stop the waiting notes
}

// busy reports whether a request is under way.
func (s *slot) busy() bool { return s.cancel != nil }

// stop cancels what is under way; its answer will be dropped.
func (s *slot) stop() {
	s.turn++
	if s.cancel != nil {
		s.cancel()
		s.cancel = nil
	}
	s.quiet()
}

func (s *slot) quiet() {
	for _, stop := range s.notes {
		stop()
	}
	s.notes = nil
}

// later runs fn on the UI goroutine after d, unless what is under way has ended by then.
func (s *slot) later(d time.Duration, fn func()) {
	turn := s.turn
	s.notes = append(s.notes, s.after(d, func() {
		if s.turn == turn && s.cancel != nil {
			fn()
		}
	}))
}

// ask runs work on a goroutine of its own and hands its result to done on the UI
// goroutine, unless the slot was given something else to do meanwhile. note is
// called on the UI goroutine when the answer takes long.
func ask[T any](s *slot, work func(context.Context) (T, error), note func(patience), done func(T, error)) {
	s.stop()
	ctx, cancel := context.WithCancel(s.ctx)
	s.cancel = cancel
	turn := s.turn
	current := func() bool { return s.turn == turn && s.cancel != nil }
	for wait, p := range map[time.Duration]patience{showWaiting: waitSoon, showLong: waitLong} {
		s.later(wait, func() { note(p) })
	}
	s.wg.Go(func() {
		defer cancel()
		v, err := work(ctx)
		if ctx.Err() != nil {
			return // nobody waits for it any more
		}
		s.do(func() {
			if !current() {
				return
			}
			s.cancel = nil
			s.quiet()
			done(v, err)
		})
	})
}
