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
	"errors"
	"fmt"
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
	"stationcompanion/client/proxy"
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

// selfSigned makes a certificate nobody else signed.
func selfSigned(t *testing.T) tls.Certificate {
	t.Helper()
	key, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	own := &x509.Certificate{SerialNumber: big.NewInt(3), Subject: pkix.Name{CommonName: hostName}, DNSNames: []string{hostName},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(1000 * time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, own, own, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
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
		local: localAddress, now: time.Now, patience: time.Hour,
		adapters: func() ([]adapter, error) {
			return []adapter{
				{"lo", true, []netip.Addr{netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("::1")}},
				{"eth0", true, []netip.Addr{netip.MustParseAddr("192.0.2.7")}},
			}, nil
		},
	}
}

func withPort(scheme string, s *httptest.Server) string {
	return scheme + "://" + hostName + s.URL[strings.LastIndex(s.URL, ":"):]
}

// outline writes results as "address+ name0 tls-": + well, ! notice, - failed,
// 0 not needed, . not tried.
func outline(all []Result) string {
	var words []string
	for _, r := range all {
		words = append(words, string(r.ID)+map[State]string{Well: "+", Notice: "!", Failed: "-", NotNeeded: "0", NotTried: "."}[r.State])
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
	noProxy(t)
	now := time.Now()
	hour := time.Hour
	good, roots := leaf(t, hostName, now.Add(-hour), now.Add(1000*hour))
	wrong, wrongRoots := leaf(t, "other.invalid", now.Add(-hour), now.Add(1000*hour))
	old, oldRoots := leaf(t, hostName, now.Add(-480*hour), now.Add(-72*hour))
	early, earlyRoots := leaf(t, hostName, now.Add(24*hour), now.Add(1000*hour))
	soon, soonRoots := leaf(t, hostName, now.Add(-hour), now.Add(24*hour))
	plain := serve(t, wats(""), nil)
	locked := serve(t, wats("dG9rZW4="), nil)
	secure := serve(t, wats("dG9rZW4="), &good)
	closed := serve(t, wats(""), nil)
	closed.Close()
	page := serve(t, say(200, "<html><title>\n Sign in\u202e</title>"), nil)
	moved := serve(t, http.RedirectHandler("https://elsewhere.invalid/x", http.StatusFound), nil)

	const upTo = "address+ name+ route+ proxy0 reachable+ "
	for name, tc := range map[string]struct {
		server, token string
		allowHTTP     bool
		roots         *x509.CertPool
		outline       string
		kind          client.Kind
		note          Note
		detail        string
	}{
		"nothing":        {"", "", false, nil, "address- name. route. proxy. reachable. tls. http. wats. token. clock.", client.KindNotConfigured, "", ""},
		"no address":     {"ftp://x", "", false, nil, "address- name. route. proxy. reachable. tls. http. wats. token. clock.", client.KindBadAddress, "", client.AddressScheme},
		"no such name":   {"https://nowhere.invalid", "", false, nil, "address+ name- route+ proxy0 reachable. tls. http. wats. token. clock.", client.KindName, "", "nowhere.invalid"},
		"closed":         {closed.URL, "", false, nil, "address+ name+ route+ proxy0 reachable- tls. http. wats. token. clock.", client.KindRefused, "", closed.URL[7:]},
		"unknown CA":     {withPort("https", secure), "", false, x509.NewCertPool(), upTo + "tls- http. wats. token. clock+", client.KindTLS, NoteUnknownIssuer, "unknown authority, issued by Factory CA"},
		"wrong host":     {withPort("https", serve(t, wats(""), &wrong)), "", false, wrongRoots, upTo + "tls- http. wats. token. clock+", client.KindTLS, NoteWrongName, "wrong host name: the certificate is for other.invalid, not wats.invalid, issued by Factory CA"},
		"expired":        {withPort("https", serve(t, wats(""), &old)), "", false, oldRoots, upTo + "tls- http. wats. token. clock-", client.KindTLS, NoteExpired, "expired (" + now.Add(-72*hour).UTC().Format(time.DateOnly) + "; this PC's clock says " + now.UTC().Format(time.DateOnly) + "), issued by Factory CA"},
		"not yet valid":  {withPort("https", serve(t, wats(""), &early)), "", false, earlyRoots, upTo + "tls- http. wats. token. clock-", client.KindTLS, NoteNotYet, "not yet valid (from " + now.Add(24*hour).UTC().Format(time.DateOnly) + "; this PC's clock says " + now.UTC().Format(time.DateOnly) + "), issued by Factory CA"},
		"expires soon":   {withPort("https", serve(t, wats(""), &soon)), "", false, soonRoots, upTo + "tls! http+ wats+ token0 clock+", client.KindNone, NoteEndsSoon, ""},
		"http at https":  {"https" + plain.URL[4:], "", false, roots, upTo + "tls- http. wats. token. clock.", client.KindTLS, "", "what answers does not speak TLS"},
		"a page":         {page.URL, "", false, nil, upTo + "tls0 http+ wats- token. clock+", client.KindNotWATS, NotePage, ""},
		"redirected":     {moved.URL, "", false, nil, upTo + "tls0 http+ wats- token. clock+", client.KindNotWATS, "", "https://elsewhere.invalid"},
		"a wrong prefix": {plain.URL + "/nothing", "", false, nil, upTo + "tls0 http+ wats- token. clock+", client.KindNotWATS, NoteWrongPath, ""},
		"page at prefix": {page.URL + "/nothing", "", false, nil, upTo + "tls0 http+ wats- token. clock+", client.KindNotWATS, NotePage, ""},
		"server fault":   {serve(t, say(503, "busy"), nil).URL, "", false, nil, upTo + "tls0 http+ wats- token. clock+", client.KindServer, "", "busy"},
		"no HTTP":        {"http://" + speak(t, "SSH-2.0-OpenSSH_9\r\n"), "", false, nil, upTo + "tls0 http- wats. token. clock.", client.KindNotWATS, "", ""},
		"hangs up":       {"http://" + speak(t, ""), "", false, nil, upTo + "tls0 http- wats. token. clock.", client.KindCut, "", ""},
		"needs a token":  {locked.URL, "", false, nil, upTo + "tls0 http+ wats! token- clock+", client.KindUnauthorized, NoteSignIn, ""},
		"wrong token":    {locked.URL, "d3Jvbmc=", false, nil, upTo + "tls0 http+ wats! token- clock+", client.KindUnauthorized, NoteSignIn, ""},
		"two-factor":     {serve(t, say(402, ""), nil).URL, "dG9rZW4=", false, nil, upTo + "tls0 http+ wats! token- clock+", client.KindUnauthorized, NoteSignIn, ""},
		"none needed":    {plain.URL, "", false, nil, upTo + "tls0 http+ wats+ token0 clock+", client.KindNone, "", ""},
		"accepted":       {locked.URL, "dG9rZW4=", false, nil, upTo + "tls0 http+ wats+ token+ clock+", client.KindNone, "", ""},
		"over TLS":       {withPort("https", secure), "dG9rZW4=", false, roots, upTo + "tls+ http+ wats+ token+ clock+", client.KindNone, "", ""},
		"withheld":       {withPort("http", locked), "dG9rZW4=", false, nil, upTo + "tls- http. wats. token. clock.", client.KindWithheld, "", withPort("http", locked)},
		"no token":       {withPort("http", plain), "", false, nil, upTo + "tls- http. wats. token. clock.", client.KindWithheld, "", withPort("http", plain)},
		"allowed":        {withPort("http", locked), "dG9rZW4=", true, nil, upTo + "tls! http+ wats+ token+ clock+", client.KindNone, NotePlain, ""},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := client.Config{Server: tc.server, AllowHTTP: tc.allowHTTP}
			if tc.token != "" {
				cfg.Token = secret.New(tc.token)
			}
			var told []Result
			all := around(tc.roots).run(t.Context(), cfg, func(r Result) { told = append(told, r) })
			e := firstError(all)
			if outline(all) != tc.outline || e.Kind != tc.kind || firstNote(all) != tc.note {
				t.Fatalf("%s %q (%v)", outline(all), firstNote(all), e)
			}
			if tc.detail != "" && e.Detail != tc.detail {
				t.Errorf("detail %q, want %q", e.Detail, tc.detail)
			}
			if late := strings.Replace(outline(told), "wats! token+", "wats+ token+", 1); late != tc.outline {
				t.Errorf("told %s", outline(told))
			}
			for _, r := range all {
				if r.Took < 0 || r.State == Failed && r.Err == nil && r.Note == "" {
					t.Errorf("%+v", r)
				}
			}
		})
	}
}

