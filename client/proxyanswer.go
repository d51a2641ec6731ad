package client

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"stationcompanion/logging"
)

// ProxyReason says why a proxy gave no tunnel to the server, from the status it answered
// with. What it sends to a page of its own, it mostly wants to sign in.
func ProxyReason(status int) Reason {
	switch status {
	case http.StatusProxyAuthRequired:
		return ReasonSignIn
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return ReasonNoServer
	case http.StatusUnauthorized, http.StatusNetworkAuthenticationRequired:
		return ReasonPortal
	}
	if status/100 < 4 {
		return ReasonPortal
	}
	return ReasonNoWay
}

// ProxyAnswer tells whether an answer that came through an http proxy over plain http shows
// that the proxy itself wrote it, and then why; empty where it may be the server's own. page
// tells that its body is one. A proxy's Via proves nothing, it stands on what is passed on
// as well. Squid names its own errors, other proxies do as RFC 9209 says. 502 and 504 are by
// their meaning (RFC 9110) no answer of WATS itself, which answers in JSON; a page may still
// be that of IIS in front of WATS, which says so.
func ProxyAnswer(resp *http.Response, page bool) Reason {
	status, head := resp.StatusCode, resp.Header
	signed := head.Get("X-Squid-Error") != "" || head.Get("Proxy-Authenticate") != "" || strings.Contains(head.Get("Proxy-Status"), "error=")
	wats := strings.Contains(strings.ToLower(head.Get("Content-Type")), "json") || strings.HasPrefix(head.Get("Server"), "Microsoft-")
	switch {
	case status == http.StatusProxyAuthRequired, status == http.StatusNetworkAuthenticationRequired, status >= 400 && signed:
		return ProxyReason(status)
	case wats:
		return ""
	case status == http.StatusBadGateway, status == http.StatusGatewayTimeout:
		return ReasonNoServer
	case page && (status == http.StatusForbidden || status >= 500):
		return ReasonPage
	}
	return ""
}

// ProxyPage tells whether a proxy answered the request for a tunnel with success and a page
// instead: one of a length (which a tunnel never has, RFC 9110 section 9.3.6) for certain.
func ProxyPage(resp *http.Response) (page, certain bool) {
	page = strings.Contains(strings.ToLower(resp.Header.Get("Content-Type")), "html")
	length := resp.Header.Get("Content-Length")
	return page, page && (length != "" && length != "0" || len(resp.TransferEncoding) > 0)
}

// blameAnswer makes an answer the proxy's that came over plain http and shows that it is.
func (w *wire) blameAnswer(e *Error, resp *http.Response, page bool) {
	to := resp.Request.URL
	proxy, _ := w.proxyOf(to)
	if proxy == nil || to.Scheme != "http" || !strings.HasPrefix(proxy.Scheme, "http") {
		return
	}
	if reason := ProxyAnswer(resp, page); reason != "" {
		e.Kind, e.Reason, e.Detail = KindProxy, reason, cleanDetail(proxy.Host)
	}
}

// tunnel is net/http's hook for what a proxy answers when it is asked for a tunnel to the
// server. A page that may yet be an odd proxy's tunnel is noted: it is blamed when what
// comes then is no handshake.
func (w *wire) tunnel(ctx context.Context, proxy *url.URL, _ *http.Request, resp *http.Response) error {
	page, certain := ProxyPage(resp)
	if resp.StatusCode == http.StatusOK && !certain {
		if page {
			w.mark(logging.CorrelationID(ctx), stagePage)
		}
		return nil
	}
	return &Error{Kind: KindProxy, Reason: ProxyReason(resp.StatusCode), Status: resp.StatusCode, Detail: cleanDetail(proxy.Host)}
}
