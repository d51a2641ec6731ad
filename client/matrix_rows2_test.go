package client_test

import (
	"net/http"
	"testing"

	"stationcompanion/client"
)

func tlsRows() []row {
	swap := func(sign func(t *testing.T, b *rig)) func(*testing.T, *rig) {
		return func(t *testing.T, b *rig) {
			sign(t, b)
			b.site.drop()
		}
	}
	dates := func(from, until int) func(*testing.T, *rig) {
		return swap(func(t *testing.T, b *rig) { b.site.cert.Store(b.ca.sign(t, factoryName, from, until)) })
	}
	by := func(name string) func(*testing.T, *rig) {
		return swap(func(t *testing.T, b *rig) { b.site.cert.Store(newAuthority(t, name).sign(t, factoryName, -1, 100)) })
	}
	safe := func(r row) row {
		r.https, r.host, r.kind, r.title = true, factoryName, client.KindTLS, "No safe connection to WATS"
		return down(r)
	}
	const unknown = "This PC does not know who signed the certificate. Ask IT to make this PC trust it, if it is the company's own. "
	return []row{
		safe(row{name: "certificate unknown", what: "nobody this PC trusts signed the certificate", short: true,
			begin: by("WATS itself"), reason: client.ReasonIssuer, detail: "issued by WATS itself",
			advice: unknown + "(issued by WATS itself)"}),
		safe(row{name: "TLS opened by a company proxy", what: "a proxy puts its own certificate in place of the server's",
			begin: by("Company Inspection CA"), reason: client.ReasonIssuer, detail: "issued by Company Inspection CA",
			advice: unknown + "(issued by Company Inspection CA)"}),
		safe(row{name: "certificate of another name", what: "the certificate is another host's",
			begin: swap(func(t *testing.T, b *rig) { b.site.cert.Store(b.ca.sign(t, "mail.factory.test", -1, 100)) }), reason: client.ReasonWrongName,
			advice: "The certificate belongs to another server. Check the server address in the settings; if it is right, tell IT. " +
				"(mail.factory.test, not wats.factory.test, issued by Factory CA)"}),
		safe(row{name: "certificate expired", what: "the certificate ended, or this PC's clock is ahead", short: true,
			begin: dates(-100, -2), reason: client.ReasonExpired, detail: "this PC's clock says",
			advice: "The certificate is out of date, or this PC's clock is wrong. Set the clock if it is wrong, else ask IT to renew the certificate. " +
				"(expired (<date>; this PC's clock says <date>), issued by Factory CA)"}),
		safe(row{name: "certificate not yet valid", what: "this PC's clock is behind, or the certificate begins later",
			begin: dates(2, 100), reason: client.ReasonNotYet, detail: "this PC's clock says",
			advice: "This PC's clock is wrong, or the certificate begins later. Set the clock if it is wrong, else tell IT. " +
				"(not yet valid (from <date>; this PC's clock says <date>), issued by Factory CA)"}),
		safe(row{name: "no TLS at an https address", what: "plain http answers at the port",
			begin: swap(func(_ *testing.T, b *rig) { b.site.tls.Store(false) }), reason: client.ReasonNoTLS,
			advice: "What answers at this address does not speak https. Check address and port in the settings; use http:// only if IT says so."}),
		notWATS(row{name: "http at an https port", what: "the address says http, the port speaks https",
			begin: func(t *testing.T, b *rig) {
				b.site.cert.Store(newAuthority(t, "CA").sign(t, factoryName, -1, 1))
				b.site.tls.Store(true)
				b.site.drop()
			},
			reason: client.ReasonWantsTLS, heals: bySettings,
			advice: "This address wants https. Write https:// in front of the server address in the settings."}),
	}
}

