package secret

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// minSecret is the shortest text worth hiding, in bytes; a shorter one would blank
// ordinary words.
const minSecret = 4

// formsOf gives every form a token can have in a text: as it is, in base64 (both
// alphabets, with and without padding, and inside a longer text), in hexadecimal digits,
// and each of them escaped. A WATS token is itself the base64 of "identifier:secret", so
// what it is the base64 of counts too.
func formsOf(token string) []string {
	if len(token) < minSecret {
		return nil
	}
	forms := map[string]bool{}
	addForms(forms, token)
	if plain, ok := decoded(token); ok {
		addForms(forms, plain)
		if _, password, ok := strings.Cut(plain, ":"); ok && len(password) >= 2*minSecret {
			addForms(forms, password)
		}
	}
	out := make([]string, 0, len(forms))
	for f := range forms {
		if len(f) >= minSecret {
			out = append(out, f)
		}
	}
	return out
}

func addForms(forms map[string]bool, s string) {
	h := hex.EncodeToString([]byte(s))
	for _, f := range append(encodings(s), s, h, strings.ToUpper(h)) {
		for _, e := range Escaped(f) {
			forms[e] = true
		}
	}
}

// encodings gives s in base64, both alphabets, for each place it can begin at in a longer
// text: only the digits that depend on s alone.
func encodings(s string) []string {
	var out []string
	for _, enc := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
		out = append(out, enc.EncodeToString([]byte(s)))
		for before := range 3 {
			digits := enc.WithPadding(base64.NoPadding).EncodeToString(append(make([]byte, before), s...))
			own := digits[(before*8+5)/6 : (before+len(s))*8/6]
			if before == 0 || len(own) >= 2*minSecret {
				out = append(out, own)
			}
		}
	}
	return out
}

// decoded gives the text that s is the base64 of, if it is that of a text.
func decoded(s string) (string, bool) {
	s = strings.TrimRight(s, "=")
	for _, enc := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if b, err := enc.DecodeString(s); err == nil && len(b) >= 2*minSecret && utf8.Valid(b) && bytes.IndexFunc(b, unicode.IsControl) < 0 {
			return string(b), true
		}
	}
	return "", false
}

var percent = regexp.MustCompile(`%[0-9A-F]{2}`)

// Escaped gives a text, which need not be secret, as it stands in plain text, in a URL's
// query and path, in HTML, and in JSON, which knows two ways for <, > and &, and two for
// what is not ASCII. Servers on .NET escape the plus sign as well.
func Escaped(s string) []string {
	out := []string{s}
	add := func(f string) {
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	for _, f := range []string{url.QueryEscape(s), url.PathEscape(s)} {
		add(f)
		add(percent.ReplaceAllStringFunc(f, strings.ToLower))
	}
	add(html.EscapeString(s))
	add(strings.ReplaceAll(html.EscapeString(s), "+", "&#x2B;"))
	for _, asHTML := range []bool{true, false} {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(asHTML)
		if enc.Encode(s) == nil { // a string always can be
			quoted := strings.TrimSpace(b.String())
			quoted = quoted[1 : len(quoted)-1]
			add(quoted)
			add(inASCII(quoted))
			add(strings.ReplaceAll(inASCII(quoted), "+", `\u002B`))
		}
	}
	return out
}

func inASCII(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			b.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}
