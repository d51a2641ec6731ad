package availability

import (
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
)

// present is how the connection is now.
type present struct {
	State  State
	Link   client.Link
	Kind   client.Kind
	Why    Gap
	until  time.Duration // Connected: by the recorder's clock, when it is no longer proven
	proven time.Time     // the proof it rests on
}

// begin takes over what earlier runs left and starts the clock.
func (r *Recorder) begin() {
	kept, keep, setAside := r.load()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keep, r.setAside = keep, setAside
	r.mono, r.wall = r.o.Elapsed(), r.o.Now().Round(0)
	r.saved = r.mono
	r.begun = true
	if kept == nil {
		return
	}
	r.line.pieces, r.changes.list, r.day = kept.pieces(), kept.changes(), kept.day()
	r.changes.stop(0)
	r.changes.trim(r.wall)
	if gap := r.wall.Sub(kept.end()); gap > 0 {
		r.line.add(kept.end(), present{Why: GapNotRunning}, min(gap, Span))
	}
	r.line.cut = true
}

// tick accounts for the time since the last one and saves when it is time to.
func (r *Recorder) tick() {
	r.mu.Lock()
	r.advance()
	due := r.mono-r.saved >= saveEvery
	r.mu.Unlock()
	if due {
		r.save()
	}
}

// end is the last tick.
func (r *Recorder) end() {
	r.mu.Lock()
	r.advance()
	r.changes.stop(r.mono)
	r.mu.Unlock()
	r.save()
}

// observe takes over a snapshot and what the breaker did up to it.
func (r *Recorder) observe(s client.Snapshot, past []breaker.Transition) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.advance()
	foreign := s.Demo && !r.o.Demo
	r.look(s, foreign)
	if foreign {
		r.changes.stop(r.mono)
		return
	}
	r.count(func(d *Day) { d.Opened += r.changes.take(past, s.Breaker.State, r.wall, r.mono) })
	r.changes.trim(r.wall)
	if s.Breaker.Refusals < r.refused { // a new breaker
		r.refused = 0
	}
	r.count(func(d *Day) { d.Refused += s.Breaker.Refusals - r.refused })
	r.refused = s.Breaker.Refusals
}

// look makes a snapshot the present one.
func (r *Recorder) look(s client.Snapshot, foreign bool) {
	if foreign {
		r.present = present{Why: GapDemo}
		return
	}
	was := r.present
	p := present{State: stateOf(s.Link), Link: s.Link}
	if s.LastError != nil && p.State != Connected {
		p.Kind = s.LastError.Kind
	}
	if p.State == Connected {
		p.proven = s.Proven
		p.until = r.mono + 2*s.Interval - time.Since(s.Proven)
		if was.Why == GapSlept && !s.Proven.After(was.proven) {
			p = was // a proof from before
		}
	}
	r.present = p
}

// count adds to today's figures, which begin anew every day.
func (r *Recorder) count(add func(*Day)) {
	if today := dateOf(r.o.Now()); r.day.Date != today {
		r.day = Day{Date: today}
	}
	add(&r.day)
}

// advance accounts for the time since the last call. r.mu is held.
func (r *Recorder) advance() {
	mono, wall := r.o.Elapsed(), r.o.Now().Round(0)
	d := max(mono-r.mono, 0)
	jump := wall.Sub(r.wall) - d
	before, from := r.mono, r.wall
	r.mono, r.wall = mono, wall
	switch {
	case d > silence:
		r.line.add(from, present{Why: GapSlept}, d)
		r.lost()
	case r.present.State == Connected && r.present.until < mono:
		good := min(max(r.present.until-before, 0), d)
		r.line.add(from, r.present, good)
		r.line.add(from.Add(good), present{Why: GapNotProven}, d-good)
	default:
		r.line.add(from, r.present, d)
	}
	switch {
	case jump > step:
		r.line.add(from.Add(d), present{Why: GapSlept}, min(jump, Span))
		r.lost()
	case jump < -step:
		r.line.cut = true
	}
}

// lost forgets how the connection is, until there is a newer proof.
func (r *Recorder) lost() {
	if r.present.State == Connected {
		r.present = present{Why: GapSlept, proven: r.present.proven}
	}
}
