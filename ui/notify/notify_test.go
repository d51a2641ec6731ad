package notify

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"stationcompanion/breaker"
	"stationcompanion/client"
)

// desk is a desktop that notes what comes, with the second it came.
type desk struct {
	mu    sync.Mutex
	start time.Time
	log   []string
	err   error
}

func (d *desk) note(what string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.log = append(d.log, fmt.Sprintf("%d %s", int(time.Since(d.start).Seconds()), what))
	return d.err
}

func (d *desk) Send(_ context.Context, m Message) error { return d.note(string(m.key)) }
func (d *desk) Withdraw(context.Context) error          { return d.note("withdrawn") }
func (d *desk) Close() error                            { return nil }

func (d *desk) told() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return strings.Join(d.log, ", ")
}

// story plays steps and gives what the desktop got until then.
func story(t *testing.T, play func(n *Notifier, at func(seconds int))) (told string) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{start: time.Now()}
		n := New(d, zerolog.Nop())
		n.On(true)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); n.Run(ctx) }()
		play(n, func(seconds int) {
			time.Sleep(time.Duration(seconds)*time.Second - time.Since(d.start))
			synctest.Wait()
		})
		synctest.Wait()
		told = d.told()
		cancel()
		<-done
	})
	return told
}

func open(n *Notifier) {
	n.Connection(client.Snapshot{Link: client.LinkDown, Breaker: breaker.Status{State: breaker.Open}})
}

func half(n *Notifier) {
	n.Connection(client.Snapshot{Link: client.LinkDown, Breaker: breaker.Status{State: breaker.HalfOpen}})
}

func well(n *Notifier) {
	n.Connection(client.Snapshot{Link: client.LinkConnected, Proven: time.Now(), Interval: 10 * time.Second})
}

func TestWhatIsTold(t *testing.T) {
	for _, c := range []struct {
		name string
		play func(n *Notifier, at func(int))
		want string
	}{
		{"an outage and its end", func(n *Notifier, at func(int)) {
			well(n)
			at(60)
			open(n)
			at(90)
			half(n)
			at(91)
			open(n)
			at(121)
			well(n)
			at(600)
		}, "60 opened, 121 recovered"},
		{"nothing while a person looks", func(n *Notifier, at func(int)) {
			n.Focused(true)
			open(n)
			at(300)
			well(n)
			at(600)
		}, ""},
		{"the end, when it was seen to begin", func(n *Notifier, at func(int)) {
			n.Focused(true)
			open(n)
			at(5)
			n.Focused(false)
			at(9)
			well(n)
			at(600)
		}, "9 recovered"},
		{"taken back when a person looks", func(n *Notifier, at func(int)) {
			open(n)
			at(10)
			n.Focused(true)
			at(20)
			n.Focused(false)
			at(50)
			well(n)
			at(60)
			n.Focused(true)
			at(600)
		}, "0 opened, 10 withdrawn, 50 recovered, 60 withdrawn"},
		{"off", func(n *Notifier, at func(int)) {
			n.On(false)
			open(n)
			at(300)
			well(n)
			at(600)
		}, ""},
		{"turned off while one stands, and on again", func(n *Notifier, at func(int)) {
			open(n)
			at(40)
			n.On(false)
			at(50)
			n.On(true)
			at(60)
			n.On(false)
			at(61)
			well(n)
			at(62)
			n.On(true)
			at(600)
		}, "0 opened, 40 withdrawn, 50 opened, 60 withdrawn"},
		{"flapping every 3 s is one", func(n *Notifier, at func(int)) {
			for i := range 200 {
				at(6 * i)
				open(n)
				at(6*i + 3)
				well(n)
			}
		}, "0 opened"},
		{"and its end is told once it stays well", func(n *Notifier, at func(int)) {
			for i := range 20 {
				at(6 * i)
				open(n)
				at(6*i + 3)
				well(n)
			}
			for s := 120; s < 400; s += 10 {
				at(s)
				well(n)
			}
		}, "0 opened, 177 recovered"},
		{"at most one in 30 s", func(n *Notifier, at func(int)) {
			open(n)
			at(12)
			well(n)
			at(600)
		}, "0 opened, 30 recovered"},
		{"another server was chosen: no recovery until it answers", func(n *Notifier, at func(int)) {
			open(n)
			at(40)
			n.Connection(client.Snapshot{Link: client.LinkChecking})
			at(100)
			n.Connection(client.Snapshot{Link: client.LinkConnected, Interval: time.Second}) // stale
			at(200)
			well(n)
			at(600)
		}, "0 opened, 200 recovered"},
		{"failures that do not open it", func(n *Notifier, at func(int)) {
			n.Connection(client.Snapshot{Link: client.LinkUnsure})
			at(100)
			well(n)
			at(200)
		}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := story(t, c.play); got != c.want {
				t.Errorf("told %q, want %q", got, c.want)
			}
		})
	}
}

// An outage nobody was told of because it fell into the pause is over unsaid when it was
// brief, and said when it was not.
func TestBriefOutages(t *testing.T) {
	now := time.Unix(1000, 0)
	for lasted, want := range map[time.Duration]Message{8 * time.Second: {}, 12 * time.Second: Recovered()} {
		p := policy{on: true, sent: now.Add(-time.Second)}
		p.see(down, now)
		if do, wait := p.decide(now); do != (action{}) || wait != 29*time.Second {
			t.Errorf("at once: %v, %v", do, wait)
		}
		p.see(up, now.Add(lasted))
		if do, _ := p.decide(now.Add(2 * time.Minute)); do.send != want {
			t.Errorf("after %v: %v", lasted, do)
		}
	}
}

// At the end of the program the desktop is left as it was found, and a desktop that fails
// is said once.
func TestEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		d := &desk{start: time.Now(), err: errors.New("no desktop")}
		n := New(d, zerolog.New(&log))
		n.On(true)
		open(n)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); n.Run(ctx) }()
		time.Sleep(5 * time.Second)
		cancel()
		<-done
		if got := d.told(); got != "0 opened, 5 withdrawn" {
			t.Errorf("told %q", got)
		}
		if n := strings.Count(log.String(), "does not show notifications"); n != 1 {
			t.Errorf("said %d times: %s", n, &log)
		}
	})
}
