package check

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"stationcompanion/client"
)

// name resolves the host name; a number or this PC needs none, and behind a
// proxy it is the proxy that asks.
func (c *checking) name(ctx context.Context) Result {
	host := c.url.Hostname()
	c.addrs = []string{hostPort(c.url)}
	if c.proxy != nil {
		return skipped("resolved by the proxy " + c.proxy.Host)
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return ok("no name needed: " + host)
	}
	if host == "localhost" {
		return ok("no name needed: this PC")
	}
	ctx, cancel := context.WithTimeout(ctx, layerBound)
	defer cancel()
	found, err := c.resolve(ctx, "ip", host)
	if err == nil && len(found) == 0 {
		err = &net.DNSError{Err: "no addresses", Name: host, IsNotFound: true}
	}
	if err != nil {
		e := client.Classify("", err)
		if e.Kind == client.KindTimeout {
			e.Kind = client.KindName // nobody answered what the name stands for
		}
		e.Detail = host
		return Result{Err: e}
	}
	c.addrs = c.addrs[:0]
	var shown []string
	for _, ip := range found {
		ip = ip.Unmap()
		c.addrs = append(c.addrs, net.JoinHostPort(ip.String(), port(c.url)))
		shown = append(shown, ip.String())
	}
	return ok(strings.Join(shown[:min(len(shown), 4)], ", "))
}

// reach opens a connection, through the proxy where one applies.
func (c *checking) reach(ctx context.Context) Result {
	if c.proxy != nil {
		conn, err := c.tunnel(ctx)
		if err != nil {
			r := failed(err)
			if !strings.HasPrefix(r.Err.Detail, "proxy") {
				r.Err.Detail = strings.TrimSpace("proxy " + c.proxy.Host + " " + r.Err.Detail)
			}
			return r
		}
		c.conn = conn
		return ok("through the proxy " + c.proxy.Host)
	}
	var err error
	for _, addr := range c.addrs {
		if c.conn, err = c.open(ctx, addr); err == nil {
			return ok(c.conn.RemoteAddr().String())
		}
		if ctx.Err() != nil {
			break
		}
	}
	return failed(err)
}

func (c *checking) open(ctx context.Context, addr string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, layerBound)
	defer cancel()
	return c.dial(ctx, "tcp", addr)
}

// tls shakes hands on the connection and reads the certificate.
func (c *checking) tls(ctx context.Context) Result {
	defer c.hangUp()
	if c.url.Scheme != "https" {
		return skipped("plain http")
	}
	ctx, cancel := context.WithTimeout(ctx, layerBound)
	defer cancel()
	conn := tls.Client(c.conn, &tls.Config{
		ServerName: c.url.Hostname(), MinVersion: tls.VersionTLS12, RootCAs: c.roots, NextProtos: []string{"http/1.1"},
	})
	if err := conn.HandshakeContext(ctx); err != nil {
		e := client.Classify("", err)
		if e.Kind == client.KindCut || e.Kind == client.KindUnreachable {
			e.Kind, e.Detail = client.KindTLS, "the server broke off the handshake"
		}
		return Result{Err: e}
	}
	state := conn.ConnectionState()
	evidence := tls.VersionName(state.Version)
	if len(state.PeerCertificates) > 0 {
		cert := state.PeerCertificates[0]
		issuer := cert.Issuer.CommonName
		if issuer == "" {
			issuer = cert.Issuer.String()
		}
		evidence += ", issued by " + issuer + ", valid until " + cert.NotAfter.UTC().Format(time.DateOnly)
	}
	return ok(evidence)
}

func (c *checking) hangUp() {
	if c.conn != nil {
		_ = c.conn.Close()
		c.conn = nil
	}
}

// wats asks for the version without the token: an address that is not WATS
// should not get to see it.
func (c *checking) wats(ctx context.Context) Result {
	anonymous := c.cfg
	anonymous.Token = client.Config{}.Token
	version, err := c.version(ctx, anonymous)
	c.anonymous = err
	switch {
	case err == nil:
		return ok(version)
	case err.Kind == client.KindUnauthorized:
		return ok("asks for a token (HTTP " + strconv.Itoa(err.Status) + ")")
	}
	return Result{Err: err}
}

// token asks again with it.
func (c *checking) token(ctx context.Context) Result {
	if c.cfg.Token.Empty() {
		if c.anonymous == nil {
			return skipped("none given, and the server answers without")
		}
		return Result{Err: c.anonymous}
	}
	version, err := c.version(ctx, c.cfg)
	if err != nil {
		return Result{Err: err}
	}
	return ok("accepted by WATS " + version)
}

// version makes one version call with a client of its own.
func (c *checking) version(ctx context.Context, cfg client.Config) (string, *client.Error) {
	cfg.BreakerThreshold = 0
	cl := client.New(client.Options{
		Config: cfg, Timing: client.Timing{NoHeartbeat: true, Health: layerBound},
		Dial: c.dial, Roots: c.roots,
	})
	defer cl.Close()
	snap, err := cl.Check(ctx)
	if err != nil {
		return "", asError(err)
	}
	return snap.Version, nil
}

// asError gives the *client.Error inside err, as a copy that may be changed.
func asError(err error) *client.Error {
	if e, ok := errors.AsType[*client.Error](err); ok {
		own := *e
		return &own
	}
	return client.Classify("", err)
}
