package client

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"stationcompanion/breaker"
)

// Kind classifies what went wrong, for code. ui/words turns every Kind into a
// sentence with a next step; a table test walks Kinds().
type Kind string

// The kinds.
const (
	KindNone          Kind = ""
	KindNotConfigured Kind = "not_configured" // no server address
	KindBadAddress    Kind = "bad_address"    // the server setting is no address
	KindQuestion      Kind = "question"       // the text cannot be a question; nothing was sent
	KindOpen          Kind = "breaker_open"   // refused by the breaker; nothing was sent
	KindPaused        Kind = "paused"         // the server asked us to wait; nothing was sent
	KindCancelled     Kind = "cancelled"      // the caller no longer wants the answer
	KindRefused       Kind = "refused"        // nothing listens at the address
	KindUnreachable   Kind = "unreachable"    // no route, network down, host down
	KindName          Kind = "name_not_found" // the name cannot be resolved
	KindProxy         Kind = "proxy"          // the proxy on the way, not the server
	KindTLS           Kind = "tls"            // certificate or handshake
	KindTimeout       Kind = "timeout"        // no answer in time
	KindCut           Kind = "connection_cut" // reset, closed early, shorter than promised
	KindUnauthorized  Kind = "token_refused"  // 401; 402/403 on the version call
	KindForbidden     Kind = "not_allowed"    // 403 elsewhere: not available to this token
	KindNotFound      Kind = "not_found"      // 404 on an entity
	KindBadRequest    Kind = "bad_request"    // 400
	KindRateLimited   Kind = "rate_limited"   // 429
	KindServer        Kind = "server_error"   // 5xx and 408; any refusal while the version call is refused alike
	KindNotWATS       Kind = "not_wats"       // something answers, but it is not WATS
	KindBadBody       Kind = "bad_body"       // 2xx whose body is not what the call promises
	KindTooLarge      Kind = "too_large"      // body over its bound
	KindRedirect      Kind = "redirected"     // to another origin; not followed
	KindWithheld      Kind = "token_withheld" // plain http beyond loopback without allow_http; nothing was sent
	KindUnexpected    Kind = "unexpected"     // any other status
)

// Kinds lists every kind but KindNone.
func Kinds() []Kind {
	return []Kind{
		KindNotConfigured, KindBadAddress, KindQuestion, KindOpen, KindPaused, KindCancelled,
		KindRefused, KindUnreachable, KindName, KindProxy, KindTLS, KindTimeout, KindCut,
		KindUnauthorized, KindForbidden, KindNotFound, KindBadRequest, KindRateLimited, KindServer,
		KindNotWATS, KindBadBody, KindTooLarge, KindRedirect, KindWithheld, KindUnexpected,
	}
}

// The Detail codes of KindQuestion errors: why a text cannot be a question.
const (
	QuestionEmpty     = "empty"      // nothing left after stripping the envelope
	QuestionTooLong   = "too_long"   // over 200 characters
	QuestionControl   = "control"    // a control character, or bytes that are no text, inside
	QuestionNotID     = "not_an_id"  // forced to be read as an id, and it is none
	QuestionToken     = "token"      // an access token, put here by mistake; it is not repeated anywhere
	QuestionNoStation = "no_station" // Latest without a station name
)

// Error is the one error type of this package.
type Error struct {
	Kind          Kind
	Reason        Reason        // which of the kind's causes; empty where the kind says it all
	Op            string        // "version", "query header", "report" …
	Status        int           // HTTP status; 0 when there was none
	Detail        string        // e.g. the server's own text (bounded, cleaned), the host name, the certificate's issuer
	RetryIn       time.Duration // KindOpen, KindPaused, KindRateLimited: when to try again
	CorrelationID string
	Err           error // cause, for the log
}

// Error gives op, kind, reason, status, detail and cause in one line for the log;
// people read ui/words instead.
func (e *Error) Error() string {
	parts := make([]string, 0, 4)
	if e.Op != "" {
		parts = append(parts, e.Op)
	}
	kind := string(e.Kind)
	if e.Reason != "" {
		kind += " " + string(e.Reason)
	}
	if e.Status != 0 {
		kind += " (HTTP " + strconv.Itoa(e.Status) + ")"
	}
	parts = append(parts, kind)
	if e.Detail != "" {
		parts = append(parts, e.Detail)
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	return strings.Join(parts, ": ")
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf finds the kind of any error this package returned; KindNone for nil.
// Foreign errors are KindCancelled, KindTimeout or KindOpen where that is
// plain, and else KindUnexpected.
func KindOf(err error) Kind {
	if err == nil {
		return KindNone
	}
	if e, ok := errors.AsType[*Error](err); ok {
		if e == nil {
			return KindNone
		}
		return e.Kind
	}
	if _, ok := errors.AsType[*breaker.OpenError](err); ok {
		return KindOpen
	}
	switch {
	case errors.Is(err, context.Canceled):
		return KindCancelled
	case errors.Is(err, context.DeadlineExceeded):
		return KindTimeout
	}
	return KindUnexpected
}

// plain turns the internal *Error into an error without the typed nil.
func plain(e *Error) error {
	if e == nil {
		return nil
	}
	return e
}
