package client

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// push takes exchanges in, '.' well and 'x' failed, one a second, and gives what was
// shown after each.
func push(t *testing.T, text string, steady time.Duration) (*recent, []Unstable) {
	t.Helper()
	r, now := &recent{}, time.Date(2026, 4, 21, 8, 0, 0, 0, time.UTC)
	var shown []Unstable
	for _, c := range text {
		var e *Error
		if c == 'x' {
			e = &Error{Kind: KindRefused}
		}
		now = now.Add(time.Second)
		r.add(e, now, steady)
		shown = append(shown, r.shown)
	}
	return r, shown
}

func TestUnstable(t *testing.T) {
	const outage = "xxxxxxxxxxxxxxxxxxxxxxxxx"
	for name, tc := range map[string]struct {
		exchanges string
		want      Recent
	}{
		"nothing":                 {"", Recent{}},
		"well":                    {"..........", Recent{}},
		"down from the start":     {"xxxxxxxxxx", Recent{}},
		"two falls":               {"..x..xx..", Recent{}},
		"three falls":             {"..x..xx..x", Recent{4, 10}},
		"three falls, well again": {"..x..xx..x.....", Recent{4, 15}},
		"five of twenty":          {"..................x..x.xx.x", Recent{5, 20}},
		"ten good ones end it":    {".x.x.x..........", Recent{}},
		"nine do not":             {".x.x.x.........", Recent{3, 15}},
		"old falls count no more": {".x.x.x.................x", Recent{}},
		"one more keeps it up":    {".x.x.x.........x........", Recent{2, 20}},
		"one outage, over":        {"....." + outage + "..", Recent{}},
		"a long outage ends it":   {".x.x.x" + outage + ".", Recent{}},
	} {
		t.Run(name, func(t *testing.T) {
			r, _ := push(t, tc.exchanges, time.Nanosecond)
			if r.shown.Recent != tc.want || r.shown.On() != (tc.want != Recent{}) {
				t.Errorf("%s: %+v, want %+v", tc.exchanges, r.shown, tc.want)
			}
			if r.shown.On() && r.shown.Cause == nil {
				t.Error("without a cause")
			}
		})
	}
}

func TestUnstableStandsStill(t *testing.T) {
	_, shown := push(t, ".x.x.x.x..x..x.x.x..xx.x.........................", 10*time.Second)
	last, changes := -100, 0
	for i := 1; i < len(shown); i++ {
		if shown[i].Recent == shown[i-1].Recent {
			continue
		}
		if i-last < 10 {
			t.Errorf("changed after %d s, to %+v", i-last, shown[i])
		}
		last = i
		changes++
	}
	if changes < 4 || shown[len(shown)-1].On() {
		t.Errorf("%d changes, %+v at the end", changes, shown[len(shown)-1])
	}
}

// While somebody looks up unit after unit, twenty exchanges are over in a few seconds: the
// same coming and going is seen as with the heartbeat alone, and stands still as long.
func TestUnstableWhileBusy(t *testing.T) {
	for _, each := range []time.Duration{2 * time.Second, 700 * time.Millisecond, 200 * time.Millisecond, 20 * time.Millisecond} {
		r, began := &recent{}, time.Date(2026, 4, 21, 8, 0, 0, 0, time.UTC)
		var first, changed time.Time
		run := func(from, to time.Duration, failed func(time.Duration) bool) {
			for d := from; d < to; d += each {
				var e *Error
				if failed(d) {
					e = &Error{Kind: KindRefused}
				}
				now, was := began.Add(d), r.shown
				r.add(e, now, 10*time.Second)
				if r.shown.On() && first.IsZero() {
					first = now
				}
				if r.shown.Recent == was.Recent {
					continue
				}
				if !changed.IsZero() && now.Sub(changed) < 10*time.Second {
					t.Errorf("%v: %+v only %v after %+v", d, r.shown, now.Sub(changed), was)
				}
				changed = now
				if was.On() && !r.shown.On() && d < 2*time.Minute {
					t.Errorf("every %v: no more after %v", each, d)
				}
			}
		}
		run(0, 2*time.Minute, func(d time.Duration) bool { return d/(3*time.Second)%2 == 1 })
		if first.IsZero() || first.Sub(began) > 40*time.Second {
			t.Errorf("every %v: called unstable after %v", each, first.Sub(began))
		}
		run(2*time.Minute, 3*time.Minute, func(time.Duration) bool { return false })
		if r.shown.On() {
			t.Errorf("every %v: %+v a minute after it", each, r.shown)
		}
	}
}

