package check

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	socks "golang.org/x/net/proxy"

	"stationcompanion/client"
	"stationcompanion/station/secret"
)

// tunnel connects to the proxy and, where it makes one, opens a tunnel to the server.
// For plain http an http proxy makes none. status is what an http proxy answered when it
// was not 200; the connection is nil then, as with an error.
func (c *checking) tunnel(ctx context.Context) (conn net.Conn, status int, err error) {
	ctx, cancel := context.WithTimeout(ctx, layerBound)
	defer cancel()
	if isSOCKS(c.choice.URL) {
		return c.socks(ctx)
	}
	if conn, err = c.dial(ctx, "tcp", hostPort(c.choice.URL)); err != nil {
		return nil, 0, err
	}
	if c.choice.URL.Scheme == "https" {
		roots, _ := client.Trust(c.roots, c.cfg.CAFile) // what is wrong with the file is told with the server's certificate
		conn = tls.Client(conn, &tls.Config{ServerName: c.choice.URL.Hostname(), MinVersion: tls.VersionTLS12, RootCAs: roots})
	}
	if c.url.Scheme != "https" {
		return conn, 0, nil
	}
	if status, err = connect(ctx, conn, hostPort(c.url), c.choice.URL.User, c.mask); err != nil || status != 0 {
		_ = conn.Close()
		return nil, status, err
	}
	return conn, 0, nil
}

func isSOCKS(u *url.URL) bool { return u.Scheme == "socks5" || u.Scheme == "socks5h" }

// login is the header a proxy's user name and password go into; empty without them.
func login(user *url.Userinfo) string {
	if user == nil {
		return ""
	}
	password, _ := user.Password()
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user.Username()+":"+password))
}

// connect asks an http proxy for a tunnel (RFC 9110, section 9.3.6) and gives the status
// when it is refused.
func connect(ctx context.Context, conn net.Conn, target string, user *url.Userinfo, mask secret.Masker) (refused int, err error) {
	defer interruptible(ctx, conn)()
	req := &http.Request{Method: http.MethodConnect, URL: &url.URL{Opaque: target}, Host: target, Header: http.Header{}}
	if basic := login(user); basic != "" {
		req.Header.Set("Proxy-Authorization", basic)
	}
	if err := req.Write(conn); err != nil {
		return 0, err
	}
	// Whatever the reader buffers beyond the answer cannot be the server's, which waits
	// for our handshake.
	from := bufio.NewReader(bounded(conn))
	resp, err := http.ReadResponse(from, req)
	if err != nil {
		return 0, err
	}
	if page, certain := client.ProxyPage(resp); certain || page && from.Buffered() > 0 {
		return resp.StatusCode, errors.New("the proxy answered " + resp.Status + " with a page")
	}
	if resp.StatusCode != http.StatusOK {
		return resp.StatusCode, errors.New("the proxy answered " + clean(mask.Mask(resp.Status)))
	}
	return 0, nil
}

// interruptible lets ctx's end reach a connection that is stuck in reading or writing;
// stop takes that back.
func interruptible(ctx context.Context, conn net.Conn) (stop func()) {
	undo := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	return func() { undo() }
}

// socks connects through a SOCKS proxy. One that answers but does not reach the server
// counts as an http proxy's 502, one that wants a login as its 407.
func (c *checking) socks(ctx context.Context) (net.Conn, int, error) {
	through := ""
	dial := func(ctx context.Context, network, addr string) (net.Conn, error) {
		conn, err := c.dial(ctx, network, addr)
		if err == nil {
			through = addr
		}
		return conn, err
	}
	dialer, err := socks.FromURL(c.choice.URL, forward(dial))
	if err != nil {
		return nil, 0, err
	}
	via, ok := dialer.(socks.ContextDialer)
	if !ok {
		return nil, 0, errors.New("this kind of proxy cannot be used")
	}
	conn, err := via.DialContext(ctx, "tcp", hostPort(c.url))
	switch {
	case err == nil || through == "" || ctx.Err() != nil:
		return conn, 0, err
	case socksAsksLogin(err):
		return nil, http.StatusProxyAuthRequired, err
	}
	return nil, http.StatusBadGateway, err
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

// socksAsksLogin knows x/net's errors of a proxy that wants a user name and password;
// they have no types.
func socksAsksLogin(err error) bool {
	text := err.Error()
	return strings.Contains(text, "no acceptable authentication methods") || strings.Contains(text, "username/password authentication failed")
}

// headBound is the most of an answer's head, and of its body, that is read, in bytes.
const headBound = 64 << 10

// bounded keeps a peer from talking without end.
func bounded(conn net.Conn) io.Reader { return io.LimitReader(conn, 2*headBound) }
