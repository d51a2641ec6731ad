package client

import (
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"stationcompanion/breaker"
)

// TestWakingUpDoesNotTrustTimers: what was OPEN, or asked to wait, before a sleep is tried
// at once after it, and what was proven before it is no longer.
func TestWakingUpDoesNotTrustTimers(t *testing.T) {
	var slept atomic.Int64
	sleepy := func(o *Options) {
		o.wall = func() time.Time { return time.Now().Round(0).Add(time.Duration(slept.Load())) }
	}
	bubble(t, wats, sleepy, func(t *testing.T, w world) {
		synctest.Wait()
		w.set(hang)
		slept.Add(int64(8 * time.Hour))
		time.Sleep(lookUpClock + time.Millisecond)
		synctest.Wait()
		if s := w.Snapshot(); s.Link == LinkConnected && !s.Stale(time.Now()) {
			t.Errorf("connected as of %v ago, before eight hours of sleep", time.Since(s.Proven))
		}
		time.Sleep(time.Minute)
		w.set(status(500)) // fails at once: nothing is on its way
		time.Sleep(30 * time.Second)
		if s := w.Snapshot(); s.Breaker.State != breaker.Open {
			t.Fatalf("the breaker is %s", s.Breaker.State)
		}
		for time.Until(w.Snapshot().NextTry) < 20*time.Second { // a probe has just failed
			time.Sleep(100 * time.Millisecond)
		}
		w.set(wats)
		slept.Add(int64(time.Hour))
		time.Sleep(lookUpClock + time.Millisecond)
		synctest.Wait()
		wantLink(t, w.Client, LinkConnected)
		past := w.History()
		if last := past[len(past)-1]; last.To != breaker.Closed || last.Note != "tried after sleep or on another network" {
			t.Errorf("it closed by %+v", last)
		}
		w.set(status(429, "Retry-After", "240"))
		time.Sleep(15 * time.Second)
		wantLink(t, w.Client, LinkPaused)
		w.set(wats)
		slept.Add(int64(time.Hour))
		time.Sleep(lookUpClock + time.Millisecond)
		synctest.Wait()
		wantLink(t, w.Client, LinkConnected)
		if n := w.log.with("This PC slept"); n != 3 {
			t.Errorf("it says %d times that the PC slept", n)
		}
	})
}

// TestALookUpNoticesTheSleepItself: it does not wait for the heartbeat's next look.
func TestALookUpNoticesTheSleepItself(t *testing.T) {
	var slept atomic.Int64
	h := &holes{}
	sleepy := func(o *Options) {
		h.dial, o.Dial = o.Dial, h.Dial
		o.wall = func() time.Time { return time.Now().Round(0).Add(time.Duration(slept.Load())) }
	}
	bubble(t, wats, sleepy, func(t *testing.T, w world) {
		time.Sleep(time.Second)
		h.open()
		slept.Add(int64(time.Hour))
		began := time.Now()
		if _, err := w.Find(t.Context(), Query{Text: "SN"}); err != nil || time.Since(began) > 100*time.Millisecond {
			t.Errorf("%v after %v", err, time.Since(began))
		}
	})
}

// TestALookUpAfterASleepIsNotRefused: where the breaker opened before the sleep, as when the
// network went first, the look-up that notices the sleep does not trust it.
func TestALookUpAfterASleepIsNotRefused(t *testing.T) {
	var slept atomic.Int64
	sleepy := func(o *Options) {
		o.wall = func() time.Time { return time.Now().Round(0).Add(time.Duration(slept.Load())) }
	}
	bubble(t, status(500), sleepy, func(t *testing.T, w world) {
		open := func() {
			t.Helper()
			w.set(status(500))
			for w.Snapshot().Breaker.State != breaker.Open || time.Until(w.Snapshot().NextTry) < 20*time.Second {
				time.Sleep(100 * time.Millisecond)
			}
		}
		for range 20 {
			open()
			w.set(wats)
			slept.Add(int64(time.Hour))
			time.Sleep(lookUpClock / 10)
			if _, err := w.Find(t.Context(), Query{Text: "SN"}); err != nil {
				t.Fatal(err)
			}
		}
		open() // where it is down still, the look-up learns so within a heartbeat's time
		w.set(hang)
		slept.Add(int64(time.Hour))
		began := time.Now()
		_, err := w.Find(t.Context(), Query{Text: "SN"})
		wantKind(t, err, KindOpen)
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("refused after %v", took)
		}
		began = time.Now() // and no other pays for it
		_, err = w.Find(t.Context(), Query{Text: "SN"})
		wantKind(t, err, KindOpen)
		if took := time.Since(began); took > 0 {
			t.Errorf("refused after %v", took)
		}
	})
}

