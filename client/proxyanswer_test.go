package client

import (
	"net/http"
	"strings"
	"testing"
)

// TestProxyAnswer: what came through a proxy over plain http is the proxy's where it shows
// that, and WATS' own where it does not.
func TestProxyAnswer(t *testing.T) {
	const page, json = "text/html; charset=utf-8", "application/json"
	for _, tc := range []struct {
		status int
		head   string // "name: value|…"
		page   bool
		want   Reason
	}{
		{403, "", false, ""}, // WATS refuses without a word
		{403, "Content-Type: " + json, false, ""},
		{403, "Content-Type: " + page + "|Server: Microsoft-IIS/10.0", true, ""},
		{403, "Content-Type: " + page, true, ReasonPage},
		{403, "X-Squid-Error: ERR_ACCESS_DENIED 0", true, ReasonNoWay},
		{403, "Content-Type: " + json + "|Via: 1.1 proxy (squid)", false, ""}, // passed on
		{400, "X-Squid-Error: ERR_INVALID_URL 0", true, ReasonNoWay},
		{401, "Content-Type: " + page, true, ""},
		{404, "Content-Type: " + page, true, ""},
		{407, "", false, ReasonSignIn},
		{500, "Content-Type: " + json, false, ""},
		{500, "", false, ""},
		{500, "", true, ReasonPage},
		{502, "", false, ReasonNoServer},
		{502, "Content-Type: " + page, true, ReasonNoServer},
		{502, "Content-Type: " + json, false, ""},
		{502, "Server: Microsoft-IIS/10.0", true, ""},
		{503, "", false, ""},
		{503, "Retry-After: 1", false, ""},
		{503, "Server: Microsoft-HTTPAPI/2.0|Content-Type: " + page, true, ""},
		{503, "Content-Type: " + page, true, ReasonPage},
		{503, "Content-Type: " + page + "|X-Squid-Error: ERR_DNS_FAIL 0", true, ReasonNoServer},
		{504, "", false, ReasonNoServer},
		{504, "Proxy-Status: proxy; error=connection_timeout|Content-Type: " + json, false, ReasonNoServer},
		{504, "Proxy-Status: proxy; received-status=504|Content-Type: " + json, false, ""},
		{511, "", true, ReasonPortal},
		{200, "X-Squid-Error: x", true, ""},
		{302, "", true, ""},
	} {
		resp := &http.Response{StatusCode: tc.status, Header: http.Header{}}
		for line := range strings.SplitSeq(tc.head, "|") {
			name, value, _ := strings.Cut(line, ": ")
			resp.Header.Set(name, value)
		}
		if got := ProxyAnswer(resp, tc.page); got != tc.want {
			t.Errorf("%d, %s, page %v: %q, want %q", tc.status, tc.head, tc.page, got, tc.want)
		}
	}
}

// TestProxyPage: a tunnel has no length, and an empty one of text/html may be an odd proxy's.
func TestProxyPage(t *testing.T) {
	for _, tc := range []struct {
		kind, length  string
		chunked       bool
		page, certain bool
	}{
		{"", "", false, false, false},
		{"", "0", false, false, false},
		{"application/octet-stream", "9", false, false, false},
		{"text/html", "", false, true, false},
		{"text/html", "0", false, true, false},
		{"Text/HTML; charset=utf-8", "90", false, true, true},
		{"text/html", "", true, true, true},
	} {
		resp := &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {tc.kind}, "Content-Length": {tc.length}}}
		if tc.chunked {
			resp.TransferEncoding = []string{"chunked"}
		}
		if page, certain := ProxyPage(resp); page != tc.page || certain != tc.certain {
			t.Errorf("%+v: %v, %v", tc, page, certain)
		}
	}
}
