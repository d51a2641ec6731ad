package client

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"stationcompanion/client/proxy"
	"stationcompanion/station"
)

// pemOf is a server's certificate as a CA file holds it.
func pemOf(s *httptest.Server) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw}))
}

func caFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "company.pem")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A CA file adds to the trust store; one that cannot be used adds nothing, is said once,
// and never makes less be asked of a certificate.
func TestCAFile(t *testing.T) {
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `"2026.1"`) }))
	defer s.Close()
	good := pemOf(s)
	folder := t.TempDir()
	for name, tc := range map[string]struct {
		file string
		why  string
		kind Kind
	}{
		"none named":  {"", "", KindTLS},
		"good":        {caFile(t, "the company's own\n"+good), "", KindNone},
		"twice":       {caFile(t, good+good), "", KindNone},
		"missing":     {filepath.Join(folder, "no.pem"), CAMissing, KindTLS},
		"a folder":    {folder, CAUnreadable, KindTLS},
		"empty":       {caFile(t, ""), CANoPEM, KindTLS},
		"other PEM":   {caFile(t, "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n"), CANoPEM, KindTLS},
		"not base64":  {caFile(t, strings.Replace(good, "M", "!", 1)), CAGarbled, KindTLS},
		"cut off":     {caFile(t, good+good[:len(good)/2]), CAGarbled, KindTLS},
		"not DER":     {caFile(t, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), CAGarbled, KindTLS},
		"private key": {caFile(t, good+"-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n"), CAPrivateKey, KindTLS},
		"too large":   {caFile(t, good+strings.Repeat("x", caBound)), CATooLarge, KindTLS},
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			c := New(Options{Config: Config{Server: s.URL, CAFile: tc.file}, Log: zerolog.New(&log), Timing: Timing{NoHeartbeat: true}})
			defer c.Close()
			_, err := c.Check(t.Context())
			if KindOf(err) != tc.kind {
				t.Errorf("%v, want %q", err, tc.kind)
			}
			problem, _ := errors.AsType[*CAError](c.CAProblem())
			if (problem != nil) != (tc.why != "") || problem != nil && (problem.Why != tc.why || problem.Path != tc.file || !strings.Contains(problem.Error(), tc.why)) {
				t.Errorf("problem %v, want %q", problem, tc.why)
			}
			c.Apply(c.Using())
			if n := strings.Count(log.String(), "CA file not used"); n != min(len(tc.why), 1) {
				t.Errorf("said %d times in the log", n)
			}
		})
	}
}

// A CA file that was replaced counts from the next change of settings on, and other
// settings leave the connections alone.
func TestCAFileReplaced(t *testing.T) {
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `"2026.1"`) }))
	defer s.Close()
	path := caFile(t, "nothing")
	c := New(Options{Config: Config{Server: s.URL, CAFile: path}, Timing: Timing{NoHeartbeat: true}})
	defer c.Close()
	if _, err := c.Check(t.Context()); KindOf(err) != KindTLS {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(pemOf(s)), 0o600); err != nil {
		t.Fatal(err)
	}
	c.Apply(c.Using())
	if _, err := c.Check(t.Context()); err != nil || c.CAProblem() != nil {
		t.Errorf("%v %v", err, c.CAProblem())
	}
	before := c.session().wire
	c.Apply(c.Using())
	if c.session().wire != before {
		t.Error("the connections were given up for nothing")
	}
	proxied := c.Using()
	proxied.Proxy = "none"
	c.Apply(proxied)
	if c.session().wire == before {
		t.Error("another proxy setting leaves the old connections")
	}
}

// The proxy of station.conf carries the requests.
func TestProxySettingIsUsed(t *testing.T) {
	asked := make(chan string, 9)
	p := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.URL.String()
		io.WriteString(w, `"2026.1"`)
	}))
	defer p.Close()
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	c := New(Options{Config: Config{Server: "http://wats.invalid", Proxy: p.URL, AllowHTTP: true}, Timing: Timing{NoHeartbeat: true}})
	defer c.Close()
	if _, err := c.Check(t.Context()); err != nil || <-asked != "http://wats.invalid/api/App/Version" {
		t.Error(err)
	}
}

// A proxy's login is taken from the environment, as the advice for a 407 says: while the
// setting leaves the proxy to it.
func TestProxyLogin(t *testing.T) {
	asked := make(chan string, 9)
	p := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.Header.Get("Proxy-Authorization")
		io.WriteString(w, `"2026.1"`)
	}))
	defer p.Close()
	t.Setenv("HTTP_PROXY", strings.Replace(p.URL, "://", "://me:pw@", 1))
	for setting, want := range map[string]string{"": "Basic bWU6cHc=", "system": "Basic bWU6cHc=", p.URL: ""} {
		c := New(Options{Config: Config{Server: "http://wats.invalid", Proxy: setting, AllowHTTP: true}, Timing: Timing{NoHeartbeat: true}})
		_, err := c.Check(t.Context())
		c.Close()
		if err != nil {
			t.Fatal(setting, err)
		}
		if got := <-asked; got != want {
			t.Errorf("%q: the proxy was told %q", setting, got)
		}
	}
}

// What station.conf takes as a proxy is what package proxy reads, and nothing else.
func TestProxySettingAgrees(t *testing.T) {
	for _, text := range []string{
		"", "system", "none", "proxy", "Proxy:8080", "http://p:1/", "https://p", "socks5://[::1]:1080", "socks4://p",
		"http://me:pw@p", "p:0", "p:65536", "p:", "http://p/x", "http://p?x", "http://p#", "a b", `a\b`, "http=a:1", "://", "http://", "%zz",
	} {
		canonical, err := station.Validate(station.KeyProxy, text)
		s, parseErr := proxy.Parse(text)
		if text != "" && (err == nil) != (parseErr == nil) {
			t.Errorf("%q: %v here, %v there", text, err, parseErr)
		}
		again, againErr := proxy.Parse(canonical)
		if err == nil && (againErr != nil || again.None != s.None || urlText(again.URL) != urlText(s.URL) || s.URL != nil && canonical != urlText(s.URL)) {
			t.Errorf("%q is %q, read as %+v", text, canonical, again)
		}
	}
}

func urlText(u *url.URL) string {
	if u == nil {
		return ""
	}
	return u.String()
}

// The system's store stays trusted beside the file: both pools hold what was there.
func TestTrustAddsToTheBase(t *testing.T) {
	s := httptest.NewTLSServer(nil)
	defer s.Close()
	base := x509.NewCertPool()
	pool, err := Trust(base, caFile(t, pemOf(s)))
	if err != nil || pool.Equal(base) {
		t.Errorf("nothing was added (%v)", err)
	}
	if !base.Equal(x509.NewCertPool()) {
		t.Error("the base was changed")
	}
	system, err := Trust(nil, caFile(t, pemOf(s)))
	if err != nil || system == nil {
		t.Errorf("%v", err)
	}
	if pool, err := Trust(nil, ""); pool != nil || err != nil {
		t.Errorf("%v %v", pool, err)
	}
}
