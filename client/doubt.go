package client

import (
	"errors"
	"sync"
	"time"
)

// errDoubted is how a request ends whose pooled connection was given up: nothing came back
// on it. The same request is sent once more, on a fresh one.
var errDoubted = errors.New("the pooled connection is dead")

// A pooled connection can be dead without either side having been told: the PC slept, the
// network is another one, a router forgot it. So what goes out on one on which something
// came before is given up when nothing comes back for a while: Timing.Doubt, or twice what the
// server has needed of late. (The first request after a TLS handshake is treated like that
// too: that costs a slow server one question asked twice.)
const doubtMost = 10 * time.Second

// doubt is a connection's: whether what went out on it is answered.
type doubt struct {
	mu    sync.Mutex
	heard bool          // something came on it
	sent  time.Time     // when what is not answered yet went out; zero for nothing
	wait  time.Duration // for how long it is waited for
	timer *time.Timer
	gone  bool // given up
}

// writes notes that something goes out. Where something came before, the owner is told that
// the connection is lost unless something comes within patience.
func (d *doubt) writes(now time.Time, patience time.Duration, owner interface{ lost(after time.Duration) }) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.sent.IsZero() {
		return
	}
	d.sent, d.wait = now, patience
	if !d.heard {
		return
	}
	if d.timer == nil {
		d.timer = time.AfterFunc(patience, func() {
			if after := d.giveUp(); after > 0 {
				owner.lost(after)
			}
		})
		return
	}
	d.timer.Reset(patience)
}

// reads notes that something came, and gives how long it took; 0 where nobody waited.
func (d *doubt) reads(now time.Time) (took time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.heard = true
	if d.sent.IsZero() {
		return 0
	}
	took, d.sent = now.Sub(d.sent), time.Time{}
	if d.timer != nil {
		d.timer.Stop()
	}
	return took
}

// giveUp says how long was waited in vain; 0 where an answer came while the timer ended,
// and perhaps the next question went out since.
func (d *doubt) giveUp() time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.sent.IsZero() || time.Since(d.sent) < d.wait {
		return 0
	}
	d.gone = true
	return d.wait
}

// end stops the clock, and reports whether the connection was given up.
func (d *doubt) end() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.timer != nil {
		d.timer.Stop()
	}
	return d.gone
}

// pace is how long the server needs until its answer begins: the longest of late.
type pace struct {
	least   time.Duration
	mu      sync.Mutex
	slowest time.Duration
	doubted bool // slowest is only how long was waited in vain
}

// note takes another one; what is long ago fades.
func (p *pace) note(took time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.doubted {
		took = max(took, p.slowest-p.slowest/8)
	}
	p.slowest, p.doubted = took, false
}

// waited notes that nothing came for so long: the next one is given more, until an answer
// shows whether the connection was dead or the server slow.
func (p *pace) waited(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.doubted || d > p.slowest {
		p.slowest, p.doubted = d, true
	}
}

// patience is how long an answer may take to begin.
func (p *pace) patience() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.bound()
}

func (p *pace) bound() time.Duration { return min(max(p.least, 2*p.slowest), doubtMost) }
