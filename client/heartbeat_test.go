package client

import (
	"context"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/station/secret"
)

func TestHeartbeatProves(t *testing.T) {
	bubble(t, wats, nil, func(t *testing.T, w world) {
		synctest.Wait()
		s := wantLink(t, w.Client, LinkConnected)
		if s.Version != "2026.1.5.324" || s.Token != TokenAccepted || s.Breaker.State != breaker.Closed {
			t.Fatalf("snapshot %+v", s)
		}
		if wait := time.Until(s.NextTry); wait < 8*time.Second || wait > 12*time.Second {
			t.Errorf("next try in %v, want 10 s ±20 %%", wait)
		}
		time.Sleep(10 * time.Minute)
		if n := w.served.Load(); n < 51 || n > 76 {
			t.Errorf("%d heartbeats in 10 min", n)
		}
		// One connection serves them all; it is renewed once, after ten minutes.
		if d := w.dials.Load(); d > 2 {
			t.Errorf("%d connections", d)
		}
		if n := w.log.with(`"level":"warn"`); n != 0 {
			t.Errorf("%d warnings", n)
		}
		h := w.heads[0]
		if h.Get("Authorization") != "Basic dG9rZW4=" || h.Get("X-Correlation-ID") == "" ||
			h.Get("Accept") != "application/json" || h.Get("User-Agent") != "station-companion/dev" {
			t.Errorf("headers %v", h)
		}
	})
}

// Nothing is connected before it was proven, nor when proof is long ago: here because the
// server puts every try off, for no time at all.
func TestConnectedMeansProven(t *testing.T) {
	bubble(t, hang, nil, func(t *testing.T, w world) {
		time.Sleep(time.Second)
		wantLink(t, w.Client, LinkChecking)
		w.set(wats)
		time.Sleep(15 * time.Second)
		wantLink(t, w.Client, LinkConnected)
		w.set(status(429, "Retry-After", "0"))
		time.Sleep(35 * time.Second)
		if s := wantLink(t, w.Client, LinkChecking); s.LastError == nil || s.LastError.Kind != KindRateLimited {
			t.Errorf("the last error is %v", s.LastError)
		}
	})
	// Nor does another answer prove it: the version alone does.
	listsOnly := func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/Version") {
			hang(w, r)
			return
		}
		wats(w, r)
	}
	bubble(t, listsOnly, nil, func(t *testing.T, w world) {
		for range 30 {
			if _, err := w.Find(t.Context(), Query{Text: "SN", By: BySerial}); err != nil {
				t.Fatal(err)
			}
			if s := w.Snapshot(); s.Link == LinkConnected || !s.Proven.IsZero() {
				t.Fatalf("%s, proven %v", s.Link, s.Proven)
			}
			time.Sleep(time.Second)
		}
	})
}

// Look-ups that are well do not slow the tries of a version call that fails: what is not
// proven is tried every two seconds.
func TestLookUpsDoNotSlowTheTries(t *testing.T) {
	var versions atomic.Int64
	listsOnly := func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/Version") {
			versions.Add(1)
			w.WriteHeader(500)
			return
		}
		wats(w, r)
	}
	bubble(t, listsOnly, nil, func(t *testing.T, w world) {
		for range 200 {
			if _, err := w.Find(t.Context(), Query{Text: "SN", By: BySerial}); err != nil {
				t.Fatal(err)
			}
			time.Sleep(100 * time.Millisecond)
		}
		if n := versions.Load(); n < 8 || n > 14 {
			t.Errorf("%d tries in 20 s", n)
		}
	})
}

