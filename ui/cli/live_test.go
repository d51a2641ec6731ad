package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/demo"
	"stationcompanion/logging"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// rig is a client that follows its settings.
type rig struct {
	t      *testing.T
	live   *Live
	client *client.Client
	keeper *station.Keeper
}

// running starts a rig that ends with the test.
func running(t *testing.T, f Flags, find func(context.Context, station.State) (secret.Token, secret.Place, error)) *rig {
	t.Helper()
	r := &rig{t: t, keeper: station.NewKeeper(f.Inputs())}
	log, err := logging.Open(logging.Options{Dir: filepath.Join(t.TempDir(), "log")})
	if err != nil {
		t.Fatal(err)
	}
	r.live, err = NewLive(LiveOptions{Flags: f, Station: r.keeper, Log: log, Version: "1", FindToken: find})
	if err != nil {
		t.Fatal(err)
	}
	r.client = client.New(client.Options{Config: r.live.Config(), Log: log.For("client")})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); r.live.Run(ctx, r.client) }()
	t.Cleanup(func() {
		cancel()
		<-ended
		r.client.Close()
		r.live.Close()
		if err := log.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// until waits for a snapshot.
func (r *rig) until(what string, ok func(client.Snapshot) bool) client.Snapshot {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), 10*time.Second)
	defer cancel()
	var found *client.Snapshot
	r.client.Watch(ctx, func(s client.Snapshot) {
		if found == nil && ok(s) {
			found = &s
			cancel()
		}
	})
	if found == nil {
		r.t.Fatalf("waited in vain for %s; it is %+v", what, r.client.Snapshot())
	}
	return *found
}

func (r *rig) save(key station.Key, value string) {
	r.t.Helper()
	if _, err := r.keeper.Update(station.ScopeUser, station.Change{Set: map[station.Key]string{key: value}}); err != nil {
		r.t.Fatal(err)
	}
}

func connectedTo(url string) func(client.Snapshot) bool {
	return func(s client.Snapshot) bool { return s.Link == client.LinkConnected && s.Server == url }
}

func TestLiveFollowsServerAndToken(t *testing.T) {
	home(t)
	first, second := server(t, demo.Options{Token: "one"}), server(t, demo.Options{Token: "two"})
	tokens := map[string]string{first.URL(): "one"}
	asked := make(chan string, 10)
	r := running(t, Flags{}, func(_ context.Context, st station.State) (secret.Token, secret.Place, error) {
		address := st.Text(station.KeyServer)
		asked <- address
		return secret.New(tokens[address]), secret.PlaceKeyring, nil
	})
	r.until("not set up", func(s client.Snapshot) bool { return s.Link == client.LinkNotSetUp })
	<-asked
	r.save(station.KeyServer, first.URL())
	r.until("the first server", connectedTo(first.URL()))
	<-asked
	// Another setting does not ask the keyring again, and the connection stays.
	r.save(station.KeyTheme, "dark")
	r.save(station.KeyServer, second.URL())
	r.until("the second server to refuse", func(s client.Snapshot) bool {
		return s.Link == client.LinkTokenRefused && s.Server == second.URL()
	})
	if got := <-asked; got != second.URL() {
		t.Errorf("asked for the token of %q again", got)
	}
	tokens[second.URL()] = "two" // the loop reads it only after TokenChanged
	r.live.TokenChanged()
	r.until("the second server", connectedTo(second.URL()))
}

func TestLiveDemoByButton(t *testing.T) {
	home(t)
	real := server(t, demo.Options{})
	r := running(t, Flags{}, func(context.Context, station.State) (secret.Token, secret.Place, error) {
		return secret.New("stored-token"), secret.PlaceKeyring, nil
	})
	r.until("not set up", func(s client.Snapshot) bool { return s.Link == client.LinkNotSetUp })
	for range 2 { // pressing twice is one demo
		if err := r.live.StartDemo(); err != nil {
			t.Fatal(err)
		}
	}
	s := r.until("the demo", func(s client.Snapshot) bool { return s.Link == client.LinkConnected && s.Demo })
	if s.Token != client.TokenNone {
		t.Errorf("the demo server got a stored token: %s", s.Token)
	}
	if st := r.keeper.Reload(); st.Text(station.KeyServer) != "" {
		t.Errorf("the demo was saved: %q", st.Text(station.KeyServer))
	}
	r.save(station.KeyLocation, "Line 2") // no reason to leave it
	r.save(station.KeyServer, real.URL())
	s = r.until("the real server", connectedTo(real.URL()))
	if s.Demo {
		t.Error("still marked as demo")
	}
}

func TestLiveDemoByFlagStays(t *testing.T) {
	home(t)
	t.Setenv("PYWATS_API_TOKEN", "must-not-be-sent")
	r := running(t, Flags{Demo: true}, nil)
	s := r.until("the demo", func(s client.Snapshot) bool { return s.Link == client.LinkConnected && s.Demo })
	r.save(station.KeyServer, "http://127.0.0.1:1")
	r.save(station.KeyStation, "ANOTHER")
	after := r.until("the demo again", func(s client.Snapshot) bool { return s.Link == client.LinkConnected })
	if after.Server != s.Server || after.Token != client.TokenNone {
		t.Errorf("left the demo for %q with token %s", after.Server, after.Token)
	}
}

func TestLiveGoesOnWithoutAKeyring(t *testing.T) {
	home(t)
	s := server(t, demo.Options{})
	r := running(t, Flags{Server: s.URL()}, func(context.Context, station.State) (secret.Token, secret.Place, error) {
		return secret.Token{}, secret.PlaceNone, errors.New("locked")
	})
	r.until("the server without a token", connectedTo(s.URL()))
}

func TestLiveChangesTheLog(t *testing.T) {
	home(t)
	r := running(t, Flags{}, nil)
	r.until("a start", func(client.Snapshot) bool { return true })
	write(t, r.keeper.Path(station.ScopeUser), "log_level = ERROR\nserver = http://127.0.0.1:1\n")
	r.keeper.Reload()
	r.until("the new settings", func(s client.Snapshot) bool { return s.Server == "http://127.0.0.1:1" })
	if logger := r.live.o.Log.For("test"); logger.Info().Enabled() {
		t.Error("the level of the file was not taken")
	}
}

// TestLiveKeepsAGivenTokenToItsServer: what --token-file or the environment gave is for the
// server of the program's start, not for one that is configured later.
func TestLiveKeepsAGivenTokenToItsServer(t *testing.T) {
	for _, from := range []string{"file", "environment"} {
		t.Run(from, func(t *testing.T) {
			dir := home(t)
			first, second := server(t, demo.Options{Token: "one"}), server(t, demo.Options{Token: "one"})
			f := Flags{}
			if from == "file" {
				f.TokenFile = filepath.Join(dir, "token")
				if err := os.WriteFile(f.TokenFile, []byte("one"), 0o600); err != nil {
					t.Fatal(err)
				}
			} else {
				t.Setenv("PYWATS_API_TOKEN", "one")
			}
			r := running(t, f, nil)
			r.save(station.KeyServer, first.URL())
			r.until("the first server", connectedTo(first.URL()))
			r.save(station.KeyServer, second.URL())
			r.until("the second server to refuse", func(s client.Snapshot) bool {
				return s.Link == client.LinkTokenRefused && s.Server == second.URL()
			})
			r.save(station.KeyServer, first.URL())
			r.until("the first server again", connectedTo(first.URL()))
		})
	}
}
