package client

import (
	"net/url"
	"testing"
)

func TestNormalizeServer(t *testing.T) {
	for typed, want := range map[string]string{
		"company.wats.com":                            "https://company.wats.com",
		" Company.WATS.com \n":                        "https://company.wats.com",
		"https://company.wats.com/":                   "https://company.wats.com",
		"https://company.wats.com/api":                "https://company.wats.com",
		"https://company.wats.com/API/":               "https://company.wats.com",
		"https://company.wats.com/dist/#/reporting/x": "https://company.wats.com",
		"company.wats.com/dist/":                      "https://company.wats.com",
		"https://company.wats.com:443":                "https://company.wats.com",
		"http://company.wats.com:80/":                 "http://company.wats.com",
		"HTTP://wats-server":                          "http://wats-server",
		"wats-server":                                 "http://wats-server",
		"wats-server:443":                             "https://wats-server",
		"wats_server:8080/Wats/api/":                  "http://wats_server:8080/Wats",
		"https://intra.invalid//WATS//prod/":          "https://intra.invalid/WATS/prod",
		"https://intra.invalid/a%2Fb/dist/#/x":        "https://intra.invalid/a%2Fb",
		"localhost:8080":                              "http://localhost:8080",
		"127.0.0.1:41234":                             "http://127.0.0.1:41234",
		"http://127.0.0.1:41234/":                     "http://127.0.0.1:41234",
		"[::1]:8080":                                  "http://[::1]:8080",
		"http://[::1]":                                "http://[::1]",
		"https://[2001:DB8::1]/x":                     "https://[2001:db8::1]/x",
		"http://[fe80::1%25eth0]:80":                  "http://[fe80::1%25eth0]",
		"https://bücher.invalid":                      "https://xn--bcher-kva.invalid",
	} {
		got, err := NormalizeServer(typed)
		if err != nil || got != want {
			t.Errorf("%q: got %q, %v, want %q", typed, got, err, want)
		}
	}
	for typed, code := range map[string]string{
		"":                         AddressEmpty,
		"  ":                       AddressEmpty,
		"ftp://x.invalid":          AddressScheme,
		"file:///etc/passwd":       AddressScheme,
		"https://a:b@x.invalid":    AddressUser,
		"a@x.invalid":              AddressUser,
		"https://x.invalid/?a=b":   AddressQuery,
		"https://x.invalid/?":      AddressQuery,
		"https://x.invalid/#top":   AddressFragment,
		"https://x.invalid#":       AddressFragment,
		"https://":                 AddressHost,
		"https:///x":               AddressHost,
		"https://[::1":             AddressHost,
		"https://..":               AddressHost,
		"https://x!.invalid":       AddressHost,
		"https://x.invalid:0":      AddressPort,
		"https://x.invalid:99999":  AddressPort,
		"https://x.invalid:a":      AddressPort,
		"https://x.invalid:":       AddressPort,
		"https:x.invalid":          AddressPort,
		"https://x.invalid/../etc": AddressPath,
		"our server":               AddressText,
		"https://x.invalid\\a":     AddressText,
		"https://x.invalid\x00":    AddressText,
	} {
		got, err := NormalizeServer(typed)
		e := wantKind(t, err, KindBadAddress)
		if e.Detail != code {
			t.Errorf("%q: got %q with code %q (%v), want %q", typed, got, e.Detail, err, code)
		}
	}
}

func TestWithheld(t *testing.T) {
	for base, want := range map[string]bool{
		"https://x.invalid":  false,
		"http://x.invalid":   true,
		"http://wats-server": true,
		"http://127.0.0.1:1": false,
		"http://127.8.9.1":   false,
		"http://[::1]:1":     false,
		"http://localhost":   false,
		"http://localhost.x": true,
		"http://127.0.0.1.x": true,
		"http://[::2]":       true,
	} {
		if got := withheld(base, false); got != want {
			t.Errorf("%s: %v", base, got)
		}
		if withheld(base, true) {
			t.Errorf("%s is withheld although it is allowed", base)
		}
	}
}

func FuzzNormalizeServer(f *testing.F) {
	for _, s := range []string{"company.wats.com/api/", "http://[::1]:80/dist/#/x", "a/dist/api/dist", "https://x%zz", "bücher.invalid/ä", "http://[fe80::1%25e]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		base, err := NormalizeServer(typed)
		if err != nil {
			return
		}
		again, err := NormalizeServer(base)
		if err != nil || again != base {
			t.Fatalf("%q gives %q, that gives %q (%v)", typed, base, again, err)
		}
		u, err := url.Parse(base)
		if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "http" && u.Scheme != "https" {
			t.Errorf("%q gives %q", typed, base)
		}
	})
}