// say answers everything with one status and text.
func say(status int, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		io.WriteString(w, text)
	}
}

// signed answers as Squid does for itself.
func signed(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Squid-Error", "ERR_ACCESS_DENIED 0")
		w.WriteHeader(status)
	}
}

// speak answers every connection on loopback with a text, once something was sent, and
// hangs up; its address is given.
func speak(t *testing.T, text string) string {
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
			conn.Read(make([]byte, 1<<10))
			io.WriteString(conn, text)
			conn.Close()
		}
	}()
	t.Cleanup(func() { l.Close(); <-done })
	return l.Addr().String()
}

func firstNote(all []Result) Note {
	for _, r := range all {
		if r.Note != "" && r.ID != Route && r.ID != Clock {
			return r.Note
		}
	}
	return ""
}

// noProxy takes every proxy out of the environment.
func noProxy(t *testing.T) {
	t.Helper()
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"} {
		t.Setenv(name, "")
	}
}

func TestEvidence(t *testing.T) {
	noProxy(t)
	until := time.Now().Add(1000 * time.Hour)
	cert, roots := leaf(t, hostName, time.Now().Add(-time.Hour), until)
	s := serve(t, wats("dG9rZW4="), &cert)
	all := around(roots).run(t.Context(), client.Config{Server: withPort("https", s), Token: secret.New("dG9rZW4=")}, nil)
	for id, want := range map[StepID]string{
		Address: withPort("https", s),
		Name:    "127.0.0.1",
		Route:   "from 127.0.0.1 (lo) to 127.0.0.1",
		Proxy:   "none is named",
		Reach:   s.Listener.Addr().String(),
		TLS:     "TLS 1.3, issued by Factory CA, valid until " + until.UTC().Format(time.DateOnly),
		HTTP:    "HTTP/1.1 401 Unauthorized",
		WATS:    "asks for a token (HTTP 401); its version came in answer to this one",
		Token:   "accepted by WATS 2026.1.5.324",
	} {
		if got := find(all, id).Evidence; got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	if r := find(all, Clock); r.Offset == nil || r.Offset.Abs() > 2*time.Second {
		t.Errorf("clock %+v", r)
	}
	local := Run(t.Context(), client.Config{Server: "localhost:1"}, nil)
	if r := find(local, Name); r.State != Well || r.Evidence != "no name needed: this PC" {
		t.Errorf("localhost: %+v", r)
	}
	if r := find(local, Route); r.State != Well || !strings.HasPrefix(r.Evidence, "from 127.0.0.1 (") {
		t.Errorf("route to this PC: %+v", r)
	}
}

// A server that says nothing is found out in time, and a person who leaves need not wait.
func TestSilence(t *testing.T) {
	noProxy(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for scheme, want := range map[string]string{"http://": "tls0 http- wats. token. clock.", "https://": "tls- http. wats. token. clock."} {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() {
			defer close(done)
			if conn, err := l.Accept(); err == nil {
				conn.Read(make([]byte, 1)) // the question is under way
				cancel()
				io.Copy(io.Discard, conn)
				conn.Close()
			}
		}()
		began := time.Now()
		all := around(nil).run(ctx, client.Config{Server: scheme + l.Addr().String()}, nil)
		if e := firstError(all); e.Kind != client.KindCancelled || !strings.HasSuffix(outline(all), want) || time.Since(began) > 2*time.Second {
			t.Errorf("%s%s: %v after %v", scheme, outline(all), e, time.Since(began))
		}
		<-done
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if all := around(nil).run(gone, client.Config{Server: "http://" + l.Addr().String()}, nil); strings.Trim(outline(all), "abcdefghijklmnopqrstuvwxyz. ") != "" {
		t.Errorf("tried although nobody waits: %s", outline(all))
	}
}

// A server that answers drop by drop without end is cut off by the layer's own deadline
// or bound, whichever comes first.
func TestAnswerWithoutEnd(t *testing.T) {
	noProxy(t)
	big := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for range 1000 {
			if _, err := w.Write(make([]byte, 64<<10)); err != nil {
				return
			}
		}
	}), nil)
	all := around(nil).run(t.Context(), client.Config{Server: big.URL}, nil)
	if find(all, HTTP).State != Well || find(all, WATS).State != Failed {
		t.Errorf("%s %v", outline(all), firstError(all))
	}
	head := speak(t, "HTTP/1.1 200 OK\r\nX: "+strings.Repeat("x", 3*headBound))
	all = around(nil).run(t.Context(), client.Config{Server: "http://" + head}, nil)
	if find(all, HTTP).State != Failed {
		t.Errorf("%s %v", outline(all), firstError(all))
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
	cert, roots := leaf(t, hostName, time.Now().Add(-time.Hour), time.Now().Add(1000*time.Hour))
	secure := serve(t, wats("dG9rZW4="), &cert)
	plain := serve(t, wats(""), nil)
	asked := make(chan string, 100)
	through := forwardProxy(t, asked, 0)
	noProxy(t)

	with := strings.Replace(through.URL, "http://", "http://me:pw@", 1)
	t.Setenv("HTTPS_PROXY", with)
	t.Setenv("HTTP_PROXY", with)
	cfg := client.Config{Server: withPort("https", secure), Token: secret.New("dG9rZW4=")}
	all := around(roots).run(t.Context(), cfg, nil)
	if outline(all) != "address+ name0 route+ proxy+ reachable+ tls+ http+ wats+ token+ clock+" {
		t.Fatalf("%s (%v)", outline(all), firstError(all))
	}
	if got := find(all, Proxy).Evidence; got != through.URL+" (HTTPS_PROXY)" {
		t.Errorf("evidence %q", got)
	}
	if got := <-asked; got != "CONNECT "+withPort("https", secure)[8:]+" Basic bWU6cHc=" {
		t.Errorf("the proxy was asked %q", got)
	}
	for len(asked) > 0 {
		<-asked
	}
	all = around(nil).run(t.Context(), client.Config{Server: withPort("http", plain), AllowHTTP: true}, nil)
	if outline(all) != "address+ name0 route+ proxy+ reachable0 tls! http+ wats+ token0 clock+" {
		t.Errorf("%s (%v)", outline(all), firstError(all))
	}
	if got := <-asked; got != "GET "+withPort("http", plain)[7:]+" Basic bWU6cHc=" {
		t.Errorf("the proxy was asked %q", got)
	}
	cfg.Proxy = through.URL
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:1")
	all = around(roots).run(t.Context(), cfg, nil)
	if got := find(all, Proxy).Evidence; got != through.URL+" (station.conf)" || find(all, Token).State != Well {
		t.Errorf("%s, %s", outline(all), got)
	}
}

// A proxy that does not lead to the server says so at the right layer, and whatever the
// environment holds of a login stays out of it.
func TestProxyTrouble(t *testing.T) {
	noProxy(t)
	asked := make(chan string, 100)
	closed := serve(t, nil, nil)
	closed.Close()
	for name, tc := range map[string]struct {
		proxy   string
		server  string
		outline string
		kind    client.Kind
		note    Note
		status  int
	}{
		"asks for a login":         {forwardProxy(t, asked, 407).URL, "https://" + hostName, "proxy- reachable.", client.KindProxy, NoteProxyLogin, 407},
		"a login page":             {forwardProxy(t, asked, 302).URL, "https://" + hostName, "proxy- reachable.", client.KindProxy, NoteProxyPage, 302},
		"page for a tunnel":        {serve(t, say(200, "<html><title>Sign in</title>"), nil).URL, "https://" + hostName, "proxy- reachable.", client.KindProxy, NoteProxyPage, 200},
		"page, then the end":       {"http://" + speak(t, "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html>"), "https://" + hostName, "proxy- reachable.", client.KindProxy, NoteProxyPage, 200},
		"captive portal":           {forwardProxy(t, asked, 511).URL, "https://" + hostName, "proxy- reachable.", client.KindProxy, NoteProxyPage, 511},
		"refuses":                  {forwardProxy(t, asked, 403).URL, "https://" + hostName, "proxy- reachable.", client.KindProxy, NoteProxyRefuses, 403},
		"cannot reach the server":  {forwardProxy(t, asked, 502).URL, "https://" + hostName, "proxy+ reachable-", client.KindProxy, NoteProxyNoServer, 502},
		"server too slow for it":   {forwardProxy(t, asked, 504).URL, "https://" + hostName, "proxy+ reachable-", client.KindProxy, NoteProxyNoServer, 504},
		"down":                     {closed.URL, "https://" + hostName, "proxy- reachable.", client.KindProxy, NoteProxyDown, 0},
		"is none":                  {"http://" + speak(t, "220 mail\r\n"), "https://" + hostName, "proxy- reachable.", client.KindProxy, NoteProxyOdd, 0},
		"hangs up":                 {"http://" + speak(t, ""), "https://" + hostName, "proxy- reachable.", client.KindProxy, NoteProxyDown, 0},
		"login for plain http":     {forwardProxy(t, asked, 407).URL, "http://" + hostName, "proxy+ reachable0 tls! http- wats.", client.KindProxy, NotePlain, 407},
		"refuses plain http":       {serve(t, signed(403), nil).URL, "http://" + hostName, "proxy+ reachable0 tls! http- wats. token. clock.", client.KindProxy, NotePlain, 403},
		"no server, plain http":    {forwardProxy(t, asked, 502).URL, "http://" + hostName, "proxy+ reachable0 tls! http- wats. token. clock.", client.KindProxy, NotePlain, 502},
		"page for plain http":      {serve(t, say(200, "<html><title>Sign in</title>"), nil).URL, "http://" + hostName, "proxy+ reachable0 tls! http+ wats-", client.KindProxy, NotePlain, 200},
		"SOCKS that wants a login": {"socks5://" + speak(t, "\x05\xff"), "https://" + hostName, "proxy- reachable.", client.KindProxy, NoteProxyLogin, 407},
		"SOCKS that cannot":        {"socks5://" + speak(t, "\x05\x00\x05\x04\x00\x01\x00\x00\x00\x00\x00\x00"), "https://" + hostName, "proxy+ reachable-", client.KindProxy, NoteProxyNoServer, 502},
		"SOCKS that is down":       {"socks5" + closed.URL[4:], "https://" + hostName, "proxy- reachable.", client.KindProxy, NoteProxyDown, 0},
	} {
		t.Run(name, func(t *testing.T) {
			scheme, rest, _ := strings.Cut(tc.proxy, "://")
			t.Setenv("HTTPS_PROXY", scheme+"://me:passw0rd@"+rest)
			t.Setenv("HTTP_PROXY", scheme+"://me:passw0rd@"+rest)
			if strings.Contains(name, "SOCKS that cannot") {
				t.Setenv("HTTPS_PROXY", tc.proxy)
			}
			all := around(nil).run(t.Context(), client.Config{Server: tc.server, Token: secret.New("dG9rZW4="), AllowHTTP: true}, nil)
			e := firstError(all)
			if !strings.Contains(outline(all), tc.outline) || e.Kind != tc.kind || firstNote(all) != tc.note || e.Status != tc.status {
				t.Errorf("%s %q (%+v)", outline(all), firstNote(all), e)
			}
			if text := fmt.Sprintf("%+v %v", all, e); strings.Contains(text, "passw0rd") {
				t.Errorf("the password shows: %s", text)
			}
		})
	}
	for name, note := range map[string]Note{"HTTP_PROXY": NoteProxyBad} {
		t.Setenv(name, "http://[::1")
		all := around(nil).run(t.Context(), client.Config{Server: "http://" + hostName, AllowHTTP: true}, nil)
		if r := find(all, Proxy); r.State != Notice || r.Note != note || find(all, Name).State != Well {
			t.Errorf("%s %+v", outline(all), r)
		}
	}
}

// script is a desktop whose script gives no answer.
type script struct{}

func (script) Settings() (proxy.Settings, error) {
	return proxy.Settings{Script: "http://pac.invalid/p"}, nil
}
func (script) Ask(string, proxy.Settings) (string, error) { return "", errors.New("not found") }

func TestDesktopIsAsked(t *testing.T) {
	noProxy(t)
	n := around(nil)
	n.desktop = script{}
	all := n.run(t.Context(), client.Config{Server: "http://" + hostName + ":1", AllowHTTP: true}, nil)
	if r := find(all, Proxy); r.Note != NoteScriptSilent || r.Evidence != "straight; the script http://pac.invalid/p: not found" {
		t.Errorf("%+v", r)
	}
}

func TestThroughSOCKS(t *testing.T) {
	cert, roots := leaf(t, hostName, time.Now().Add(-time.Hour), time.Now().Add(1000*time.Hour))
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
			serveSOCKS(conn)
		}
	}()
	defer func() { l.Close(); <-done }()
	noProxy(t)
	t.Setenv("HTTPS_PROXY", "socks5://"+l.Addr().String())
	all := around(roots).run(t.Context(), client.Config{Server: withPort("https", secure)}, nil)
	if outline(all) != "address+ name0 route+ proxy+ reachable+ tls+ http+ wats+ token0 clock+" {
		t.Errorf("%s (%v)", outline(all), firstError(all))
	}
}

// serveSOCKS serves one SOCKS5 CONNECT (RFC 1928) to a port on loopback.
func serveSOCKS(conn net.Conn) {
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
