package client

// Reason says, within a Kind, which of its causes it is, for words that name the
// right thing to do. Empty where the kind says all there is to say. The values are
// stable names, as those of Kind are.
type Reason string

// The reasons.
const (
	// KindProxy.
	ReasonUnreached Reason = "unreached" // the proxy itself cannot be reached
	ReasonSignIn    Reason = "sign_in"   // it wants a user name and password (407)
	ReasonNoWay     Reason = "no_way"    // it answers, but did not let us through to the server
	ReasonNoServer  Reason = "no_server" // it answers, and cannot reach the server itself
	ReasonPortal    Reason = "portal"    // it leads to a page of its own, mostly to sign in
	ReasonAddress   Reason = "address"   // the setting that names it is no address
	// KindProxy and KindNotWATS.
	ReasonPage Reason = "page" // a page for people came in place of an answer

	// KindTLS.
	ReasonExpired   Reason = "expired"        // by this PC's clock
	ReasonNotYet    Reason = "not_yet_valid"  // by this PC's clock
	ReasonWrongName Reason = "wrong_name"     // the certificate is another host's
	ReasonIssuer    Reason = "unknown_issuer" // nobody this PC trusts signed it
	ReasonNoTLS     Reason = "no_tls"         // what answers does not speak TLS

	// KindName.
	ReasonNoService Reason = "no_service" // nobody answered what the name stands for

	// KindTimeout and, of the proxy, KindProxy.
	ReasonSilent Reason = "silent" // connected, and no answer came
	// KindTimeout.
	ReasonConnect   Reason = "connect"   // nothing came back to the first packet
	ReasonHandshake Reason = "handshake" // connected, and the TLS handshake was not answered
	ReasonStalled   Reason = "stalled"   // the answer began and did not end in time

	// KindNotWATS.
	ReasonPath         Reason = "path"          // 404: a server, but not under this path
	ReasonRedirect     Reason = "redirect"      // it points to another origin
	ReasonRedirectHTTP Reason = "redirect_http" // it points from https to http
	ReasonNoHTTP       Reason = "no_http"       // what answers does not speak HTTP
	ReasonWantsTLS     Reason = "wants_tls"     // it was asked over http and speaks https

	// KindRateLimited and KindServer.
	ReasonCapped Reason = "capped" // asked to wait longer than Timing.MaxPause
)

// Reasons lists the reasons of every kind that has some.
func Reasons() map[Kind][]Reason {
	return map[Kind][]Reason{
		KindProxy:       {ReasonUnreached, ReasonSignIn, ReasonNoWay, ReasonNoServer, ReasonPortal, ReasonAddress, ReasonPage, ReasonSilent},
		KindTLS:         {ReasonExpired, ReasonNotYet, ReasonWrongName, ReasonIssuer, ReasonNoTLS},
		KindName:        {ReasonNoService},
		KindTimeout:     {ReasonConnect, ReasonHandshake, ReasonSilent, ReasonStalled},
		KindNotWATS:     {ReasonPage, ReasonPath, ReasonRedirect, ReasonRedirectHTTP, ReasonNoHTTP, ReasonWantsTLS},
		KindRateLimited: {ReasonCapped},
		KindServer:      {ReasonCapped},
	}
}
