package proxy

import (
	"errors"
	"net/url"
	"strings"
)

// errNoneUsable says that a list names proxies, and none this program can use.
var errNoneUsable = errors.New("no proxy of the list can be used")

// first reads a list of proxies and gives the first that can be used for a scheme; nil
// means straight. Two forms are met: a script's ("PROXY a:8080; SOCKS5 b:1080; DIRECT")
// and the desktop's ("a:8080" or "http=a:8080;https=b:8080", parted by ; or blanks).
// https=… names the proxy for https servers, which is itself spoken to in plain http.
func first(list, scheme string) (*url.URL, error) {
	named := false
	for entry := range strings.SplitSeq(list, ";") {
		words := strings.Fields(entry)
		for i := 0; i < len(words); i++ {
			kind, fault := strings.ToUpper(words[i]), Fault("")
			named = true
			var u *url.URL
			switch kind {
			case "DIRECT":
				return nil, nil
			case "PROXY", "HTTP", "HTTPS", "SOCKS", "SOCKS4", "SOCKS5":
				if i+1 == len(words) {
					continue
				}
				i++
				u, fault = ofKind(kind, words[i])
			default:
				u, fault = ofDesktop(words[i], scheme)
			}
			if u != nil && fault == "" {
				return u, nil
			}
		}
	}
	if named {
		return nil, errNoneUsable
	}
	return nil, nil
}

// ofKind is an entry of a script's list.
func ofKind(kind, at string) (*url.URL, Fault) {
	switch kind {
	case "HTTPS":
		return address("https://" + at)
	case "SOCKS", "SOCKS5":
		return address("socks5://" + at)
	case "SOCKS4":
		return nil, FaultScheme
	}
	return address("http://" + at)
}

// ofDesktop is an entry of the desktop's list. Its socks= is version 4, which carries no
// host names and is not used.
func ofDesktop(entry, scheme string) (*url.URL, Fault) {
	if of, at, ok := strings.Cut(entry, "="); ok {
		if !strings.EqualFold(of, scheme) {
			return nil, FaultScheme
		}
		entry = at
	}
	return address(entry)
}

// bypassed tells whether the desktop's list of exceptions holds a server: names with *,
// <local> for every name without a dot, addresses; with a scheme or port where given.
func bypassed(list string, server *url.URL) bool {
	host := strings.ToLower(server.Hostname())
	for _, entry := range strings.FieldsFunc(strings.ToLower(list), func(r rune) bool { return r == ';' || r == ' ' || r == '\t' || r == ',' }) {
		if entry == "<local>" {
			if !strings.ContainsAny(host, ".:") {
				return true
			}
			continue
		}
		if scheme, rest, ok := strings.Cut(entry, "://"); ok {
			if scheme != server.Scheme {
				continue
			}
			entry = rest
		}
		if matches(entry, host) || matches(entry, strings.ToLower(server.Host)) {
			return true
		}
	}
	return false
}

// matches compares with a pattern in which * stands for any text.
func matches(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == text
	}
	rest, ok := strings.CutPrefix(text, parts[0])
	if !ok {
		return false
	}
	last := parts[len(parts)-1]
	for _, part := range parts[1 : len(parts)-1] {
		_, after, found := strings.Cut(rest, part)
		if !found {
			return false
		}
		rest = after
	}
	return strings.HasSuffix(rest, last)
}
