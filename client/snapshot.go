package client

import (
	"time"

	"stationcompanion/breaker"
)

// Link is the connection as a person would name it. Breaker and connection are
// two facts; Link is the second, with OPEN taken in.
type Link string

// The links.
const (
	LinkNotSetUp     Link = "not_set_up" // no server configured
	LinkChecking     Link = "checking"   // nothing proven yet, a try is on its way
	LinkConnected    Link = "connected"  // a version string came within two heartbeat intervals
	LinkUnsure       Link = "unsure"     // failing, breaker still CLOSED
	LinkDown         Link = "down"       // breaker OPEN or HALF_OPEN
	LinkTokenRefused Link = "token_refused"
	LinkNotWATS      Link = "not_wats"
	LinkPaused       Link = "paused"         // Retry-After
	LinkWithheld     Link = "token_withheld" // plain http beyond this PC, and nobody allowed it
)

// TokenState says how the server took the token.
type TokenState string

// The token states.
const (
	TokenNone     TokenState = "none"
	TokenUntried  TokenState = "untried"
	TokenAccepted TokenState = "accepted"
	TokenRefused  TokenState = "refused"
	TokenWithheld TokenState = "withheld"
)

// Snapshot is everything known about the connection: an immutable value, the
// newest of which is handed out whole.
type Snapshot struct {
	Seq     uint64 // ascending with every change
	Server  string // base address; empty when not set up
	Demo    bool
	Link    Link
	Breaker breaker.Status
	Token   TokenState
	Version string // server version last seen

	Proven    time.Time     // last proven exchange (version string); zero = never
	Interval  time.Duration // heartbeat interval: proven is stale after two
	Latency   time.Duration // of the last proven exchange
	Offset    time.Duration // server clock minus ours, ±1 s
	HasOffset bool

	NextTry     time.Time // when the heartbeat tries next; zero while one is on its way
	LastError   *Error    // newest failure; nil when well
	LastErrorAt time.Time

	Recent   Recent   // how the newest exchanges went
	Unstable Unstable // On where it comes and goes: then LinkConnected alone says too much

	SavedCopies bool // look-ups show saved copies while the server does not answer

	// ArrivesAs is the spelling under which this PC's latest reports stand in WATS
	// when it is not the station's shown name; empty otherwise or when unknown.
	ArrivesAs string

	// Origins tells where the newest reports under this station's name came from.
	Origins Origins

	Requests, Retries, Conns uint64 // on the wire; TCP connections opened
}

// Stale reports whether a LinkConnected is no longer proven at now.
func (s Snapshot) Stale(now time.Time) bool {
	return s.Proven.IsZero() || now.Sub(s.Proven) > 2*s.Interval
}
