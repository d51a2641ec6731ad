package proxy

import (
	"errors"
	"net/url"
	"slices"
	"strings"
)

// errNoneUsable says that a list names proxies, and none this program can use.
var errNoneUsable = errors.New("no proxy of the list can be used")

// first reads a list of proxies and gives the first that can be used for a scheme; nil
// means straight. Two forms are met: a script's ("PROXY a:8080; SOCKS5 b:1080; DIRECT")
// and the desktop's ("a:8080" or "http=a:8080;https=b:8080", parted by ; or blanks).
// https=… names the proxy for https servers, which is itself spoken to in plain http;
// where the desktop's list has proxies for other schemes only, there is none for this one.
func first(list, scheme string) (*url.URL, error) {
	named := false
	for entry := range strings.SplitSeq(list, ";") {
		words := strings.Fields(entry)
		for i := 0; i < len(words); i++ {
			kind, fault := strings.ToUpper(words[i]), Fault("")
			if elsewhere(kind, scheme) {
				continue
			}
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

// elsewhere tells whether an entry of the desktop's list is for servers of another scheme.
func elsewhere(entry, scheme string) bool {
	of, _, ok := strings.Cut(strings.ToLower(entry), "=")
	return ok && of != scheme && slices.Contains([]string{"http", "https", "ftp", "gopher"}, of)
}
