package client

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"stationcompanion/breaker"
)

// raw answers with bytes no http.Server would write, then closes.
func raw(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		io.WriteString(conn, text)
	}
}

func htmlPage(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, text)
	}
}

func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// What every answer means: for the version call, for a list, for one report.
func TestClassification(t *testing.T) {
	const (
		well  = breaker.Success
		ill   = breaker.Failure
		aside = breaker.Ignored
	)
	type verdict struct {
		kind Kind
		out  breaker.Outcome
	}
	cases := map[string]struct {
		answer                http.HandlerFunc
		version, list, report verdict
	}{
		"401":            {status(401), verdict{KindUnauthorized, well}, verdict{KindUnauthorized, well}, verdict{KindUnauthorized, well}},
		"402":            {status(402), verdict{KindUnauthorized, well}, verdict{KindUnexpected, well}, verdict{KindUnexpected, well}},
		"403":            {status(403), verdict{KindUnauthorized, well}, verdict{KindForbidden, well}, verdict{KindForbidden, well}},
		"404":            {status(404), verdict{KindNotWATS, well}, verdict{KindUnexpected, well}, verdict{KindNotFound, well}},
		"400":            {status(400), verdict{KindBadRequest, well}, verdict{KindBadRequest, well}, verdict{KindBadRequest, well}},
		"408":            {status(408), verdict{KindServer, ill}, verdict{KindServer, ill}, verdict{KindServer, ill}},
		"409":            {status(409), verdict{KindUnexpected, well}, verdict{KindUnexpected, well}, verdict{KindUnexpected, well}},
		"429":            {status(429), verdict{KindRateLimited, aside}, verdict{KindRateLimited, aside}, verdict{KindRateLimited, aside}},
		"500":            {status(500), verdict{KindServer, ill}, verdict{KindServer, ill}, verdict{KindServer, ill}},
		"503":            {status(503), verdict{KindServer, ill}, verdict{KindServer, ill}, verdict{KindServer, ill}},
		"302 away":       {status(302, "Location", "http://127.0.0.2/x"), verdict{KindNotWATS, well}, verdict{KindRedirect, well}, verdict{KindRedirect, well}},
		"304":            {status(304), verdict{KindNotWATS, well}, verdict{KindUnexpected, well}, verdict{KindUnexpected, well}},
		"html":           {htmlPage("<html></html>"), verdict{KindNotWATS, ill}, verdict{KindNotWATS, ill}, verdict{KindNotWATS, ill}},
		"html untyped":   {answer(" \n<!doctype html>"), verdict{KindNotWATS, ill}, verdict{KindNotWATS, ill}, verdict{KindNotWATS, ill}},
		"empty":          {answer(""), verdict{KindNotWATS, ill}, verdict{KindBadBody, ill}, verdict{KindBadBody, ill}},
		"204":            {status(204), verdict{KindNotWATS, ill}, verdict{KindBadBody, ill}, verdict{KindBadBody, ill}},
		"garbage":        {answer("\x00\x01\x02"), verdict{KindNotWATS, ill}, verdict{KindBadBody, ill}, verdict{KindBadBody, ill}},
		"other JSON":     {answer(`"hello"`), verdict{KindNotWATS, ill}, verdict{KindBadBody, ill}, verdict{KindBadBody, ill}},
		"cut JSON":       {answer(`[{"uuid":"`), verdict{KindNotWATS, ill}, verdict{KindBadBody, ill}, verdict{KindBadBody, ill}},
		"short body":     {raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n[{"), verdict{KindCut, ill}, verdict{KindCut, ill}, verdict{KindCut, ill}},
		"closed at once": {raw(""), verdict{KindCut, ill}, verdict{KindCut, ill}, verdict{KindCut, ill}},
		"not HTTP":       {raw("SSH-2.0-OpenSSH_9.2\r\n"), verdict{KindNotWATS, ill}, verdict{KindNotWATS, ill}, verdict{KindNotWATS, ill}},
		"large header":   {raw("HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 70<<10) + "\r\n\r\n"), verdict{KindTooLarge, well}, verdict{KindTooLarge, well}, verdict{KindTooLarge, well}},
		"no answer":      {hang, verdict{KindTimeout, ill}, verdict{KindTimeout, ill}, verdict{KindTimeout, ill}},
		"damaged gzip":   {raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 12\r\n\r\nnot gzip at "), verdict{KindNotWATS, ill}, verdict{KindBadBody, ill}, verdict{KindBadBody, ill}},
	}
	for name, tc := range cases {
		calls := map[string]struct {
			want verdict
			ask  func(*Client) error
		}{
			"version": {tc.version, func(c *Client) error { _, err := c.Check(context.Background()); return err }},
			"list":    {tc.list, func(c *Client) error { _, err := c.Find(context.Background(), Query{Text: "SN"}); return err }},
			"report":  {tc.report, func(c *Client) error { _, err := c.Report(context.Background(), sampleID); return err }},
		}
		for op, call := range calls {
			t.Run(name+"/"+op, func(t *testing.T) {
				quiet := func(o *Options) { o.Timing.NoHeartbeat = true; o.Config.BreakerThreshold = 100 }
				bubble(t, tc.answer, quiet, func(t *testing.T, w world) {
					e := wantKind(t, call.ask(w.Client), call.want.kind)
					if e.Op == "" || e.CorrelationID == "" {
						t.Errorf("incomplete: %+v", e)
					}
					st := w.Snapshot().Breaker
					got := breaker.Ignored
					switch {
					case st.Failures > 0:
						got = breaker.Failure
					case st.Successes > 0:
						got = breaker.Success
					}
					if got != call.want.out {
						t.Errorf("counted as %d, want %d", got, call.want.out)
					}
				})
			})
		}
	}
}

const sampleID = "33a2d408-3fc8-480b-b554-6866c77fd91c"

func TestClassifyTransport(t *testing.T) {
	dial := func(err error) error {
		return &url.Error{Op: "Get", URL: "http://127.0.0.1/", Err: &net.OpError{Op: "dial", Net: "tcp",
			Addr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80}, Err: err}}
	}
	sys := func(no syscall.Errno) error { return dial(os.NewSyscallError("connect", no)) }
	cert := &x509.Certificate{
		Issuer:    pkix.Name{CommonName: "Factory CA"},
		DNSNames:  []string{"a.invalid", "b.invalid"},
		NotBefore: time.Date(2030, 1, 2, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2020, 3, 4, 0, 0, 0, 0, time.UTC),
	}
	bad := func(err error) error {
		return &tls.CertificateVerificationError{UnverifiedCertificates: []*x509.Certificate{cert}, Err: err}
	}
	for name, tc := range map[string]struct {
		err    error
		kind   Kind
		detail string
	}{
		"refused":        {sys(refusedErrnos[0]), KindRefused, "127.0.0.1:80"},
		"no route":       {sys(unreachableErrnos[1]), KindUnreachable, "127.0.0.1:80"},
		"reset":          {&net.OpError{Op: "read", Err: os.NewSyscallError("read", cutErrnos[0])}, KindCut, ""},
		"kernel gave up": {sys(timeoutErrnos[0]), KindTimeout, "127.0.0.1:80"},
		"deadline":       {&url.Error{Op: "Get", Err: context.DeadlineExceeded}, KindTimeout, ""},
		"no name":        {dial(&net.DNSError{Err: "no such host", Name: "wats.invalid", IsNotFound: true}), KindName, "wats.invalid"},
		"name timeout":   {dial(&net.DNSError{Err: "i/o timeout", Name: "wats.invalid", IsTimeout: true}), KindName, "wats.invalid"},
		"eof":            {&url.Error{Op: "Get", Err: io.EOF}, KindCut, ""},
		"proxy refused":  {&net.OpError{Op: "proxyconnect", Net: "tcp", Err: dial(os.NewSyscallError("connect", refusedErrnos[0]))}, KindProxy, "127.0.0.1:80"},
		"proxy says no":  {errors.New("Proxy Authentication Required"), KindUnreachable, "Proxy Authentication Required"},
		"plain http":     {http.ErrSchemeMismatch, KindTLS, "what answers does not speak TLS"},
		"unknown CA":     {bad(x509.UnknownAuthorityError{Cert: cert}), KindTLS, "unknown authority, issued by Factory CA"},
		"wrong host":     {bad(x509.HostnameError{Certificate: cert, Host: "c.invalid"}), KindTLS, "wrong host name: the certificate is for a.invalid, b.invalid, not c.invalid, issued by Factory CA"},
		"expired":        {bad(x509.CertificateInvalidError{Cert: cert, Reason: x509.Expired, Detail: "current time 2026-04-21T10:00:00+02:00 is after 2020-03-04T00:00:00Z"}), KindTLS, "expired (2020-03-04; this PC's clock says 2026-04-21), issued by Factory CA"},
		"not yet valid":  {bad(x509.CertificateInvalidError{Cert: cert, Reason: x509.Expired, Detail: "current time 2026-04-21T10:00:00+02:00 is before 2030-01-02T00:00:00Z"}), KindTLS, "not yet valid (from 2030-01-02; this PC's clock says 2026-04-21), issued by Factory CA"},
		"alert":          {errors.New("remote error: tls: handshake failure"), KindTLS, "handshake failure"},
		"handshake":      {timeoutError{"net/http: TLS handshake timeout"}, KindTimeout, ""},
	} {
		t.Run(name, func(t *testing.T) {
			e := Classify("op", tc.err)
			if e.Kind != tc.kind || e.Detail != tc.detail || !errors.Is(e, tc.err) {
				t.Errorf("got %s %q", e.Kind, e.Detail)
			}
		})
	}
}

type timeoutError struct{ text string }

func (e timeoutError) Error() string { return e.text }
func (timeoutError) Timeout() bool   { return true }
func (timeoutError) Temporary() bool { return true }

// A request's own deadline is the server's failure; the caller's change of mind is not.
func TestCancelledIsNotFailed(t *testing.T) {
	causes := map[string]func(context.Context) (context.Context, context.CancelFunc){
		"cancel": context.WithCancel,
		"cause": func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancelCause(ctx)
			return ctx, func() { cancel(errors.New("another question")) }
		},
	}
	for name, with := range causes {
		t.Run(name, func(t *testing.T) {
			bubble(t, hang, func(o *Options) { o.Timing.NoHeartbeat = true }, func(t *testing.T, w world) {
				ctx, cancel := with(context.Background())
				time.AfterFunc(time.Second, cancel)
				began := time.Now()
				_, err := w.Find(ctx, Query{Text: "SN-1"})
				wantKind(t, err, KindCancelled)
				if time.Since(began) != time.Second {
					t.Errorf("came back after %v", time.Since(began))
				}
				s := w.Snapshot()
				if s.Breaker.Failures != 0 || s.LastError != nil || s.Link != LinkChecking {
					t.Errorf("it left a trace: %+v", s)
				}
			})
		})
	}
}

func TestStall(t *testing.T) {
	drop := func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte(`{"type":"T",`))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}
	bubble(t, drop, func(o *Options) { o.Timing.NoHeartbeat = true }, func(t *testing.T, w world) {
		began := time.Now()
		_, err := w.Report(context.Background(), sampleID)
		wantKind(t, err, KindTimeout)
		if took := time.Since(began); took != 20*time.Second {
			t.Errorf("ended after %v, want the watchdog's 20 s", took)
		}
	})
}

func TestBoundedBodies(t *testing.T) {
	flood := func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte(`["`))
		chunk := []byte(strings.Repeat(" ", 1<<16))
		for range 4 * listBound / len(chunk) {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	}
	bubble(t, flood, func(o *Options) { o.Timing.NoHeartbeat = true }, func(t *testing.T, w world) {
		cl := &call{op: "list", url: "http://127.0.0.1/x", timeout: time.Minute, bound: 1 << 20,
			decode: func(r io.Reader) error { _, err := io.Copy(io.Discard, r); return err }}
		wantKind(t, plain(w.roundTrip(context.Background(), w.session(), cl)), KindTooLarge)
		if n := w.Snapshot().Breaker.Failures; n != 0 {
			t.Error("a body that is too large is no dead server")
		}
		_, err := w.Check(context.Background())
		wantKind(t, err, KindNotWATS)
	})
}

// A body exactly as large as its bound passes.
func TestBodyAtItsBound(t *testing.T) {
	for size, want := range map[int]error{10: nil, 11: errTooLarge} {
		b := body{from: ahead{from: io.NopCloser(strings.NewReader(strings.Repeat("x", size)))}, left: 10}
		data, err := io.ReadAll(&b)
		if err != want || len(data) != 10 {
			t.Errorf("%d bytes: read %d, %v", size, len(data), err)
		}
	}
}

func TestServerText(t *testing.T) {
	for said, want := range map[string]string{
		`"root -> step X: no name"`:           "root -> step X: no name",
		`{"message":"bad\nfilter"}`:           "bad filter",
		`{"title":null,"errors":{"a":["b"]}}`: `{"a":["b"]}`,
		`{"x":1}`:                             "",
		"plain \x1b[31mred":                   "plain [31mred",
		"<html><head><TITLE>502 Bad</TITLE>…": "502 Bad",
		"<html>İ<title>x</title>":             "",
		"a\u202eb\u200bc":                     "abc",
		strings.Repeat("ä", 400):              strings.Repeat("ä", 299) + "…",
		"":                                    "",
	} {
		if got := cleanDetail(serverText([]byte(said))); got != want {
			t.Errorf("%q: got %q, want %q", said, got, want)
		}
	}
}

func TestTheTokenIsNeverRepeated(t *testing.T) {
	echo := func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(400)
		fmt.Fprint(w, "no: ", r.Header.Get("Authorization"))
	}
	bubble(t, wats, nil, func(t *testing.T, w world) {
		synctest.Wait()
		w.set(echo)
		_, err := w.Find(context.Background(), Query{Text: "SN-1"})
		if e := wantKind(t, err, KindBadRequest); e.Detail != "no: Basic ***" {
			t.Errorf("detail %q", e.Detail)
		}
		time.Sleep(time.Minute) // now the version call is refused with it, too
		_, err = w.Find(context.Background(), Query{Text: "SN-1"})
		if e := wantKind(t, err, KindServer); !strings.Contains(e.Error(), "no: Basic ***") || strings.Contains(e.Error(), "dG9rZW4=") {
			t.Errorf("%v", e)
		}
		if w.log.with("dG9rZW4=") != 0 {
			t.Error("the log holds the token")
		}
	})
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]struct {
		wait       time.Duration
		capped, ok bool
	}{
		"7":                             {7 * time.Second, false, true},
		" 7 ":                           {7 * time.Second, false, true},
		"0":                             {0, false, true},
		"300":                           {5 * time.Minute, false, true},
		"301":                           {5 * time.Minute, true, true},
		"99999999999999999999999":       {5 * time.Minute, true, true},
		"Sun, 01 Mar 2026 12:00:30 GMT": {30 * time.Second, false, true},
		"Sun, 01 Mar 2026 11:00:00 GMT": {0, false, true},
		"Mon, 01 Mar 2027 12:00:00 GMT": {5 * time.Minute, true, true},
		"":                              {0, false, false},
		"-1":                            {0, false, false},
		"1.5":                           {0, false, false},
		"soon":                          {0, false, false},
	} {
		wait, capped, ok := retryAfter(value, now, 5*time.Minute)
		if wait != want.wait || capped != want.capped || ok != want.ok {
			t.Errorf("%q: %v %v %v", value, wait, capped, ok)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"7", "Sun, 01 Mar 2026 12:00:30 GMT", "-5", ""} {
		f.Add(s)
	}
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, value string) {
		wait, capped, ok := retryAfter(value, now, time.Minute)
		if wait < 0 || wait > time.Minute || !ok && wait != 0 || capped && wait != time.Minute {
			t.Errorf("%v %v %v", wait, capped, ok)
		}
	})
}

