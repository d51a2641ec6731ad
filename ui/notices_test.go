package ui

import (
	"context"
	"testing"

	"github.com/rs/zerolog"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/ui/notify"
)

// mailbox is a desktop.
type mailbox chan notify.Message

func (m mailbox) Send(_ context.Context, x notify.Message) error { m <- x; return nil }
func (m mailbox) Withdraw(context.Context) error                 { m <- notify.Message{}; return nil }
func (m mailbox) Close() error                                   { return nil }

// The window hands on connection, focus and setting.
func TestNotices(t *testing.T) {
	down := linked(client.LinkDown)
	down.Breaker.State = breaker.Open
	box := make(mailbox, 10)
	st := with(stateOf("A"), station.KeyNotifications, "true")
	b := newBench(t, down, st, func(o *Options) { o.Notices = notify.New(box, zerolog.Nop()) })
	b.Start(t.Context())
	if got := <-box; got != notify.Opened() {
		t.Errorf("told %v", got)
	}
	lifecycle, ok := b.app.Lifecycle().(interface{ OnEnteredForeground() func() })
	if !ok {
		t.Fatal("the toolkit's lifecycle cannot be played")
	}
	lifecycle.OnEnteredForeground()()
	if got := <-box; got != (notify.Message{}) {
		t.Errorf("told %v although somebody looks", got)
	}
}

// With the setting off nothing is told.
func TestNoticesOff(t *testing.T) {
	box := make(mailbox, 10)
	n := notify.New(box, zerolog.Nop())
	b := newBench(t, linked(client.LinkDown), with(stateOf("A"), station.KeyNotifications, "false"), func(o *Options) { o.Notices = n })
	b.Start(t.Context())
	<-b.client.ready
	b.Close()
	b.Wait()
	if len(box) != 0 {
		t.Errorf("told %v", <-box)
	}
	b.showStation(with(stateOf("A"), station.KeyNotifications, "true"))
}
