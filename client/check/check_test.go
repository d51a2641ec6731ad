package check

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"stationcompanion/client"
	"stationcompanion/station/secret"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const hostName = "wats.invalid"

func wats(token string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if token != "" && r.Header.Get("Authorization") != "Basic "+token {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if r.URL.Path != "/api/App/Version" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		io.WriteString(w, `"2026.1.5.324"`)
	}
}

// leaf makes a certificate of a made-up authority for the given host and time.
func leaf(t *testing.T, host string, from, to time.Time) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	caKey, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	ca := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Factory CA"},
		NotBefore: time.Now().Add(-1e4 * time.Hour), NotAfter: time.Now().Add(1e4 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	caDER, err := x509.CreateCertificate(rand.Reader, ca, ca, &caKey.PublicKey, caKey)
	if err != nil {
		t.Fatal(err)
	}
	ca, _ = x509.ParseCertificate(caDER)
	key, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	der, err := x509.CreateCertificate(rand.Reader, &x509.Certificate{SerialNumber: big.NewInt(2),
		DNSNames: []string{host}, NotBefore: from, NotAfter: to}, ca, &key.PublicKey, caKey)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(ca)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

// serve starts a server on loopback, with TLS when cert is given.
func serve(t *testing.T, h http.Handler, cert *tls.Certificate) *httptest.Server {
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	if cert != nil {
		s.TLS = &tls.Config{Certificates: []tls.Certificate{*cert}}
		s.StartTLS()
	} else {
		s.Start()
	}
	t.Cleanup(s.Close)
	return s
}

// around resolves hostName to loopback and dials only there.
func around(roots *x509.CertPool) network {
	return network{
		roots: roots,
		dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
			host, port, _ := net.SplitHostPort(addr)
			if host == hostName {
				addr = net.JoinHostPort("127.0.0.1", port)
			}
			if ip, err := netip.ParseAddr(host); host != hostName && host != "localhost" && (err != nil || !ip.IsLoopback()) {
				return nil, &net.DNSError{Err: "not in this test", Name: host, IsNotFound: true}
			}
			return new(net.Dialer).DialContext(ctx, network, addr)
		},
		resolve: func(_ context.Context, _, host string) ([]netip.Addr, error) {
			if host == hostName {
				return []netip.Addr{netip.MustParseAddr("::ffff:127.0.0.1")}, nil
			}
			return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
		},
	}
}

func withPort(scheme string, s *httptest.Server) string {
	return scheme + "://" + hostName + s.URL[strings.LastIndex(s.URL, ":"):]
}

// outline writes results as "address+ name+ tls- wats0": found, failed, skipped.
func outline(all []Result) string {
	var words []string
	for _, r := range all {
		mark := "-"
		switch {
		case r.OK:
			mark = "+"
		case r.Skipped:
			mark = "0"
		}
		words = append(words, string(r.ID)+mark)
	}
	return strings.Join(words, " ")
}

func find(all []Result, id StepID) Result {
	for _, r := range all {
		if r.ID == id {
			return r
		}
	}
	return Result{}
}

func firstError(all []Result) *client.Error {
	for _, r := range all {
		if r.Err != nil {
			return r.Err
		}
	}
	return &client.Error{}
}

