package check

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"stationcompanion/client"
	"stationcompanion/station/secret"
)

const (
	canaryPlain = "canary:Canary-S3cret"
	canary      = "Y2FuYXJ5OkNhbmFyeS1TM2NyZXQ="
)

// telling makes a certificate that says the token again in every text it has, among
// characters that do not show.
func telling(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{canary, "a\x1b[31m\u202eb " + canaryPlain, strings.Repeat("long ", 46) + canary + " " + strings.Repeat("long ", 100)}
	serial, _ := new(big.Int).SetString(hex.EncodeToString([]byte("Canary-S3cret")), 16)
	own := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: texts[1], Organization: texts},
		DNSNames:  []string{hostName, canary, "x." + url.QueryEscape(canary) + ".test", strings.TrimRight(canary, "=") + ".test", "tab\tbell\a.test"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(1000 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, own, own, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil || !strings.Contains(parsed.Subject.CommonName, canaryPlain) || !strings.Contains(parsed.Subject.CommonName, "\x1b") {
		t.Fatalf("%v: the certificate says nothing: %+v", err, parsed)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

// everyText is all a result holds, as text and as JSON.
func everyText(r Result) string {
	text := fmt.Sprintf("%+v %q", r, r.Evidence)
	if r.Err != nil {
		text += fmt.Sprintf(" %+v %v %q", *r.Err, r.Err, r.Err.Detail)
	}
	if r.Cert != nil {
		j, _ := json.Marshal(r.Cert)
		text += fmt.Sprintf(" %+v %s", *r.Cert, j)
	}
	return text
}

// TestWhatTheServerSaysIsMasked: a server that says the token again in its certificate, its
// headers and its page, trusted or not, with and without an answer that is WATS'.
func TestWhatTheServerSaysIsMasked(t *testing.T) {
	noProxy(t)
	cert, trusted := telling(t)
	echo := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Server", strings.Repeat("s", 60)+canary)
			w.Header().Set("Location", "https://"+strings.TrimRight(canary, "=")+".test/")
			w.WriteHeader(code)
			_, _ = io.WriteString(w, "<title>"+strings.Repeat("t", 60)+canary+" "+canaryPlain+"</title>")
		}
	}
	for _, code := range []int{200, 302, 401, 404, 500} {
		for name, roots := range map[string]*x509.CertPool{"trusted": trusted, "unknown": x509.NewCertPool()} {
			s := serve(t, echo(code), &cert)
			cfg := client.Config{Server: withPort("https", s), Token: secret.New(canary)}
			all := around(roots).run(t.Context(), cfg, nil)
			for _, r := range all {
				for _, form := range []string{canary, strings.TrimRight(canary, "="), canaryPlain, "Canary-S3cret", url.QueryEscape(canary),
					canary[:12], base64.StdEncoding.EncodeToString([]byte(canary)), strings.ToUpper(hex.EncodeToString([]byte("Canary-S3cret")))} {
					if strings.Contains(everyText(r), form) {
						t.Errorf("%d, %s, %s: %q is in %.2000s", code, name, r.ID, form, everyText(r))
					}
				}
				for _, text := range shownOf(r) {
					if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) {
						t.Errorf("%s shows %q", r.ID, text)
					}
					if utf8.RuneCountInString(text) > saidBound {
						t.Errorf("%s: %d characters", r.ID, utf8.RuneCountInString(text))
					}
				}
			}
			if c := find(all, TLS).Cert; c == nil || !strings.Contains(c.Issuer, "***") || !strings.Contains(c.Names[1], "***") || c.Names[0] != hostName {
				t.Errorf("%s: what is said in the token's place: %+v", name, c)
			}
		}
	}
}

// shownOf are the texts of a result that a server chose.
func shownOf(r Result) []string {
	all := []string{r.Evidence}
	if r.Cert != nil {
		all = append(append(append(all, r.Cert.Names...), r.Cert.Chain...), r.Cert.Subject, r.Cert.Issuer, r.Cert.Serial)
	}
	return all
}

// A proxy's words are a server's, too.
func TestWhatAProxySaysIsMasked(t *testing.T) {
	noProxy(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close() //nolint:errcheck // of a test
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Read(make([]byte, 4096))
			_, _ = io.WriteString(conn, "HTTP/1.1 403 "+strings.Repeat("p", 60)+canary+"\x1b[1m\r\nContent-Length: 0\r\n\r\n")
			_ = conn.Close()
		}
	}()
	cfg := client.Config{Server: "https://" + hostName, Token: secret.New(canary), Proxy: "http://" + listener.Addr().String()}
	r := find(around(nil).run(t.Context(), cfg, nil), Proxy)
	if text := everyText(r); r.State != Failed || strings.Contains(text, canary[:12]) || strings.Contains(r.Err.Error(), canary[:8]) || !strings.Contains(text, "pppp") {
		t.Errorf("%s", text)
	}
}
