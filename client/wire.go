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
	"stationcompanion/station/secret"
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
	proxy  ProxyFunc
	opened *atomic.Uint64
	pace   pace

	mu    sync.Mutex
	conns map[*wireConn]struct{}
	progresses
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
func newWire(parent context.Context, o Options, mask secret.Masker, opened *atomic.Uint64) *wire {
	w := &wire{dial: o.Dial, proxy: o.Proxy, opened: opened, conns: map[*wireConn]struct{}{}, pace: pace{least: o.Timing.withDefaults().Doubt}}
	w.ctx, w.cancel = context.WithCancel(parent)
	tr := &http.Transport{
		Proxy:                  func(r *http.Request) (*url.URL, error) { return w.proxyOf(r.URL) },
		OnProxyConnectResponse: w.tunnel,
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
	w.http = &http.Client{Transport: tr, CheckRedirect: sameOriginOnly(mask)}
	return w
}

// proxyOf gives the proxy for an address, nil for none. Its error leaves the setting's
// text out, which may hold a password.
func (w *wire) proxyOf(to *url.URL) (*url.URL, error) {
	proxy, err := w.proxy(to)
	if err != nil {
		return nil, &Error{Kind: KindProxy, Reason: ReasonAddress, Detail: "the proxy setting is no address"}
	}
	return proxy, nil
}

// scriptWait is how long the first request waits for the desktop's proxy script.
const scriptWait = time.Second

// proxyFor decides by setting, environment and desktop. A proxy of the desktop that cannot
// be told is none: the server is then tried straight, and the check says why.
func proxyFor(cfg Config, o Options) ProxyFunc {
	if o.Proxy != nil {
		return o.Proxy
	}
	chooser := proxy.New(cfg.Proxy, o.Desktop)
	return func(to *url.URL) (*url.URL, error) {
		choice := chooser.Choose(context.Background(), to, scriptWait)
		if choice.Source == proxy.SourceSetting || choice.Source == proxy.SourceEnvironment {
			return choice.URL, choice.Err
		}
		return choice.URL, nil
	}
}

// sameOriginOnly lets a redirect stay within scheme, host and port. net/http
// alone would carry the token to another port, and from https to http. An address with
// the token in it would put it into the logs of servers and proxies.
func sameOriginOnly(mask secret.Masker) func(*http.Request, []*http.Request) error {
	return func(req *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects || origin(req.URL) != origin(via[0].URL) || mask.In(req.URL.String()) {
			return http.ErrUseLastResponse
		}
		return nil
	}
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
	ctx, p := w.begin(ctx)
	raw, err := w.dial(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	w.opened.Add(1)
	p.reach(stageOpened)
	conn := &wireConn{Conn: raw, wire: w, opening: p}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.ctx.Err(); err != nil {
		_ = raw.Close()
		return nil, err
	}
	w.conns[conn] = struct{}{}
	return conn, nil
}

// renew lets idle connections go: the next request dials, and resolves, anew. net/http also
// ends the dials nobody waits for, with the look-up of a name the next one would share.
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
	wire    *wire
	opening *progress // of the request it was opened for; nil once a byte came
	doubt   doubt
}

// Write notes that something is to be answered.
func (c *wireConn) Write(p []byte) (int, error) {
	c.doubt.writes(time.Now(), c.wire.pace.patience(), c)
	return c.Conn.Write(p)
}

// lost gives the connection up, and first those that rest beside it: they are no better,
// and net/http would ask on one of them next.
func (c *wireConn) lost(after time.Duration) {
	c.wire.pace.waited(after)
	c.wire.renew()
	_ = c.Conn.Close()
}

// Read notes what comes.
func (c *wireConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 {
		if took := c.doubt.reads(time.Now()); took > 0 {
			c.wire.pace.note(took)
		}
	} else if err != nil && c.doubt.end() {
		err = errDoubted
	}
	if n > 0 && c.opening != nil {
		c.opening.reach(stageHeard)
		c.opening = nil
	}
	return n, err
}

// Close closes and forgets the connection.
func (c *wireConn) Close() error {
	c.doubt.end()
	c.wire.mu.Lock()
	delete(c.wire.conns, c)
	c.wire.mu.Unlock()
	return c.Conn.Close()
}
