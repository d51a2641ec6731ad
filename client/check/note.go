package check

import "stationcompanion/client"

// Note is a finding that words say more about than the error's kind alone.
type Note string

// The notes.
const (
	NoteNoNetwork     Note = "no_network"     // Route: no network of this PC is up
	NoteNoName        Note = "only_network"   // Route: without the server's address only the networks can be told
	NoteProxyBad      Note = "proxy_bad"      // Proxy: what names one is no address
	NoteScriptSilent  Note = "script_silent"  // Proxy: the desktop's script gave no answer
	NoteProxyDown     Note = "proxy_down"     // Proxy: it cannot be reached itself
	NoteProxyLogin    Note = "proxy_login"    // Proxy, HTTP: it asks for a login (407)
	NoteProxyPage     Note = "proxy_page"     // Proxy, HTTP, WATS: a page of its own answers, such as a login
	NoteProxyRefuses  Note = "proxy_refuses"  // Proxy, HTTP: it does not let this connection through
	NoteProxyOdd      Note = "proxy_odd"      // Proxy: what answers there is no proxy
	NoteProxyNoServer Note = "proxy_noserver" // Reach, HTTP: the proxy cannot reach the server
	NotePlain         Note = "plain"          // TLS: plain http beyond this PC
	NoteExpired       Note = "expired"        // TLS
	NoteNotYet        Note = "not_yet"        // TLS
	NoteWrongName     Note = "wrong_name"     // TLS
	NoteInspected     Note = "inspected"      // TLS: unknown issuer, likely a company's inspection
	NoteSelfSigned    Note = "self_signed"    // TLS
	NoteUnknownIssuer Note = "unknown_issuer" // TLS
	NoteEndsSoon      Note = "ends_soon"      // TLS: well, but the certificate expires in days
	NoteCAFile        Note = "ca_file"        // TLS: well, but the CA file is not used
	NoteWrongPath     Note = "wrong_path"     // WATS: it answers without the path of the address
	NoteLikelyPath    Note = "likely_path"    // WATS: without the path something asks for a sign-in as WATS does
	NotePage          Note = "page"           // WATS: a web page answers
	NoteSignIn        Note = "sign_in"        // WATS: it asks for a sign-in as WATS does, which proves nothing yet
	NoteOtherSignIn   Note = "other_sign_in"  // WATS: it asks for another kind of sign-in than WATS does
	NoteSlow          Note = "slow"           // HTTP, WATS, Token: well, but slower than the window waits
	NoteBehind        Note = "behind"         // Clock: this PC's is behind
	NoteAhead         Note = "ahead"          // Clock: this PC's is ahead
	NoteClockOrCert   Note = "clock_or_cert"  // Clock: the certificate is not valid at this PC's time
	NoteNoDate        Note = "no_date"        // Clock: the server does not tell its time
)

// Notes lists every note.
func Notes() []Note {
	return []Note{
		NoteNoNetwork, NoteNoName, NoteProxyBad, NoteScriptSilent, NoteProxyDown, NoteProxyLogin, NoteProxyPage,
		NoteProxyRefuses, NoteProxyOdd, NoteProxyNoServer, NotePlain, NoteExpired, NoteNotYet, NoteWrongName,
		NoteInspected, NoteSelfSigned, NoteUnknownIssuer, NoteEndsSoon, NoteCAFile, NoteWrongPath, NoteLikelyPath, NotePage,
		NoteSignIn, NoteOtherSignIn, NoteSlow, NoteBehind, NoteAhead, NoteClockOrCert, NoteNoDate,
	}
}

// proxyError makes the error of a proxy that does not lead to the server; status is what
// the proxy answered, 0 where it did not.
func proxyError(host string, status int, cause error) *client.Error {
	e := &client.Error{Kind: client.KindProxy, Reason: client.ReasonUnreached, Status: status, Detail: host, Err: cause}
	if status != 0 {
		e.Reason = client.ProxyReason(status)
	}
	return e
}

// proxyNotes are the notes of what a proxy that was reached is for sure.
var proxyNotes = map[client.Reason]Note{
	client.ReasonSignIn: NoteProxyLogin, client.ReasonNoServer: NoteProxyNoServer,
	client.ReasonPortal: NoteProxyPage, client.ReasonNoWay: NoteProxyRefuses,
}
