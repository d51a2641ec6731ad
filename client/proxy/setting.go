package proxy

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"
)

// Setting is what station.conf says about the proxy; the zero value leaves it to
// environment and desktop.
type Setting struct {
	None bool     // straight to the server, whatever the environment says
	URL  *url.URL // scheme http, https or socks5, host and port; nothing else
}

// Fault says why a text is no proxy setting.
type Fault string

// The faults.
const (
	FaultText   Fault = "text"   // no address at all
	FaultScheme Fault = "scheme" // neither http, https nor socks5
	FaultUser   Fault = "user"   // a user name or password inside: station.conf is no place for them
	FaultHost   Fault = "host"   // no host name
	FaultPort   Fault = "port"   // not 1–65535
	FaultRest   Fault = "rest"   // a path, query or fragment
)

// SettingError says that a text is no proxy setting. It never repeats the text, which
// may hold a password.
type SettingError struct{ Why Fault }

func (e *SettingError) Error() string { return "the proxy setting cannot be used: " + string(e.Why) }

// The words a setting may be instead of an address.
const (
	wordSystem = "system"
	wordNone   = "none"
)

// Parse reads a setting: empty or "system", "none", or an address such as
// http://proxy:8080. Without a scheme it is http. Error: *SettingError.
func Parse(text string) (Setting, error) {
	text = strings.TrimSpace(text)
	switch strings.ToLower(text) {
	case "", wordSystem:
		return Setting{}, nil
	case wordNone:
		return Setting{None: true}, nil
	}
	u, fault := address(text)
	if fault != "" {
		return Setting{}, &SettingError{fault}
	}
	return Setting{URL: u}, nil
}

// address reads the address of a proxy.
func address(text string) (*url.URL, Fault) {
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\\' }) {
		return nil, FaultText
	}
	if !strings.Contains(text, "://") {
		text = "http://" + text
	}
	u, err := url.Parse(text)
	if err != nil {
		if strings.Contains(err.Error(), "port") {
			return nil, FaultPort
		}
		return nil, FaultText
	}
	scheme := strings.ToLower(u.Scheme)
	switch {
	case scheme != "http" && scheme != "https" && scheme != "socks5":
		return nil, FaultScheme
	case u.User != nil:
		return nil, FaultUser
	case u.Hostname() == "":
		return nil, FaultHost
	case strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.HasSuffix(text, "#"):
		return nil, FaultRest
	}
	if port := u.Port(); port != "" || strings.HasSuffix(u.Host, ":") {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return nil, FaultPort
		}
	}
	return &url.URL{Scheme: scheme, Host: strings.ToLower(u.Host)}, ""
}