func TestLayers(t *testing.T) {
	now := time.Now()
	good, roots := leaf(t, hostName, now.Add(-time.Hour), now.Add(time.Hour))
	wrong, wrongRoots := leaf(t, "other.invalid", now.Add(-time.Hour), now.Add(time.Hour))
	old, oldRoots := leaf(t, hostName, now.Add(-48*time.Hour), now.Add(-24*time.Hour))
	early, earlyRoots := leaf(t, hostName, now.Add(24*time.Hour), now.Add(48*time.Hour))
	plain := serve(t, wats(""), nil)
	locked := serve(t, wats("dG9rZW4="), nil)
	secure := serve(t, wats("dG9rZW4="), &good)
	closed := serve(t, wats(""), nil)
	closed.Close()
	htmlSite := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "<html>") }), nil)

	for name, tc := range map[string]struct {
		server, token string
		allowHTTP     bool
		roots         *x509.CertPool
		outline       string
		kind          client.Kind
		detail        string
	}{
		"nothing":       {"", "", false, nil, "address- name0 reachable0 tls0 wats0 token0", client.KindNotConfigured, ""},
		"no address":    {"ftp://x", "", false, nil, "address- name0 reachable0 tls0 wats0 token0", client.KindBadAddress, client.AddressScheme},
		"no such name":  {"https://nowhere.invalid", "", false, nil, "address+ name- reachable0 tls0 wats0 token0", client.KindName, "nowhere.invalid"},
		"closed":        {closed.URL, "", false, nil, "address+ name+ reachable- tls0 wats0 token0", client.KindRefused, closed.URL[7:]},
		"unknown CA":    {withPort("https", secure), "", false, x509.NewCertPool(), "address+ name+ reachable+ tls- wats0 token0", client.KindTLS, "unknown authority, issued by Factory CA"},
		"wrong host":    {withPort("https", serve(t, wats(""), &wrong)), "", false, wrongRoots, "address+ name+ reachable+ tls- wats0 token0", client.KindTLS, "wrong host name: the certificate is for other.invalid, not wats.invalid, issued by Factory CA"},
		"expired":       {withPort("https", serve(t, wats(""), &old)), "", false, oldRoots, "address+ name+ reachable+ tls- wats0 token0", client.KindTLS, "expired (" + now.Add(-24*time.Hour).UTC().Format(time.DateOnly) + "; this PC's clock says " + now.UTC().Format(time.DateOnly) + "), issued by Factory CA"},
		"not yet valid": {withPort("https", serve(t, wats(""), &early)), "", false, earlyRoots, "address+ name+ reachable+ tls- wats0 token0", client.KindTLS, "not yet valid (from " + now.Add(24*time.Hour).UTC().Format(time.DateOnly) + "; this PC's clock says " + now.UTC().Format(time.DateOnly) + "), issued by Factory CA"},
		"http at https": {"https" + plain.URL[4:], "", false, roots, "address+ name+ reachable+ tls- wats0 token0", client.KindTLS, "what answers does not speak TLS"},
		"a page":        {htmlSite.URL, "", false, nil, "address+ name+ reachable+ tls0 wats- token0", client.KindNotWATS, ""},
		"a prefix":      {plain.URL + "/nothing", "", false, nil, "address+ name+ reachable+ tls0 wats- token0", client.KindNotWATS, ""},
		"no token":      {locked.URL, "", false, nil, "address+ name+ reachable+ tls0 wats+ token-", client.KindUnauthorized, ""},
		"wrong token":   {locked.URL, "d3Jvbmc=", false, nil, "address+ name+ reachable+ tls0 wats+ token-", client.KindUnauthorized, ""},
		"none needed":   {plain.URL, "", false, nil, "address+ name+ reachable+ tls0 wats+ token0", client.KindNone, ""},
		"accepted":      {locked.URL, "dG9rZW4=", false, nil, "address+ name+ reachable+ tls0 wats+ token+", client.KindNone, ""},
		"over TLS":      {withPort("https", secure), "dG9rZW4=", false, roots, "address+ name+ reachable+ tls+ wats+ token+", client.KindNone, ""},
		"withheld":      {withPort("http", locked), "dG9rZW4=", false, nil, "address+ name+ reachable+ tls0 wats+ token-", client.KindWithheld, withPort("http", locked)},
		"allowed":       {withPort("http", locked), "dG9rZW4=", true, nil, "address+ name+ reachable+ tls0 wats+ token+", client.KindNone, ""},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := client.Config{Server: tc.server, AllowHTTP: tc.allowHTTP}
			if tc.token != "" {
				cfg.Token = secret.New(tc.token)
			}
			var told []Result
			all := around(tc.roots).run(t.Context(), cfg, func(r Result) { told = append(told, r) })
			e := firstError(all)
			if outline(all) != tc.outline || e.Kind != tc.kind {
				t.Fatalf("%s (%v)", outline(all), e)
			}
			if tc.detail != "" && e.Detail != tc.detail {
				t.Errorf("detail %q, want %q", e.Detail, tc.detail)
			}
			if outline(told) != tc.outline {
				t.Errorf("told %s", outline(told))
			}
		})
	}
}

func TestEvidence(t *testing.T) {
	until := time.Now().Add(time.Hour)
	cert, roots := leaf(t, hostName, time.Now().Add(-time.Hour), until)
	s := serve(t, wats("dG9rZW4="), &cert)
	all := around(roots).run(t.Context(), client.Config{Server: withPort("https", s), Token: secret.New("dG9rZW4=")}, nil)
	for id, want := range map[StepID]string{
		Address: withPort("https", s),
		Name:    "127.0.0.1",
		Reach:   s.Listener.Addr().String(),
		TLS:     "TLS 1.3, issued by Factory CA, valid until " + until.UTC().Format(time.DateOnly),
		WATS:    "asks for a token (HTTP 401)",
		Token:   "accepted by WATS 2026.1.5.324",
	} {
		if got := find(all, id).Evidence; got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	local := Run(t.Context(), client.Config{Server: "localhost:1"}, nil)
	if r := find(local, Name); !r.OK || r.Evidence != "no name needed: this PC" {
		t.Errorf("localhost: %+v", r)
	}
}

// A server that says nothing is found out in time, and a person who leaves need not wait.
func TestSilence(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, scheme := range []string{"http://", "https://"} {
		ctx, cancel := context.WithCancel(t.Context())
		began := time.Now()
		all := around(nil).run(ctx, client.Config{Server: scheme + l.Addr().String()}, func(r Result) {
			if r.ID == Reach {
				cancel()
			}
		})
		if e := firstError(all); e.Kind != client.KindCancelled || time.Since(began) > 2*time.Second {
			t.Errorf("%s%s: %v after %v", scheme, outline(all), e, time.Since(began))
		}
	}
}

// forwardProxy is an http proxy that knows hostName and remembers what it was asked for.
func forwardProxy(t *testing.T, asked chan<- string, refuse int) *httptest.Server {
	return serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.Method + " " + r.Host + " " + r.Header.Get("Proxy-Authorization")
		if refuse != 0 {
			w.WriteHeader(refuse)
			return
		}
		_, port, _ := net.SplitHostPort(r.Host)
		server, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", port))
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		conn, buf, _ := w.(http.Hijacker).Hijack()
		if r.Method == http.MethodConnect {
			io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\n")
		} else {
			r.Write(server)
		}
		pipe(conn, buf.Reader, server)
	}), nil)
}

