package support

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// minSecret is the shortest text worth hiding, in bytes; a shorter one would blank
// ordinary words.
const minSecret = 4

// secretForms gives every form a secret can have in a text, the longest first: as it is, in
// base64 (both alphabets, with and without padding, and inside a longer text), in
// hexadecimal digits, and each of them escaped for URLs and JSON. A WATS token is itself the
// base64 of "identifier:secret", so what it is the base64 of counts too.
func secretForms(secret string) []string {
	if len(secret) < minSecret {
		return nil
	}
	forms := map[string]bool{}
	addSecret(forms, secret)
	if plain, ok := fromBase64(secret); ok {
		addSecret(forms, plain)
		if _, password, ok := strings.Cut(plain, ":"); ok && len(password) >= 2*minSecret {
			addSecret(forms, password)
		}
	}
	out := make([]string, 0, len(forms))
	for f := range forms {
		if len(f) >= minSecret {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, longestFirst)
	return out
}

func longestFirst(a, b string) int {
	if len(a) != len(b) {
		return len(b) - len(a)
	}
	return strings.Compare(a, b)
}

func addSecret(forms map[string]bool, s string) {
	h := hex.EncodeToString([]byte(s))
	for _, f := range append(base64Forms(s), s, h, strings.ToUpper(h)) {
		for _, e := range escaped(f) {
			forms[e] = true
		}
	}
}

// base64Forms gives s in base64 for each place it can begin at in a longer text: only the
// digits that depend on s alone.
func base64Forms(s string) []string {
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

// fromBase64 gives the text that s is the base64 of, if it is that of a text.
func fromBase64(s string) (string, bool) {
	s = strings.TrimRight(s, "=")
	for _, enc := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if b, err := enc.DecodeString(s); err == nil && len(b) >= 2*minSecret && utf8.Valid(b) && bytes.IndexFunc(b, isControl) < 0 {
			return string(b), true
		}
	}
	return "", false
}

func isControl(r rune) bool { return r < 0x20 || r >= 0x7f && r < 0xa0 }

var percent = regexp.MustCompile(`%[0-9A-F]{2}`)

// escaped gives s as it stands in plain text, in a URL's query and path, and in JSON, which
// knows two ways for <, > and &, and two for what is not ASCII.
func escaped(s string) []string {
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
	for _, html := range []bool{true, false} {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(html)
		if enc.Encode(s) == nil { // a string always can be
			quoted := strings.TrimSpace(b.String())
			add(quoted[1 : len(quoted)-1])
			add(inASCII(quoted[1 : len(quoted)-1]))
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
