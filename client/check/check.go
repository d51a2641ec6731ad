// Package check finds out what is wrong with the connection, layer by layer. It
// touches nothing but the server it is given and the proxy that leads there, and saves
// nothing. It does not go through the client's breaker or pool: a check must tell what
// is so now, whatever was so before.
//
//	address ─► name ─► route ─► proxy ─► reachable ─► tls ─► http ─► wats ─► token
//	                                                   └──────┴─► clock
//
// A layer whose foundation failed is not tried; one that can tell something all the
// same is: the way through this PC's network without a name, the clock by the server's
// certificate.
//
// The token goes only to the server of the configuration it belongs to, and there only
// where nothing speaks against WATS: neither a page nor another kind of sign-in answered
// the question without it. That is no proof. WATS tells nobody who it is before it has a
// token, so a server that asks for one like WATS does gets to see it; so does it from the
// client itself, by its first request. What proves WATS is its version.
package check

import (
	"context"
	"crypto/x509"
	"net"
	"net/netip"
	"net/url"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/proxy"
	"stationcompanion/station/secret"
)

// StepID names a layer.
type StepID string

// The layers, in order.
const (
	Address StepID = "address"   // is the text an address
	Name    StepID = "name"      // what the name stands for
	Route   StepID = "route"     // by which of this PC's networks
	Proxy   StepID = "proxy"     // which one, who says so, does it let us through
	Reach   StepID = "reachable" // a TCP connection to the server
	TLS     StepID = "tls"       // the handshake and the certificate
	HTTP    StepID = "http"      // an answer, whatever it says
	WATS    StepID = "wats"      // is it WATS that answers
	Token   StepID = "token"     // how it takes the token
	Clock   StepID = "clock"     // this PC's against the server's
)

// Steps lists the layers in the order they are checked.
func Steps() []StepID {
	return []StepID{Address, Name, Route, Proxy, Reach, TLS, HTTP, WATS, Token, Clock}
}

// State is how a layer is.
type State string

// The states.
const (
	Well      State = "ok"
	Notice    State = "notice" // works, and a person should know something
	Failed    State = "failed"
	NotNeeded State = "not_needed"
	NotTried  State = "not_tried" // what it stands on failed, or nobody waits any more
)

// Result is one layer's finding.
type Result struct {
	ID       StepID
	State    State
	Note     Note // a finding words say more about; empty for the plain ones
	Took     time.Duration
	Evidence string        // "127.0.0.1:443", "TLS 1.3, issued by …"; English, for engineers
	Err      *client.Error // of a failed layer; nil where Note tells all

	Cert   *Certificate    // of TLS, where the server showed one; of Clock, where it is all there is
	Trust  *client.CAError // of TLS: why the CA file is not used
	Offset *time.Duration  // of Clock: the server's minus this PC's, ±1 s; nil where it did not tell
	Limit  time.Duration   // of NoteSlow: how long the window waits
}

// The bounds: of everything, of one connection, handshake or answer, and of the desktop's
// proxy script.
const (
	totalBound  = 20 * time.Second
	layerBound  = 5 * time.Second
	scriptBound = 6 * time.Second
)

// Func checks a configuration layer by layer, calling each (may be nil) with every
// finding as it comes, and returns all of them, one per layer. What is returned counts: of
// WATS it may say more than each was told, since it is the token that proves it. It ends
// within 20 s, or soon after ctx; each runs on the caller's goroutine.
type Func func(ctx context.Context, cfg client.Config, each func(Result)) []Result

// Run is a Func that asks no desktop for its proxy.
func Run(ctx context.Context, cfg client.Config, each func(Result)) []Result {
	return With(nil)(ctx, cfg, each)
}

// With makes a Func that asks a desktop for its proxy; nil asks none.
func With(desktop proxy.System) Func {
	return func(ctx context.Context, cfg client.Config, each func(Result)) []Result {
		return outside(desktop).run(ctx, cfg, each)
	}
}

// outside is this PC's network.
func outside(desktop proxy.System) network {
	dialer := &net.Dialer{Timeout: layerBound}
	return network{
		dial: dialer.DialContext, resolve: net.DefaultResolver.LookupNetIP, desktop: desktop,
		local: localAddress, adapters: adapters, now: time.Now, patience: client.HealthLimit,
	}
}

