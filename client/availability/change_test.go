package availability

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
)

// told writes changes in short.
func told(cs []Change) string {
	var out []string
	for _, c := range cs {
		s := fmt.Sprintf("%s>%s %s %s", c.From, c.To, c.Kind, c.Lasted.Round(time.Second))
		if c.Probes > 0 {
			s += fmt.Sprintf(" x%d", c.Probes)
		}
		out = append(out, s+" "+string(c.End))
	}
	return strings.Join(out, "\n")
}

// outage opens, probes in vain n times 30 s apart, and closes.
func (g *rig) outage(n int) {
	g.src.moves(breaker.Closed, breaker.Open, client.KindRefused, "5 consecutive failures")
	for range n {
		time.Sleep(30 * time.Second)
		g.src.moves(breaker.Open, breaker.HalfOpen, client.KindRefused, "probe on its way")
		g.src.moves(breaker.HalfOpen, breaker.Open, client.KindTimeout, "probe failed")
	}
	time.Sleep(30 * time.Second)
	g.src.moves(breaker.Open, breaker.HalfOpen, client.KindTimeout, "probe on its way")
	time.Sleep(time.Second)
	g.src.moves(breaker.HalfOpen, breaker.Closed, client.KindNone, "probe succeeded")
}

func TestChangesOverARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newRig(t)
		g.start()
		time.Sleep(time.Hour)
		g.outage(10)
		time.Sleep(time.Minute)
		g.src.set(func(s *client.Snapshot) { s.Breaker.Refusals = 7 })
		want := `CLOSED>OPEN refused 30s next
HALF_OPEN>OPEN timeout 5m0s x10 next
OPEN>HALF_OPEN timeout 1s next
HALF_OPEN>CLOSED  1m0s `
		if got := told(g.r.View().Changes); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		g.src.moves(breaker.Closed, breaker.Open, client.KindName, "5 consecutive failures")
		time.Sleep(20 * time.Second)
		g.stop()

		time.Sleep(time.Hour)
		g.src = newSource()
		g.start()
		g.src.set(func(s *client.Snapshot) { s.Breaker.Refusals = 2 })
		v := g.r.View()
		want = strings.TrimSuffix(want, " ") + " next\nCLOSED>OPEN name_not_found 20s stopped"
		if got := told(v.Changes); got != want {
			t.Errorf("restarted: got\n%s\nwant\n%s", got, want)
		}
		if v.Today.Opened != 2 || v.Today.Refused != 9 {
			t.Errorf("today %+v, want opened 2, refused 9", v.Today)
		}
		time.Sleep(24 * time.Hour)
		if v := g.r.View(); v.Today.Opened != 0 || v.Today.Refused != 0 {
			t.Errorf("the next day %+v", v.Today)
		}
		g.stop()
		time.Sleep(30 * 24 * time.Hour)
		g.start()
		if v := g.r.View(); len(v.Changes) != 0 {
			t.Errorf("after a month: %s", told(v.Changes))
		}
		g.stop()
	})
}

func TestChangesAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newRig(t)
		g.start()
		for range 150 {
			g.outage(2)
			g.src.mu.Lock()
			g.src.past = g.src.past[max(0, len(g.src.past)-100):] // as the breaker does
			g.src.mu.Unlock()
		}
		v := g.r.View()
		if len(v.Changes) != MaxChanges || v.Today.Opened != 150 {
			t.Errorf("%d changes, opened %d times", len(v.Changes), v.Today.Opened)
		}
		g.stop()
	})
}

// A new server has a breaker that never opened: what the old one was in ends there.
func TestAnotherBreaker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newRig(t)
		g.start()
		g.src.moves(breaker.Closed, breaker.Open, client.KindRefused, "5 consecutive failures")
		time.Sleep(20 * time.Second)
		g.src.mu.Lock()
		g.src.past = nil
		g.src.mu.Unlock()
		g.src.set(func(s *client.Snapshot) { s.Breaker = breaker.Status{} })
		time.Sleep(time.Hour)
		g.src.moves(breaker.Closed, breaker.Open, client.KindRefused, strings.Repeat("long ", 100))
		v := g.r.View()
		want := "CLOSED>OPEN refused 20s stopped\nCLOSED>OPEN refused 0s "
		if got := told(v.Changes); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		if len(v.Changes[1].Note) > noteMax {
			t.Error("the note has no bound")
		}
		g.stop()
	})
}

// A foreign cause is a kind, never a text.
func TestCauseIsAKind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := changes{}
		c.take([]breaker.Transition{{At: time.Now(), To: breaker.Open, Cause: errAny}}, breaker.Open, time.Now(), 0)
		if c.list[0].Kind != client.KindUnexpected {
			t.Errorf("%+v", c.list[0])
		}
	})
}
