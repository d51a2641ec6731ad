package client_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"stationcompanion/client"
	"stationcompanion/client/cache"
	"stationcompanion/client/demo"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// keeping is a client that keeps copies, with the demo server it asks.
type keeping struct {
	*client.Client
	server *demo.Server
	log    *bytes.Buffer
}

func newKeeping(t *testing.T, server *demo.Server, dir, token string, cap int64) keeping {
	t.Helper()
	k := keeping{server: server, log: &bytes.Buffer{}}
	k.Client = client.New(client.Options{
		Config: client.Config{Server: server.URL(), Token: secret.New(token), BreakerThreshold: 5, CacheCap: cap,
			Identity: station.Identity{Name: "TEST-01"}},
		Timing: client.Timing{NoHeartbeat: true, RetryMin: time.Millisecond, RetryMax: 2 * time.Millisecond, Between: time.Microsecond},
		Log:    zerolog.New(zerolog.SyncWriter(k.log)),
		OpenSaved: func(cfg client.Config, account string) (*cache.Cache, error) {
			return cache.Open(cache.Options{Dir: dir, Account: account, Cap: cfg.CacheCap})
		},
	})
	t.Cleanup(k.Close)
	return k
}

func demoServer(t *testing.T) *demo.Server {
	t.Helper()
	server, err := demo.Start(demo.Options{Reports: 300, Station: "TEST-01"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	return server
}

// seen looks up a serial and opens its newest report, and waits until both are saved.
func (k keeping) seen(t *testing.T) (serial, id string) {
	t.Helper()
	serial = k.server.Headers()[0].SerialNumber
	a, err := k.Find(context.Background(), client.Query{Text: serial})
	if err != nil || len(a.Headers) == 0 || !a.Saved.IsZero() || a.Cause != nil {
		t.Fatalf("%+v, %v", a, err)
	}
	id = a.Headers[0].UUID
	o, err := k.Open(context.Background(), id)
	if err != nil || o.Report == nil || !o.Saved.IsZero() || o.Cause != nil {
		t.Fatalf("%+v, %v", o, err)
	}
	return serial, id
}

// TestSavedCopiesWhenTheServerIsGone: what was seen answers while the server does not,
// marked as saved with the reason; what was never seen stays an error; another account
// sees nothing of it.
func TestSavedCopiesWhenTheServerIsGone(t *testing.T) {
	dir, server := t.TempDir(), demoServer(t)
	first := newKeeping(t, server, dir, "", 0)
	began := time.Now().Add(-time.Second)
	serial, id := first.seen(t)
	if a, err := first.Latest(context.Background(), 10); err != nil || len(a.Headers) == 0 {
		t.Fatalf("%+v, %v", a, err)
	}
	first.Close() // waits until all is saved
	if err := server.SetFault(string(demo.FaultRefuse)); err != nil {
		t.Fatal(err)
	}

	k := newKeeping(t, server, dir, "", 0)
	ctx := context.Background()
	wantSaved := func(what string, at time.Time, cause error) {
		t.Helper()
		if at.Before(began) || at.After(time.Now()) || !gone(cause) {
			t.Errorf("%s: saved at %v because %v", what, at, cause)
		}
	}
	a, err := k.Find(ctx, client.Query{Text: serial})
	if err != nil || len(a.Headers) == 0 || a.Headers[0].SerialNumber != serial {
		t.Fatalf("%+v, %v", a, err)
	}
	wantSaved("a serial", a.Saved, a.Cause)
	o, err := k.Open(ctx, id)
	if err != nil || o.Report == nil || o.Report.SerialNumber != serial || o.Report.Incomplete {
		t.Fatalf("%+v, %v", o, err)
	}
	wantSaved("a report", o.Saved, o.Cause)
	if a, err = k.Find(ctx, client.Query{Text: id}); err != nil || a.Report == nil || a.Headers[0].UUID != id {
		t.Fatalf("%+v, %v", a, err)
	}
	wantSaved("an id", a.Saved, a.Cause)
	if a, err = k.Latest(ctx, 5); err != nil || len(a.Headers) != 5 || !a.More {
		t.Fatalf("%d rows, %v", len(a.Headers), err)
	}
	wantSaved("the latest", a.Saved, a.Cause)

	if a, err = k.Find(ctx, client.Query{Text: "NEVER-SEEN"}); !gone(err) || len(a.Headers) > 0 || len(a.Tried) == 0 {
		t.Errorf("what was never seen: %+v, %v", a, err)
	}
	other := newKeeping(t, server, dir, "b3RoZXI6c2VjcmV0", 0)
	if a, err := other.Find(ctx, client.Query{Text: serial}); err == nil {
		t.Errorf("another account sees %+v", a)
	}
	if !k.Snapshot().SavedCopies {
		t.Error("the snapshot knows nothing of saved copies")
	}
}

// gone is how a refused connection looks, before and after the breaker has opened.
func gone(err error) bool {
	k := client.KindOf(err)
	return k == client.KindRefused || k == client.KindOpen
}

// TestSavedAlone: the copies can be asked without the server, before it answers.
func TestSavedAlone(t *testing.T) {
	k := newKeeping(t, demoServer(t), t.TempDir(), "", 0)
	if _, ok := k.Saved(client.Query{Text: "SN-1"}); ok {
		t.Error("found what nobody saved")
	}
	serial, id := k.seen(t)
	asked := k.server.Requests()
	for _, text := range []string{serial, id, strings.ToUpper(id)} {
		waitFor(t, func() bool {
			a, ok := k.Saved(client.Query{Text: text})
			return ok && len(a.Headers) > 0 && a.Cause == nil && !a.Saved.IsZero() && a.AsOf.Equal(a.Saved)
		})
	}
	if _, ok := k.Saved(client.Query{Text: " "}); ok {
		t.Error("an empty question was answered")
	}
	if k.server.Requests() != asked {
		t.Error("the server was asked")
	}
}

// TestLatestAreKept: the station's latest reports are fetched beside everything else and
// kept whole, each once.
func TestLatestAreKept(t *testing.T) {
	k := newKeeping(t, demoServer(t), t.TempDir(), "", 0)
	if _, err := k.Check(context.Background()); err != nil { // connected: only then
		t.Fatal(err)
	}
	a, err := k.Latest(context.Background(), 8)
	if err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { return k.SavedStats().Reports == len(a.Headers) })
	asked := k.server.Requests()
	if _, err := k.Latest(context.Background(), 8); err != nil {
		t.Fatal(err)
	}
	k.Close()
	if n := k.server.Requests() - asked; n != 1 {
		t.Errorf("%d requests for what is saved already", n-1)
	}
}

// TestRefusedStaysRefused: a copy stands in for no answer, not for a refusal.
func TestRefusedStaysRefused(t *testing.T) {
	for fault, want := range map[string]client.Kind{"status:403": client.KindForbidden, "status:404": client.KindNotFound} {
		k := newKeeping(t, demoServer(t), t.TempDir(), "", 0)
		_, id := k.seen(t)
		waitFor(t, func() bool { return k.SavedStats().Reports > 0 })
		if err := k.server.SetFault(fault); err != nil {
			t.Fatal(err)
		}
		if o, err := k.Open(context.Background(), id); client.KindOf(err) != want {
			t.Errorf("%s: %+v, %v", fault, o, err)
		}
	}
}

// TestNothingKept: with a cap below zero, or a directory that cannot be, look-ups work
// and nothing is saved; Clear empties.
func TestNothingKept(t *testing.T) {
	server := demoServer(t)
	off := newKeeping(t, server, t.TempDir(), "", -1)
	off.seen(t)
	if off.Snapshot().SavedCopies || !off.SavedStats().Off || off.ClearSaved() != nil {
		t.Error("something is kept")
	}
	broken := newKeeping(t, server, "/dev/null/reports", "", 0)
	broken.seen(t)
	broken.Close()
	if broken.Snapshot().SavedCopies && !broken.SavedStats().Off {
		t.Error("the broken directory keeps something")
	}
	if n := strings.Count(broken.log.String(), "Saved copies not in order"); n != 1 {
		t.Errorf("the log says it %d times: %s", n, broken.log)
	}
	k := newKeeping(t, server, t.TempDir(), "", 0)
	k.seen(t)
	waitFor(t, func() bool { return k.SavedStats().Reports == 1 })
	if err := k.ClearSaved(); err != nil || k.SavedStats().Reports != 0 {
		t.Errorf("after Clear: %+v, %v", k.SavedStats(), err)
	}
	if errors.Is(k.ClearSaved(), cache.ErrOff) {
		t.Error("clearing twice is an error")
	}
}

// BenchmarkOpenSaved opens a seen report while the server is gone. Target: under 20 ms.
func BenchmarkOpenSaved(b *testing.B) {
	dir := b.TempDir()
	server, err := demo.Start(demo.Options{Reports: 300, Station: "TEST-01"})
	if err != nil {
		b.Fatal(err)
	}
	defer server.Close()
	options := client.Options{
		Config: client.Config{Server: server.URL(), BreakerThreshold: 1},
		Timing: client.Timing{NoHeartbeat: true},
		OpenSaved: func(_ client.Config, account string) (*cache.Cache, error) {
			return cache.Open(cache.Options{Dir: dir, Account: account})
		},
	}
	c := client.New(options)
	defer c.Close()
	id := server.Headers()[0].UUID
	if _, err := c.Open(b.Context(), id); err != nil {
		b.Fatal(err)
	}
	for c.SavedStats().Reports == 0 {
		time.Sleep(time.Millisecond)
	}
	if err := server.SetFault(string(demo.FaultRefuse)); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if o, err := c.Open(b.Context(), id); err != nil || o.Saved.IsZero() {
			b.Fatal(err)
		}
	}
}

// waitFor lets goroutines run until what they do is there; the bound is never reached
// when all is well.
func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it never came to that")
		}
	}
}

// TestClearWhileOff: with saving switched off, what was saved before can still be removed.
func TestClearWhileOff(t *testing.T) {
	server, dir := demoServer(t), t.TempDir()
	k := newKeeping(t, server, dir, "", 0)
	k.seen(t)
	waitFor(t, func() bool { return k.SavedStats().Reports > 0 })
	k.Close()
	off := newKeeping(t, server, dir, "", -1)
	if n, _ := off.Saved(client.Query{Text: server.Headers()[0].SerialNumber}); len(n.Headers) != 0 {
		t.Error("switched off, it shows copies")
	}
	if err := off.ClearSaved(); err != nil {
		t.Fatal(err)
	}
	if s := off.SavedStats(); !s.Off {
		t.Errorf("%+v", s)
	}
	off.Close()
	if s := newKeeping(t, server, dir, "", 0).SavedStats(); s.Reports != 0 || s.Off {
		t.Errorf("%d reports are left, off %v", s.Reports, s.Off)
	}
}
