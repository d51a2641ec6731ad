//go:build e2e

package e2e

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// switched stands before a server and cuts every connection off while it is down.
type switched struct {
	down atomic.Bool
	to   http.Handler
	url  string
}

// ServeHTTP passes a request on, or cuts it off.
func (s *switched) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.down.Load() {
		panic(http.ErrAbortHandler)
	}
	s.to.ServeHTTP(w, r)
}

// switchBefore puts one before the server at an address.
func switchBefore(t *testing.T, address string) *switched {
	t.Helper()
	target, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &switched{to: httputil.NewSingleHostReverseProxy(target), url: "http://" + ln.Addr().String()}
	server := &http.Server{Handler: s}
	go func() { _ = server.Serve(ln) }()
	t.Cleanup(func() { _ = server.Close() })
	return s
}

// flaps goes down and up again every so often, until the end of the returned function.
func (s *switched) flaps(t *testing.T, every time.Duration) (end func()) {
	stop, done := make(chan struct{}), make(chan struct{})
	end = sync.OnceFunc(func() { close(stop); <-done })
	t.Cleanup(end)
	go func() {
		defer close(done)
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				s.down.Store(false)
				return
			case <-tick.C:
				s.down.Store(!s.down.Load())
			}
		}
	}()
	return end
}

// The bounds of a header that stands still, with what asking costs.
const (
	steady  = 10*time.Second - 500*time.Millisecond
	flapFor = 60 * time.Second // until it is called unstable, at most
	flapOn  = 12 * time.Second // from then on

	aUnit = time.Second // between two scans
)

var unstableWords = regexp.MustCompile(`^Unstable · (\d+) of the last (\d+) tries failed`)

// TestTruthFlapping cuts the connection off and lets it come back every 3 s while an operator
// goes on scanning: the header says that it is unstable and how often tries failed, stands
// still for ten seconds at a time, and does not say "Connected" in between.
func TestTruthFlapping(t *testing.T) {
	p := newPC(t)
	_, demo := p.demo("--station", truthStation)
	s := switchBefore(t, demo)
	p.writeConf(confFor(s.url, "breaker_threshold = 20")) // what is looked at is the judgement, not the breaker's
	w := p.open()
	w.size(1000, 700)
	p.connectedTo(s.url)
	watch := p.witness()
	end := s.flaps(t, 3*time.Second)
	n := 0
	scanning := func(what string, every, most time.Duration, until func(status) bool) {
		t.Helper()
		var last time.Time
		for began := time.Now(); !until(p.status()); time.Sleep(100 * time.Millisecond) {
			if time.Since(began) > most {
				t.Fatalf("after %v still not: %s; it says %q\nlog:\n%s", most, what, p.status().words(), p.logText())
			}
			if time.Since(last) >= every {
				last = time.Now()
				w.scan(fmt.Sprintf("SN-1%03d", n%40+1))
				n++
			}
		}
	}
	began := time.Now()
	scanning("it is called unstable", aUnit, flapFor, func(s status) bool { return strings.HasPrefix(s.words(), "Unstable") })
	watch.broken()
	t.Logf("unstable after %v and %d scans", time.Since(began).Round(time.Second), n)
	p.looks("unstable", sightAttention)
	since := time.Now()
	scanning("more of it", aUnit, 2*flapOn, func(status) bool { return time.Since(since) > flapOn })
	watch.mended()
	end()
	scanning("it is called well again", time.Second, flapFor, claims)
	p.looks("stable", sightGood)
	watch.verdict(t, 40)
	stoodStill(t, watch.told(), since, since.Add(flapOn))
}

// told gives every change of what stood in the header.
func (w *witness) told() []said {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]said(nil), w.heard...)
}

// stoodStill checks what the header said between two moments.
func stoodStill(t *testing.T, told []said, from, to time.Time) {
	t.Helper()
	var last time.Time
	for _, h := range told {
		if h.at.Before(from.Add(-2*time.Second)) || h.at.After(to) {
			continue
		}
		t.Logf("%s %s", h.at.Format("15:04:05.000"), h.s.words())
		m := unstableWords.FindStringSubmatch(h.s.words())
		if m == nil {
			if h.at.After(from) {
				t.Errorf("while it flapped the header said %q", h.s.words())
			}
			continue
		}
		if !last.IsZero() && h.at.Sub(last) < steady {
			t.Errorf("the header changed after %v", h.at.Sub(last))
		}
		last = h.at
	}
	if last.IsZero() {
		t.Error("it was never called unstable")
	}
}
