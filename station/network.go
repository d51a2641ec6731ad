package station

import (
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
)

// maxPath is the longest path of a file, in characters.
const maxPath = 1000

// proxy is the rule of the key "proxy". Package client/proxy reads what passes here. A
// user name or password inside is refused: this file is readable to others.
func proxy(value string) (string, Reason) {
	value = strings.TrimSpace(value)
	if why := textFault(value, maxServer); why != "" {
		return "", why
	}
	if w := strings.ToLower(value); w == "system" || w == "none" {
		return w, ""
	}
	if strings.ContainsFunc(value, func(r rune) bool { return unicode.IsSpace(r) || r == '\\' }) {
		return "", ReasonBadValue
	}
	if !strings.Contains(value, "://") {
		value = "http://" + value
	}
	u, err := url.Parse(value)
	if err != nil || u.User != nil || u.Hostname() == "" || strings.HasSuffix(u.Host, ":") ||
		strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.HasSuffix(value, "#") {
		return "", ReasonBadValue
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return "", ReasonBadValue
		}
	}
	switch u.Scheme {
	case "http", "https", "socks5":
		return u.Scheme + "://" + strings.ToLower(u.Host), ""
	}
	return "", ReasonBadValue
}

// wholePath is the rule of a key that names a file: a path that means the same wherever
// the program was started.
func wholePath(value string) (string, Reason) {
	value = strings.TrimSpace(value)
	if why := textFault(value, maxPath); why != "" {
		return "", why
	}
	if !filepath.IsAbs(value) {
		return "", ReasonBadValue
	}
	return filepath.Clean(value), ""
}

// hideLogin keeps a user name and password that somebody wrote into an address, where
// none belong, out of what is shown and logged.
func hideLogin(k Key, value string) string {
	i := strings.LastIndex(value, "@")
	if k != KeyProxy && k != KeyServer || i < 0 {
		return value
	}
	if scheme, _, ok := strings.Cut(value[:i], "://"); ok {
		return scheme + "://…" + value[i:]
	}
	return "…" + value[i:]
}