func TestServerDiesAndReturns(t *testing.T) {
	bubble(t, wats, nil, func(t *testing.T, w world) {
		synctest.Wait()
		w.kill()
		time.Sleep(13 * time.Second) // the next heartbeat finds out
		s := wantLink(t, w.Client, LinkUnsure)
		if s.LastError == nil || s.LastError.Kind != KindRefused {
			t.Fatalf("last error %v", s.LastError)
		}
		time.Sleep(10 * time.Second) // four more, 2 s ±20 % apart
		s = wantLink(t, w.Client, LinkDown)
		if s.Breaker.ConsecutiveFailures != 5 {
			t.Fatalf("opened after %d failures", s.Breaker.ConsecutiveFailures)
		}
		if w.log.with("CLOSED -> OPEN (5 consecutive failures)") != 1 {
			t.Error("no line about OPEN")
		}
		if n := w.log.with(`"level":"warn"`, `"Failed"`); n != 1 {
			t.Errorf("the same failure was written %d times at WARNING", n)
		}
		if total := s.NextTry.Sub(s.Breaker.Since); s.NextTry != s.Breaker.NextProbe || total < 30*time.Second || total > 36*time.Second {
			t.Errorf("next try %v, probe %v after opening", s.NextTry, total)
		}

		dials, requests := w.dials.Load(), s.Requests
		_, err := w.Find(context.Background(), Query{Text: "SN-1"})
		e := wantKind(t, err, KindOpen)
		if e.RetryIn <= 0 || e.RetryIn > 36*time.Second || e.CorrelationID == "" {
			t.Errorf("refusal %+v", e)
		}
		if w.dials.Load() != dials || w.Snapshot().Requests != requests {
			t.Error("a refusal cost a packet")
		}

		w.revive()
		time.Sleep(36 * time.Second)
		s = wantLink(t, w.Client, LinkConnected)
		if s.LastError != nil || s.Breaker.State != breaker.Closed {
			t.Errorf("after recovery: %v, %v", s.LastError, s.Breaker.State)
		}
		if w.log.with("HALF_OPEN -> CLOSED") != 1 {
			t.Error("no line about the recovery")
		}
		if n := len(w.History()); n != 3 {
			t.Errorf("%d transitions in the history", n)
		}
	})
}

func TestHungProbe(t *testing.T) {
	hang := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	bubble(t, hang, nil, func(t *testing.T, w world) {
		for w.Snapshot().Breaker.State != breaker.Open {
			time.Sleep(100 * time.Millisecond)
		}
		opened := w.Snapshot().Breaker
		time.Sleep(time.Until(opened.NextProbe) + time.Second)
		if s := wantLink(t, w.Client, LinkDown); s.Breaker.State != breaker.HalfOpen || !s.NextTry.IsZero() {
			t.Fatalf("%v, next try %v, want a probe on its way", s.Breaker.State, s.NextTry)
		}
		time.Sleep(3 * time.Second)
		if s := w.Snapshot(); s.Breaker.State != breaker.Open || s.LastError.Kind != KindTimeout {
			t.Fatalf("%v %v, want OPEN again: a hung probe has a deadline", s.Breaker.State, s.LastError)
		}
	})
}

func TestTokenRefused(t *testing.T) {
	bubble(t, status(401), nil, func(t *testing.T, w world) {
		time.Sleep(3*time.Minute + 55*time.Second)
		s := wantLink(t, w.Client, LinkTokenRefused)
		if s.Token != TokenRefused || w.served.Load() != 1 || s.Breaker.State != breaker.Closed {
			t.Fatalf("token %v after %d requests", s.Token, w.served.Load())
		}
		w.set(wats)
		cfg := testConfig("http://127.0.0.1")
		cfg.Token = secret.New("b3RoZXI=")
		w.Apply(cfg)
		synctest.Wait()
		wantLink(t, w.Client, LinkConnected)
	})
}

// A server that dies after it refused the token is found out as soon as any other.
func TestTokenRefusedThenDown(t *testing.T) {
	bubble(t, status(401), nil, func(t *testing.T, w world) {
		synctest.Wait()
		wantLink(t, w.Client, LinkTokenRefused)
		w.kill()
		_, err := w.Find(context.Background(), Query{Text: "SN-1", By: BySerial})
		wantKind(t, err, KindRefused)
		wantLink(t, w.Client, LinkUnsure)
		time.Sleep(15 * time.Second)
		wantLink(t, w.Client, LinkDown)
		w.set(status(401))
		w.revive()
		time.Sleep(40 * time.Second)
		wantLink(t, w.Client, LinkTokenRefused)
		n := w.served.Load()
		time.Sleep(3 * time.Minute)
		if w.served.Load() != n {
			t.Error("a refused token is tried at the usual pace")
		}
	})
}

func TestTokenRefusedEndsByRetryNow(t *testing.T) {
	bubble(t, status(403), nil, func(t *testing.T, w world) {
		synctest.Wait()
		wantLink(t, w.Client, LinkTokenRefused)
		w.set(wats)
		if err := w.RetryNow(context.Background()); err != nil {
			t.Fatal(err)
		}
		wantLink(t, w.Client, LinkConnected)
		n := w.served.Load()
		time.Sleep(12 * time.Second)
		if w.served.Load() != n+1 {
			t.Error("the usual heartbeat did not resume")
		}
	})
}

