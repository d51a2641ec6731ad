package support

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"stationcompanion/station/secret"
)

const token = "a2FyaTpTM2NyZXQrUGFzcy93b3JkPT0/PiY8" // base64 of an account and a secret

var lowerHex = regexp.MustCompile(`%[0-9A-F]{2}`)

// planted gives every way the tests put a secret into a text.
func planted(s string) map[string]string {
	quoted, _ := json.Marshal(s)
	return map[string]string{
		"plain": s, "url query": url.QueryEscape(s), "url path": url.PathEscape(s), "lower hex": lowerHex.ReplaceAllStringFunc(url.QueryEscape(s), strings.ToLower),
		"json": string(quoted[1 : len(quoted)-1]), "base64": base64.StdEncoding.EncodeToString([]byte(s)),
		"base64 url": base64.RawURLEncoding.EncodeToString([]byte(s)), "inside base64": base64.StdEncoding.EncodeToString([]byte("x:" + s + "\n")),
		"shifted base64": base64.StdEncoding.EncodeToString([]byte("ab:" + s + " tail")), "hex": hex.EncodeToString([]byte(s)),
		"base64 in url": url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(s))),
	}
}

// TestNoSecretSurvives: whatever form it has, what is left of it decodes to nothing.
func TestNoSecretSurvives(t *testing.T) {
	for _, s := range []string{token, `p"a\ss wörd/+&<`, "secret with spaces", "日本語の秘密です"} {
		r := NewRedactor(Private{Secrets: []secret.Token{secret.New(s)}})
		for how, form := range planted(s) {
			got := r.Clean("before " + form + " after\nnext")
			if strings.Contains(got, form) || !strings.Contains(got, forSecret) || !strings.HasPrefix(got, "before ") || !strings.HasSuffix(got, "\nnext") {
				t.Errorf("%q, %s: %q", s, how, got)
			}
		}
	}
	plain, _ := base64.StdEncoding.DecodeString(token)
	r := NewRedactor(Private{Secrets: []secret.Token{secret.New(token)}})
	_, password, _ := strings.Cut(string(plain), ":")
	for _, part := range []string{string(plain), password} {
		if got := r.Clean("x " + part + " y"); strings.Contains(got, password) {
			t.Errorf("what the token is the base64 of stays: %q", got)
		}
	}
}

// TestPrivateNames goes through the places names of people stand at.
func TestPrivateNames(t *testing.T) {
	r := NewRedactor(Private{
		Accounts: []string{`CORP\kari`, "kari", "Kari Nordmann", "Åse", "ab"}, Homes: []string{`C:\Users\kari`, "/home/kari", "/srv/people/kari/"},
		Keep: []string{"KARI-TEST-1"},
	})
	for in, want := range map[string]string{
		"open /home/kari/x.conf":                     "open ~/x.conf",
		`C:\Users\kari\AppData`:                      `~\AppData`,
		`{"path":"C:\\Users\\kari\\AppData"}`:        `{"path":"~\\AppData"}`,
		"c:/users/KARI/x":                            "~/x",
		"/srv/people/kari/y":                         "~/y",
		"/home/ola/x and /Users/ola/x":               "/home/(user)/x and /Users/(user)/x",
		`D:\Users\Ola Nordmann\x`:                    `D:\Users\(user)\x`,
		`{"user":"ola \"x\"","pid":1}`:               `{"user":"(user)","pid":1}`,
		"Kari, kari; KARI":                           "(user), (user); (user)",
		"hello%20kari%2Fx":                           "hello%20(user)%2Fx",
		"Kari+Nordmann":                              "(user)",
		`line\nkari\u000akari`:                       `line\n(user)\u000a(user)`,
		`CORP\kari and CORP\\kari`:                   "(user) and (user)",
		"åse ÅSE %C3%85se \\u00c5se":                 "(user) (user) (user) (user)",
		"karius, safari, mkari":                      "karius, safari, mkari",
		"kari_backup-kari":                           "(user)_backup-(user)",
		"KARI-TEST-1 of kari":                        "KARI-TEST-1 of (user)",
		"ab is too short to be looked for":           "ab is too short to be looked for",
		"Authorization: Basic abcDEF123==":           "Authorization: ***",
		`"Authorization":["Bearer abc.def-123"]`:     `"Authorization":["***"]`,
		"proxy-authorization: NTLM TlRM":             "proxy-authorization: ***",
		"sent Basic abcDEF123== there":               "sent Basic *** there",
		"Cookie: a=b; c=d":                           "Cookie: *** c=d",
		"dial http://ola:hemmelig@proxy.corp:8080/x": "dial http://***@proxy.corp:8080/x",
		"mail ola@corp.example, see https://x/y":     "mail (mail), see https://x/y",
		`"to":"Ola.Nordmann+x@mail.corp.example"`:    `"to":"(mail)"`,
		"ola@DOMAIN-1 ola@mail.DOMAIN-2 (v@voss.no)": "(mail) (mail) ((mail))",
		"golang.org/x/net@v0.33.0/http2/frame.go:12": "golang.org/x/net@v0.33.0/http2/frame.go:12",
		"fyne.io/fyne/v2@v2.8.1-rc.beta/x @ 3 a@b":   "fyne.io/fyne/v2@v2.8.1-rc.beta/x @ 3 a@b",
		`C:\\\\Users\\\\ola\\\\x c:\users\OLAN~1\x`:  `C:\\\\Users\\\\(user)\\\\x c:\users\(user)\x`,
		`C:\Documents and Settings\Ola N\x`:          `C:\Documents and Settings\(user)\x`,
		`\\fs01\home$\ola\x \\fs01\Users\ola`:        `\\fs01\home$\(user)\x \\fs01\Users\(user)`,
		`"p":"\\\\fs01\\profiles\\ola\\x"`:           `"p":"\\\\fs01\\profiles\\(user)\\x"`,
		`\\fs01\tools\x`:                             `\\fs01\tools\x`,
		"of bWU6czNjcmV0LXMzY3JldA== here":           "of *** here", // a token this PC does not know
		"serial_number=b3RoZXI6dG9rZW4tb2YtYmVmb3Jl": "serial_number=***",
		`"x":"AbCdEfGhIjKlMnOp0123/SN-1001-2026"`:    `"x":"AbCdEfGhIjKlMnOp0123/SN-1001-2026"`,
		"a\x00b\x1bc\r\nd\x7f\u202ee\xff":            "a␀b␛c\nd␡\ufffde\ufffd",
	} {
		if got := r.Clean(in); got != want {
			t.Errorf("%q\n gives %q\n want  %q", in, got, want)
		}
	}
}

