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

// TestHerd: forty stations whose server comes back ask it one after the other: no second
// has more than four times the mean of requests. When each asks is drawn by chance, so the
// middle one of three such returns counts.
func TestHerd(t *testing.T) {
	var times []float64
	for range 3 {
		synctest.Test(t, func(t *testing.T) { times = append(times, herd(t, 40)) })
	}
	slices.Sort(times)
	if times[1] > 4 {
		t.Errorf("the busiest seconds have %.1f times the mean", times)
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