func FuzzServerText(f *testing.F) {
	f.Add([]byte(`{"message":"x"}`))
	f.Add([]byte("<title>x</title>"))
	f.Fuzz(func(t *testing.T, said []byte) {
		text := cleanDetail(serverText(said))
		if utf8.RuneCountInString(text) > detailBound || strings.ContainsAny(text, "\r\n\x1b\u202e") {
			t.Errorf("%q", text)
		}
	})
}

func TestKindOf(t *testing.T) {
	var none *Error
	for want, err := range map[Kind]error{
		KindNone:       nil,
		KindOpen:       fmt.Errorf("x: %w", &breaker.OpenError{}),
		KindCancelled:  context.Canceled,
		KindTimeout:    context.DeadlineExceeded,
		KindUnexpected: errors.New("x"),
		KindTLS:        fmt.Errorf("x: %w", &Error{Kind: KindTLS}),
	} {
		if got := KindOf(err); got != want {
			t.Errorf("%v: got %q, want %q", err, got, want)
		}
	}
	if KindOf(none) != KindNone {
		t.Error("a nil *Error has a kind")
	}
}

func TestKindsAreAllAndDistinct(t *testing.T) {
	seen := map[Kind]bool{}
	for _, k := range Kinds() {
		if k == KindNone || seen[k] {
			t.Errorf("%q", k)
		}
		seen[k] = true
	}
	if len(seen) != 25 {
		t.Errorf("%d kinds", len(seen))
	}
}

func TestErrorText(t *testing.T) {
	e := &Error{Kind: KindServer, Op: "report", Status: 503, Detail: "busy", Err: io.EOF}
	if e.Error() != "report: server_error (HTTP 503): busy: EOF" || !errors.Is(e, io.EOF) {
		t.Error(e.Error())
	}
}

func TestNothingIsSentAfterClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(wats)
		c := New(Options{Config: testConfig("http://127.0.0.1"), Dial: m.dial})
		c.Close()
		c.Close()
		_, err := c.Check(context.Background())
		wantKind(t, err, KindCancelled)
		c.Run(context.Background()) // ends by itself
		c.Watch(context.Background(), func(Snapshot) {})
		if m.dials.Load() != 0 {
			t.Error("a connection was opened")
		}
		m.server.Close()
		m.Close()
	})
}
