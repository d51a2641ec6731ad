package client_test

import (
	"cmp"
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/cache"
	"stationcompanion/client/demo"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// The fault matrix: every row breaks a real server, name service, proxy or certificate
// while a client with its heartbeat is connected to it, and holds what the client then
// knows, says, writes and does against what the row declares. docs/reliability.md shows
// the same rows to people.

// slower is how much longer everything takes under the race detector.
func slower(d time.Duration) time.Duration {
	if raceEnabled {
		return 3 * d
	}
	return d
}

// matrixTiming is the program's, scaled down so that a row takes seconds.
var matrixTiming = client.Timing{
	Heartbeat: slower(200 * time.Millisecond), AfterFailure: slower(40 * time.Millisecond), TokenRefused: slower(400 * time.Millisecond),
	Health: slower(900 * time.Millisecond), Report: slower(2 * time.Second), LookUp: 10 * time.Second, MaxPause: 1500 * time.Millisecond,
	RetryMin: time.Millisecond, RetryMax: 2 * time.Millisecond, Between: time.Hour, Steady: slower(300 * time.Millisecond),
	Doubt: slower(350 * time.Millisecond),
}

const matrixThreshold = 3

var (
	matrixTimeout = slower(250 * time.Millisecond)  // of the breaker, until the probe
	matrixList    = slower(1500 * time.Millisecond) // deadline of one list
	patience      = slower(15 * time.Second)        // for what is bound to come, on a machine that is busy
)

// heals is how a row's client comes back.
type heals string

const (
	byItself   heals = "by itself, at the next try"
	byPause    heals = "by itself, when the pause is over"
	byToken    heals = "at once with a new token; else at the next try, every 5 minutes"
	untouched  heals = "nothing to recover"
	bySettings heals = "at once when the settings are right"
)

// row is one fault and what it must lead to.
type row struct {
	name string // of the subtest, and in the table
	what string // the fault, for people

	https, proxied bool
	host           string // the name the server is known by; empty = its number
	mayHTTP        bool
	short          bool          // part of the -short subset
	large          bool          // it asks for what takes long to send
	patient        bool          // its version calls are well: none may fail for a busy machine's sake
	trips          int           // failures that open the breaker; 0 = matrixThreshold
	probe          time.Duration // of the breaker, until it tries; 0 = matrixTimeout

	begin func(t *testing.T, b *rig)
	end   func(t *testing.T, b *rig)        // nil = rig.mend
	own   func(t *testing.T, r row, b *rig) // in place of the usual course

	link    client.Link
	kind    client.Kind // of the newest failure
	reason  client.Reason
	detail  string // part of it
	breaker breaker.State
	token   client.TokenState // TokenAccepted when empty
	title   string            // of the header
	advice  string            // of the header, what varies in <angle brackets>
	amber   bool              // the header is, though it says Connected
	heals   heals             // byItself when empty
}

// rig is what a row works with.
type rig struct {
	*client.Client
	site  *site
	proxy *site // nil = none
	names *nameServer
	ca    *authority
	good  *tls.Certificate
	body  bodies
	dial  atomic.Pointer[client.DialFunc] // nil = the real one
	cfg   client.Config
	log   *logBook
	seen  *watching
	dir   string // of the saved copies, and of the record
	met   errorList
}

// matrixToken is the canary, see canary_test.go.
const matrixToken = canaryToken

// TestFaultMatrix runs every row. With -short only some of them.
func TestFaultMatrix(t *testing.T) {
	body := goodBodies(t)
	bombOnce()
	seen := map[string]bool{}
	for _, r := range matrixRows() {
		if seen[r.name] {
			t.Errorf("%s stands twice", r.name)
		}
		seen[r.name] = true
		t.Run(r.name, func(t *testing.T) {
			if testing.Short() && !r.short {
				t.Skip("left out by -short")
			}
			t.Parallel()
			r.run(t, body)
		})
	}
	if len(seen) < 50 {
		t.Errorf("only %d rows", len(seen))
	}
}

// bodies are a well server's answers.
type bodies struct {
	list, report []byte
	serial, id   string
}

// goodBodies takes them from the demo server.
func goodBodies(t *testing.T) bodies {
	t.Helper()
	server := demoServer(t)
	h := server.Headers()[0]
	b := bodies{serial: h.SerialNumber, id: h.UUID}
	filter := url.QueryEscape("serialNumber eq '" + h.SerialNumber + "'")
	b.list = fetch(t, server.URL()+"/api/Report/Query/Header?$top=25&$filter="+strings.ReplaceAll(filter, "+", "%20"))
	b.report = fetch(t, server.URL()+"/api/Report/Wsjf/"+h.UUID)
	return b
}

func fetch(t *testing.T, address string) []byte {
	t.Helper()
	tr := &http.Transport{DisableKeepAlives: true}
	resp, err := (&http.Client{Transport: tr}).Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v", address, resp.StatusCode, err)
	}
	return data
}

