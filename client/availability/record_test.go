package availability

import (
	"testing"
	"testing/synctest"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
)

func TestADayWithARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newRig(t)
		g.start()
		g.sums("at first", 0, 0, 0, 0)
		g.src.beats(8 * time.Hour)
		g.src.fails(client.LinkUnsure, client.KindTimeout, 10*time.Second)
		g.src.moves(breaker.Closed, breaker.Open, client.KindTimeout, "5 consecutive failures")
		g.src.fails(client.LinkDown, client.KindTimeout, time.Hour)
		g.src.beats(time.Hour)
		g.sums("running", 9*time.Hour, 10*time.Second, time.Hour, 0)
		g.stop()

		time.Sleep(2 * time.Hour)
		g.src = newSource()
		g.start()
		g.src.beats(time.Hour)
		g.sums("restarted", 10*time.Hour, 10*time.Second, time.Hour, 2*time.Hour)
		if share, ok := Share(g.r.View().Pieces); !ok || share < 0.9 || share > 0.91 {
			t.Errorf("share %v %v, of the time known", share, ok)
		}
		g.src.beats(20 * time.Hour)
		g.sums("after a day", 22*time.Hour, 0, 0, 2*time.Hour)
		g.stop()
		if g.log.Len() > 0 {
			t.Errorf("log: %s", &g.log)
		}
	})
}

// What was not proven is never connected: the server's last word is good for two
// intervals, and for none after a sleep.
func TestNeverConnectedWithoutProof(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newRig(t)
		g.start()
		g.src.beats(time.Minute)
		time.Sleep(5 * time.Minute) // from 10 s after the last proof, nothing comes
		g.sums("silent", 70*time.Second, 0, 0, 4*time.Minute+50*time.Second)

		g.src.beats(time.Minute)
		time.Sleep(5 * time.Second)
		g.shift.Add(int64(3 * time.Hour)) // the monotonic clock stood still meanwhile (Linux)
		time.Sleep(6 * time.Second)
		g.src.set(func(*client.Snapshot) {}) // says connected still, by the proof from before
		time.Sleep(59 * time.Second)
		g.sums("slept on Linux", 140*time.Second, 0, 0, 3*time.Hour+5*time.Minute+50*time.Second)

		g.src.beats(time.Minute)
		time.Sleep(5 * time.Second)
		g.shift.Add(int64(2 * time.Hour)) // and here it went on (Windows)
		g.sleep.Add(int64(2 * time.Hour))
		time.Sleep(10 * time.Second)
		unknown := 5*time.Hour + 6*time.Minute
		s := Totals(g.r.View().Pieces)
		if s[Unknown] < unknown-20*time.Second || s[Connected] > 200*time.Second {
			t.Errorf("slept on Windows: %v", s)
		}
		g.stop()
	})
}

// A clock that is set back or forward makes no hour longer.
func TestClockSet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newRig(t)
		g.start()
		g.src.beats(time.Hour)
		g.shift.Add(-int64(40 * time.Minute))
		g.src.beats(time.Hour)
		g.sums("set back", 2*time.Hour, 0, 0, 0)
		v := g.r.View()
		if len(v.Pieces) != 2 || v.Pieces[1].At.Sub(v.Pieces[0].At) > 25*time.Minute {
			t.Errorf("the labels after the clock was set do not follow it: %+v", v.Pieces)
		}
		g.stop()
		g.shift.Add(-int64(5 * time.Hour)) // while the program does not run
		g.src = newSource()
		g.start()
		g.src.beats(time.Hour)
		g.sums("set back while away", 3*time.Hour, 0, 0, 0)
		g.stop()
		g.shift.Add(int64(100 * 24 * time.Hour))
		g.src = newSource()
		g.start()
		g.src.beats(time.Hour)
		g.sums("set far forward while away", time.Hour, 0, 0, 23*time.Hour)
		g.stop()
	})
}

// However often it changes, little is kept, and the sums stay right.
func TestFlappingIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newRig(t)
		g.path = "" // in memory only
		g.start()
		for range 1000 { // 100 min
			g.src.beats(3 * time.Second)
			g.src.fails(client.LinkUnsure, client.KindCut, 2*time.Second)
			g.src.fails(client.LinkUnsure, client.KindTimeout, time.Second)
		}
		g.sums("flapping", 50*time.Minute, 50*time.Minute, 0, 0)
		if n := len(g.r.View().Pieces); n > MaxPieces {
			t.Errorf("%d pieces", n)
		}
		g.src.beats(30 * time.Hour)
		g.sums("calm again", 24*time.Hour, 0, 0, 0)
		g.stop()
	})
}

func TestDemoDataSayNothingAboutTheServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newRig(t)
		g.src.snap.Demo = true
		g.start()
		g.src.beats(time.Hour)
		g.src.moves(breaker.Closed, breaker.Open, client.KindRefused, "5 consecutive failures")
		g.sums("demo", 0, 0, 0, time.Hour)
		if v := g.r.View(); len(v.Changes) != 0 || v.Today.Opened != 0 {
			t.Errorf("%+v", v)
		}
		g.stop()
		g.r.o.Demo = true
		g.src = newSource()
		g.r.observe(client.Snapshot{Demo: true, Breaker: breaker.Status{Refusals: 3}}, nil)
		if v := g.r.View(); v.Today.Refused != 3 {
			t.Errorf("%+v", v.Today)
		}
	})
}

// Every link is sorted, and only one of them is connected.
func TestStateOfLinks(t *testing.T) {
	for l, want := range map[client.Link]State{
		client.LinkNotSetUp: Unknown, client.LinkChecking: Unknown, client.LinkConnected: Connected,
		client.LinkUnsure: Unsure, client.LinkPaused: Unsure, client.LinkDown: Down,
		client.LinkTokenRefused: Down, client.LinkNotWATS: Down, client.LinkWithheld: Down, "new": Unknown,
	} {
		if got := stateOf(l); got != want {
			t.Errorf("%s is %d, want %d", l, got, want)
		}
	}
}
