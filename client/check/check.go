// Package check finds out what is wrong with the connection, layer by layer. It
// touches nothing but the server it is given (or the proxy the environment names
// for it), and saves nothing. It does not go through the client's breaker or
// pool: a check must tell what is so now, whatever was so before.
package check

import (
	"context"
	"crypto/x509"
	"net"
	"net/netip"
	"net/url"
	"time"

	"golang.org/x/net/http/httpproxy"

	"stationcompanion/client"
)

// StepID names a layer.
type StepID string

// The layers, in order.
const (
	Address StepID = "address" // is the text an address
	Name    StepID = "name"
	Reach   StepID = "reachable"
	TLS     StepID = "tls"
	WATS    StepID = "wats"
	Token   StepID = "token"
)

// Steps lists the layers in the order they are checked.
func Steps() []StepID { return []StepID{Address, Name, Reach, TLS, WATS, Token} }

// Result is one layer's finding.
type Result struct {
	ID       StepID
	OK       bool
	Skipped  bool // not needed (plain http has no TLS) or an earlier layer failed
	Took     time.Duration
	Evidence string        // "127.0.0.1:443", "TLS 1.3, issued by …", "2026.1.5.324"
	Err      *client.Error // nil when OK or Skipped
}

// The bounds: of everything, and of one connection or handshake.
const (
	totalBound = 20 * time.Second
	layerBound = 5 * time.Second
)

// Run checks cfg layer by layer, calling each (may be nil) with every finding as
// it comes, and returns all of them, one per layer. It ends within 20 s; each
// runs on the caller's goroutine.
func Run(ctx context.Context, cfg client.Config, each func(Result)) []Result {
	dialer := &net.Dialer{Timeout: layerBound}
	net := network{dial: dialer.DialContext, resolve: net.DefaultResolver.LookupNetIP}
	return net.run(ctx, cfg, each)
}

// network is what the check does outside this process; tests put their own in.
type network struct {
	dial    client.DialFunc
	resolve func(ctx context.Context, network, host string) ([]netip.Addr, error)
	roots   *x509.CertPool // nil = the system's
}

// checking is one check under way: what the layers pass on to the next.
type checking struct {
	network
	cfg   client.Config
	url   *url.URL
	proxy *url.URL // nil = straight
	addrs []string // host:port, to be tried in order
	conn  net.Conn // an open connection to the server, from Reach to TLS

	anonymous *client.Error // how the version call without a token ended
}

func (n network) run(ctx context.Context, cfg client.Config, each func(Result)) []Result {
	ctx, cancel := context.WithTimeout(ctx, totalBound)
	defer cancel()
	c := &checking{network: n, cfg: cfg}
	defer c.hangUp()
	layers := map[StepID]func(context.Context) Result{
		Address: c.address, Name: c.name, Reach: c.reach, TLS: c.tls, WATS: c.wats, Token: c.token,
	}
	var all []Result
	failed := false
	for _, id := range Steps() {
		r := Result{Skipped: true}
		if !failed {
			began := time.Now()
			r = layers[id](ctx)
			r.Took = time.Since(began)
		}
		r.ID = id
		if r.Err != nil {
			r.Err.Op = string(id)
			failed = true
		}
		all = append(all, r)
		if each != nil {
			each(r)
		}
	}
	return all
}

func ok(evidence string) Result      { return Result{OK: true, Evidence: evidence} }
func skipped(evidence string) Result { return Result{Skipped: true, Evidence: evidence} }

// failed makes the result of any error.
func failed(err error) Result { return Result{Err: asError(err)} }

// address tells whether the text is an address, and which proxy leads there.
func (c *checking) address(context.Context) Result {
	if c.cfg.Server == "" {
		return Result{Err: &client.Error{Kind: client.KindNotConfigured}}
	}
	base, err := client.NormalizeServer(c.cfg.Server)
	if err != nil {
		return Result{Err: asError(err)}
	}
	if c.url, err = url.Parse(base); err != nil {
		return Result{Err: &client.Error{Kind: client.KindBadAddress, Err: err}}
	}
	if c.proxy, err = httpproxy.FromEnvironment().ProxyFunc()(c.url); err != nil {
		return Result{Err: &client.Error{Kind: client.KindBadAddress, Detail: "the proxy in the environment is no address", Err: err}}
	}
	return ok(base)
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
