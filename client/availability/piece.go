package availability

import (
	"slices"
	"time"

	"stationcompanion/client"
)

// State is how the connection was, the worst last.
type State uint8

// The states.
const (
	Unknown   State = iota // not watched, or nothing was proven
	Connected              // WATS answered, seconds ago
	Unsure                 // failing, or WATS asked for a pause
	Down                   // look-ups could not be answered
	states
)

// stateOf sorts the links.
func stateOf(l client.Link) State {
	switch l {
	case client.LinkConnected:
		return Connected
	case client.LinkUnsure, client.LinkPaused:
		return Unsure
	case client.LinkDown, client.LinkTokenRefused, client.LinkNotWATS, client.LinkWithheld:
		return Down
	}
	return Unknown // not set up, checking
}

// Gap says why nothing is known.
type Gap string

// The gaps.
const (
	GapNone       Gap = ""
	GapNotRunning Gap = "not_running" // the program did not run
	GapSlept      Gap = "slept"       // the PC slept or was held up, or its clock was set forward
	GapNotProven  Gap = "not_proven"  // no proof came in time
	GapDemo       Gap = "demo"        // demo data were shown
	GapBefore     Gap = "before"      // nothing had been recorded yet
)

// Piece is a stretch of time. Mostly it is of one state; where many short ones were put
// together it says how long each of them was, not in which order.
type Piece struct {
	At    time.Time             // the wall clock at its beginning
	Spans [states]time.Duration // by State
	Link  client.Link           // of that part of it that was worst off
	Kind  client.Kind           // its cause
	Why   Gap                   // where Link is empty
}

// Length is how long it was.
func (p Piece) Length() (d time.Duration) {
	for _, s := range p.Spans {
		d += s
	}
	return d
}

// State is the worst state in it: a short trouble between long calm is not hidden.
func (p Piece) State() State {
	for s := Down; s > Connected; s-- {
		if p.Spans[s] > 0 {
			return s
		}
	}
	if p.Spans[Unknown] > 0 {
		return Unknown
	}
	return Connected
}

// Mixed reports whether there are several states in it.
func (p Piece) Mixed() bool { return p.Spans[p.State()] != p.Length() }

// trouble is how long it was not connected.
func (p Piece) trouble() time.Duration { return p.Length() - p.Spans[Connected] }

// Totals sums up pieces by State.
func Totals(ps []Piece) (sum [states]time.Duration) {
	for _, p := range ps {
		for s, d := range p.Spans {
			sum[s] += d
		}
	}
	return sum
}

// Share is which part of the time known was connected, 0 to 1; ok is false when nothing
// is known.
func Share(ps []Piece) (share float64, ok bool) {
	sum := Totals(ps)
	known := sum[Connected] + sum[Unsure] + sum[Down]
	if known <= 0 {
		return 0, false
	}
	return float64(sum[Connected]) / float64(known), true
}

// line is the last Span in pieces, oldest first.
type line struct {
	pieces []Piece
	cut    bool // the next one begins anew, whatever it is like
}

// add puts d of p at the end; at is what the wall clock showed when it began.
func (l *line) add(at time.Time, p present, d time.Duration) {
	if d <= 0 {
		return
	}
	if n := len(l.pieces); n > 0 && !l.cut && l.pieces[n-1].like(p) {
		l.pieces[n-1].Spans[p.State] += d
	} else {
		q := Piece{At: at, Link: p.Link, Kind: p.Kind, Why: p.Why}
		q.Spans[p.State] = d
		l.pieces = append(l.pieces, q)
		l.cut = false
	}
	l.trim()
}

// like reports whether more of p continues it.
func (p Piece) like(q present) bool {
	return p.Link == q.Link && p.Kind == q.Kind && p.Why == q.Why && !p.Mixed() && p.State() == q.State
}

// trim takes away what is older than Span, and puts together what is too many.
func (l *line) trim() {
	over := -Span
	for _, p := range l.pieces {
		over += p.Length()
	}
	gone := 0
	for over > 0 && l.pieces[gone].Length() <= over {
		over -= l.pieces[gone].Length()
		gone++
	}
	l.pieces = slices.Delete(l.pieces, 0, gone)
	if over > 0 {
		l.pieces[0].shorten(over)
	}
	for len(l.pieces) > MaxPieces {
		l.join()
	}
}

// shorten takes d away from the beginning, from each state its part.
func (p *Piece) shorten(d time.Duration) {
	whole := p.Length()
	p.At = p.At.Add(d)
	for s := range p.Spans {
		part := time.Duration(float64(d) * float64(p.Spans[s]) / float64(whole))
		p.Spans[s] = max(p.Spans[s]-part, 0)
	}
}

// join makes one of the two shortest neighbours; the newest piece stays, since it grows.
func (l *line) join() {
	best := 0
	for i := range len(l.pieces) - 2 {
		if l.pair(i) < l.pair(best) {
			best = i
		}
	}
	a, b := l.pieces[best], l.pieces[best+1]
	if b.trouble() > a.trouble() {
		a.Link, a.Kind, a.Why = b.Link, b.Kind, b.Why
	}
	for s, d := range b.Spans {
		a.Spans[s] += d
	}
	l.pieces[best] = a
	l.pieces = slices.Delete(l.pieces, best+1, best+2)
}

func (l *line) pair(i int) time.Duration { return l.pieces[i].Length() + l.pieces[i+1].Length() }

func (l *line) copy() []Piece { return slices.Clone(l.pieces) }