func pipe(a net.Conn, fromA *bufio.Reader, b net.Conn) {
	go func() {
		io.Copy(b, fromA)
		b.Close()
	}()
	io.Copy(a, b)
	a.Close()
}

func TestThroughAProxy(t *testing.T) {
	cert, roots := leaf(t, hostName, time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
	secure := serve(t, wats("dG9rZW4="), &cert)
	plain := serve(t, wats(""), nil)
	asked := make(chan string, 100)
	proxy := forwardProxy(t, asked, 0)
	t.Setenv("NO_PROXY", "")
	t.Setenv("no_proxy", "")

	with := strings.Replace(proxy.URL, "http://", "http://me:pw@", 1)
	t.Setenv("HTTPS_PROXY", with)
	t.Setenv("HTTP_PROXY", proxy.URL)
	cfg := client.Config{Server: withPort("https", secure), Token: secret.New("dG9rZW4=")}
	all := around(roots).run(t.Context(), cfg, nil)
	if outline(all) != "address+ name0 reachable+ tls+ wats+ token+" {
		t.Fatalf("%s (%v)", outline(all), firstError(all))
	}
	if got := find(all, Reach).Evidence; got != "through the proxy "+proxy.URL[7:] {
		t.Errorf("evidence %q", got)
	}
	if got := <-asked; got != "CONNECT "+withPort("https", secure)[8:]+" Basic bWU6cHc=" {
		t.Errorf("the proxy was asked %q", got)
	}

	all = around(nil).run(t.Context(), client.Config{Server: withPort("http", plain)}, nil)
	if outline(all) != "address+ name0 reachable+ tls0 wats+ token0" {
		t.Errorf("%s (%v)", outline(all), firstError(all))
	}

	refusing := forwardProxy(t, asked, http.StatusProxyAuthRequired)
	t.Setenv("HTTPS_PROXY", refusing.URL)
	all = around(roots).run(t.Context(), cfg, nil)
	if e := firstError(all); outline(all)[:25] != "address+ name0 reachable-" || e.Status != 407 || !strings.HasPrefix(e.Detail, "proxy "+refusing.URL[7:]) {
		t.Errorf("%s (%+v)", outline(all), e)
	}
	refusing.Close()
	all = around(roots).run(t.Context(), cfg, nil)
	if e := firstError(all); e.Kind != client.KindRefused || !strings.HasPrefix(e.Detail, "proxy "+refusing.URL[7:]) {
		t.Errorf("%s (%+v)", outline(all), e)
	}
}

func TestThroughSOCKS(t *testing.T) {
	cert, roots := leaf(t, hostName, time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
	secure := serve(t, wats(""), &cert)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			socks(conn)
		}
	}()
	defer func() { l.Close(); <-done }()
	t.Setenv("NO_PROXY", "")
	t.Setenv("no_proxy", "")
	t.Setenv("HTTPS_PROXY", "socks5://"+l.Addr().String())
	all := around(roots).run(t.Context(), client.Config{Server: withPort("https", secure)}, nil)
	if outline(all) != "address+ name0 reachable+ tls+ wats+ token0" {
		t.Errorf("%s (%v)", outline(all), firstError(all))
	}
}

// socks serves one SOCKS5 CONNECT (RFC 1928) to a port on loopback.
func socks(conn net.Conn) {
	head := make([]byte, 2)
	io.ReadFull(conn, head)
	io.CopyN(io.Discard, conn, int64(head[1]))
	conn.Write([]byte{5, 0})
	req := make([]byte, 5)
	io.ReadFull(conn, req)
	rest := make([]byte, int(req[4])+2)
	io.ReadFull(conn, rest)
	port := binary.BigEndian.Uint16(rest[len(rest)-2:])
	server, err := net.DialTCP("tcp", nil, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: int(port)})
	if err != nil {
		conn.Close()
		return
	}
	conn.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
	pipe(conn, bufio.NewReader(conn), server)
}

func TestPorts(t *testing.T) {
	for text, want := range map[string]string{
		"https://a": "a:443", "http://a": "a:80", "http://a:1": "a:1", "socks5://a": "a:1080", "https://[::1]": "[::1]:443",
	} {
		u, _ := url.Parse(text)
		if got := hostPort(u); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}
