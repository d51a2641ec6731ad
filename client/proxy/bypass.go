package proxy

import (
	"net"
	"net/url"
	"strings"
)

// bypassed tells whether the desktop's list of exceptions holds a server: names with *,
// <local> for every name without a dot, addresses; with a scheme or port where given.
func bypassed(list string, server *url.URL) bool {
	host := strings.ToLower(server.Hostname())
	for _, entry := range strings.FieldsFunc(strings.ToLower(list), func(r rune) bool { return strings.ContainsRune("; \t\r\n,", r) }) {
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
			entry = strings.TrimSuffix(rest, "/")
		}
		if matches(bare(entry), host) || strings.Contains(entry, ":") && matches(entry, net.JoinHostPort(host, portOf(server))) {
			return true
		}
	}
	return false
}

// bare is an IPv6 address without its brackets, and any other text as it is.
func bare(entry string) string {
	if rest, ok := strings.CutPrefix(entry, "["); ok && strings.HasSuffix(rest, "]") {
		return rest[:len(rest)-1]
	}
	return entry
}

// portOf is a server's port, also where its address leaves it out.
func portOf(server *url.URL) string {
	switch port := server.Port(); {
	case port != "":
		return port
	case server.Scheme == "https":
		return "443"
	}
	return "80"
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