func TestLookUpRefusedTokenSlowsTheHeartbeat(t *testing.T) {
	bubble(t, wats, nil, func(t *testing.T, w world) {
		synctest.Wait()
		w.set(status(401))
		_, err := w.Find(context.Background(), Query{Text: "SN-1"})
		wantKind(t, err, KindUnauthorized)
		wantLink(t, w.Client, LinkTokenRefused)
		n := w.served.Load()
		time.Sleep(3 * time.Minute)
		if w.served.Load() != n {
			t.Error("the heartbeat went on at its usual pace")
		}
	})
}

func TestRetryNowResetsTheBreaker(t *testing.T) {
	bubble(t, status(503), nil, func(t *testing.T, w world) {
		time.Sleep(15 * time.Second)
		wantLink(t, w.Client, LinkDown)
		wantKind(t, w.RetryNow(context.Background()), KindServer)
		wantLink(t, w.Client, LinkDown)
		w.set(wats)
		if err := w.RetryNow(context.Background()); err != nil {
			t.Fatal(err)
		}
		wantLink(t, w.Client, LinkConnected)
		if w.log.with("OPEN -> CLOSED (retried by operator)") != 1 {
			t.Error("no line about the reset")
		}
	})
}

func TestPause(t *testing.T) {
	bubble(t, wats, nil, func(t *testing.T, w world) {
		synctest.Wait()
		w.set(status(429, "Retry-After", "70"))
		_, err := w.Find(context.Background(), Query{Text: "SN-1"})
		if e := wantKind(t, err, KindRateLimited); e.RetryIn != 70*time.Second {
			t.Errorf("retry in %v", e.RetryIn)
		}
		s := wantLink(t, w.Client, LinkPaused)
		if s.Breaker.ConsecutiveFailures != 0 || time.Until(s.NextTry) != 70*time.Second {
			t.Errorf("%d failures, next try in %v", s.Breaker.ConsecutiveFailures, time.Until(s.NextTry))
		}
		n := w.served.Load()
		time.Sleep(60 * time.Second)
		_, err = w.Find(context.Background(), Query{Text: "SN-1"})
		if e := wantKind(t, err, KindPaused); e.RetryIn != 10*time.Second {
			t.Errorf("retry in %v", e.RetryIn)
		}
		if w.served.Load() != n {
			t.Error("something was sent during the pause")
		}
		w.set(wats)
		time.Sleep(10*time.Second + time.Millisecond)
		synctest.Wait()
		wantLink(t, w.Client, LinkConnected)
	})
}

// A server that names no time, or none that can be read, is left in peace for a moment.
func TestPauseWithoutATime(t *testing.T) {
	for _, named := range []string{"", "soon", "-5", "1.5"} {
		bubble(t, wats, nil, func(t *testing.T, w world) {
			synctest.Wait()
			w.set(status(429, "Retry-After", named))
			_, err := w.Find(t.Context(), Query{Text: "SN-1"})
			if e := wantKind(t, err, KindRateLimited); e.RetryIn != 2*time.Second || e.Reason != "" {
				t.Errorf("%q: retry in %v, %s", named, e.RetryIn, e.Reason)
			}
			if s := wantLink(t, w.Client, LinkPaused); time.Until(s.NextTry) < time.Second {
				t.Errorf("%q: next try in %v", named, time.Until(s.NextTry))
			}
		})
	}
}

func TestRetryNowEndsAPause(t *testing.T) {
	bubble(t, status(503, "Retry-After", "3000"), nil, func(t *testing.T, w world) {
		synctest.Wait()
		s := wantLink(t, w.Client, LinkPaused)
		if time.Until(s.NextTry) != 5*time.Minute {
			t.Errorf("next try in %v, want the cap", time.Until(s.NextTry))
		}
		if s.Breaker.ConsecutiveFailures != 1 {
			t.Error("a 503 with Retry-After is a failure too")
		}
		w.set(wats)
		if err := w.RetryNow(context.Background()); err != nil {
			t.Fatal(err)
		}
		wantLink(t, w.Client, LinkConnected)
	})
}

func TestNotWATS(t *testing.T) {
	bubble(t, status(404), nil, func(t *testing.T, w world) {
		time.Sleep(5 * time.Minute)
		if s := wantLink(t, w.Client, LinkNotWATS); s.Breaker.State != breaker.Closed {
			t.Error("something alive opened the breaker")
		}
		w.set(answer("<html><title>Sign in</title></html>"))
		time.Sleep(30 * time.Second)
		if s := wantLink(t, w.Client, LinkDown); s.LastError.Kind != KindNotWATS {
			t.Errorf("last error %v", s.LastError)
		}
	})
}

