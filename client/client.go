// Package client is the one road to the WATS server: pooled connections, circuit
// breaker, heartbeat, look-ups, and the newest Snapshot of the connection.
//
// Nothing else in the program talks to the server. It never contacts anything but
// the configured origin (or the proxy the environment names for it), and never
// sends a token to another. Its one caveat: nobody tells it that the server is
// well again but its own heartbeat, so without Run an open breaker stays open.
//
//	Find/Report/Latest ─▶ ask (retries) ─▶ roundTrip ─▶ breaker ─▶ exchange ─▶ wire
//	Run (heartbeat) ────────────────────────┘  │
//	                                           └─▶ update ─▶ Snapshot ─▶ Watch
package client

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"stationcompanion/breaker"
	"stationcompanion/logging"
)

// Client is safe for use from any goroutine.
type Client struct {
	timing  Timing
	log     zerolog.Logger
	now     func() time.Time
	wall    func() time.Time // without a monotonic reading
	options Options

	ctx    context.Context // ends with Close
	cancel context.CancelFunc
	wake   chan struct{} // the heartbeat looks at its clock again
	budget budget
	around around
	// addresses are those of this PC, as one text
	addresses func() string

	requests, retries, conns atomic.Uint64

	saving   sync.WaitGroup // what is being saved; Close waits for it
	fetching sync.Mutex     // held while the latest reports are fetched to be saved

	mu      sync.Mutex
	sess    *session      // swapped whole by Apply
	snap    Snapshot      // the newest
	changed chan struct{} // closed when snap is replaced; nil while nobody waits
}

// New makes a client; nothing is sent before Run or the first call.
func New(o Options) *Client {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.wall == nil {
		o.wall = func() time.Time { return time.Now().Round(0) }
	}
	if o.addresses == nil {
		o.addresses = localAddresses
	}
	if o.Version == "" {
		o.Version = "dev"
	}
	if o.Dial == nil {
		o.Dial = newDialer().DialContext
	}
	c := &Client{
		timing:    o.Timing.withDefaults(),
		log:       o.Log,
		now:       o.Now,
		wall:      o.wall,
		options:   o,
		addresses: o.addresses,
		wake:      make(chan struct{}, 1),
	}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	c.sess = c.newSession(o.Config, c.trustOf(o.Config, trust{}), nil)
	c.snap = c.assemble(c.sess, c.now())
	return c
}

// Apply takes a new configuration; requests under way for the old server are
// cancelled when the server or token changed, and the heartbeat tries at once.
// A configuration that changes nothing about the connection leaves it alone.
func (c *Client) Apply(cfg Config) {
	t := c.trustOf(cfg, c.session().trust)
	c.mu.Lock()
	old := c.sess
	c.sess = c.newSession(cfg, t, old)
	s := c.sess
	c.mu.Unlock()

	c.update(c.ctx, s, func(f *facts) {})
	if old.wire != nil && old.wire != s.wire {
		old.wire.close()
	}
	if old.saved != s.saved {
		old.saved.close()
	}
}

func (c *Client) session() *session {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sess
}

// Snapshot is the newest one.
func (c *Client) Snapshot() Snapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.snap
}

// Watch calls fn with the present snapshot, then the newest after each change,
// until ctx ends or the client is closed. It blocks; fn runs on the caller's
// goroutine, with no lock held. Snapshots that came and went meanwhile are
// passed over.
func (c *Client) Watch(ctx context.Context, fn func(Snapshot)) {
	for ctx.Err() == nil {
		c.mu.Lock()
		if c.changed == nil {
			c.changed = make(chan struct{})
		}
		snap, changed := c.snap, c.changed
		c.mu.Unlock()
		fn(snap)
		select {
		case <-changed:
		case <-ctx.Done():
		case <-c.ctx.Done():
			return
		}
	}
}

// RetryNow makes one health check outside the breaker at once; on success the
// breaker is reset. It also ends a pause and a token-refused wait.
func (c *Client) RetryNow(ctx context.Context) error {
	ctx = logging.Begin(ctx, "retry now")
	s := c.session()
	c.update(ctx, s, func(f *facts) { f.trouble.pausedUntil = time.Time{} })
	return plain(c.try(ctx, s, pastBreaker, false, "retried by operator"))
}

// Check makes one exchange (version call) now, through the breaker, and gives the snapshot after it.
func (c *Client) Check(ctx context.Context) (Snapshot, error) {
	ctx = logging.Begin(ctx, "check")
	e := c.version(ctx, c.session(), throughBreaker, false)
	return c.Snapshot(), plain(e)
}

// History gives the breaker's transitions since its server or settings last
// changed, oldest first.
func (c *Client) History() []breaker.Transition { return c.session().brk.History() }

// Close ends what Run does not: idle connections, and every request still
// under way; it waits for what is being saved. After it calls fail with KindCancelled.
// Closing twice is harmless.
func (c *Client) Close() {
	c.cancel()
	s := c.session()
	if s.wire != nil {
		s.wire.close()
	}
	c.saving.Wait()
	s.saved.close()
}

// nextBeat starts a heartbeat interval now, with a fresh draw of its jitter.
func (c *Client) nextBeat() beat {
	return beat{at: c.now(), spread: 1 + c.timing.HeartbeatSpread*(2*rand.Float64()-1)} // #nosec G404 -- spreads stations in time, no secret
}
