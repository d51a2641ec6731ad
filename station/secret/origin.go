package secret

import (
	"errors"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// ErrAddress says that a text is no http or https address with a host. It does not
// repeat the text, which may hold a password.
var ErrAddress = errors.New("not a server address")

// Origin canonicalises an address to scheme://host[:port] (default ports
// dropped, host in lower case), the thing a token belongs to. An address without a
// scheme is taken for https. The error is ErrAddress.
func Origin(address string) (string, error) {
	address = strings.TrimSpace(address)
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || strings.ContainsAny(u.Host, " %") {
		return "", ErrAddress
	}
	standard := map[string]string{"http": "80", "https": "443"}[u.Scheme] // url.Parse lowers it
	if standard == "" {
		return "", ErrAddress
	}
	host, port := strings.ToLower(u.Hostname()), u.Port()
	if port != "" {
		n, err := strconv.ParseUint(port, 10, 16)
		if err != nil || n == 0 {
			return "", ErrAddress
		}
		port = strconv.FormatUint(n, 10)
	}
	switch {
	case port != "" && port != standard:
		host = net.JoinHostPort(host, port)
	case strings.Contains(host, ":"):
		host = "[" + host + "]"
	}
	return u.Scheme + "://" + host, nil
}
