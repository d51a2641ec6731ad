// Package notify tells on the desktop when WATS stops answering and when it answers again,
// for the people who do not have the window before them.
//
// One notification stands at a time: a newer one takes its place where the desktop can do
// that (D-Bus), and it is taken back when it is no longer news. What is sent is one of a
// closed list of the program's own texts, without anything filled in: on Windows the
// toolkit puts the text into a PowerShell script (Fyne 2.8.1, app/app_windows.go), where a
// server's text would be run as a program. The names of two folders stand there too, so
// they are looked at, and nothing is sent where one would not mean itself.
//
//	snapshot, focus, setting ─► policy ─► (one goroutine, Run) ─► Sender ─► desktop
package notify

import (
	"context"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"stationcompanion/breaker"
	"stationcompanion/client"
)

// Sender puts messages on the desktop. Run alone calls it, from one goroutine.
type Sender interface {
	// Send shows m in the place of the one before, if that still stands.
	Send(ctx context.Context, m Message) error
	// Withdraw takes it away, where the desktop can do that.
	Withdraw(ctx context.Context) error
	// Close gives up what is held.
	Close() error
}

// How long the desktop may take to accept a message, and to take one back at the end.
const (
	sendWait = 3 * time.Second
	lastWait = 200 * time.Millisecond
)

// Notifier decides and sends. Connection, Focused and On may be called from any goroutine
// and never wait for the desktop.
type Notifier struct {
	to  Sender
	log zerolog.Logger

	mu   sync.Mutex
	p    policy
	wake chan struct{}

	failed bool // Run's: a message did not get out, and that was logged
}

// New makes a notifier that is off.
func New(to Sender, log zerolog.Logger) *Notifier {
	return &Notifier{to: to, log: log, wake: make(chan struct{}, 1)}
}

// Connection takes over a snapshot. Demo data are no news.
func (n *Notifier) Connection(s client.Snapshot) {
	now := time.Now()
	state := between
	switch {
	case s.Demo:
	case s.Breaker.State != breaker.Closed:
		state = down
	case s.Link == client.LinkConnected && !s.Stale(now):
		state = up
	}
	n.change(func(p *policy) { p.see(state, now) })
}

// Focused tells whether a person has the window before them.
func (n *Notifier) Focused(yes bool) { n.change(func(p *policy) { p.focused = yes }) }

// On turns it on or off.
func (n *Notifier) On(yes bool) { n.change(func(p *policy) { p.on = yes }) }

func (n *Notifier) change(set func(*policy)) {
	n.mu.Lock()
	set(&n.p)
	n.mu.Unlock()
	select {
	case n.wake <- struct{}{}:
	default:
	}
}

// Run sends what is due until ctx ends; it blocks. At the end it takes back what stands.
func (n *Notifier) Run(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for ctx.Err() == nil {
		n.mu.Lock()
		do, wait := n.p.decide(time.Now())
		n.mu.Unlock()
		n.act(ctx, do)
		timer.Reset(wait)
		select {
		case <-n.wake:
		case <-timer.C:
		case <-ctx.Done():
		}
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWait)
	defer cancel()
	if n.p.stands { // nobody else decides any more
		n.note(n.to.Withdraw(ctx))
	}
	n.note(n.to.Close())
}

// act does what was decided.
func (n *Notifier) act(ctx context.Context, do action) {
	ctx, cancel := context.WithTimeout(ctx, sendWait)
	defer cancel()
	switch {
	case do.send != Message{}:
		n.note(n.to.Send(ctx, do.send))
	case do.withdraw:
		n.note(n.to.Withdraw(ctx))
	}
}

// note logs the first failure; a desktop without notifications is no trouble of ours.
func (n *Notifier) note(err error) {
	if err != nil && !n.failed {
		n.failed = true
		n.log.Info().Err(err).Msg("This desktop does not show notifications")
	}
}
