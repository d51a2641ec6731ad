package client

import (
	"context"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// site is a real server on loopback that counts and remembers tokens.
type site struct {
	*httptest.Server
	requests, tokens, conns atomic.Int64
}

func newSite(t *testing.T, h http.HandlerFunc, tls bool) *site {
	s := &site{}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.requests.Add(1)
		if r.Header.Get("Authorization") != "" {
			s.tokens.Add(1)
		}
		h(w, r)
	}))
	s.Config.ConnState = func(_ net.Conn, st http.ConnState) {
		if st == http.StateNew {
			s.conns.Add(1)
		}
	}
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	if tls {
		s.StartTLS()
	} else {
		s.Start()
	}
	t.Cleanup(s.Close)
	return s
}

func (s *site) client(t *testing.T) *Client {
	o := Options{Config: testConfig(s.URL), Timing: Timing{NoHeartbeat: true}}
	if s.TLS != nil {
		o.Roots = x509.NewCertPool()
		o.Roots.AddCert(s.Certificate())
	}
	c := New(o)
	t.Cleanup(c.Close)
	return c
}

func TestRedirects(t *testing.T) {
	other := newSite(t, wats, false)
	port := func(s *site) string { return s.URL[strings.LastIndex(s.URL, ":"):] }
	for name, tc := range map[string]struct {
		tls  bool
		to   func(s *site) string
		kind Kind
	}{
		"same origin":        {true, func(*site) string { return "/elsewhere/api/App/Version" }, KindNone},
		"same, spelled out":  {true, func(s *site) string { return strings.ToUpper(s.URL[:5]) + s.URL[5:] + "/x/api/App/Version" }, KindNone},
		"to http":            {true, func(s *site) string { return "http" + s.URL[5:] + "/" }, KindNotWATS},
		"http, another port": {true, func(*site) string { return other.URL }, KindNotWATS},
		"another port":       {false, func(*site) string { return other.URL }, KindNotWATS},
		"another name":       {false, func(s *site) string { return "http://localhost" + port(s) + "/" }, KindNotWATS},
		"round and round":    {false, func(*site) string { return "/api/App/Version" }, KindNotWATS},
	} {
		t.Run(name, func(t *testing.T) {
			var s *site
			s = newSite(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/api/App/Version" {
					http.Redirect(w, r, tc.to(s), http.StatusFound)
					return
				}
				wats(w, r)
			}, tc.tls)
			_, err := s.client(t).Check(t.Context())
			wantKind(t, err, tc.kind)
			if tc.kind == KindNone && s.tokens.Load() != 2 {
				t.Error("the token did not come along within the origin")
			}
			if s.requests.Load() > maxRedirects+1 {
				t.Errorf("%d requests", s.requests.Load())
			}
		})
	}
	if n := other.requests.Load(); n != 0 {
		t.Errorf("the other server got %d requests, %d with a token", n, other.tokens.Load())
	}
}

func TestARedirectedListNamesTheTarget(t *testing.T) {
	s := newSite(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://login.invalid/secret?x=1", http.StatusFound)
	}, false)
	_, err := s.client(t).Find(t.Context(), Query{Text: "SN"})
	if e := wantKind(t, err, KindRedirect); e.Detail != "https://login.invalid" {
		t.Errorf("detail %q", e.Detail)
	}
}

func TestUntrustedCertificate(t *testing.T) {
	s := newSite(t, wats, true)
	c := New(Options{Config: testConfig(s.URL), Roots: x509.NewCertPool()})
	defer c.Close()
	_, err := c.Check(t.Context())
	if e := wantKind(t, err, KindTLS); !strings.Contains(e.Detail, "unknown authority, issued by") {
		t.Errorf("detail %q", e.Detail)
	}
	if s.requests.Load() != 0 {
		t.Error("a request was sent")
	}
}

