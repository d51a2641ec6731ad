package client

import (
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// The Detail codes of KindBadAddress errors.
const (
	AddressEmpty    = "empty"
	AddressScheme   = "scheme"   // neither http nor https
	AddressUser     = "user"     // user:password@ inside; the token is a setting of its own
	AddressQuery    = "query"    // ?…
	AddressFragment = "fragment" // #… that is not the web app's
	AddressHost     = "host"     // no host name, or one that cannot be
	AddressPort     = "port"     // not 1–65535
	AddressPath     = "path"     // ".." inside
	AddressText     = "text"     // white space, control characters, or no address at all
)

// NormalizeServer makes a base address of what people type: "company.wats.com",
// "http://wats-server", a trailing "/" or "/api", or a pasted address of the web
// app. Without a scheme, a dot in the host means https, loopback and a bare host
// name http; a path prefix of an on-premise server stays. Applying it twice
// changes nothing. Error: *Error of KindBadAddress, Detail one of the Address codes.
func NormalizeServer(typed string) (string, error) {
	text := strings.TrimSpace(typed)
	if text == "" {
		return "", badAddress(AddressEmpty, nil)
	}
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\\' }) {
		return "", badAddress(AddressText, nil)
	}
	if !strings.Contains(text, "://") {
		text = guessScheme(text) + "://" + text
	}
	if i := strings.Index(text, "/dist/#"); i > 0 { // the web app's own pages
		text = text[:i]
	}
	u, err := url.Parse(text)
	if err != nil {
		return "", badAddress(codeOf(err), err)
	}
	u.Scheme = strings.ToLower(u.Scheme)
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return "", badAddress(AddressScheme, nil)
	case u.User != nil:
		return "", badAddress(AddressUser, nil)
	case u.RawQuery != "" || u.ForceQuery:
		return "", badAddress(AddressQuery, nil)
	case u.Fragment != "" || strings.HasSuffix(text, "#"):
		return "", badAddress(AddressFragment, nil)
	}
	return rebuild(u)
}

func rebuild(u *url.URL) (string, error) {
	host, ok := cleanHost(u.Hostname())
	if !ok {
		return "", badAddress(AddressHost, nil)
	}
	port := u.Port()
	if port != "" || strings.HasSuffix(u.Host, ":") {
		n, err := strconv.Atoi(port)
		if err != nil || n < 1 || n > 65535 {
			return "", badAddress(AddressPort, nil)
		}
		port = ":" + strconv.Itoa(n)
	}
	if u.Scheme == "http" && port == ":80" || u.Scheme == "https" && port == ":443" {
		port = ""
	}
	path, ok := cleanPath(u.EscapedPath())
	if !ok {
		return "", badAddress(AddressPath, nil)
	}
	return u.Scheme + "://" + host + port + path, nil
}

func badAddress(code string, cause error) *Error {
	return &Error{Kind: KindBadAddress, Detail: code, Err: cause}
}

func codeOf(err error) string {
	text := err.Error()
	switch {
	case strings.Contains(text, "port"):
		return AddressPort
	case strings.Contains(text, "host"), strings.Contains(text, "missing ']'"):
		return AddressHost
	}
	return AddressText
}

// guessScheme says how an address without a scheme is meant.
func guessScheme(text string) string {
	authority, _, _ := strings.Cut(text, "/")
	host := authority
	if h, port, err := net.SplitHostPort(authority); err == nil {
		if port == "443" {
			return "https"
		}
		host = h
	}
	host = strings.Trim(host, "[]")
	if isLoopback(host) || !strings.Contains(host, ".") {
		return "http"
	}
	return "https"
}

// isLoopback tells whether a host name or address can only be this PC.
func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// withheld tells whether nothing may be sent to base: plain http beyond this PC.
func withheld(base string, allowHTTP bool) bool {
	u, err := url.Parse(base)
	return err != nil || u.Scheme != "https" && !allowHTTP && !isLoopback(u.Hostname())
}

// cleanHost gives the host as it goes on the wire: lower case, foreign letters
// in punycode, IPv6 in brackets.
func cleanHost(host string) (string, bool) {
	if ip, err := netip.ParseAddr(host); err == nil {
		if ip.Is4() {
			return ip.String(), true
		}
		return "[" + strings.ReplaceAll(ip.String(), "%", "%25") + "]", true
	}
	if strings.ContainsFunc(host, func(r rune) bool { return r > unicode.MaxASCII }) {
		ascii, err := idna.Lookup.ToASCII(host)
		if err != nil {
			return "", false
		}
		host = ascii
	}
	host = strings.ToLower(host)
	if len(host) > 253 || strings.Trim(host, ".") == "" || strings.Contains(host, "..") || host[0] == '.' {
		return "", false
	}
	// Windows names may hold an underscore, so it passes.
	bad := func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || strings.ContainsRune(".-_", r))
	}
	return host, !strings.ContainsFunc(host, bad)
}

// cleanPath keeps an on-premise server's prefix and drops what leads from it to
// the REST interface or the web app.
func cleanPath(escaped string) (string, bool) {
	var parts []string
	for part := range strings.SplitSeq(escaped, "/") {
		switch part {
		case "", ".":
		case "..":
			return "", false
		default:
			parts = append(parts, part)
		}
	}
	for len(parts) > 0 {
		last := strings.ToLower(parts[len(parts)-1])
		if last != "api" && last != "dist" {
			break
		}
		parts = parts[:len(parts)-1]
	}
	if len(parts) == 0 {
		return "", true
	}
	return "/" + strings.Join(parts, "/"), true
}