// well answers as WATS does.
func (b bodies) well(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch {
	case strings.HasSuffix(r.URL.Path, "/api/App/Version"):
		_, _ = w.Write([]byte(`"` + demo.Version + `"`))
	case strings.HasSuffix(r.URL.Path, "/Header"):
		_, _ = w.Write(b.list)
	case strings.Contains(r.URL.Path, "/Wsjf/"):
		_, _ = w.Write(b.report)
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

// rig sets a row's world up: the servers it needs, and a client that is connected and
// has saved copies of a serial's reports.
func (r row) rig(t *testing.T, body bodies) *rig {
	t.Helper()
	b := &rig{log: &logBook{}, body: body}
	numbered := net.ParseIP(r.host) != nil
	if numbered {
		b.site = newSiteAt(t, r.host, body.well)
	} else {
		b.site = newSite(t, body.well)
	}
	host, port, _ := net.SplitHostPort(b.site.addr)
	name := host
	if r.host != "" && !numbered {
		name = r.host
		b.names = newNameServer(t, host)
	}
	timing, list := matrixTiming, matrixList
	if r.large {
		timing.Report, timing.LookUp, list = patience, patience, patience
	}
	if r.patient {
		timing.Heartbeat, timing.Health = slower(time.Second), patience
	}
	o := client.Options{Timing: timing, MaxReport: maxReport, Log: zerolog.New(b.log).With().Timestamp().Logger()}
	scheme := "http"
	if r.https {
		scheme = "https"
		b.ca = newAuthority(t, "Factory CA")
		b.good = b.ca.sign(t, name, -1, 100)
		b.site.cert.Store(b.good)
		b.site.tls.Store(true)
		o.Roots = b.ca.pool()
	}
	o.Proxy = func(*url.URL) (*url.URL, error) { return nil, nil }
	if r.proxied {
		b.proxy = newSite(t, nil)
		b.proxy.set(proxyHandler(&b.proxy))
		o.Proxy = func(*url.URL) (*url.URL, error) { return &url.URL{Scheme: "http", Host: b.proxy.addr}, nil }
	}
	b.cfg = client.Config{
		Server: scheme + "://" + net.JoinHostPort(name, port), Token: secret.New(matrixToken), AllowHTTP: r.mayHTTP,
		Identity: station.Identity{Name: "TEST-01"}, BreakerThreshold: cmp.Or(r.trips, matrixThreshold), BreakerTimeout: r.probeAfter(),
		RequestTimeout: list,
	}
	o.Config, o.Dial = b.cfg, b.open
	b.dir = t.TempDir()
	o.OpenSaved = func(cfg client.Config, _ string) (*cache.Cache, error) {
		return cache.Open(cache.Options{Dir: filepath.Join(b.dir, "copies"), Account: "one"})
	}
	b.start(t, o)
	return b
}

// open dials: through the row's name server, or as the row's own dialer does.
func (b *rig) open(ctx context.Context, network, addr string) (net.Conn, error) {
	if own := b.dial.Load(); own != nil {
		return (*own)(ctx, network, addr)
	}
	d := net.Dialer{Timeout: 5 * time.Second}
	if b.names != nil {
		d.Resolver = b.names.Resolver
	}
	return d.DialContext(ctx, network, addr)
}
