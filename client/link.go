package client

import (
	"time"

	"stationcompanion/breaker"
)

// linkFacts is all that decides the Link.
type linkFacts struct {
	block        Kind // why nothing may be sent; KindNone = sending
	paused       bool
	breaker      breaker.State
	tokenRefused bool
	version      Kind // error of the newest version call
	failing      bool // the newest exchange was a failure
	proven       bool // a version string came within two intervals
}

// linkOf names the connection. What stops every request comes first, then what
// the server said, then what was proven.
func linkOf(f linkFacts) Link {
	switch {
	case f.block == KindNotConfigured, f.block == KindBadAddress:
		return LinkNotSetUp
	case f.block == KindWithheld:
		return LinkWithheld
	case f.block == KindUnauthorized:
		return LinkTokenRefused
	case f.paused:
		return LinkPaused
	case f.breaker != breaker.Closed:
		return LinkDown
	case f.tokenRefused && !f.failing: // a server that died since is the greater trouble
		return LinkTokenRefused
	case f.version == KindNotWATS:
		return LinkNotWATS
	case f.failing, f.version != KindNone:
		return LinkUnsure
	case f.proven:
		return LinkConnected
	}
	return LinkChecking
}

func (s *session) linkFacts(f *facts, st breaker.Status, now time.Time, stale bool) linkFacts {
	in := linkFacts{
		paused:       f.trouble.pausedUntil.After(now) && !pauses(st, f.trouble.pausedUntil),
		breaker:      st.State,
		tokenRefused: f.trouble.tokenRefused,
		failing:      f.trouble.failing,
		proven:       !stale,
	}
	if s.block != nil {
		in.block = s.block.Kind
	}
	if f.trouble.version != nil {
		in.version = f.trouble.version.Kind
	}
	return in
}

// pauses tells whether the breaker holds requests back longer than the server asked to:
// then the wait is our own, and must not be called the server's.
func pauses(st breaker.Status, until time.Time) bool {
	return st.State == breaker.Open && st.NextProbe.After(until)
}
