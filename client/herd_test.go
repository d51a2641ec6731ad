package client

import (
	"context"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"
)

// absence is how a herd's server is away. Where it was never there, the power has just come
// back: the stations start within half a minute, the server later.
type absence struct {
	there, away time.Duration
}

// herd runs stations against one server that goes away and comes back, and gives how many
// times the mean the busiest second after that has.
func herd(t *testing.T, stations int, of absence) (times float64) {
	var mu sync.Mutex
	var came []time.Time
	m := newMemory(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		came = append(came, time.Now())
		mu.Unlock()
		wats(w, r)
	})
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	var clients []*Client
	m.down.Store(of.there == 0)
	for range stations {
		c := New(Options{Config: testConfig("http://127.0.0.1"), Dial: m.dial, Log: zerolog.Nop()})
		c.session().cfg.Identity = named("TEST-01")
		clients = append(clients, c)
		all.Go(func() {
			if of.there == 0 {
				time.Sleep(rand.N(30 * time.Second))
			}
			c.Run(ctx)
		})
	}
	defer func() {
		cancel()
		all.Wait()
		for _, c := range clients {
			c.Close()
		}
		m.server.Close()
		m.Close()
	}()
	comes := func() { m.down.Store(false) }
	if of.there > 0 {
		time.Sleep(of.there)
		m.kill()
		comes = m.revive
	}
	time.Sleep(of.away)
	comes()
	back := time.Now()
	const watched = 3 * time.Minute
	time.Sleep(watched)
	for _, c := range clients {
		wantLink(t, c, LinkConnected)
	}
	mu.Lock()
	defer mu.Unlock()
	total, most := 0, 0
	for i, at := range came {
		if at.Before(back) {
			continue
		}
		total++
		n := 0
		for _, later := range came[i:] {
			if later.Sub(at) >= time.Second {
				break
			}
			n++
		}
		most = max(most, n)
	}
	mean := float64(total) / watched.Seconds()
	t.Logf("%d stations: %.1f requests a second, %d in the busiest one: %.1f times the mean", stations, mean, most, float64(most)/mean)
	return float64(most) / mean
}
