// Package proxy decides which proxy leads to the server, and says why. It asks, in
// this order: is the server this very PC (then none), the setting in station.conf, the
// environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY), the desktop's own settings with
// their script. The first that says anything decides.
//
// It opens no connection and knows no password: a proxy that asks for a login can only
// be named by the environment. Its one caveat: the first proxy of a script's list is
// used, the others are not tried.
package proxy

import (
	"context"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"time"

	"golang.org/x/net/http/httpproxy"
)

// Source says who decided.
type Source string

// The sources.
const (
	SourceNobody      Source = "nobody"      // nobody names a proxy
	SourceLoopback    Source = "loopback"    // the server is this PC
	SourceSetting     Source = "setting"     // station.conf
	SourceEnvironment Source = "environment" // HTTPS_PROXY and the like
	SourceSystem      Source = "system"      // the desktop's settings
	SourceScript      Source = "script"      // a script (PAC) the desktop's settings name, or found by itself
)

// Choice is which proxy leads to a server, and why.
type Choice struct {
	URL    *url.URL // nil = straight to the server
	Source Source
	From   string // the variable, or the script's address; may be empty
	// Err says what is wrong with what the source named; the connection is then tried
	// straight. Of the desktop's script it may also be ErrPending.
	Err error
}

// Chooser decides for one configuration. It is safe for use from any goroutine.
type Chooser struct {
	setting Setting
	bad     error // the setting is none
	env     func(*url.URL) (*url.URL, error)
	desktop *desktop // nil = the desktop is not asked
}

// New makes a Chooser. setting is that of station.conf; sys is the desktop's settings,
// nil where there are none to ask. The environment is read now, not once per process.
func New(setting string, sys System) *Chooser {
	c := &Chooser{env: httpproxy.FromEnvironment().ProxyFunc()}
	c.setting, c.bad = Parse(setting)
	if sys != nil {
		c.desktop = &desktop{sys: sys}
	}
	return c
}

// Choose decides for a server. Only the desktop's script takes time: what it said last
// is used at once, and the first time it is waited for at most this long, or until ctx
// ends.
func (c *Chooser) Choose(ctx context.Context, server *url.URL, wait time.Duration) Choice {
	switch {
	case isLoopback(server.Hostname()):
		return Choice{Source: SourceLoopback}
	case c.bad != nil:
		return Choice{Source: SourceSetting, Err: c.bad}
	case c.setting.None:
		return Choice{Source: SourceSetting}
	case c.setting.URL != nil:
		return Choice{URL: c.setting.URL, Source: SourceSetting}
	}
	if name := variable(server.Scheme); name != "" {
		return c.fromEnvironment(name, server)
	}
	if c.desktop != nil {
		return c.desktop.choose(ctx, server, wait)
	}
	return Choice{Source: SourceNobody}
}

// fromEnvironment is what the environment says, which alone may hold a user name and
// password. httpproxy takes nearly any text for an address, so it is looked at first.
func (c *Chooser) fromEnvironment(name string, server *url.URL) Choice {
	text := os.Getenv(name)
	if scheme, rest, ok := strings.Cut(text, "://"); ok {
		text = strings.Replace(scheme, "socks5h", "socks5", 1) + "://" + rest[strings.LastIndex(rest, "@")+1:]
	} else {
		text = text[strings.LastIndex(text, "@")+1:]
	}
	if _, fault := address(text); fault != "" {
		return Choice{Source: SourceEnvironment, From: name, Err: &SettingError{fault}}
	}
	u, err := c.env(server)
	if err == nil && u == nil {
		name = "NO_PROXY"
	}
	return Choice{URL: u, Source: SourceEnvironment, From: name, Err: err}
}

// variable names the environment's variable for a scheme; empty when none is set.
func variable(scheme string) string {
	upper := strings.ToUpper(scheme) + "_PROXY"
	for _, name := range []string{upper, strings.ToLower(upper)} {
		if os.Getenv(name) != "" {
			return name
		}
	}
	return ""
}

// isLoopback tells whether a host can only be this PC.
func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}
