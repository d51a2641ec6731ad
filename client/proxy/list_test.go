package proxy

import (
	"errors"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"":                      "system",
		" system ":              "system",
		"None":                  "none",
		"proxy:8080":            "http://proxy:8080",
		"proxy":                 "http://proxy",
		" HTTP://Proxy:8080/ ":  "http://proxy:8080",
		"https://proxy":         "https://proxy",
		"socks5://[::1]:1080":   "socks5://[::1]:1080",
		"ftp://proxy":           "scheme",
		"socks4://proxy":        "scheme",
		"http://me@proxy":       "user",
		"me:pw@proxy:8080":      "user",
		"http://me:p@w@proxy":   "user",
		"http://":               "host",
		"http://:8080":          "host",
		"http://proxy:0":        "port",
		"http://proxy:70000":    "port",
		"http://proxy:":         "port",
		"http://proxy:x":        "port",
		"http://proxy/a.pac":    "rest",
		"http://proxy?x":        "rest",
		"http://proxy#":         "rest",
		"http://a b":            "text",
		"http://a\\b":           "text",
		"http://[::1":           "text",
		"PROXY a:8080; DIRECT":  "text",
		"http=a:8080;https=b:1": "port",
	} {
		s, err := Parse(text)
		got := "system"
		var wrong *SettingError
		switch {
		case errors.As(err, &wrong):
			got = string(wrong.Why)
		case s.None:
			got = "none"
		case s.URL != nil:
			got = s.URL.String()
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestFirst(t *testing.T) {
	for list, want := range map[string]string{
		"":                                    "straight",
		" ; ":                                 "straight",
		"DIRECT":                              "straight",
		"PROXY a:8080; DIRECT":                "http://a:8080",
		"proxy a:8080;proxy b:8080":           "http://a:8080",
		"PROXY a:8080 PROXY b:1":              "http://a:8080",
		"DIRECT; PROXY a:8080":                "straight",
		"HTTPS a:443":                         "https://a:443",
		"HTTP a":                              "http://a",
		"SOCKS a:1080":                        "socks5://a:1080",
		"SOCKS4 old:1; SOCKS5 a:1080":         "socks5://a:1080",
		"SOCKS4 old:1; DIRECT":                "straight",
		"SOCKS4 old:1":                        "unusable",
		"PROXY":                               "unusable",
		"PROXY me:pw@a:1; PROXY b:1":          "http://b:1",
		"a:8080":                              "http://a:8080",
		"a:8080;b:8080":                       "http://a:8080",
		"a:8080 b:8080":                       "http://a:8080",
		"http=a:1;https=b:2":                  "http://b:2",
		"http=a:1;ftp=c:3":                    "straight",
		"HTTP=a:1":                            "straight",
		"http=a:1;socks=old:1080":             "unusable",
		"http=a:1;c:3":                        "http://c:3",
		"odd=a:1":                             "unusable",
		"https=http://b:2":                    "http://b:2",
		"socks=old:1080":                      "unusable",
		"http://a:8080":                       "http://a:8080",
		"PROXY ; PROXY [::1]:8080":            "http://[::1]:8080",
		"nonsense@@;https=b:2":                "http://b:2",
		"PROXY a:99999; PROXY 10.0.0.1:3128;": "http://10.0.0.1:3128",
	} {
		u, err := first(list, "https")
		got := "straight"
		switch {
		case err != nil:
			got = "unusable"
		case u != nil:
			got = u.String()
		}
		if got != want {
			t.Errorf("%q: %s, want %s", list, got, want)
		}
	}
}

func TestBypassed(t *testing.T) {
	for _, tc := range []struct {
		list, server string
		want         bool
	}{
		{"", "https://wats", false},
		{"<local>", "https://wats", true},
		{"<local>", "https://wats.invalid", false},
		{"<local>", "https://[::1]", false},
		{"*.invalid", "https://wats.invalid", true},
		{"*.invalid", "https://invalid", false},
		{"*", "https://wats.invalid", true},
		{"10.*;<local>", "https://10.1.2.3", true},
		{"wats.invalid", "https://WATS.invalid", true},
		{"wats.invalid", "https://wats.invalid.org", false},
		{"wats.invalid:8443", "https://wats.invalid:8443", true},
		{"wats.invalid:8443", "https://wats.invalid", false},
		{"http://wats.invalid", "https://wats.invalid", false},
		{"https://wats.*", "https://wats.invalid", true},
		{"https://wats.invalid/", "https://wats.invalid", true},
		{"wats.invalid:443", "https://wats.invalid", true},
		{"wats.invalid:80", "http://wats.invalid", true},
		{"wats.invalid:80", "https://wats.invalid", false},
		{"*:8443", "https://wats.invalid:8443", true},
		{"*43", "https://wats.invalid:8443", false},
		{"[fd00::7]", "https://[fd00::7]:8443", true},
		{"fd00::7", "https://[fd00::7]:8443", true},
		{"[fd00::7]:8443", "https://[fd00::7]:8443", true},
		{"[fd00::7]:443", "https://[fd00::7]:8443", false},
		{"[", "https://wats.invalid", false},
		{"<-loopback>;\r\nwats.invalid", "https://wats.invalid", true},
		{"a*b*c", "https://aXbYc", true},
		{"a*b*c", "https://abXd", false},
		{"ab*ba", "https://aba", false},
		{"*.a.invalid, *.b.invalid", "https://x.b.invalid", true},
	} {
		if got := bypassed(tc.list, at(t, tc.server)); got != tc.want {
			t.Errorf("%q, %s: %v", tc.list, tc.server, got)
		}
	}
}

// What is taken as a setting can be taken again, carries no password and names a host.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"none", "proxy:8080", "http://me:pw@p", "socks5://[::1]:1", "http://p:x"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse(text)
		if err != nil && strings.Contains(err.Error(), text) && len(text) > 8 {
			t.Errorf("the error repeats %q", text)
		}
		if s.URL == nil {
			return
		}
		again, err := Parse(s.URL.String())
		if err != nil || again.URL.String() != s.URL.String() || s.URL.User != nil || s.URL.Hostname() == "" {
			t.Errorf("%q: %s, again %v (%v)", text, s.URL, again.URL, err)
		}
	})
}

// Whatever a script says, what comes of it is a setting too, or nothing.
func FuzzFirst(f *testing.F) {
	for _, list := range []string{"PROXY a:1; DIRECT", "http=a:1;https=b:2", "SOCKS5 a", "a b c"} {
		f.Add(list, "<local>;*.x")
	}
	f.Fuzz(func(t *testing.T, list, bypass string) {
		bypassed(bypass, at(t, "https://wats.invalid:8443"))
		u, err := first(list, "https")
		if u == nil || err != nil {
			if u != nil {
				t.Error("an address and an error")
			}
			return
		}
		if s, err := Parse(u.String()); err != nil || s.URL.String() != u.String() {
			t.Errorf("%q gives %s, which is no setting (%v)", list, u, err)
		}
	})
}