func TestNothingIsSentUntilSetUp(t *testing.T) {
	for name, c := range map[string]struct {
		cfg  Config
		link Link
		kind Kind
	}{
		"no server":   {Config{}, LinkNotSetUp, KindNotConfigured},
		"bad address": {Config{Server: "ftp://x"}, LinkNotSetUp, KindBadAddress},
		"plain http":  {testConfig("http://wats-server"), LinkWithheld, KindWithheld},
		"no token":    {Config{Server: "http://wats-server"}, LinkWithheld, KindWithheld},
		"odd token":   {Config{Server: "http://127.0.0.1", Token: secret.New("a\nb")}, LinkTokenRefused, KindUnauthorized},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, wats, func(o *Options) { o.Config = c.cfg }, func(t *testing.T, w world) {
				time.Sleep(time.Hour)
				wantLink(t, w.Client, c.link)
				_, err := w.Find(context.Background(), Query{Text: "SN-1"})
				wantKind(t, err, c.kind)
				wantKind(t, w.RetryNow(context.Background()), c.kind)
				if w.dials.Load() != 0 {
					t.Error("a connection was opened")
				}
				w.Apply(testConfig("http://localhost"))
				synctest.Wait()
				wantLink(t, w.Client, LinkConnected)
			})
		})
	}
}

func TestArrivesAs(t *testing.T) {
	handler := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("$select") == "" {
			wats(w, r)
			return
		}
		w.Write([]byte(`[{"stationName":"OLALAPTOP","start":"2026-01-30T21:01:41Z"}]`))
	}
	bubble(t, handler, func(o *Options) { o.Config.Identity = named("OlaLaptop") }, func(t *testing.T, w world) {
		synctest.Wait()
		if s := wantLink(t, w.Client, LinkConnected); s.ArrivesAs != "OLALAPTOP" {
			t.Fatalf("arrives as %q", s.ArrivesAs)
		}
		asked := func() (n int) {
			for _, p := range w.seen() {
				if p != "/api/App/Version" {
					n++
				}
			}
			return n
		}
		time.Sleep(9 * time.Minute)
		if asked() != 1 {
			t.Errorf("asked %d times in nine minutes", asked())
		}
		cfg := testConfig("http://127.0.0.1")
		cfg.Identity = named("OLALAPTOP")
		w.Apply(cfg)
		time.Sleep(20 * time.Second)
		if s := w.Snapshot(); s.ArrivesAs != "" || asked() != 2 {
			t.Errorf("arrives as %q after %d questions, want nothing to say", s.ArrivesAs, asked())
		}
	})
}

func TestClockOffset(t *testing.T) {
	ahead := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", time.Now().Add(10*time.Minute).UTC().Format(http.TimeFormat))
		wats(w, r)
	}
	slowly := func(w http.ResponseWriter, r *http.Request) { // the question took as long as the answer
		time.Sleep(1300 * time.Millisecond)
		ahead(w, r)
		time.Sleep(1300 * time.Millisecond)
	}
	for name, h := range map[string]http.HandlerFunc{"at once": ahead, "slowly": slowly} {
		bubble(t, h, nil, func(t *testing.T, w world) {
			time.Sleep(3 * time.Second)
			s := w.Snapshot()
			if off := s.Offset - 10*time.Minute; !s.HasOffset || off < -time.Second || off > time.Second {
				t.Errorf("answered %s: offset %v (%v)", name, s.Offset, s.HasOffset)
			}
		})
	}
}

func TestWakingUpTriesAtOnce(t *testing.T) {
	var slept atomic.Int64
	sleepy := func(o *Options) {
		o.wall = func() time.Time { return time.Now().Round(0).Add(time.Duration(slept.Load())) }
	}
	bubble(t, status(401), sleepy, func(t *testing.T, w world) {
		synctest.Wait() // refused: now it waits about five minutes
		w.set(wats)
		time.Sleep(5 * time.Second) // the idle connection is still pooled
		wantLink(t, w.Client, LinkTokenRefused)
		dials := w.dials.Load()
		slept.Store(int64(time.Hour))
		time.Sleep(lookUpClock + time.Millisecond)
		synctest.Wait()
		wantLink(t, w.Client, LinkConnected)
		if w.dials.Load() != dials+1 {
			t.Error("the connection from before the sleep was used")
		}
	})
}

