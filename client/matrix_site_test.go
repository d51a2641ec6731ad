package client_test

import (
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// site is a server on a loopback address of its own, which can be broken and mended at
// every layer from the port up.
type site struct {
	addr    string // host:port, the same for as long as it lives
	handler atomic.Pointer[http.HandlerFunc]
	deaf    atomic.Bool // takes connections and says nothing
	tls     atomic.Bool // speaks TLS
	cert    atomic.Pointer[tls.Certificate]
	asked   atomic.Int64

	mu     sync.Mutex
	server *http.Server
	conns  map[*siteConn]struct{}
	closed bool
	over   bool
	leaks  []string       // where the token stood that it may not stand
	ended  sync.WaitGroup // its goroutines
}

// nextHost numbers the sites, so that no port that is shut can be another's meanwhile.
var nextHost atomic.Int32

func newSite(t *testing.T, h http.HandlerFunc) *site {
	t.Helper()
	n := nextHost.Add(1)
	return newSiteAt(t, fmt.Sprintf("127.77.%d.%d", n/250, n%250+1), h)
}

func newSiteAt(t *testing.T, host string, h http.HandlerFunc) *site {
	t.Helper()
	s := &site{conns: map[*siteConn]struct{}{}}
	s.handler.Store(&h)
	ln, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
	if err != nil && strings.HasPrefix(host, "127.") { // systems with one loopback address
		ln, err = net.Listen("tcp", "127.0.0.1:0")
	}
	if err != nil {
		t.Skipf("no socket on %s here: %v", host, err)
	}
	s.addr = ln.Addr().String()
	s.serve(ln)
	t.Cleanup(func() {
		s.mu.Lock()
		s.over = true
		s.mu.Unlock()
		s.shut()
		s.ended.Wait()
		for _, leak := range s.leaks {
			t.Error(leak)
		}
	})
	return s
}

func (s *site) serve(ln net.Listener) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = false
	s.server = &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !s.begin() {
				panic(http.ErrAbortHandler)
			}
			defer s.ended.Done()
			s.asked.Add(1)
			s.overhear(w, r)
			(*s.handler.Load())(w, r)
		}),
		ErrorLog: log.New(io.Discard, "", 0),
	}
	server := s.server
	s.ended.Go(func() { _ = server.Serve(&siteListener{Listener: ln, site: s}) })
}

// begin lets a request in, unless the site is ending.
func (s *site) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.over {
		s.ended.Add(1)
	}
	return !s.over
}

func (s *site) set(h http.HandlerFunc) { s.handler.Store(&h) }

// drop closes every connection.
func (s *site) drop() {
	s.mu.Lock()
	conns := make([]*siteConn, 0, len(s.conns))
	for c := range s.conns {
		conns = append(conns, c)
	}
	s.mu.Unlock()
	for _, c := range conns {
		_ = c.Close()
	}
}

// swallow makes every present connection a black hole: what is sent is taken, and
// nothing comes back.
func (s *site) swallow() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		c.hole.Store(true)
	}
}

// shut refuses connections from now on, and ends those there are.
func (s *site) shut() {
	s.mu.Lock()
	server := s.server
	s.closed = true
	s.mu.Unlock()
	_ = server.Close()
	s.drop()
}

// reopen listens at the same address again.
func (s *site) reopen(t *testing.T) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); ; {
		ln, err := net.Listen("tcp", s.addr)
		if err == nil {
			s.serve(ln)
			return
		}
		if time.Now().After(end) {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

type siteListener struct {
	net.Listener
	site *site
}

// Accept keeps to itself what comes while the site is deaf.
func (l *siteListener) Accept() (net.Conn, error) {
	for {
		raw, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		c := &siteConn{Conn: raw, site: l.site}
		l.site.mu.Lock()
		l.site.conns[c] = struct{}{}
		l.site.mu.Unlock()
		switch {
		case l.site.deaf.Load():
		case l.site.tls.Load():
			return tls.Server(c, &tls.Config{GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
				return l.site.cert.Load(), nil
			}}), nil
		default:
			return c, nil
		}
	}
}

type siteConn struct {
	net.Conn
	site *site
	hole atomic.Bool
}

func (c *siteConn) Write(p []byte) (int, error) {
	if c.hole.Load() {
		return len(p), nil
	}
	return c.Conn.Write(p)
}

func (c *siteConn) Close() error {
	c.site.mu.Lock()
	delete(c.site.conns, c)
	c.site.mu.Unlock()
	return c.Conn.Close()
}

// reset ends it with RST instead of FIN.
func (c *siteConn) reset() {
	if tcp, ok := c.Conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.Close()
}