// TestTheNetworkComesLaterThanThePC: after a sleep the program tries for some seconds, as if
// the breaker were closed: the network is often not there yet at the first try.
func TestTheNetworkComesLaterThanThePC(t *testing.T) {
	var slept atomic.Int64
	sleepy := func(o *Options) {
		o.wall = func() time.Time { return time.Now().Round(0).Add(time.Duration(slept.Load())) }
	}
	bubble(t, wats, sleepy, func(t *testing.T, w world) {
		synctest.Wait()
		w.kill()
		for w.Snapshot().Breaker.State != breaker.Open || time.Until(w.Snapshot().NextTry) < 28*time.Second {
			time.Sleep(100 * time.Millisecond)
		}
		slept.Add(int64(time.Hour))
		time.Sleep(6 * time.Second)
		wantLink(t, w.Client, LinkDown)
		w.revive()
		time.Sleep(3 * time.Second)
		wantLink(t, w.Client, LinkConnected)
		w.kill()
		for w.Snapshot().Breaker.State != breaker.Open || time.Until(w.Snapshot().NextTry) < 28*time.Second {
			time.Sleep(100 * time.Millisecond)
		}
		slept.Add(int64(time.Hour))
		time.Sleep(15 * time.Second)
		n := w.dials.Load() // not for ever
		time.Sleep(10 * time.Second)
		if more := w.dials.Load() - n; more > 1 {
			t.Errorf("%d tries in ten seconds", more)
		}
	})
}

// TestAnotherNetworkIsTriedSoon: within some seconds, not all stations at once, and past an
// OPEN breaker.
func TestAnotherNetworkIsTriedSoon(t *testing.T) {
	var network atomic.Int64
	roams := func(o *Options) { o.addresses = func() string { return fmt.Sprint("network ", network.Load()) } }
	bubble(t, wats, roams, func(t *testing.T, w world) {
		synctest.Wait()
		w.kill()
		time.Sleep(time.Minute)
		wantLink(t, w.Client, LinkDown)
		for time.Until(w.Snapshot().NextTry) < 20*time.Second { // a probe has just failed
			time.Sleep(100 * time.Millisecond)
		}
		w.revive()
		network.Add(1)
		time.Sleep(lookUpClock + roamSpread)
		synctest.Wait()
		wantLink(t, w.Client, LinkConnected)
		n := w.served.Load()
		time.Sleep(5 * time.Second)
		if w.served.Load() > n+1 {
			t.Error("it goes on trying")
		}
	})
}

// TestBusyStillLooksAround: while something in the background changes what is known again and
// again, as fetching the latest reports does, another network is noticed as soon as ever.
func TestBusyStillLooksAround(t *testing.T) {
	var network atomic.Int64
	roams := func(o *Options) { o.addresses = func() string { return fmt.Sprint("network ", network.Load()) } }
	bubble(t, wats, roams, func(t *testing.T, w world) {
		busy := func(d time.Duration) {
			for range d / (500 * time.Millisecond) {
				time.Sleep(500 * time.Millisecond)
				w.update(t.Context(), w.session(), func(*facts) {})
			}
		}
		for want := 1; want < 20; want++ {
			busy(10 * time.Second)
			network.Add(1)
			busy(lookUpClock + time.Second)
			if n := w.log.with("This PC's addresses changed"); n != want {
				t.Fatalf("another network, for the %d. time: noticed %d times", want, n)
			}
		}
		if n := w.log.with("This PC slept"); n != 0 {
			t.Errorf("it slept %d times", n)
		}
	})
}

// TestStationsOnOneSwitchAreSpread: another network is tried at any moment of four seconds,
// where sleep is followed by a try at once.
func TestStationsOnOneSwitchAreSpread(t *testing.T) {
	var network, slept atomic.Int64
	roams := func(o *Options) {
		o.addresses = func() string { return fmt.Sprint("network ", network.Load()) }
		o.wall = func() time.Time { return time.Now().Round(0).Add(time.Duration(slept.Load())) }
	}
	bubble(t, wats, roams, func(t *testing.T, w world) {
		var waits []time.Duration
		for range 40 {
			time.Sleep(5 * time.Second)
			synctest.Wait()
			network.Add(1)
			w.lookAround(t.Context(), w.session(), true)
			if due := w.Snapshot().NextTry; !due.IsZero() { // zero: it is due and on its way
				waits = append(waits, time.Until(due))
			}
		}
		slices.Sort(waits)
		if n := len(waits); n < 30 || waits[0] > time.Second || waits[n-1] < 3*time.Second || waits[n-1] > roamSpread {
			t.Errorf("tried after %v", waits)
		}
		time.Sleep(5 * time.Second)
		synctest.Wait()
		slept.Add(int64(time.Hour))
		n := w.served.Load()
		w.lookAround(t.Context(), w.session(), true)
		synctest.Wait()
		if w.served.Load() != n+1 {
			t.Error("after a sleep it waits")
		}
	})
}