// On a network without sockets, where no busy machine can drop a connection.
func TestPool(t *testing.T) {
	bubble(t, wats, noHeartbeat, func(t *testing.T, w world) {
		ask := func(n int) {
			for range n {
				if _, err := w.Find(context.Background(), Query{Text: "SN", By: BySerial}); err != nil {
					t.Error(err)
				}
			}
		}
		ask(100)
		if n := w.dials.Load(); n != 1 || w.Snapshot().Conns != 1 {
			t.Errorf("%d connections for 100 calls in a row, counted %d", n, w.Snapshot().Conns)
		}
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() { ask(20) })
		}
		wg.Wait()
		if n := w.dials.Load(); n > connsPerHost {
			t.Errorf("%d connections for ten goroutines", n)
		}
		if s := w.Snapshot(); s.Requests != 300 || w.served.Load() != 300 {
			t.Errorf("%d requests counted, %d arrived", s.Requests, w.served.Load())
		}
	})
}

// An answer with an error body leaves the connection usable, too.
func TestErrorsKeepTheConnection(t *testing.T) {
	wordy := func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(400)
		fmt.Fprint(w, strings.Repeat("no ", 5000))
	}
	bubble(t, wordy, noHeartbeat, func(t *testing.T, w world) {
		for range 20 {
			_, err := w.Find(context.Background(), Query{Text: "SN", By: BySerial})
			wantKind(t, err, KindBadRequest)
		}
		if w.dials.Load() != 1 {
			t.Errorf("%d connections", w.dials.Load())
		}
	})
}

// A body that never ends costs nobody the answer that is already there.
func TestADanglingBodyIsNotWaitedFor(t *testing.T) {
	dangling := func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(400)
		fmt.Fprint(w, strings.Repeat("no ", 2000))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}
	bubble(t, dangling, noHeartbeat, func(t *testing.T, w world) {
		began := time.Now()
		_, err := w.Find(context.Background(), Query{Text: "SN"})
		wantKind(t, err, KindBadRequest)
		if took := time.Since(began); took > drainPatience {
			t.Errorf("waited %v", took)
		}
	})
}

// Whatever the server does, after Close everything is gone within a second.
func TestCloseEndsEverything(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	accepted := make(chan net.Conn, 100)
	go func() {
		for {
			conn, err := silent.Accept()
			if err != nil {
				close(accepted)
				return
			}
			accepted <- conn // never a word, not even TLS
		}
	}()
	for _, scheme := range []string{"http://", "https://"} {
		t.Run(scheme, func(t *testing.T) {
			before := runtime.NumGoroutine()
			c := New(Options{Config: testConfig(scheme + silent.Addr().String())})
			ctx, cancel := context.WithCancel(t.Context())
			var wg sync.WaitGroup
			wg.Go(func() { c.Run(ctx) })
			wg.Go(func() { c.Watch(ctx, func(Snapshot) {}) })
			for range 3 {
				wg.Go(func() { c.Report(context.Background(), sampleID) })
			}
			for range 3 {
				defer (<-accepted).Close()
			}
			began := time.Now()
			cancel()
			c.Close()
			wg.Wait()
			for runtime.NumGoroutine() > before && time.Since(began) < time.Second {
				runtime.Gosched()
			}
			if n := runtime.NumGoroutine(); n > before {
				t.Errorf("%d goroutines more than before after %v", n-before, time.Since(began))
			}
		})
	}
}

func TestProxyFromEnvironment(t *testing.T) {
	var asked atomic.Value
	proxy := newSite(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Store(r.URL.String())
		wats(w, r)
	}, false)
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("NO_PROXY", "")
	t.Setenv("no_proxy", "")
	cfg := testConfig("http://wats.invalid/prod")
	cfg.AllowHTTP = true
	c := New(Options{Config: cfg})
	defer c.Close()
	if _, err := c.Check(t.Context()); err != nil || asked.Load() != "http://wats.invalid/prod/api/App/Version" {
		t.Errorf("%v, the proxy was asked for %v", err, asked.Load())
	}
	direct := newSite(t, wats, false)
	c.Apply(testConfig(direct.URL))
	if _, err := c.Check(t.Context()); err != nil || proxy.requests.Load() != 1 {
		t.Errorf("%v, loopback went through the proxy", err)
	}
}