// A server that comes and goes every three seconds: within two minutes the snapshot says
// so, whatever the newest try was; it then changes every ten seconds at most, and says
// so no more when the server stays.
func TestFlapping(t *testing.T) {
	bubble(t, wats, nil, func(t *testing.T, w world) {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		var seen []Snapshot
		var at []time.Time
		go func() {
			defer close(done)
			w.Watch(ctx, func(s Snapshot) { seen, at = append(seen, s), append(at, time.Now()) })
		}()
		began := time.Now()
		for range 50 { // five minutes
			time.Sleep(3 * time.Second)
			w.kill()
			time.Sleep(3 * time.Second)
			w.revive()
		}
		flapped := time.Now()
		time.Sleep(5 * time.Minute)
		synctest.Wait()
		cancel()
		<-done

		last := began.Add(-time.Hour)
		first := time.Time{}
		for i := 1; i < len(seen); i++ {
			if seen[i].Unstable.Recent != seen[i-1].Unstable.Recent {
				if d := at[i].Sub(last); d < 10*time.Second {
					t.Errorf("%v: another sentence after %v", at[i].Sub(began), d)
				}
				last = at[i]
			}
			if seen[i].Unstable.On() && first.IsZero() {
				first = at[i]
			}
			if !first.IsZero() && at[i].Before(flapped) && !seen[i].Unstable.On() && seen[i].Link == LinkConnected {
				t.Errorf("%v: connected, and nothing more", at[i].Sub(began))
			}
		}
		if first.IsZero() || first.Sub(began) > 2*time.Minute {
			t.Errorf("called unstable after %v", first.Sub(began))
		}
		if s := wantLink(t, w.Client, LinkConnected); s.Unstable.On() || s.Recent.Failed > 0 {
			t.Errorf("five minutes after it: %+v %+v", s.Unstable, s.Recent)
		}
		if last.Sub(flapped) > 150*time.Second {
			t.Errorf("it was said for %v after the last failure", last.Sub(flapped))
		}
	})
}

// An idle station sees for itself that the connection comes and goes: once a try failed it
// asks often enough to meet every fall after it, well between or not.
func TestIdleStationSeesFlapping(t *testing.T) {
	var waits []time.Duration
	for i := range 40 {
		bubble(t, wats, nil, func(t *testing.T, w world) {
			time.Sleep(time.Minute + time.Duration(i)*150*time.Millisecond) // two whole phases
			began, failed := time.Now(), time.Time{}
			for at := time.Duration(0); !w.Snapshot().Unstable.On(); at += 100 * time.Millisecond {
				switch at % (6 * time.Second) {
				case 0:
					w.kill()
				case 3 * time.Second:
					w.revive()
				}
				time.Sleep(100 * time.Millisecond)
				synctest.Wait()
				if failed.IsZero() && w.Snapshot().Recent.Failed > 0 {
					failed = time.Now()
				}
				if at > 10*time.Minute {
					t.Fatal("not called unstable in ten minutes")
				}
			}
			waits = append(waits, time.Since(began))
			if d := time.Since(failed); d > 17*time.Second {
				t.Errorf("called unstable %v after the first failure", d)
			}
			if w.down.Load() {
				w.revive()
			}
		})
	}
	slices.Sort(waits)
	t.Logf("called unstable after %v at best, %v mostly, %v at worst", waits[0], waits[len(waits)/2], waits[len(waits)-1])
	if waits[len(waits)/2] > 30*time.Second {
		t.Errorf("called unstable after %v", waits)
	}
}

// A short fault costs two tries more, an outage none: when WATS is back to many stations
// at once, they go on as always.
func TestTriesAfterAFailure(t *testing.T) {
	for away, most := range map[time.Duration]int{3 * time.Second: 3 + 5, 5 * time.Minute: 0 + 6} {
		bubble(t, wats, nil, func(t *testing.T, w world) {
			time.Sleep(5 * time.Minute)
			w.kill()
			time.Sleep(away)
			for w.Snapshot().Link == LinkConnected {
				time.Sleep(10 * time.Millisecond)
			}
			w.revive()
			for w.Snapshot().Link != LinkConnected {
				time.Sleep(10 * time.Millisecond)
			}
			before := w.served.Load()
			time.Sleep(46 * time.Second)
			if n := int(w.served.Load() - before); n > most || n < most-3 {
				t.Errorf("away for %v: %d tries within 46 s, at most %d", away, n, most)
			}
		})
	}
}

// One outage, however long, is no coming and going.
func TestAnOutageIsNotUnstable(t *testing.T) {
	bubble(t, wats, nil, func(t *testing.T, w world) {
		time.Sleep(5 * time.Minute)
		w.kill()
		time.Sleep(3 * time.Minute)
		w.revive()
		time.Sleep(time.Minute)
		s := wantLink(t, w.Client, LinkConnected)
		if s.Unstable.On() || s.Recent.Failed < 5 || s.Recent.Of != 20 {
			t.Errorf("%+v, %+v", s.Unstable, s.Recent)
		}
	})
}
