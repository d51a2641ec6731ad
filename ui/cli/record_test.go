package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/availability"
	"stationcompanion/client/demo"
)

// lived is a connection that was well for an hour, then down.
type lived struct{ past []breaker.Transition }

func (l *lived) Watch(ctx context.Context, fn func(client.Snapshot)) {
	for i := 0; ctx.Err() == nil; i++ {
		s := client.Snapshot{Link: client.LinkConnected, Proven: time.Now(), Interval: 10 * time.Second}
		if i >= 360 {
			if l.past == nil {
				l.past = []breaker.Transition{{At: time.Now(), From: breaker.Closed, To: breaker.Open, Failures: 5, Note: "5 consecutive failures", Cause: &client.Error{Kind: client.KindRefused}}}
			}
			s = client.Snapshot{Link: client.LinkDown, LastError: &client.Error{Kind: client.KindRefused}, Breaker: breaker.Status{State: breaker.Open}}
		}
		fn(s)
		select {
		case <-ctx.Done():
		case <-time.After(10 * time.Second):
		}
	}
}
func (l *lived) History() []breaker.Transition { return l.past }

// TestBundleTellsOfBeforeTheRestart: what a window recorded is in the bundle, also when none
// runs any more.
func TestBundleTellsOfBeforeTheRestart(t *testing.T) {
	home(t)
	s := server(t, demo.Options{})
	if got := command(t, "config", "set", "server", s.URL()); got.code != ExitOK {
		t.Fatal(got.err)
	}
	if got := command(t, "bundle", "-o", "none.zip"); got.code != ExitOK {
		t.Fatal(got.err)
	}
	if text := unzip(t, "none.zip")["breaker.txt"]; !strings.Contains(text, "Since the program started") || strings.Contains(text, "restarts") {
		t.Error(text)
	}
	path := recordFile()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Hour)
		defer cancel()
		availability.New(availability.Options{Path: path}).Run(ctx, &lived{})
	})
	if got := command(t, "bundle", "-o", "b.zip"); got.code != ExitOK {
		t.Fatal(got.err)
	}
	text := unzip(t, "b.zip")["breaker.txt"]
	for _, want := range []string{"CLOSED -> OPEN (5 consecutive failures)", "    refused\n", "= connected  ? unsure", "====XXXX", "connected\n", "X 1h0m0s    down refused"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	// Of another server this one's record says nothing.
	if got := command(t, "bundle", "-o", "other.zip", "--server", s.URL()); got.code != ExitOK {
		t.Fatal(got.err)
	}
	if text := unzip(t, "other.zip")["breaker.txt"]; strings.Contains(text, "restarts") {
		t.Error(text)
	}
	if err := os.WriteFile(path, []byte("garbage"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := command(t, "bundle", "-o", "d.zip"); got.code != ExitOK || !strings.Contains(unzip(t, "d.zip")["breaker.txt"], "could not be read: the file is damaged") {
		t.Errorf("%+v", got)
	}
}
