package check

import (
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"stationcompanion/client"
)

// signIn is how a server that refuses a question without a token asks for one.
type signIn struct {
	title   string   // of the page that came with it
	page    bool     // it is a web page
	schemes []string // of its challenges, as it writes them; none = it names no kind
	err     error    // it could not be asked
}

// asWATS tells whether WATS may ask like this. It proves nothing: many servers do. What WATS
// wants goes into a Basic header; the server it runs in may put a page of its own around
// that, as IIS does, but a page that asks for nothing of the kind is another's.
func (s signIn) asWATS() bool {
	return s.err == nil && (s.fits() || !s.page && len(s.schemes) == 0)
}

// otherwise tells whether it names kinds of sign-in, and none that fits WATS is among them.
func (s signIn) otherwise() bool { return len(s.schemes) > 0 && !s.fits() }

// fits tells whether a kind of sign-in is named that a token is for.
func (s signIn) fits() bool {
	return slices.ContainsFunc(s.schemes, func(scheme string) bool {
		return strings.EqualFold(scheme, "Basic") || strings.EqualFold(scheme, "Bearer")
	})
}

// asksFor puts the version's question to base, without a token and as far as it leads on
// within the server, and tells how a sign-in is asked for.
func (c *checking) asksFor(ctx context.Context, base string) signIn {
	ctx, cancel := context.WithTimeout(ctx, layerBound)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/api/App/Version", nil)
	if err != nil {
		return signIn{err: err}
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "station-companion/check")
	resp, err := c.anonymously().Do(req)
	if err != nil {
		return signIn{err: err}
	}
	defer resp.Body.Close()                                     //nolint:errcheck // it was only read
	head, _ := io.ReadAll(io.LimitReader(resp.Body, headBound)) // what came of it
	s := signIn{schemes: schemes(resp.Header.Values("WWW-Authenticate")), page: isPage(string(head))}
	if s.page {
		s.title = title(c.mask.Mask(string(head)))
	}
	return s
}

// anonymously is a client for one question that knows no token and leaves no server.
func (c *checking) anonymously() *http.Client {
	roots, _ := client.Trust(c.roots, c.cfg.CAFile) // what is wrong with the file was told with TLS
	return &http.Client{
		Transport: &http.Transport{
			DialContext: c.dial, DisableKeepAlives: true, MaxResponseHeaderBytes: headBound,
			TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots},
			Proxy:           func(*http.Request) (*url.URL, error) { return c.choice.URL, nil },
		},
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			if len(via) > 5 || origin(req.URL) != origin(via[0].URL) {
				return http.ErrUseLastResponse
			}
			return nil
		},
	}
}

// isPage tells a web page from other texts in angle brackets.
func isPage(text string) bool {
	text = strings.ToLower(strings.TrimSpace(text[:min(len(text), 4<<10)]))
	if !strings.HasPrefix(text, "<") {
		return false
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<title", "<body"} {
		if strings.Contains(text, tag) {
			return true
		}
	}
	return false
}

// schemes lists the kinds of sign-in that WWW-Authenticate headers name (RFC 9110, 11.6.1):
// challenges and their parameters are both parted by commas, and quotes may hold some.
func schemes(headers []string) []string {
	var all []string
	for _, header := range headers {
		for _, part := range parts(header) {
			word, rest, _ := strings.Cut(part, " ")
			if isToken(word) && !strings.HasPrefix(strings.TrimSpace(rest), "=") {
				all = append(all, word)
			}
		}
	}
	return all
}

// parts cuts a header at the commas outside quotes.
func parts(header string) []string {
	var all []string
	begin, quoted, escaped := 0, false, false
	for i := range len(header) {
		switch {
		case escaped:
			escaped = false
		case quoted && header[i] == '\\':
			escaped = true
		case header[i] == '"':
			quoted = !quoted
		case header[i] == ',' && !quoted:
			all, begin = append(all, strings.TrimSpace(header[begin:i])), i+1
		}
	}
	return append(all, strings.TrimSpace(header[begin:]))
}

// isToken tells whether a word is one of RFC 9110, 5.6.2.
func isToken(word string) bool {
	const others = "!#$%&'*+-.^_`|~"
	odd := func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune(others, r))
	}
	return word != "" && strings.IndexFunc(word, odd) < 0
}
