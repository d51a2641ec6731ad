package client

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// memory is a network without sockets, and the one server on it: what
// testing/synctest needs, since it cannot see through a real socket.
type memory struct {
	server  *http.Server
	accept  chan net.Conn
	closed  chan struct{}
	handler atomic.Pointer[http.HandlerFunc]
	down    atomic.Bool
	dials   atomic.Int64
	served  atomic.Int64

	mu    sync.Mutex
	paths []string
	heads []http.Header
}

func newMemory(h http.HandlerFunc) *memory {
	m := &memory{accept: make(chan net.Conn), closed: make(chan struct{})}
	m.handler.Store(&h)
	m.server = &http.Server{Handler: http.HandlerFunc(m.serve)}
	go m.server.Serve(m)
	return m
}

func (m *memory) serve(w http.ResponseWriter, r *http.Request) {
	m.served.Add(1)
	m.mu.Lock()
	m.paths = append(m.paths, r.URL.RequestURI())
	m.heads = append(m.heads, r.Header.Clone())
	m.mu.Unlock()
	(*m.handler.Load())(w, r)
}

func (m *memory) set(h http.HandlerFunc) { m.handler.Store(&h) }

func (m *memory) seen() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]string(nil), m.paths...)
}

func (m *memory) Accept() (net.Conn, error) {
	select {
	case conn := <-m.accept:
		return conn, nil
	case <-m.closed:
		return nil, net.ErrClosed
	}
}

func (m *memory) Close() error {
	select {
	case <-m.closed:
	default:
		close(m.closed)
	}
	return nil
}

func (m *memory) Addr() net.Addr { return &net.IPAddr{} }

func (m *memory) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	m.dials.Add(1)
	if m.down.Load() {
		return nil, &net.OpError{Op: "dial", Net: network, Err: os.NewSyscallError("connect", refusedErrnos[0])}
	}
	ours, theirs := net.Pipe()
	select {
	case m.accept <- theirs:
		return ours, nil
	case <-m.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// kill makes the server vanish: connections die, new ones are refused.
func (m *memory) kill() {
	m.down.Store(true)
	m.server.Close()
	m.server = &http.Server{Handler: http.HandlerFunc(m.serve)}
	m.closed = make(chan struct{})
}

// revive brings it back after kill.
func (m *memory) revive() {
	go m.server.Serve(m)
	m.down.Store(false)
}

// wats answers what a well server would.
func wats(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if strings.HasSuffix(r.URL.Path, "/api/App/Version") {
		w.Write([]byte(`"2026.1.5.324"`))
		return
	}
	w.Write([]byte(`[]`))
}

func status(code int, kv ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(kv); i += 2 {
			w.Header().Set(kv[i], kv[i+1])
		}
		w.WriteHeader(code)
	}
}

func answer(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(body)) }
}

func testConfig(server string) Config {
	return Config{
		Server: server, Token: secret.New("dG9rZW4="), BreakerThreshold: 5,
		BreakerTimeout: 30 * time.Second, RequestTimeout: 15 * time.Second,
	}
}

func named(names ...string) station.Identity { return station.Identity{Name: names[0]} }

// world is a client and its server in one bubble.
type world struct {
	*memory
	*Client
	log *lines
}

// bubble runs body in a synctest bubble with a client whose heartbeat is running.
func bubble(t *testing.T, h http.HandlerFunc, change func(*Options), body func(t *testing.T, w world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(h)
		log := &lines{}
		o := Options{Config: testConfig("http://127.0.0.1"), Dial: m.dial, Log: zerolog.New(log)}
		if change != nil {
			change(&o)
		}
		c := New(o)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); c.Run(ctx) }()
		defer func() { // also after a Fatal
			cancel()
			<-done
			c.Close()
			m.server.Close()
			m.Close()
		}()
		body(t, world{memory: m, Client: c, log: log})
	})
}

// lines keeps log lines.
type lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *lines) with(parts ...string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for line := range strings.Lines(l.buf.String()) {
		all := true
		for _, p := range parts {
			all = all && strings.Contains(line, p)
		}
		if all {
			n++
		}
	}
	return n
}

func wantKind(t *testing.T, err error, want Kind) *Error {
	t.Helper()
	if KindOf(err) != want {
		t.Fatalf("got kind %q (%v), want %q", KindOf(err), err, want)
	}
	e, _ := errors.AsType[*Error](err)
	return e
}

func wantLink(t *testing.T, c *Client, want Link) Snapshot {
	t.Helper()
	s := c.Snapshot()
	if s.Link != want {
		t.Fatalf("got link %s (last error %v), want %s", s.Link, s.LastError, want)
	}
	return s
}
