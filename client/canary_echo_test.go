package client_test

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"stationcompanion/client"
	"stationcompanion/client/check"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// echo is a place in an answer where a server says the token again.
type echo struct {
	name   string
	answer func(said string) http.HandlerFunc
}

// echoes are the places: bodies of every status that is told apart, titles, heads that
// are sound, and heads that make net/http quote what it could not read.
func echoes() []echo {
	body := func(code int, form string, more ...string) func(string) http.HandlerFunc {
		return func(said string) http.HandlerFunc { return status(code, fmt.Sprintf(form, said), more...) }
	}
	inJSON := func(code int, key string) func(string) http.HandlerFunc {
		return func(said string) http.HandlerFunc {
			text, _ := json.Marshal(map[string]any{key: said})
			return status(code, string(text), "Content-Type", "application/json")
		}
	}
	raw := func(form string) func(string) http.HandlerFunc {
		return func(said string) http.HandlerFunc { return say(fmt.Sprintf(form, said)) }
	}
	head := func(code int, name, form string) func(string) http.HandlerFunc {
		return func(said string) http.HandlerFunc { return status(code, "", name, fmt.Sprintf(form, said)) }
	}
	out := []echo{
		{"message", inJSON(400, "message")}, {"errors", inJSON(500, "errors")}, {"title member", inJSON(409, "title")},
		{"key", func(said string) http.HandlerFunc { return inJSON(400, said)("x") }},
		{"long text", body(500, strings.Repeat("x", 290)+" %s")},
		{"error page", body(500, "<html><title>You sent %s</title></html>", "Content-Type", "text/html")},
		{"page", body(200, "<html><head><title>Hello %s</title></head></html>", "Content-Type", "text/html")},
		{"JSON string", body(200, `"%s"`)}, {"version", body(200, `"2026.1.5 %s"`)},
		{"list", body(200, `[{"uuid":"%s","serialNumber":7}]`)}, {"garbage", body(200, "[{%s")},
		{"report", body(200, `{"type":"T","id":"%[1]s","root":"%[1]s","start":"%[1]s"}`)},
		{"location host", head(302, "Location", "https://%s.test/")}, {"location user", head(302, "Location", "https://%s@elsewhere.test/")},
		{"location elsewhere", head(302, "Location", "https://elsewhere.test/?t=%s")},
		{"location here", head(302, "Location", "/api/App/Version?t=%s")}, {"location odd", head(301, "Location", "::%s")},
		{"retry-after", head(429, "Retry-After", "%s")}, {"retry-after of 503", head(503, "Retry-After", "%s")},
		{"date", head(500, "Date", "%s")}, {"content encoding", head(200, "Content-Encoding", "%s")},
		{"reason phrase", raw("HTTP/1.1 500 %s\r\nContent-Length: 0\r\n\r\n")}, {"no http", raw("%s\r\n\r\n")},
		{"status", raw("HTTP/1.1 %s OK\r\n\r\n")}, {"protocol", raw("HTTP/%s 200 OK\r\n\r\n")},
		{"head line", raw("HTTP/1.1 200 OK\r\n%s\r\n\r\n")}, {"head name", raw("HTTP/1.1 200 OK\r\n%s: x\r\n\r\n")},
		{"content length", raw("HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n")},
		{"transfer encoding", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: %s\r\n\r\n")},
		{"chunk", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s\r\n")},
		{"trailer", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: %s\r\n\r\n0\r\n\r\n")},
	}
	for _, code := range []int{400, 401, 402, 403, 404, 407, 408, 409, 418, 429, 500, 502, 503} {
		out = append(out, echo{fmt.Sprintf("text of %d", code), body(code, "You sent Authorization: Basic %s")})
	}
	return out
}

// TestCanaryEchoed: whatever a server says again of what it was sent, and in whatever
// form, no error, snapshot, word or log line of the client holds the token. The log is
// the bare one, before package logging takes tokens out once more.
func TestCanaryEchoed(t *testing.T) {
	for _, e := range echoes() {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, nil)
			for _, name := range keptForms() {
				echoed(t, s, "http://"+s.addr, nil, e.answer(canaries[name]))
				if t.Failed() {
					t.Fatalf("echoed as %s", name)
				}
			}
		})
	}
}

// TestCanaryEchoedByProxy is the same of a proxy, asked to lead to a server.
func TestCanaryEchoedByProxy(t *testing.T) {
	for _, e := range echoes() {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, nil)
			proxy := &url.URL{Scheme: "http", Host: s.addr}
			for _, form := range []string{"token", "plain query", "secret base64", "token hex"} {
				for _, scheme := range []string{"http", "https"} {
					echoed(t, s, scheme+"://127.0.0.1:1", proxy, e.answer(canaries[form]))
				}
			}
		})
	}
}

// echoed makes every kind of call once and searches what comes of it.
func echoed(t *testing.T, s *site, server string, proxy *url.URL, answer http.HandlerFunc) {
	t.Helper()
	s.set(answer)
	book := &logBook{}
	c := client.New(client.Options{
		Config: client.Config{Server: server, Token: secret.New(canaryToken), Identity: station.Identity{Name: "TEST-01"}, CacheCap: -1},
		Timing: client.Timing{NoHeartbeat: true, Health: patience, MaxPause: time.Nanosecond, RetryMin: time.Nanosecond, RetryMax: time.Microsecond},
		Proxy:  func(*url.URL) (*url.URL, error) { return proxy, nil }, Log: zerolog.New(book), Dial: (&net.Dialer{}).DialContext,
	})
	defer c.Close()
	_, err := c.Check(t.Context())
	errs := []error{err}
	_, err = c.Find(t.Context(), client.Query{Text: "SN-1", By: client.BySerial})
	errs = append(errs, err)
	_, err = c.Open(t.Context(), "11111111-2222-3333-4444-555555555555")
	errs = append(errs, err)
	for _, err := range errs {
		errorQuiet(t, err)
	}
	snapshotQuiet(t, sample{c.Snapshot(), time.Now()})
	quiet(t, "the log", book.text())
}

// TestCanaryInTheCheck: the layer-by-layer check, which quotes heads and titles, as well.
func TestCanaryInTheCheck(t *testing.T) {
	for _, e := range echoes() {
		if e.name == "location here" {
			continue // without the token it was not said again, and no address is left out for it
		}
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			for _, form := range []string{"token", "plain query", "secret base64", "token hex"} {
				s := newSite(t, e.answer(canaries[form]))
				cfg := client.Config{Server: "http://" + s.addr, Token: secret.New(canaryToken), Proxy: "none"}
				for _, r := range check.Run(t.Context(), cfg, nil) {
					quiet(t, "the check", fmt.Sprintf("%+v", r))
					if r.Err != nil {
						errorQuiet(t, r.Err)
					}
				}
			}
		})
	}
}
