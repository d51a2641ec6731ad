package support

import (
	"slices"

	"stationcompanion/client"
)

// CauseClock is the cause where nothing is wrong but this PC's clock.
const CauseClock client.Kind = "clock"

// The reasons beside the client's.
const (
	ReasonBehind    client.Reason = "behind"     // CauseClock: this PC's clock, by more than 30 s
	ReasonAhead     client.Reason = "ahead"      // by more than 30 s
	ReasonFarBehind client.Reason = "far_behind" // by more than 5 min
	ReasonFarAhead  client.Reason = "far_ahead"  // by more than 5 min
	ReasonTwoFactor client.Reason = "two_factor" // KindUnauthorized: the account needs a second factor (402)
)

// cause is why something is as it is: a client's kind of error, and its reason where that
// says more.
type cause struct {
	kind   client.Kind
	reason client.Reason
}

// states and causes give what a code says their numbers. They may be added to at the end,
// and never changed: codes are decoded by other versions than those that made them.
var (
	states = []State{
		State(client.LinkNotSetUp), State(client.LinkChecking), State(client.LinkConnected), State(client.LinkUnsure),
		State(client.LinkDown), State(client.LinkTokenRefused), State(client.LinkNotWATS), State(client.LinkPaused),
		State(client.LinkWithheld), StateUnstable, StateStale, StateFaulty, StateTokenNeeded,
	}
	causes = append(kindsAlone,
		cause{client.KindProxy, client.ReasonUnreached}, cause{client.KindProxy, client.ReasonSignIn},
		cause{client.KindProxy, client.ReasonNoWay}, cause{client.KindProxy, client.ReasonAddress},
		cause{client.KindProxy, client.ReasonPage}, cause{client.KindProxy, client.ReasonSilent},
		cause{client.KindTLS, client.ReasonExpired}, cause{client.KindTLS, client.ReasonNotYet},
		cause{client.KindTLS, client.ReasonWrongName}, cause{client.KindTLS, client.ReasonIssuer},
		cause{client.KindTLS, client.ReasonNoTLS}, cause{client.KindName, client.ReasonNoService},
		cause{client.KindTimeout, client.ReasonConnect}, cause{client.KindTimeout, client.ReasonHandshake},
		cause{client.KindTimeout, client.ReasonSilent}, cause{client.KindTimeout, client.ReasonStalled},
		cause{client.KindNotWATS, client.ReasonPage}, cause{client.KindNotWATS, client.ReasonPath},
		cause{client.KindNotWATS, client.ReasonRedirect}, cause{client.KindNotWATS, client.ReasonRedirectHTTP},
		cause{client.KindNotWATS, client.ReasonNoHTTP}, cause{client.KindNotWATS, client.ReasonWantsTLS},
		cause{client.KindRateLimited, client.ReasonCapped}, cause{client.KindServer, client.ReasonCapped},
		cause{client.KindUnauthorized, ReasonTwoFactor},
		cause{CauseClock, ReasonBehind}, cause{CauseClock, ReasonAhead},
		cause{CauseClock, ReasonFarBehind}, cause{CauseClock, ReasonFarAhead},
		cause{client.KindProxy, client.ReasonNoServer}, cause{client.KindProxy, client.ReasonPortal},
	)
	kindsAlone = []cause{
		{}, {kind: client.KindNotConfigured}, {kind: client.KindBadAddress}, {kind: client.KindQuestion}, {kind: client.KindOpen},
		{kind: client.KindPaused}, {kind: client.KindCancelled}, {kind: client.KindRefused}, {kind: client.KindUnreachable},
		{kind: client.KindName}, {kind: client.KindTLS}, {kind: client.KindTimeout}, {kind: client.KindCut},
		{kind: client.KindUnauthorized}, {kind: client.KindForbidden}, {kind: client.KindNotFound}, {kind: client.KindBadRequest},
		{kind: client.KindRateLimited}, {kind: client.KindServer}, {kind: client.KindNotWATS}, {kind: client.KindBadBody},
		{kind: client.KindTooLarge}, {kind: client.KindRedirect}, {kind: client.KindWithheld}, {kind: client.KindUnexpected},
		{kind: client.KindProxy},
	}
)

// number is a cause's place among causes: of its kind where the reason has none, and of
// KindUnexpected where the kind has none either.
func (c cause) number() uint64 {
	for _, like := range []cause{c, {kind: c.kind}} {
		if i := slices.Index(causes, like); i >= 0 {
			return uint64(i)
		}
	}
	return uint64(slices.Index(causes, cause{kind: client.KindUnexpected})) // #nosec G115 -- it is among them
}
