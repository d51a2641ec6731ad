package client

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"stationcompanion/client/proxy"
)

// The transport's bounds. A factory's server sees hundreds of stations, and a
// pooled connection must be let go before the server or a load balancer drops it.
const (
	dialTimeout   = 5 * time.Second
	tlsTimeout    = 5 * time.Second
	headerTimeout = 30 * time.Second // by our own watchdog, which costs the short calls nothing
	idleTimeout   = 30 * time.Second
	connsPerHost  = 8
	headerBound   = 64 << 10
	maxRedirects  = 5
)

// wire is the pool of connections of one server and token. Closing it ends
// every connection it opened, also those net/http is still dialling or shaking
// hands on for a request that nobody waits for any more.
type wire struct {
	ctx    context.Context
	cancel context.CancelFunc
	http   *http.Client
	dial   DialFunc
	opened *atomic.Uint64

	mu    sync.Mutex
	conns map[*wireConn]struct{}
}

// newDialer opens connections the way a station needs them: quick to give up,
// and quick to notice a peer that is gone.
func newDialer() *net.Dialer {
	return &net.Dialer{
		Timeout:         dialTimeout,
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 15 * time.Second, Interval: 5 * time.Second, Count: 3},
	}
}

// newWire makes an empty pool. HTTP/1.1 only: after a sleep or a Wi-Fi change
// HTTP/2 keeps using its one dead connection, HTTP/1.1 fails one request.
func newWire(parent context.Context, o Options, opened *atomic.Uint64) *wire {
	w := &wire{dial: o.Dial, opened: opened, conns: map[*wireConn]struct{}{}}
	w.ctx, w.cancel = context.WithCancel(parent)
	tr := &http.Transport{
		Proxy:                  o.ProxyFor,
		DialContext:            w.open,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: o.Roots},
		TLSHandshakeTimeout:    tlsTimeout,
		ExpectContinueTimeout:  time.Second,
		IdleConnTimeout:        idleTimeout,
		MaxIdleConns:           connsPerHost,
		MaxIdleConnsPerHost:    connsPerHost,
		MaxConnsPerHost:        connsPerHost,
		MaxResponseHeaderBytes: headerBound,
		Protocols:              new(http.Protocols),
	}
	tr.Protocols.SetHTTP1(true)
	w.http = &http.Client{Transport: tr, CheckRedirect: sameOriginOnly}
	return w
}

// scriptWait is how long the first request waits for the desktop's proxy script.
const scriptWait = time.Second

// proxyFor decides by setting, environment and desktop. A proxy that cannot be told is
// none: the server is then tried straight, and the check says why.
func proxyFor(cfg Config, o Options) func(*http.Request) (*url.URL, error) {
	if o.ProxyFor != nil {
		return o.ProxyFor
	}
	chooser := proxy.New(cfg.Proxy, o.Desktop)
	return func(r *http.Request) (*url.URL, error) {
		return chooser.Choose(r.Context(), r.URL, scriptWait).URL, nil
	}
}

// sameOriginOnly lets a redirect stay within scheme, host and port. net/http
// alone would carry the token to another port, and from https to http.
func sameOriginOnly(req *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects || origin(req.URL) != origin(via[0].URL) {
		return http.ErrUseLastResponse
	}
	return nil
}

func origin(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return u.Scheme + "://" + strings.ToLower(u.Hostname()) + ":" + port
}

// open dials for net/http, which detaches its dials from the request; the wire's end stops them.
func (w *wire) open(ctx context.Context, network, addr string) (net.Conn, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(w.ctx, cancel)()
	raw, err := w.dial(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	w.opened.Add(1)
	conn := &wireConn{Conn: raw, wire: w}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.ctx.Err(); err != nil {
		_ = raw.Close()
		return nil, err
	}
	w.conns[conn] = struct{}{}
	return conn, nil
}

// renew lets idle connections go: the next request dials, and resolves, anew.
func (w *wire) renew() { w.http.CloseIdleConnections() }

// close ends everything at once.
func (w *wire) close() {
	w.cancel()
	w.mu.Lock()
	conns := w.conns
	w.conns = map[*wireConn]struct{}{}
	w.mu.Unlock()
	for conn := range conns {
		_ = conn.Conn.Close()
	}
	w.http.CloseIdleConnections()
}

// wireConn is a connection its wire knows of until it is closed.
type wireConn struct {
	net.Conn
	wire *wire
}

// Close closes and forgets the connection.
func (c *wireConn) Close() error {
	c.wire.mu.Lock()
	delete(c.wire.conns, c)
	c.wire.mu.Unlock()
	return c.Conn.Close()
}
