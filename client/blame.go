package client

import (
	"errors"
	"net"
	"net/url"
	"strings"
)

// blame says which of a kind's causes an exchange's error has, from how far the request
// came and whether a proxy stands between. began tells that the answer did.
func (w *wire) blame(e *Error, at stage, address string, began bool) {
	to, err := url.Parse(address)
	if err != nil {
		return
	}
	if proxy, _ := w.proxyOf(to); proxy != nil && blameProxy(e, at, to.Scheme == "https") {
		e.Detail = cleanDetail(proxy.Host) // never its user and password
		return
	}
	if e.Kind != KindTimeout || e.Reason != "" {
		return
	}
	switch {
	case began:
		e.Reason = ReasonStalled
	case at == stageName:
		e.Kind, e.Reason, e.Detail = KindName, ReasonNoService, cleanDetail(to.Hostname())
	case at == stageConnect:
		e.Reason = ReasonConnect
	case at == stageOpened && to.Scheme == "https":
		e.Reason = ReasonHandshake
	default:
		e.Reason = ReasonSilent
	}
}

// blameProxy tells whether an error is the proxy's, and makes it so. Over https all
// that comes before the tunnel stands is the proxy's; over plain http an answer may
// be the server's own, but for a page, which WATS never sends.
func blameProxy(e *Error, at stage, tunnel bool) bool {
	var reason Reason
	switch {
	case e.Kind == KindProxy:
		return e.Reason != ReasonAddress
	case e.Kind == KindNotWATS && e.Reason == ReasonPage:
		reason = ReasonPage
	case at == stagePage && (e.Kind == KindCut || e.Kind == KindTimeout || e.Kind == KindTLS && e.Reason == ReasonNoTLS):
		reason = ReasonPortal
	case e.Kind == KindTimeout && (at == stageName || at == stageConnect):
		reason = ReasonUnreached
	case e.Kind == KindTimeout && tunnel && at == stageOpened:
		reason = ReasonSilent
	case e.Kind == KindCut && tunnel && at == stageOpened:
		reason = ReasonNoWay
	default:
		return false
	}
	e.Kind, e.Reason = KindProxy, reason
	return true
}

// proxyError makes the *Error of a proxy that could not be reached; nil where err is
// about something else.
func proxyError(err error) *Error {
	op, ok := errors.AsType[*net.OpError](err)
	if !ok || op.Op != "proxyconnect" {
		return nil
	}
	return &Error{Kind: KindProxy, Reason: ReasonUnreached, Detail: strings.TrimPrefix(place(err), "proxy "), Err: err}
}
