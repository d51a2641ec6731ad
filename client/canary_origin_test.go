package client_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"stationcompanion/client"
	"stationcompanion/client/check"
	"stationcompanion/client/demo"
	"stationcompanion/client/report"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// everyCall makes every kind of call the client has, once.
func everyCall(t *testing.T, c *client.Client, h report.Header) (errs []error) {
	t.Helper()
	ctx, now := t.Context(), time.Now()
	add := func(err error) { errs = append(errs, err) }
	_, err := c.Check(ctx)
	add(err)
	for _, q := range []client.Query{{Text: h.SerialNumber}, {Text: h.SerialNumber, By: client.BySerial}, {Text: h.UUID}} {
		_, err = c.Find(ctx, q)
		add(err)
	}
	_, err = c.Latest(ctx, 10)
	add(err)
	_, err = c.Open(ctx, h.UUID) // with its attachments
	add(err)
	_, err = c.Day(ctx, now.Add(-24*time.Hour), now)
	add(err)
	_, err = c.Timeline(ctx, h.SerialNumber, h.PartNumber) // with the unit's verification
	add(err)
	_, _, err = c.LastPass(ctx, h, now)
	add(err)
	_, err = c.StepHistory(ctx, client.HistoryQuery{Part: h.PartNumber, ProcessCode: h.ProcessCode, ProcessName: h.ProcessName, Path: []string{"Main"}})
	add(err)
	c.Investigate(ctx, "SN-NOWHERE")
	return errs
}

// TestTokenStandsInAuthorizationAlone: every call of the client and the check, against a
// server that notes a token in an address, a body or another header (site.overhear).
func TestTokenStandsInAuthorizationAlone(t *testing.T) {
	server, err := demo.Start(demo.Options{Reports: 200, Station: "TEST-01", Token: canaryToken})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	to, _ := url.Parse(server.URL())
	relay := httputil.NewSingleHostReverseProxy(to)
	relay.Transport = &http.Transport{DisableKeepAlives: true}
	var with, without atomic.Int64
	s := newSite(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "Basic "+canaryToken {
			with.Add(1)
		} else {
			without.Add(1)
		}
		relay.ServeHTTP(w, r)
	})
	cfg := client.Config{Server: "http://" + s.addr, Token: secret.New(canaryToken), Identity: station.Identity{Name: "TEST-01"}, CacheCap: -1, Proxy: "none"}
	c := client.New(client.Options{Config: cfg, Timing: client.Timing{NoHeartbeat: true}, Log: zerolog.Nop()})
	errs := everyCall(t, c, server.Headers()[0])
	c.Close()
	for i, err := range errs {
		if err != nil {
			t.Errorf("call %d: %v", i, err)
		}
	}
	before := with.Load()
	if before < 12 || without.Load() > 0 {
		t.Errorf("%d requests with the token, %d without it", before, without.Load())
	}
	for _, r := range check.Run(t.Context(), cfg, nil) {
		if r.State == check.Failed {
			t.Errorf("%s: %v", r.ID, r.Err)
		}
	}
	if with.Load() == before || without.Load() == 0 {
		t.Errorf("the check asked %d times with the token, %d times without", with.Load()-before, without.Load())
	}
}

// TestTokenStaysWithItsOrigin: no redirect, of whatever status, leads a call to another
// port or host, and a server that comes after gets no token of the one before.
func TestTokenStaysWithItsOrigin(t *testing.T) {
	var mu sync.Mutex
	var got []string
	other := newSite(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		got = append(got, fmt.Sprint(r.Method, r.URL, r.Header["Authorization"], r.Header["Referer"], r.Header["Cookie"]))
		_, _ = w.Write([]byte(`"` + demo.Version + `"`))
	})
	_, port, _ := net.SplitHostPort(other.addr)
	for _, code := range []int{301, 302, 303, 307, 308} {
		for _, to := range []string{"http://" + other.addr, "http://localhost:" + port, "https://" + other.addr, "//" + other.addr} {
			first := newSite(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Location", to+r.URL.Path)
				w.WriteHeader(code)
			})
			cfg := client.Config{Server: "http://" + first.addr, Token: secret.New(canaryToken), Identity: station.Identity{Name: "TEST-01"}, CacheCap: -1, Proxy: "none"}
			c := client.New(client.Options{Config: cfg, Timing: client.Timing{NoHeartbeat: true}, Log: zerolog.Nop()})
			everyCall(t, c, report.Header{UUID: "11111111-2222-3333-4444-555555555555", SerialNumber: "SN-1", PartNumber: "P-1", Start: time.Now()})
			check.Run(t.Context(), cfg, nil)
			if n := other.asked.Load(); n > 0 {
				t.Fatalf("%d to %s was followed %d times", code, to, n)
			}
			c.Apply(client.Config{Server: "http://" + other.addr, Identity: cfg.Identity, CacheCap: -1, Proxy: "none"})
			_, err := c.Check(t.Context())
			mu.Lock()
			if err != nil || len(got) != 1 || sings(got[0]) != "" {
				t.Errorf("the next server got %q, %v", got, err)
			}
			got = nil
			mu.Unlock()
			c.Close()
			other.asked.Store(0)
		}
	}
}