// TestCleanKeepsJSON: what is put in breaks no JSON.
func TestCleanKeepsJSON(t *testing.T) {
	r := NewRedactor(Private{Secrets: []secret.Token{secret.New(token)}, Accounts: []string{"kari", "note"}, Homes: []string{`C:\Users\kari`}})
	in := `{"a":"Basic ` + token + `","b":"C:\\Users\\kari\\x \"kari\"","Authorization":"Bearer x.y.z12345678","u":"http://a:b@c/","user":"\\"}`
	var v map[string]string
	if err := json.Unmarshal([]byte(r.Clean(in)), &v); err != nil || v["b"] != `~\x "(user)"` {
		t.Errorf("%v: %s", err, r.Clean(in))
	}
}

// TestASecretThatComesBack: taking a secret out must not make another one.
func TestASecretThatComesBack(t *testing.T) {
	for _, s := range []string{"***A", "A***", "****", "(line", "(line removed)", "a***b", "(user)"} {
		r := NewRedactor(Private{Secrets: []secret.Token{secret.New(s)}, Accounts: []string{"bob"}})
		for _, text := range []string{s + "A", "A" + s, s + s, "a" + s + "b", "x bob y", "***" + s} {
			if got := r.Clean(text); strings.Contains(got, s) && got != forLine {
				t.Errorf("%q of %q: %q", s, text, got)
			}
		}
	}
}

// FuzzClean: a secret of a usual form and an account's name never survive, whatever stands
// around them.
func FuzzClean(f *testing.F) {
	f.Add("a", "b", token, "kari")
	f.Add(`{"x":"`, `\n"}`, "s3cret-token-of-wats", "Kari Nordmann")
	f.Add("Authorization: Basic ", "==\n", "0123456789abcdef", "bob")
	f.Add("%2", "F\\u00", "Tokentoken", "müller")
	f.Fuzz(func(t *testing.T, before, after, s, account string) {
		s, account = strings.TrimSpace(harmless(s)), strings.TrimSpace(harmless(account))
		if len(s) < 8 || strings.Contains(forLine, s) || len(account) < minName || strings.Contains(account, "\n") {
			t.Skip()
		}
		r := NewRedactor(Private{Secrets: []secret.Token{secret.New(s)}, Accounts: []string{account}})
		for how, form := range planted(s) {
			got := r.Clean(before + form + after)
			if strings.Contains(got, s) || (how != "inside base64" && how != "shifted base64") && strings.Contains(got, form) {
				t.Errorf("%s: %q", how, got)
			}
			if !utf8.ValidString(got) || strings.ContainsFunc(got, func(c rune) bool { return isControl(c) && c != '\n' && c != '\t' }) {
				t.Errorf("%q holds control characters", got)
			}
			if again := r.Clean(got); again != got {
				t.Errorf("cleaned twice: %q, then %q", got, again)
			}
		}
		if strings.Contains(fold(forUser+forSecret+forHome+forLine), fold(account)) {
			return
		}
		for _, form := range secret.Escaped(account) {
			got := r.Clean(before + " " + form + "/" + after)
			if strings.Contains(fold(got), " "+fold(form)+"/") {
				t.Errorf("account as %q: %q", form, got)
			}
		}
	})
}
