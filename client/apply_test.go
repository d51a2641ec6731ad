package client

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

func TestApplyCancelsWhatWasForTheOldServer(t *testing.T) {
	for name, change := range map[string]func(*Config){
		"server":   func(c *Config) { c.Server = "http://localhost" },
		"token":    func(c *Config) { c.Token = secret.New("b3RoZXI=") },
		"no token": func(c *Config) { c.Token = secret.Token{} },
		"none":     func(c *Config) { *c = Config{} },
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, hang, noHeartbeat, func(t *testing.T, w world) {
				cfg := testConfig("http://127.0.0.1")
				change(&cfg)
				time.AfterFunc(time.Second, func() { w.Apply(cfg) })
				began := time.Now()
				_, err := w.Find(context.Background(), Query{Text: "SN"})
				wantKind(t, err, KindCancelled)
				if time.Since(began) != time.Second {
					t.Errorf("after %v", time.Since(began))
				}
				s := w.Snapshot()
				if s.LastError != nil || s.Breaker.Failures != 0 || s.Server == "http://127.0.0.1" && s.Token == TokenAccepted {
					t.Errorf("the old request left a trace: %+v", s)
				}
			})
		})
	}
}

func TestApplyLeavesTheRestAlone(t *testing.T) {
	slow := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/api/App/Version" {
			select {
			case <-time.After(5 * time.Second):
			case <-r.Context().Done():
			}
		}
		wats(w, r)
	}
	for name, change := range map[string]func(*Config){
		"nothing":   func(*Config) {},
		"identity":  func(c *Config) { c.Identity = station.Identity{Name: "X"} },
		"timeout":   func(c *Config) { c.RequestTimeout = time.Minute },
		"threshold": func(c *Config) { c.BreakerThreshold = 7 },
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, slow, nil, func(t *testing.T, w world) {
				synctest.Wait()
				before := w.Snapshot()
				cfg := testConfig("http://127.0.0.1")
				change(&cfg)
				time.AfterFunc(time.Second, func() { w.Apply(cfg) })
				if _, err := w.Find(context.Background(), Query{Text: "SN", By: BySerial}); err != nil {
					t.Fatalf("a request under way was lost: %v", err)
				}
				s := wantLink(t, w.Client, LinkConnected)
				if s.Seq <= before.Seq || name != "threshold" && !s.Proven.Equal(before.Proven) {
					t.Errorf("before %+v, after %+v", before, s)
				}
			})
		})
	}
}

func TestApplyOfBreakerSettingsStartsAfresh(t *testing.T) {
	bubble(t, status(503), nil, func(t *testing.T, w world) {
		time.Sleep(20 * time.Second)
		wantLink(t, w.Client, LinkDown)
		w.set(wats)
		cfg := testConfig("http://127.0.0.1")
		cfg.BreakerThreshold = 0
		w.Apply(cfg)
		synctest.Wait()
		if s := wantLink(t, w.Client, LinkConnected); !s.Breaker.Off {
			t.Error("threshold 0 means off")
		}
	})
}

// A new breaker is no new server: what is known of it stays, also that it asked us to wait.
func TestApplyOfBreakerSettingsKeepsWhatIsKnown(t *testing.T) {
	bubble(t, wats, noHeartbeat, func(t *testing.T, w world) {
		before, err := w.Check(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		cfg := testConfig("http://127.0.0.1")
		cfg.BreakerTimeout = time.Minute
		w.Apply(cfg)
		s := wantLink(t, w.Client, LinkConnected)
		if !s.Proven.Equal(before.Proven) || s.Version != before.Version || s.Token != TokenAccepted {
			t.Errorf("before %+v, after %+v", before, s)
		}
		w.set(status(429, "Retry-After", "60"))
		w.Check(context.Background())
		cfg.BreakerThreshold = 0
		w.Apply(cfg)
		if _, err := w.Check(context.Background()); KindOf(err) != KindPaused {
			t.Errorf("%v, want the pause to go on", err)
		}
	})
}

func TestWatchGivesThePresentThenTheNewest(t *testing.T) {
	bubble(t, wats, nil, func(t *testing.T, w world) {
		synctest.Wait()
		ctx, cancel := context.WithCancel(context.Background())
		var seen []Snapshot
		done := make(chan struct{})
		hold := make(chan struct{})
		go func() {
			defer close(done)
			w.Watch(ctx, func(s Snapshot) {
				seen = append(seen, s)
				<-hold
			})
		}()
		synctest.Wait()
		time.Sleep(5 * time.Minute) // many changes while the reader is busy
		close(hold)
		synctest.Wait()
		cancel()
		<-done
		if len(seen) != 2 || seen[0].Link != LinkConnected || seen[1].Seq != w.Snapshot().Seq || seen[1].Seq < seen[0].Seq+10 {
			t.Errorf("%d snapshots", len(seen))
		}
	})
}

// Everything at once, for the race detector.
func TestApplyDuringRequests(t *testing.T) {
	one, two := newSite(t, wats, false), newSite(t, status(503), false)
	c := New(Options{Config: testConfig(one.URL), Timing: Timing{
		Heartbeat: time.Millisecond, AfterFailure: time.Millisecond, RetryMin: time.Millisecond, RetryMax: 2 * time.Millisecond}})
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	var wg sync.WaitGroup
	until := func(f func()) {
		wg.Go(func() {
			for ctx.Err() == nil {
				f()
			}
		})
	}
	wg.Go(func() { c.Run(ctx) })
	var last uint64
	wg.Go(func() {
		c.Watch(ctx, func(s Snapshot) {
			if s.Seq < last {
				t.Error("snapshots went backwards")
			}
			last = s.Seq
		})
	})
	for i := range 3 {
		until(func() { c.Find(ctx, Query{Text: "SN"}) })
		until(func() {
			cfg := testConfig([]string{one.URL, two.URL, ""}[i])
			cfg.BreakerTimeout = time.Millisecond
			c.Apply(cfg)
		})
	}
	until(func() { c.RetryNow(ctx); c.History(); c.Check(ctx) })
	wg.Wait()
	c.Apply(testConfig(one.URL))
	if s, err := c.Check(context.Background()); err != nil || s.Link != LinkConnected || s.Breaker.State != breaker.Closed {
		t.Errorf("in the end: %s, %v", s.Link, err)
	}
	c.Close()
}

// A request that began under other breaker settings ends without a trace.
func TestLateOutcomesOfAnOlderSessionAreDropped(t *testing.T) {
	late := func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-time.After(5 * time.Second):
			w.WriteHeader(500)
		case <-r.Context().Done():
		}
	}
	bubble(t, late, noHeartbeat, func(t *testing.T, w world) {
		cfg := testConfig("http://127.0.0.1")
		cfg.BreakerThreshold = 1
		var seq atomic.Uint64
		time.AfterFunc(time.Second, func() { w.Apply(cfg); seq.Store(w.Snapshot().Seq) })
		_, err := w.Find(context.Background(), Query{Text: "SN"})
		wantKind(t, err, KindServer)
		if s := wantLink(t, w.Client, LinkChecking); s.LastError != nil || s.Breaker.Failures != 0 || s.Seq != seq.Load() {
			t.Errorf("%+v", s)
		}
	})
}
