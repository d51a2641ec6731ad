// Package availability remembers how the connection to WATS was: for the last 24 hours
// when it was connected and when not, for up to 30 days what the breaker did, and both
// over restarts, in one small file.
//
// Lengths of time come from the monotonic clock, the wall clock only labels them: a clock
// that is set back or forward makes no hour longer. What was not watched (the program did
// not run, the PC slept, no proof came) is "not known" and never counts as connected.
//
//	client.Watch ─► observe ─┐
//	tick (10 s) ─► advance ──┼─► pieces, changes ─► View
//	tick (1 min), end ─► save ┘
//
// It keeps what was proven, not what was likely, so its figures are a lower bound. Two
// programs of one account that run at once share the file: the one that writes last wins.
package availability

import (
	"context"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"stationcompanion/breaker"
	"stationcompanion/client"
)

// The bounds of what is kept.
const (
	Span       = 24 * time.Hour      // of pieces
	MaxPieces  = 600                 // neighbours are put together beyond
	MaxChanges = 200                 // the oldest go first
	MaxAge     = 30 * 24 * time.Hour // of changes
)

// How often time is accounted for and the file written, and what is no longer a tick.
const (
	tick      = 10 * time.Second
	saveEvery = time.Minute
	// silence is the longest time between two ticks that counts as watched; more is a PC
	// that slept, or had no time for this program.
	silence = 3 * tick
	// step is how far the wall clock may leave the monotonic one between two ticks before
	// it counts as sleep (Linux stops the monotonic clock then) or as a clock that was set.
	step = 5 * time.Second
)

// Source is what is recorded; *client.Client is one.
type Source interface {
	Watch(ctx context.Context, fn func(client.Snapshot))
	History() []breaker.Transition
}

// Options configures a Recorder; its zero value works and keeps nothing over a restart.
type Options struct {
	Path string // of the file; empty: in memory only
	// Demo records demo data as well; else they are "not known", since they say nothing
	// about this station's server.
	Demo    bool
	Log     zerolog.Logger
	Now     func() time.Time     // the wall clock; default time.Now
	Elapsed func() time.Duration // a clock that is never set; default the monotonic one
}

// Recorder is safe for use from any goroutine.
type Recorder struct {
	o Options

	mu      sync.Mutex
	line    line
	changes changes
	day     Day
	present present
	mono    time.Duration // as of the last advance
	wall    time.Time
	begun   bool // Run has read the file
	refused uint64

	disk     disk
	keep     bool          // the file may be written
	saved    time.Duration // when it last was, by mono
	failed   bool          // the last attempt failed, and was logged
	setAside bool
}

// Day counts what happened on one day of this PC's zone.
type Day struct {
	Date    string // 2026-04-21
	Opened  int    // times the breaker left CLOSED for OPEN
	Refused uint64 // requests it did not send
}

// View is everything recorded: a value of its own.
type View struct {
	Now     time.Time
	Pieces  []Piece  // oldest first, without holes, up to Now; together at most Span
	Changes []Change // oldest first
	Today   Day
	// SetAside tells that the file of earlier runs was damaged and put aside.
	SetAside bool
}

// New makes a recorder that knows nothing yet. Run reads what earlier runs left.
func New(o Options) *Recorder {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Elapsed == nil {
		start := time.Now()
		o.Elapsed = func() time.Duration { return time.Since(start) }
	}
	return &Recorder{o: o, disk: system, present: present{Link: client.LinkChecking}}
}

// Run reads the file, records until ctx ends, and writes the file: at most once a minute,
// and at the end. It blocks.
func (r *Recorder) Run(ctx context.Context, from Source) {
	r.begin()
	var watching sync.WaitGroup
	watching.Go(func() { from.Watch(ctx, func(s client.Snapshot) { r.observe(s, from.History()) }) })
	t := time.NewTicker(tick)
	defer t.Stop()
	for ctx.Err() == nil {
		select {
		case <-t.C:
			r.tick()
		case <-ctx.Done():
		}
	}
	watching.Wait()
	r.end()
}

// View gives everything recorded up to now.
func (r *Recorder) View() View {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.begun {
		r.advance()
	}
	now := r.o.Now()
	v := View{Now: now, Pieces: r.line.copy(), Changes: r.changes.copy(r.mono), Today: r.day, SetAside: r.setAside}
	if today := dateOf(now); v.Today.Date != today {
		v.Today = Day{Date: today}
	}
	return v
}

// dateOf names the day of a moment in its zone.
func dateOf(t time.Time) string { return t.Format(time.DateOnly) }
