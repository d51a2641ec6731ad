package check

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"net/http"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"stationcompanion/client"
	"stationcompanion/station/secret"
)

func TestClock(t *testing.T) {
	noProxy(t)
	for name, tc := range map[string]struct {
		off   time.Duration // of the server to this PC
		state State
		note  Note
	}{
		"as one":       {0, Well, ""},
		"a bit behind": {20 * time.Second, Well, ""},
		"behind":       {2 * time.Minute, Notice, NoteBehind},
		"ahead":        {-2 * time.Minute, Notice, NoteAhead},
		"far behind":   {10 * time.Minute, Failed, NoteBehind},
		"far ahead":    {-10 * time.Minute, Failed, NoteAhead},
	} {
		s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Date", time.Now().Add(tc.off).UTC().Format(http.TimeFormat))
			wats("")(w, r)
		}), nil)
		r := find(around(nil).run(t.Context(), client.Config{Server: s.URL}, nil), Clock)
		if r.State != tc.state || r.Note != tc.note || r.Offset == nil || (*r.Offset-tc.off).Abs() > 2*time.Second || r.Evidence == "" {
			t.Errorf("%s: %+v", name, r)
		}
	}
	silent := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Date"] = nil
		wats("")(w, r)
	}), nil)
	if r := find(around(nil).run(t.Context(), client.Config{Server: silent.URL}, nil), Clock); r.State != Well || r.Note != NoteNoDate || r.Offset != nil {
		t.Errorf("%+v", r)
	}
}

// Without any network the route says so, with or without a name.
func TestNoNetwork(t *testing.T) {
	noProxy(t)
	n := around(nil)
	n.adapters = func() ([]adapter, error) {
		return []adapter{
			{"lo", true, []netip.Addr{netip.MustParseAddr("127.0.0.1")}},
			{"eth0", false, []netip.Addr{netip.MustParseAddr("192.0.2.7")}},
			{"wlan0", true, []netip.Addr{netip.MustParseAddr("fe80::1")}},
		}, nil
	}
	n.local = func(context.Context, netip.AddrPort) (netip.Addr, error) {
		return netip.Addr{}, errors.New("network is unreachable")
	}
	for _, server := range []string{"https://nowhere.invalid", "https://192.0.2.1"} {
		if r := find(n.run(t.Context(), client.Config{Server: server}, nil), Route); r.State != Failed || r.Note != NoteNoNetwork {
			t.Errorf("%s: %+v", server, r)
		}
	}
	n.adapters = around(nil).adapters
	if r := find(n.run(t.Context(), client.Config{Server: "https://192.0.2.1"}, nil), Route); r.State != Failed || r.Note != "" || r.Err == nil || r.Evidence != "eth0 192.0.2.7" {
		t.Errorf("no route: %+v", r)
	}
	n.adapters = func() ([]adapter, error) { return nil, errors.New("not allowed") }
	if r := find(n.run(t.Context(), client.Config{Server: "https://192.0.2.1"}, nil), Route); r.State != NotNeeded {
		t.Errorf("not listed: %+v", r)
	}
}

// Each of this PC's own ways is really asked for.
func TestOwnNetworks(t *testing.T) {
	ads, err := adapters()
	if err != nil || len(ads) == 0 {
		t.Skip("no adapters here")
	}
	local, err := localAddress(t.Context(), netip.MustParseAddrPort("127.0.0.1:9"))
	if err != nil || !local.IsLoopback() || !strings.Contains(through(ads, local), "(") {
		t.Errorf("%v %v in %+v", local, err, ads)
	}
}