// What answers everything with 404 does not say that a report is unknown, nor does one
// that refuses the token say that only this report is not allowed, nor one that does not
// even understand the version call that this question was wrong.
func TestDoubt(t *testing.T) {
	for name, tc := range map[string]struct {
		version, report int
		want            Kind
		status          int
	}{
		"no WATS":                    {404, 404, KindNotWATS, 404},
		"no WATS, redirects":         {404, 302, KindNotWATS, 302},
		"token refused":              {403, 403, KindUnauthorized, 403},
		"second factor":              {402, 402, KindUnauthorized, 402},
		"refuses everything":         {400, 400, KindServer, 400},
		"refuses the version":        {400, 404, KindServer, 404},
		"a conflict, not allowed":    {409, 403, KindServer, 403},
		"a conflict, redirects":      {409, 302, KindServer, 302},
		"refuses, knows no token":    {400, 401, KindUnauthorized, 401},
		"fails, report unknown":      {500, 404, KindNotFound, 404},
		"wrong question":             {200, 400, KindBadRequest, 400},
		"only the version forbidden": {403, 404, KindNotFound, 404},
		"well":                       {200, 404, KindNotFound, 404},
		"not allowed":                {200, 403, KindForbidden, 403},
	} {
		t.Run(name, func(t *testing.T) {
			h := func(w http.ResponseWriter, r *http.Request) {
				code := tc.report
				if strings.HasSuffix(r.URL.Path, "/Version") {
					code = tc.version
				}
				w.Header().Set("Location", "https://elsewhere.invalid/")
				w.WriteHeader(code)
				fmt.Fprint(w, `"2026.1"`)
			}
			bubble(t, h, noHeartbeat, func(t *testing.T, w world) {
				_, _ = w.Check(context.Background())
				_, err := w.Report(context.Background(), sampleID)
				e := wantKind(t, err, tc.want)
				if e.Status != tc.status || e.Op != "report" || e.CorrelationID == "" {
					t.Errorf("%+v", e)
				}
			})
		})
	}
}

// TestARefusalIsDoubtedAtOnce: what the server refuses is held against a version call when the
// last one is a while ago: the first look-up after WATS moved away is told so, too, and one
// that asks for what is not there costs no more than that.
func TestARefusalIsDoubtedAtOnce(t *testing.T) {
	for name, tc := range map[string]struct {
		answer http.HandlerFunc // to everything; nil: the version call is well, reports are not found
		want   Kind
		asked  int64 // in two look-ups
	}{
		"404 on everything": {status(404), KindNotWATS, 3},
		"403 on everything": {status(403), KindUnauthorized, 3},
		"400 on everything": {status(400), KindServer, 3},
		"only the report":   {nil, KindNotFound, 3},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, wats, nil, func(t *testing.T, w world) {
				time.Sleep(30 * time.Second)
				for time.Until(w.Snapshot().NextTry) > 4*time.Second {
					time.Sleep(10 * time.Millisecond)
				}
				answer := tc.answer
				if answer == nil {
					answer = func(out http.ResponseWriter, r *http.Request) {
						if strings.HasSuffix(r.URL.Path, "/Version") {
							wats(out, r)
							return
						}
						out.WriteHeader(404)
					}
				}
				w.set(answer)
				before := w.served.Load()
				for range 2 {
					_, err := w.Report(t.Context(), sampleID)
					wantKind(t, err, tc.want)
				}
				if n := w.served.Load() - before; n != tc.asked {
					t.Errorf("%d requests", n)
				}
				if due := time.Until(w.Snapshot().NextTry); due < 5*time.Second {
					t.Errorf("the next heartbeat comes in %v on top", due)
				}
			})
		})
	}
}
