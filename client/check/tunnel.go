package check

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"net"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/net/proxy"

	"stationcompanion/client"
)

// tunnel reaches the server through the proxy. For plain http a proxy makes no
// tunnel; then reaching the proxy itself is all that can be told here.
func (c *checking) tunnel(ctx context.Context) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, layerBound)
	defer cancel()
	if c.proxy.Scheme == "socks5" || c.proxy.Scheme == "socks5h" {
		return c.socks(ctx)
	}
	conn, err := c.dial(ctx, "tcp", hostPort(c.proxy))
	if err != nil {
		return nil, err
	}
	if c.proxy.Scheme == "https" {
		conn = tls.Client(conn, &tls.Config{ServerName: c.proxy.Hostname(), MinVersion: tls.VersionTLS12, RootCAs: c.roots})
	}
	if c.url.Scheme == "https" {
		if err := connect(ctx, conn, hostPort(c.url), c.proxy.User); err != nil {
			_ = conn.Close()
			return nil, err
		}
	}
	return conn, nil
}

// connect asks an http proxy for a tunnel (RFC 9110, section 9.3.6).
func connect(ctx context.Context, conn net.Conn, target string, user *url.Userinfo) error {
	// The context's end must reach a conn that is stuck in reading.
	defer context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })()
	req := &http.Request{Method: http.MethodConnect, URL: &url.URL{Opaque: target}, Host: target, Header: http.Header{}}
	if user != nil {
		password, _ := user.Password()
		basic := base64.StdEncoding.EncodeToString([]byte(user.Username() + ":" + password))
		req.Header.Set("Proxy-Authorization", "Basic "+basic)
	}
	if err := req.Write(conn); err != nil {
		return err
	}
	// A reader of one byte at a time would be slow; whatever else it buffers
	// cannot be the server's, which waits for our handshake.
	resp, err := http.ReadResponse(bufio.NewReader(conn), req)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return &client.Error{Kind: client.KindUnreachable, Status: resp.StatusCode, Err: errors.New("the proxy answered " + resp.Status)}
	}
	return nil
}

func (c *checking) socks(ctx context.Context) (net.Conn, error) {
	dialer, err := proxy.FromURL(c.proxy, forward(c.dial))
	if err != nil {
		return nil, err
	}
	through, ok := dialer.(proxy.ContextDialer)
	if !ok {
		return nil, errors.New("this kind of proxy cannot be used")
	}
	return through.DialContext(ctx, "tcp", hostPort(c.url))
}

// forward makes a DialFunc the dialer x/net/proxy wants.
type forward client.DialFunc

// Dial opens a connection.
func (f forward) Dial(network, addr string) (net.Conn, error) {
	return f(context.Background(), network, addr)
}

// DialContext opens a connection.
func (f forward) DialContext(ctx context.Context, network, addr string) (net.Conn, error) {
	return f(ctx, network, addr)
}