// TestHerd: forty stations whose server comes back ask it one after the other: no second
// has more than four times the mean of requests. When each asks is drawn by chance, so the
// middle one of three such returns counts. While breakers are not open yet each station tries
// every two seconds, which alone is five times the mean.
func TestHerd(t *testing.T) {
	for name, tc := range map[string]struct {
		absence
		limit float64
	}{
		"away for ten minutes":    {absence{5 * time.Minute, 10 * time.Minute}, 4},
		"away for twenty seconds": {absence{5 * time.Minute, 20 * time.Second}, 4},
		"restarted":               {absence{5 * time.Minute, 8 * time.Second}, 7},
		"back after the stations": {absence{0, time.Minute}, 4},
	} {
		t.Run(name, func(t *testing.T) {
			var times []float64
			for range 3 {
				synctest.Test(t, func(t *testing.T) { times = append(times, herd(t, 40, tc.absence)) })
			}
			slices.Sort(times)
			if times[1] > tc.limit {
				t.Errorf("the busiest seconds have %.1f times the mean", times)
			}
		})
	}
}

// TestLookAround: what counts as sleep and as another network, by two clocks and the addresses.
func TestLookAround(t *testing.T) {
	for name, tc := range map[string]struct {
		ours, wall        time.Duration // since the look before
		idle              bool          // the heartbeat does not run
		was, is           string
		slept, stoodStill time.Duration
		moved             bool
	}{
		"three seconds":                 {ours: 3 * time.Second, wall: 3 * time.Second},
		"a clock that is set a little":  {ours: 3 * time.Second, wall: 7 * time.Second},
		"slept, our clock stood still":  {ours: 3 * time.Second, wall: time.Hour, slept: time.Hour, stoodStill: time.Hour - 3*time.Second},
		"slept, no heartbeat":           {idle: true, ours: 3 * time.Second, wall: time.Hour, slept: time.Hour, stoodStill: time.Hour - 3*time.Second},
		"slept, our clock went on":      {ours: time.Hour, wall: time.Hour, slept: time.Hour},
		"nobody looked for an hour":     {idle: true, ours: time.Hour, wall: time.Hour},
		"busy for a while":              {ours: 20 * time.Second, wall: 20 * time.Second},
		"the wall clock is set back":    {ours: 3 * time.Second, wall: -time.Hour},
		"set back, and nobody looked":   {idle: true, ours: time.Hour, wall: -time.Hour},
		"another network":               {ours: 3 * time.Second, wall: 3 * time.Second, was: "a -", is: "b -", moved: true},
		"the same network":              {ours: 3 * time.Second, wall: 3 * time.Second, was: "a -", is: "a -"},
		"the cable is out":              {ours: 3 * time.Second, wall: 3 * time.Second, was: "a -", is: "-", moved: true},
		"nobody can tell the addresses": {ours: 3 * time.Second, wall: 3 * time.Second, was: "a -", is: ""},
		"nobody could tell them before": {ours: 3 * time.Second, wall: 3 * time.Second, was: "", is: "a -"},
		"slept and on another network":  {ours: 3 * time.Second, wall: time.Hour, was: "a -", is: "b -", slept: time.Hour, stoodStill: time.Hour - 3*time.Second, moved: true},
	} {
		a, now, wall := &around{}, time.Now(), time.Now().Round(0)
		a.runs(!tc.idle)
		if slept, still, moved := a.look(now, wall, tc.was); slept != 0 || still != 0 || moved {
			t.Errorf("%s: the first look says %v, %v, %v", name, slept, still, moved)
		}
		slept, still, moved := a.look(now.Add(tc.ours), wall.Add(tc.wall), tc.is)
		if slept != tc.slept || still != tc.stoodStill || moved != tc.moved {
			t.Errorf("%s: slept %v, stood still %v, moved %v", name, slept, still, moved)
		}
	}
	// What nobody could tell for once is remembered.
	a := &around{}
	for i, text := range []string{"a -", "", "b -", "b -"} {
		if _, _, moved := a.look(time.Now(), time.Now(), text); moved != (i == 2) {
			t.Errorf("look %d: moved %v", i, moved)
		}
	}
}

// TestLocalAddresses is cheap enough to be asked every few seconds.
func TestLocalAddresses(t *testing.T) {
	if a := localAddresses(); a == "" || a != localAddresses() {
		t.Errorf("%q", a)
	}
}

func BenchmarkLocalAddresses(b *testing.B) {
	for b.Loop() {
		localAddresses()
	}
}
