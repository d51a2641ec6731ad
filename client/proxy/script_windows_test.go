package proxy

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/windows"
)

// scripts serves proxy scripts on loopback: the path names one of its answers.
type scripts struct {
	base    string
	hold    chan struct{} // /slow.pac is answered when this is closed
	fetched atomic.Int32
}

// answers are what a script says, by path.
var answers = map[string]string{
	"/proxy.pac":  `return "PROXY p.invalid:8080; DIRECT";`,
	"/slow.pac":   `return "PROXY p.invalid:8080";`,
	"/two.pac":    `return "PROXY p.invalid:8080; PROXY q.invalid:3128";`,
	"/direct.pac": `return "DIRECT";`,
	"/asks.pac":   `return url == "https://wats.invalid/" && host == "wats.invalid" ? "PROXY p.invalid:8443" : "DIRECT";`,
	"/plain.pac":  `return isPlainHostName(host) ? "DIRECT" : "PROXY p.invalid:8080";`,
	"/broken.pac": `return (;`,
}

func serveScripts(t *testing.T) *scripts {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &scripts{base: "http://" + l.Addr().String(), hold: make(chan struct{})}
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(l)
	}()
	t.Cleanup(func() {
		_ = server.Close()
		<-done
	})
	return s
}

func (s *scripts) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.fetched.Add(1)
	body, ok := answers[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	if r.URL.Path == "/slow.pac" {
		select {
		case <-s.hold:
		case <-r.Context().Done():
		}
	}
	w.Header().Set("Content-Type", "application/x-ns-proxy-autoconfig")
	_, _ = fmt.Fprintf(w, "function FindProxyForURL(url, host) { %s }\r\n", body)
}

// Windows itself fetches and runs the script; nothing is looked for in the network.
func TestWindowsRunsTheScript(t *testing.T) {
	s := serveScripts(t)
	for _, tc := range []struct{ script, server, want string }{
		{"/proxy.pac", "https://wats.invalid/", "http://p.invalid:8080"},
		{"/two.pac", "https://wats.invalid/", "http://p.invalid:8080"},
		{"/direct.pac", "https://wats.invalid/", "straight"},
		{"/asks.pac", "https://wats.invalid/", "http://p.invalid:8443"},
		{"/asks.pac", "https://other.invalid/", "straight"},
		{"/plain.pac", "http://wats/", "straight"},
		{"/plain.pac", "http://wats.invalid:8080/", "http://p.invalid:8080"},
		{"/broken.pac", "https://wats.invalid/", "error"},
		{"/absent.pac", "https://wats.invalid/", "error"},
	} {
		list, err := winHTTP{}.Ask(tc.server, Settings{Script: s.base + tc.script})
		got := "straight"
		if u, bad := first(list, strings.SplitN(tc.server, ":", 2)[0]); err != nil || bad != nil {
			got = "error"
		} else if u != nil {
			got = u.String()
		}
		if got != tc.want {
			t.Errorf("%s for %s: %s (%q, %v), want %s", tc.script, tc.server, got, list, err, tc.want)
		}
	}
	if s.fetched.Load() == 0 {
		t.Error("no script was fetched")
	}
}

// A script that cannot be had is told in words, not by a number alone.
func TestWindowsSaysWhatIsWrongWithTheScript(t *testing.T) {
	s := serveScripts(t)
	for script, want := range map[string]string{
		s.base + "/absent.pac":                "not there to fetch (12167)",
		"http://" + nobody(t) + "/absent.pac": "(12",
	} {
		_, err := winHTTP{}.Ask("https://wats.invalid/", Settings{Script: script})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "winapi") {
			t.Errorf("%s: %v", script, err)
		}
	}
	for code := range reasons {
		if err := explained(code); !errors.Is(err, code) || strings.Contains(err.Error(), "winapi") {
			t.Errorf("%d: %v", code, err)
		}
	}
	if err := explained(windows.ERROR_ACCESS_DENIED); err != error(windows.ERROR_ACCESS_DENIED) { //nolint:errorlint // the very same
		t.Error(err)
	}
}

// nobody is an address of loopback nobody listens at.
func nobody(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// A question that never waits for the script gets an answer at once, and the script's
// when it is there.
func TestWindowsScriptIsOffTheRequestPath(t *testing.T) {
	environment(t, nil)
	s := serveScripts(t)
	c := New("", fixed{s.base + "/slow.pac"})
	server := at(t, "https://wats.invalid")
	if got := c.Choose(t.Context(), server, 0); !errors.Is(got.Err, ErrPending) {
		t.Errorf("%s (%v) before the script was there", got.brief(), got.Err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if got := c.Choose(gone, server, time.Hour); !errors.Is(got.Err, ErrPending) {
		t.Errorf("%s (%v) for one that left", got.brief(), got.Err)
	}
	close(s.hold)
	if got := c.Choose(t.Context(), server, askLimit); got.Err != nil || got.brief() != "http://p.invalid:8080 script "+s.base+"/slow.pac" {
		t.Errorf("%s (%v)", got.brief(), got.Err)
	}
}

// fixed is Windows with the address of a script, whatever this account has.
type fixed struct{ script string }

func (f fixed) Settings() (Settings, error) { return Settings{Script: f.script}, nil }

func (f fixed) Ask(server string, s Settings) (string, error) { return winHTTP{}.Ask(server, s) }
