package client

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"stationcompanion/station/secret"
)

// detailBound is the longest Detail, in characters.
const detailBound = 300

// statusError makes the *Error of an answer that is not 2xx.
func statusError(cl *call, resp *http.Response, b *body, mask secret.Masker) *Error {
	e := &Error{Kind: kindOfStatus(cl, resp), Status: resp.StatusCode}
	e.Reason = reasonOfStatus(e.Kind, resp)
	if to, err := url.Parse(resp.Header.Get("Location")); err == nil && resp.StatusCode/100 == 3 && to.Host != "" {
		e.Detail = cleanDetail(to.Scheme + "://" + to.Host)
		return e
	}
	said, _ := io.ReadAll(io.LimitReader(b, 4<<10))
	e.Detail = cleanDetail(mask.Mask(serverText(said)))
	if cl.version && e.Kind == KindBadRequest && wantsTLS.MatchString(e.Detail) {
		e.Kind, e.Reason = KindNotWATS, ReasonWantsTLS
	}
	return e
}

// wantsTLS matches what servers say to plain http on a port for https (nginx: "The plain
// HTTP request was sent to HTTPS port", Go: "Client sent an HTTP request to an HTTPS server.").
var wantsTLS = regexp.MustCompile(`HTTP request .*HTTPS`)

func kindOfStatus(cl *call, resp *http.Response) Kind {
	status := resp.StatusCode
	switch {
	case status == http.StatusUnauthorized:
		return KindUnauthorized
	case cl.version && (status == http.StatusPaymentRequired || status == http.StatusForbidden):
		return KindUnauthorized // 402: an account with two-factor sign-in
	case status == http.StatusForbidden:
		return KindForbidden
	case cl.version && (status == http.StatusNotFound || status/100 == 3):
		return KindNotWATS
	case status == http.StatusProxyAuthRequired:
		return KindProxy
	case cl.entity && status == http.StatusNotFound:
		return KindNotFound
	case status/100 == 3 && resp.Header.Get("Location") != "":
		return KindRedirect
	case status == http.StatusBadRequest:
		return KindBadRequest
	case status == http.StatusTooManyRequests:
		return KindRateLimited
	case status == http.StatusRequestTimeout, status >= 500:
		return KindServer
	}
	return KindUnexpected
}

func reasonOfStatus(kind Kind, resp *http.Response) Reason {
	switch {
	case kind == KindProxy:
		return ReasonSignIn
	case kind == KindNotWATS && resp.StatusCode == http.StatusNotFound:
		return ReasonPath
	case kind == KindNotWATS && resp.Header.Get("Location") != "":
		to, err := url.Parse(resp.Header.Get("Location"))
		if err == nil && to.Scheme == "http" && resp.Request.URL.Scheme == "https" {
			return ReasonRedirectHTTP
		}
		return ReasonRedirect
	}
	return ""
}

// serverText finds what a server says is wrong: a JSON string, the usual
// fields of a JSON object, or plain text. Of a page only its title is kept. It is as the
// server sent it: neither masked nor cleaned.
func serverText(said []byte) string {
	text := strings.TrimSpace(string(said))
	if strings.HasPrefix(text, "<") {
		return htmlTitle(text)
	}
	var quoted string
	if json.Unmarshal(said, &quoted) == nil {
		return quoted
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(said, &object) != nil {
		return text
	}
	for _, key := range []string{"message", "Message", "detail", "error", "title", "errors"} {
		raw, ok := object[key]
		if !ok || string(raw) == "null" {
			continue
		}
		if json.Unmarshal(raw, &quoted) == nil {
			return quoted
		}
		return string(raw)
	}
	return ""
}

func htmlTitle(page string) string {
	low := strings.ToLower(page)
	_, after, ok := strings.Cut(low, "<title")
	if !ok {
		return ""
	}
	_, after, ok = strings.Cut(after, ">")
	if !ok || len(low) != len(page) {
		return "" // lower case of another length: offsets would not fit
	}
	begin := len(low) - len(after)
	end := strings.Index(after, "</title")
	if end < 0 {
		return ""
	}
	return page[begin : begin+end]
}

// cleanDetail makes a foreign text fit to be shown and logged: one line, no
// control or direction-changing characters, at most 300 characters.
func cleanDetail(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > detailBound {
		s = string(runes[:detailBound-1]) + "…"
	}
	return s
}