func proxyRows() []row {
	instead := func(h http.HandlerFunc) func(*testing.T, *rig) {
		return func(_ *testing.T, b *rig) { b.proxy.set(h); b.proxy.drop() }
	}
	shut := func(_ *testing.T, b *rig) { b.proxy.shut() }
	deaf := func(_ *testing.T, b *rig) { b.proxy.deaf.Store(true); b.proxy.drop() }
	login := page("Sign in to the network")
	via := func(r row) row {
		r.proxied, r.kind, r.title = true, client.KindProxy, "Stopped at the proxy"
		return down(r)
	}
	const (
		unreached = "The proxy <proxy> cannot be reached. Check this PC's network; if other programs work, ask IT about the proxy."
		signIn    = "The proxy <proxy> asks for a sign-in. Ask IT to let this PC through, or to put the login into HTTPS_PROXY."
		noServer  = "The proxy <proxy> cannot reach WATS. Check the server address in the settings; if it is right, tell IT."
		portal    = "The proxy <proxy> answers with a page of its own. Sign in to it in a browser of this PC, or tell IT."
		aPage     = "A page came instead of WATS, perhaps from the proxy <proxy>. Sign in to it in a browser, or tell IT."
		noWay     = "The proxy <proxy> did not let this PC through to WATS. Tell IT: the proxy must lead to the address of WATS."
	)
	return []row{
		via(row{name: "proxy refused", what: "nothing listens at the proxy's port", begin: shut, short: true,
			reason: client.ReasonUnreached, advice: unreached}),
		via(row{name: "proxy refused, https", what: "the same for an https address", https: true, begin: shut,
			reason: client.ReasonUnreached, advice: unreached}),
		via(row{name: "proxy silent", what: "the proxy takes the connection and says nothing", https: true, begin: deaf,
			reason: client.ReasonSilent, advice: "The proxy <proxy> took the connection, but said nothing. Wait for the next try; if it stays so, tell IT."}),
		via(row{name: "proxy 407", what: "the proxy asks for a user name and a password", short: true,
			begin: instead(status(407, "", "Proxy-Authenticate", "Basic")), reason: client.ReasonSignIn, advice: signIn}),
		via(row{name: "proxy 407, https", what: "the same for an https address", https: true,
			begin: instead(status(407, "", "Proxy-Authenticate", "Basic")), reason: client.ReasonSignIn, advice: signIn}),
		via(row{name: "proxy says no", what: "the proxy will not lead to the server (403)", https: true,
			begin: instead(status(403, "not on the list")), reason: client.ReasonNoWay, advice: noWay}),
		via(row{name: "proxy finds no server", what: "the proxy cannot reach the server (502)", https: true,
			begin: func(_ *testing.T, b *rig) { b.site.shut(); b.proxy.drop() }, reason: client.ReasonNoServer, advice: noServer}),
		via(row{name: "proxy says no, http", what: "the proxy will not lead to an http address (403, and its own name on the page)",
			begin:  instead(status(403, "<html><title>Access Denied", "Content-Type", "text/html", "X-Squid-Error", "ERR_ACCESS_DENIED 0", "Via", "1.1 proxy (squid)")),
			reason: client.ReasonNoWay, advice: noWay}),
		via(row{name: "blocked page, http", what: "a page with 403 from an http address, without a name on it",
			begin: instead(status(403, "<html><title>Blocked by policy", "Content-Type", "text/html")), reason: client.ReasonPage, advice: aPage}),
		via(row{name: "proxy finds no server, http", what: "the proxy cannot reach an http address (502)", short: true,
			begin: func(_ *testing.T, b *rig) { b.site.shut(); b.proxy.drop() }, reason: client.ReasonNoServer, advice: noServer}),
		via(row{name: "proxy leads to a page", what: "the proxy answers 302 where a tunnel is asked for", https: true,
			begin: instead(status(302, "", "Location", "http://login.factory.test/")), reason: client.ReasonPortal, advice: portal}),
		via(row{name: "proxy page for a tunnel", what: "the proxy answers 200 and a page where a tunnel is asked for", https: true, short: true,
			begin: instead(login), reason: client.ReasonPortal, advice: portal}),
		via(row{name: "page without an end for a tunnel", what: "the same, and the page ends with the connection", https: true,
			begin: instead(say("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Sign in</title>")), reason: client.ReasonPortal, advice: portal}),
		via(row{name: "proxy hangs up", what: "the proxy closes instead of leading on", https: true,
			begin: instead(say("")), reason: client.ReasonNoWay, advice: noWay}),
		via(row{name: "proxy login page", what: "the proxy answers with a page to sign in", begin: instead(login), short: true,
			reason: client.ReasonPage, advice: aPage}),
	}
}

// page answers with a page for people.
func page(title string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte("<!DOCTYPE html>\n<html><head><title>" + title + "</title></head><body><form></form></body></html>"))
	}
}

func redirectRows() []row {
	const follow = "The address leads on to another one. Enter that one in the settings if it is WATS; if it asks to sign in to the network, do so in a browser."
	return []row{
		notWATS(row{name: "301 to another origin", what: "the server moved to another address",
			begin: every(status(301, "", "Location", "https://wats.elsewhere.test/api/App/Version")), reason: client.ReasonRedirect,
			detail: "https://wats.elsewhere.test",
			advice: follow + " (https://wats.elsewhere.test)"}),
		notWATS(row{name: "302 to a sign-in page", what: "the network sends everything to a page of its own", short: true,
			begin: every(status(302, "", "Location", "https://login.hotel.test/?from=wats")), reason: client.ReasonRedirect,
			detail: "https://login.hotel.test",
			advice: follow + " (https://login.hotel.test)"}),
		notWATS(row{name: "302 to http", what: "https leads on to plain http", https: true, host: factoryName,
			begin: every(status(302, "", "Location", "http://wats.factory.test/api/App/Version")), reason: client.ReasonRedirectHTTP,
			advice: "The address leads on to one that others could read. Ask whoever manages WATS for its https address. (http://wats.factory.test)"}),
		notWATS(row{name: "redirect in a circle", what: "the address leads to itself",
			begin: func(_ *testing.T, b *rig) {
				b.site.set(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path, http.StatusFound) })
			},
			reason: client.ReasonRedirect,
			advice: "The address leads round in a circle. Tell whoever manages WATS: it has to be put right there."}),
	}
}
