package client

import (
	"context"
	"crypto/x509"
	"net"
	"net/url"
	"time"

	"github.com/rs/zerolog"

	"stationcompanion/client/cache"
	"stationcompanion/client/proxy"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// Config is what a person can configure; Apply changes it while running.
type Config struct {
	Server           string // as typed; empty = not set up
	Token            secret.Token
	AllowHTTP        bool
	Proxy            string // the setting, as client/proxy.Parse reads it; empty = environment, then desktop
	CAFile           string // PEM file of certificates trusted beside the system's; empty = none
	Demo             bool
	Identity         station.Identity
	BreakerThreshold int           // 0 = off
	BreakerTimeout   time.Duration // until the probe; 0 = 30 s
	RequestTimeout   time.Duration // of one list request; 0 = 15 s
	CacheCap         int64         // room for saved copies in bytes; 0 = 500 MB, less = none are kept
}

// ConfigFrom takes the effective settings into a Config.
func ConfigFrom(st station.State, token secret.Token) Config {
	return Config{
		Server:           st.Text(station.KeyServer),
		Token:            token,
		AllowHTTP:        st.Bool(station.KeyAllowHTTP),
		Proxy:            st.Text(station.KeyProxy),
		CAFile:           st.Text(station.KeyCAFile),
		Identity:         st.Identity,
		BreakerThreshold: st.Int(station.KeyBreakerThreshold),
		BreakerTimeout:   st.Duration(station.KeyBreakerTimeout),
		RequestTimeout:   st.Duration(station.KeyRequestTimeout),
		CacheCap:         cacheCap(st),
	}
}

// cacheCap is the room for saved copies in bytes; negative where none are to be kept.
func cacheCap(st station.State) int64 {
	if !st.Bool(station.KeyCache) {
		return -1
	}
	return int64(st.Int(station.KeyCacheSize)) << 20
}

// HealthLimit is how long the heartbeat waits for an answer to the version call, unless
// Timing.Health says otherwise.
const HealthLimit = 3 * time.Second

// Timing holds the intervals, so that tests scale them; zero fields take the
// defaults. A negative HeartbeatSpread or ProbeJitter means none at all.
type Timing struct {
	Heartbeat          time.Duration // 10 s
	HeartbeatSpread    float64       // ±0.2
	AfterFailure       time.Duration // 2 s, until well again or OPEN
	TokenRefused       time.Duration // 5 min
	ProbeJitter        float64       // OPEN: timeout −0/+0.2
	Health             time.Duration // deadline of a version call, HealthLimit
	Report             time.Duration // deadline of one full report, 120 s
	LookUp             time.Duration // a whole look-up, 20 s
	MaxPause           time.Duration // cap of Retry-After, 5 min
	RetryMin, RetryMax time.Duration // full jitter, 200 ms … 2 s
	Stall              time.Duration // no byte for this long ends a body, 20 s
	Between            time.Duration // between two reports fetched only to be saved, 500 ms
	Steady             time.Duration // how long a sentence about an unstable connection stands, 10 s
	Doubt              time.Duration // nothing came back on a pooled connection: it is given up, 1 s
	NoHeartbeat        bool          // benchmarks
}

func (t Timing) withDefaults() Timing {
	or := func(d *time.Duration, v time.Duration) {
		if *d <= 0 {
			*d = v
		}
	}
	or(&t.Heartbeat, 10*time.Second)
	or(&t.AfterFailure, 2*time.Second)
	or(&t.TokenRefused, 5*time.Minute)
	or(&t.Health, HealthLimit)
	or(&t.Report, 120*time.Second)
	or(&t.LookUp, 20*time.Second)
	or(&t.MaxPause, 5*time.Minute)
	or(&t.RetryMin, 200*time.Millisecond)
	or(&t.RetryMax, 2*time.Second)
	or(&t.Stall, 20*time.Second)
	or(&t.Steady, 10*time.Second)
	or(&t.Between, 500*time.Millisecond)
	or(&t.Doubt, time.Second)
	t.HeartbeatSpread = share(t.HeartbeatSpread)
	t.ProbeJitter = share(t.ProbeJitter)
	return t
}

// share gives a jitter's share of its interval: 0.2 by default, 0 when negative.
func share(f float64) float64 {
	switch {
	case f < 0:
		return 0
	case f == 0:
		return 0.2
	}
	return min(f, 1)
}

// DialFunc opens a connection, as net.Dialer.DialContext does.
type DialFunc func(ctx context.Context, network, addr string) (net.Conn, error)

// ProxyFunc gives the proxy on the way to an address, nil for none. It is asked for
// every request and must not block.
type ProxyFunc func(to *url.URL) (*url.URL, error)

// Options makes a Client; the zero value works and is not set up.
type Options struct {
	Config  Config
	Timing  Timing
	Log     zerolog.Logger
	Now     func() time.Time // time.Now
	Version string           // of this program, for the User-Agent header; "dev" when empty
	Dial    DialFunc         // a net.Dialer with 5 s and keep-alives when nil
	Proxy   ProxyFunc        // which proxy, for each request; nil = what the environment names
	Roots   *x509.CertPool   // who may sign the server's certificate; nil = the system's trust store
	// MaxReport is the most of one report in bytes after decompression; 0 = 256 MB.
	MaxReport int64
	Desktop   proxy.System // the desktop's proxy settings; nil = not asked
	// OpenSaved opens the saved copies of a server and account; nil keeps none. The error
	// is for the log: what it gives beside one can be used.
	OpenSaved func(cfg Config, account string) (*cache.Cache, error)

	addresses func() string    // of this PC; tests move it to another network
	wall      func() time.Time // the wall clock, without a monotonic reading; tests let the PC sleep
}
