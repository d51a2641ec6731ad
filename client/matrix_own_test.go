package client_test

import (
	"strings"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/station/secret"
	"stationcompanion/ui/words"
)

var newToken = secret.New("bmV3Om9uZQ==")

// blackHole: the pooled connections die silently. What goes out on one is asked again on a
// new one, with nothing mended and no try failed.
func blackHole(t *testing.T, r row, b *rig) {
	from, lines, began := b.seen.now(), len(b.log.from(0)), time.Now()
	b.site.swallow()
	b.answered(t)
	back := b.seen.until(t, "proven again", from, patience, func(s sample) bool { return s.connected() && s.Proven.After(began) })
	if head := words.Connection(back.Snapshot, back.at); head.Title != r.title {
		t.Errorf("the header says %q", head.Title)
	}
	all, _ := b.seen.from(from)
	for _, s := range all {
		if !s.connected() || s.Recent.Failed > 0 {
			t.Fatalf("a dead connection shows: %+v", s.Snapshot)
		}
	}
	t.Logf("proven again after %v", back.at.Sub(began).Round(time.Millisecond))
	for _, line := range b.log.from(lines) {
		if line.Level == "warn" || line.Level == "error" {
			t.Errorf("the log says %+v", line)
		}
	}
}

// flapping: the server goes away and comes back all the time, too soon for the breaker: three
// seconds here and three there, a fiftieth of them as of every other time in matrixTiming.
func flapping(t *testing.T, r row, b *rig) {
	from := b.seen.now()
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for range 200 {
			b.site.shut()
			pause(stop, slower(60*time.Millisecond))
			b.site.reopen(t)
			if pause(stop, slower(60*time.Millisecond)) {
				return
			}
		}
	}()
	first := b.seen.until(t, "called unstable", from, patience, func(s sample) bool { return s.Unstable.On() })
	head := words.Connection(first.Snapshot, first.at)
	// A request that is under way when the server goes is cut rather than refused.
	says := strings.Replace(b.plainly(head.Advice), "The connection broke in the middle of the answer.", "Nothing answers at this address.", 1)
	if head.Title != r.title || says != r.advice {
		t.Errorf("the header says %q, %q", head.Title, head.Advice)
	}
	for range 3 { // it stands for a while and follows
		was := first
		first = b.seen.until(t, "another count", from, patience, func(s sample) bool {
			return s.Seq > was.Seq && s.Unstable.Recent != was.Unstable.Recent
		})
		if d := first.at.Sub(was.at); d < matrixTiming.Steady*9/10 {
			t.Errorf("another sentence after %v", d)
		}
	}
	mark := b.seen.now()
	close(stop)
	<-stopped
	all, _ := b.seen.from(from)
	for _, s := range all[:mark-from] {
		tone := words.Connection(s.Snapshot, s.at).Tone
		if s.Unstable.On() && s.Link == client.LinkConnected && tone == words.Good {
			t.Errorf("well in the header while it comes and goes: %+v", s.Snapshot)
		}
	}
	b.seen.until(t, "stable again", mark, patience, func(s sample) bool { return s.connected() && !s.Unstable.On() })
	b.answered(t)
}

// pause waits, and reports whether it is over altogether.
func pause(stop <-chan struct{}, d time.Duration) bool {
	select {
	case <-stop:
		return true
	case <-time.After(d):
		return false
	}
}