func TestADay(t *testing.T) {
	bubble(t, wats, nil, func(t *testing.T, w world) {
		for hour := range 24 {
			time.Sleep(50 * time.Minute)
			wantLink(t, w.Client, LinkConnected)
			switch hour % 3 {
			case 0:
				w.kill()
			case 1:
				w.set(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
			case 2:
				w.set(status(502))
			}
			time.Sleep(9 * time.Minute)
			wantLink(t, w.Client, LinkDown)
			if hour%3 == 0 {
				w.revive()
			}
			w.set(wats)
			time.Sleep(time.Minute)
			wantLink(t, w.Client, LinkConnected)
		}
		if n := w.Snapshot().Requests; n < 6000 || n > 9500 {
			t.Errorf("%d requests in a day", n)
		}
	})
}

// Renamed while the question was under way: the answer was for the old name.
func TestArrivesAsAfterARename(t *testing.T) {
	slow := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("$select") != "" {
			time.Sleep(time.Second)
			w.Write([]byte(`[{"stationName":"B","start":"2026-01-30T21:01:41Z"}]`))
			return
		}
		wats(w, r)
	}
	bubble(t, slow, func(o *Options) { o.Config.Identity = named("A") }, func(t *testing.T, w world) {
		synctest.Wait()
		cfg := testConfig("http://127.0.0.1")
		cfg.Identity = named("B")
		w.Apply(cfg)
		time.Sleep(2 * time.Second)
		if s := wantLink(t, w.Client, LinkConnected); s.ArrivesAs != "" {
			t.Errorf("B arrives as %q", s.ArrivesAs)
		}
	})
}

// While somebody tries now, nothing counts down to a later try; a heartbeat that is
// on its way at the same time does not end with it.
func TestRetryNowIsATry(t *testing.T) {
	hang := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	bubble(t, status(503), nil, func(t *testing.T, w world) {
		time.Sleep(15 * time.Second)
		wantLink(t, w.Client, LinkDown)
		w.set(hang)
		time.Sleep(time.Until(w.Snapshot().NextTry) - time.Second)
		done := make(chan error)
		go func() { done <- w.RetryNow(context.Background()) }()
		synctest.Wait()
		if s := w.Snapshot(); s.Breaker.State != breaker.Open || !s.NextTry.IsZero() {
			t.Errorf("%v, next try in %v, want one on its way", s.Breaker.State, time.Until(s.NextTry))
		}
		wantKind(t, <-done, KindTimeout) // the probe left a second after it
		synctest.Wait()
		if s := w.Snapshot(); s.Breaker.State != breaker.HalfOpen || !s.NextTry.IsZero() {
			t.Errorf("%v, next try in %v, want the probe on its way", s.Breaker.State, time.Until(s.NextTry))
		}
		time.Sleep(2 * time.Second)
		if s := w.Snapshot(); s.Breaker.State != breaker.Open || time.Until(s.NextTry) < 20*time.Second {
			t.Errorf("%v, next try in %v", s.Breaker.State, time.Until(s.NextTry))
		}
	})
}

// RetryNow stands for a heartbeat: the next one is a whole interval away.
func TestRetryNowRestartsTheInterval(t *testing.T) {
	bubble(t, wats, nil, func(t *testing.T, w world) {
		time.Sleep(7 * time.Second)
		if err := w.RetryNow(context.Background()); err != nil {
			t.Fatal(err)
		}
		n := w.served.Load()
		time.Sleep(7 * time.Second)
		if w.served.Load() != n {
			t.Error("a heartbeat came on top")
		}
	})
}

// A date in Retry-After is by the server's clock, which may be an hour off.
func TestPauseUntilADate(t *testing.T) {
	off := func(w http.ResponseWriter, _ *http.Request) {
		at := time.Now().Add(time.Hour).UTC()
		w.Header().Set("Date", at.Format(http.TimeFormat))
		w.Header().Set("Retry-After", at.Add(30*time.Second).Format(http.TimeFormat))
		w.WriteHeader(503)
	}
	bubble(t, off, nil, func(t *testing.T, w world) {
		synctest.Wait()
		s := wantLink(t, w.Client, LinkPaused)
		if left := time.Until(s.NextTry); left != 30*time.Second {
			t.Errorf("paused for %v", left)
		}
	})
}

// After a failure on the wire the other pooled connections are not trusted either.
func TestAFailureRenewsThePool(t *testing.T) {
	slow := func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(time.Second)
		wats(w, r)
	}
	bubble(t, slow, noHeartbeat, func(t *testing.T, w world) {
		go w.Check(context.Background())
		w.Check(context.Background())
		synctest.Wait()
		w.set(hang)
		_, err := w.Check(context.Background())
		wantKind(t, err, KindTimeout)
		w.set(wats)
		if _, err := w.Check(context.Background()); err != nil || w.dials.Load() != 4 {
			t.Errorf("%v, %d connections, want a fourth: the third was for the question asked again", err, w.dials.Load())
		}
	})
}