func TestCertificate(t *testing.T) {
	noProxy(t)
	from, to := time.Now().Add(-time.Hour), time.Now().Add(1000*time.Hour)
	cert, roots := leaf(t, hostName, from, to)
	s := serve(t, wats(""), &cert)
	cfg := client.Config{Server: withPort("https", s)}
	c := find(around(roots).run(t.Context(), cfg, nil), TLS).Cert
	if c == nil || c.Issuer != "Factory CA" || !c.Trusted || c.SelfSigned || len(c.Names) != 1 || c.Names[0] != hostName ||
		len(c.SHA256) != 64 || c.Version != "TLS 1.3" || !strings.HasPrefix(c.Cipher, "TLS_") || c.Key != "ECDSA 256 bit" ||
		!c.NotAfter.Equal(to.Truncate(time.Second)) || c.Serial != "2" || len(c.Chain) != 1 {
		t.Errorf("%+v", c)
	}
	c = find(around(x509.NewCertPool()).run(t.Context(), cfg, nil), TLS).Cert
	if c == nil || c.Trusted || c.Issuer != "Factory CA" || len(c.SHA256) != 64 {
		t.Errorf("one that is refused cannot be looked at: %+v", c)
	}
	self := selfSigned(t)
	r := find(around(x509.NewCertPool()).run(t.Context(), client.Config{Server: withPort("https", serve(t, wats(""), &self))}, nil), TLS)
	if r.Note != NoteSelfSigned || !r.Cert.SelfSigned {
		t.Errorf("%+v", r)
	}
}

// A CA file that is not used is told with the certificate, whether it matters or not.
func TestCAFileNotUsed(t *testing.T) {
	noProxy(t)
	cert, roots := leaf(t, hostName, time.Now().Add(-time.Hour), time.Now().Add(1000*time.Hour))
	cfg := client.Config{Server: withPort("https", serve(t, wats(""), &cert)), CAFile: filepath.Join(t.TempDir(), "no.pem"), Token: secret.New("x")}
	if r := find(around(roots).run(t.Context(), cfg, nil), TLS); r.State != Notice || r.Note != NoteCAFile || r.Trust == nil {
		t.Errorf("%+v", r)
	}
	if r := find(around(x509.NewCertPool()).run(t.Context(), cfg, nil), TLS); r.State != Failed || r.Note != NoteUnknownIssuer || r.Trust == nil {
		t.Errorf("%+v", r)
	}
}

func TestLikelyInspection(t *testing.T) {
	for _, tc := range []struct {
		issuer, host string
		want         bool
	}{
		{"Zscaler Intermediate Root CA (zscaler.net)", "wats.invalid", true},
		{"ACME Web Gateway", "wats.invalid", true},
		{"Factory CA", "company.WATS.com", true},
		{"Factory CA", "wats.invalid", false},
		{"Factory CA", "notwats.com", false},
	} {
		if got := likelyInspection(&Certificate{Issuer: tc.issuer}, tc.host); got != tc.want {
			t.Errorf("%+v: %v", tc, got)
		}
	}
}

func TestNameOf(t *testing.T) {
	for want, n := range map[string]pkix.Name{
		"CA":        {CommonName: "CA"},
		"CA (Firm)": {CommonName: "CA", Organization: []string{"Firm"}},
		"Firm CA":   {CommonName: "Firm CA", Organization: []string{"Firm"}},
		"Firm":      {Organization: []string{"Firm"}},
		"C=NO":      {Country: []string{"NO"}},
	} {
		if got := nameOf(n); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestDescribeBounds(t *testing.T) {
	self := selfSigned(t)
	own, err := x509.ParseCertificate(self.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	own.DNSNames = make([]string, 5000)
	if c := describe([]*x509.Certificate{own}, tls.ConnectionState{}, time.Now()); len(c.Names) != namesBound || c.Version != "" {
		t.Errorf("%d names, version %q", len(c.Names), c.Version)
	}
}

// A page's title is one short line of text, whatever the page is.
func FuzzTitle(f *testing.F) {
	for _, page := range []string{"<html><title>\n Sign in </title>", "<TITLE x=1>a</title", "<title", "<title>\xff</title>", "<title>\u0130</title>"} {
		f.Add(page)
	}
	f.Fuzz(func(t *testing.T, page string) {
		got := title(page)
		if utf8.RuneCountInString(got) > 80 || !utf8.ValidString(got) || strings.ContainsAny(got, "\n\r\t") {
			t.Errorf("%q", got)
		}
	})
}