// network is what the check does outside this process; tests put their own in.
type network struct {
	dial     client.DialFunc
	resolve  func(ctx context.Context, network, host string) ([]netip.Addr, error)
	local    func(ctx context.Context, target netip.AddrPort) (netip.Addr, error)
	adapters func() ([]adapter, error)
	desktop  proxy.System
	roots    *x509.CertPool // nil = the system's
	now      func() time.Time
	patience time.Duration // how long the window waits for an answer; a check waits longer
}

// checking is one check under way: what the layers pass on to the next.
type checking struct {
	network
	cfg  client.Config
	mask secret.Masker // a server may know the token from before and say it again
	url  *url.URL
	base string // of the server's addresses, without a slash at its end

	choice   proxy.Choice
	choosing time.Duration
	proxied  bool         // choice names one
	proxyIPs []netip.Addr // of the proxy
	blocked  error        // the proxy answers, but cannot reach the server

	addrs  []string // host:port, to be tried in order
	conn   net.Conn // an open connection to the server, from Proxy or Reach to HTTP
	cert   *Certificate
	answer *answer

	anonymous *client.Error // how the version call without a token ended
	proven    bool          // the version came in answer to the token
	crawls    bool          // it was said that the server is slow
	states    map[StepID]State
}

func (n network) run(ctx context.Context, cfg client.Config, each func(Result)) []Result {
	ctx, cancel := context.WithTimeout(ctx, totalBound)
	defer cancel()
	c := &checking{network: n, cfg: cfg, mask: secret.NewMasker(cfg.Token), states: map[StepID]State{}}
	defer c.hangUp()
	layers := map[StepID]func(context.Context) Result{
		Address: c.address, Name: c.name, Route: c.route, Proxy: c.proxy, Reach: c.reach,
		TLS: c.tls, HTTP: c.http, WATS: c.wats, Token: c.token, Clock: c.clock,
	}
	var all []Result
	for _, id := range Steps() {
		r := Result{State: NotTried}
		if c.stands(ctx, id) {
			began := time.Now()
			r = layers[id](ctx)
			r.Took += time.Since(began)
			r.ID = id
			c.slow(&r)
		}
		r.ID, r.Evidence = id, said(r.Evidence, c.mask)
		if r.Err != nil {
			r.Err.Op = string(id)
			r.Err.Mask(c.mask)
		}
		c.states[id] = r.State
		all = append(all, r)
		if each != nil {
			each(r)
		}
	}
	c.settle(all)
	return all
}

// stands tells whether what a layer needs is there.
func (c *checking) stands(ctx context.Context, id StepID) bool {
	if ctx.Err() != nil {
		return false
	}
	needs := map[StepID][]StepID{
		Name: {Address}, Route: {Address}, Proxy: {Address}, Reach: {Name, Proxy},
		TLS: {Reach}, HTTP: {TLS}, WATS: {HTTP}, Token: {WATS}, Clock: {Address},
	}[id]
	for _, need := range needs {
		if s := c.states[need]; s == Failed || s == NotTried {
			return false
		}
	}
	return id != Clock || c.answer != nil || c.cert != nil
}

func well(evidence string) Result      { return Result{State: Well, Evidence: evidence} }
func notNeeded(evidence string) Result { return Result{State: NotNeeded, Evidence: evidence} }

// failed makes the result of any error.
func failed(err error) Result { return Result{State: Failed, Err: asError(err)} }

// address tells whether the text is an address, and finds out which proxy leads there.
func (c *checking) address(ctx context.Context) Result {
	if c.cfg.Server == "" {
		return failed(&client.Error{Kind: client.KindNotConfigured})
	}
	base, err := client.NormalizeServer(c.cfg.Server)
	if err != nil {
		return failed(err)
	}
	c.base = base
	if c.url, err = url.Parse(base); err != nil {
		return failed(&client.Error{Kind: client.KindBadAddress, Err: err})
	}
	began := time.Now()
	c.choice = proxy.New(c.cfg.Proxy, c.desktop).Choose(ctx, c.url, scriptBound)
	c.proxied, c.choosing = c.choice.URL != nil, time.Since(began)
	r := well(base)
	r.Took = -c.choosing // it is told with the proxy
	return r
}

// port gives an address's port, the scheme's own when it names none.
func port(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "https":
		return "443"
	case u.Scheme == "socks5", u.Scheme == "socks5h":
		return "1080"
	}
	return "80"
}

func hostPort(u *url.URL) string { return net.JoinHostPort(u.Hostname(), port(u)) }
