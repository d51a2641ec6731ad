package support

import (
	"time"

	"stationcompanion/client"
)

// State is the connection as the window's header has it. A link says less: to the header
// it also matters what came instead of an answer, whether the proof is old, and whether
// the connection comes and goes. The states that are a link have its name.
type State string

// The states beside the links.
const (
	StateUnstable    State = "unstable"            // it comes and goes
	StateStale       State = "stale"               // connected, and proven too long ago
	StateFaulty      State = "answers_with_errors" // unsure: what came was no use
	StateTokenNeeded State = "token_needed"        // refused, and there is no token
)

// StateOf is the state of a connection at now.
func StateOf(s client.Snapshot, now time.Time) State {
	switch {
	case s.Link == client.LinkConnected && s.Stale(now):
		return StateStale
	case s.Unstable.On() && (s.Link == client.LinkConnected || s.Link == client.LinkUnsure):
		return StateUnstable
	case s.Link == client.LinkUnsure && answered(s.LastError):
		return StateFaulty
	case s.Link == client.LinkTokenRefused && s.Token == client.TokenNone:
		return StateTokenNeeded
	}
	return State(s.Link)
}

// answered tells whether a failure was an answer of some kind from the server's side.
func answered(e *client.Error) bool {
	return e != nil && e.Kind != client.KindProxy && (e.Status != 0 || e.Kind == client.KindTooLarge)
}
