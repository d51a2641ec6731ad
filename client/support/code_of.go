package support

import (
	"net/http"
	"time"

	"stationcompanion/client"
)

// The clock offsets a code tells, those from which the header does.
const (
	clockNotice = 30 * time.Second
	clockBad    = 5 * time.Minute
)

// CodeOf is the code of a station's state at now.
func CodeOf(s client.Snapshot, station, version string, now time.Time) Code {
	c := Code{State: StateOf(s, now), Version: unpackVersion(packVersion(version)), Station: StationCheck(station)}
	e := s.LastError
	switch {
	case c.State == StateUnstable && s.Unstable.Cause != nil:
		e = s.Unstable.Cause
	case c.State == State(client.LinkConnected) && s.HasOffset && s.Offset.Abs() > clockNotice:
		c.Cause, c.Reason = CauseClock, clockReason(s.Offset)
		return c
	}
	if e == nil {
		return c
	}
	c.Cause, c.Reason = e.Kind, e.Reason
	if e.Kind == client.KindUnauthorized && e.Status == http.StatusPaymentRequired {
		c.Reason = ReasonTwoFactor
	}
	known := causes[cause{c.Cause, c.Reason}.number()]
	c.Cause, c.Reason = known.kind, known.reason
	return c
}

// clockReason says how this PC's clock is off; off is the server's minus this PC's.
func clockReason(off time.Duration) client.Reason {
	switch far := off.Abs() > clockBad; {
	case far && off > 0:
		return ReasonFarBehind
	case far:
		return ReasonFarAhead
	case off > 0:
		return ReasonBehind
	}
	return ReasonAhead
}

// Snapshot is a connection at now that is in the code's state, for words: all else in it is
// made up.
func (c Code) Snapshot(now time.Time) client.Snapshot {
	s := client.Snapshot{Link: client.Link(c.State), Token: client.TokenRefused, Proven: now, Interval: time.Minute, LastError: c.Err()}
	switch c.State {
	case StateUnstable:
		s.Link, s.Unstable = client.LinkConnected, client.Unstable{Recent: client.Recent{Failed: 1, Of: 1}}
	case StateStale:
		s.Link, s.Proven = client.LinkConnected, time.Time{}
	case StateTokenNeeded:
		s.Link, s.Token = client.LinkTokenRefused, client.TokenNone
	case StateFaulty:
		s.Link = client.LinkUnsure
		if s.LastError == nil {
			s.LastError = &client.Error{Kind: client.KindServer}
		}
		if s.LastError.Status == 0 { // which one the code does not say
			s.LastError.Status = http.StatusInternalServerError
		}
	}
	return s
}

// Err is the cause as an error of a version call, which is what a header tells of; nil
// where there is none, or only the clock is off.
func (c Code) Err() *client.Error {
	if c.Cause == client.KindNone || c.Cause == CauseClock {
		return nil
	}
	e := &client.Error{Kind: c.Cause, Reason: c.Reason, Op: "version"}
	if c.Reason == ReasonTwoFactor {
		e.Reason, e.Status = "", http.StatusPaymentRequired
	}
	return e
}
