package logging

import (
	"bytes"
	"encoding/base64"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// minSecret is the shortest text worth hiding, in bytes.
const minSecret = 4

var stars = []byte("***")

// needles are the texts that must not appear, longest first: a form that holds
// another goes whole.
type needles [][]byte

// needlesFor makes every form of the secrets that could get into a line.
func needlesFor(secrets []string) needles {
	forms := map[string]bool{}
	for _, s := range secrets {
		if len(s) < minSecret {
			continue
		}
		addForms(forms, s)
		// A WATS token is itself the base64 of identifier:secret.
		if plain, ok := decoded(s); ok {
			addForms(forms, plain)
			if _, password, ok := strings.Cut(plain, ":"); ok && len(password) >= 2*minSecret {
				addForms(forms, password)
			}
		}
	}
	n := make(needles, 0, len(forms))
	for f := range forms {
		n = append(n, []byte(f))
	}
	slices.SortFunc(n, func(a, b []byte) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return bytes.Compare(a, b)
	})
	return n
}

// addForms adds s, escaped in the ways of URLs and JSON, and its base64.
func addForms(forms map[string]bool, s string) {
	for _, form := range append(encodings(s), s) {
		for _, f := range []string{form, url.QueryEscape(form), url.PathEscape(form)} {
			forms[f] = true
			forms[lowerHex(f)] = true
			inJSON := quoted(f)
			forms[string(inJSON[1:len(inJSON)-1])] = true
		}
	}
}

// encodings gives s in base64, both alphabets, as it looks wherever s begins in
// a longer text: "user:" + s is a different text in base64, but for the middle
// part, which is what is given for the offsets 1 and 2.
func encodings(s string) []string {
	var out []string
	for _, enc := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		for offset := range 3 {
			whole := enc.EncodeToString([]byte("\x00\x00"[:offset] + s))
			from := (offset*8 + 5) / 6      // digits shared with what stands before
			to := (offset + len(s)) * 8 / 6 // digits not shared with what comes after
			if part := whole[from:to]; offset == 0 || len(part) >= 2*minSecret {
				out = append(out, part)
			}
		}
		out = append(out, enc.EncodeToString([]byte(s)), enc.WithPadding('=').EncodeToString([]byte(s)))
	}
	return out
}

// decoded gives the text s is the base64 of, if it is that of a text.
func decoded(s string) (string, bool) {
	s = strings.TrimRight(s, "=")
	for _, enc := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if b, err := enc.DecodeString(s); err == nil && len(b) >= 2*minSecret && utf8.Valid(b) && bytes.IndexFunc(b, hidden) < 0 {
			return string(b), true
		}
	}
	return "", false
}

var percentHex = regexp.MustCompile(`%[0-9A-F]{2}`)

func lowerHex(s string) string { return percentHex.ReplaceAllStringFunc(s, strings.ToLower) }

// redact replaces every needle in a finished line.
func (n needles) redact(line []byte) []byte {
	for _, needle := range n {
		if bytes.Contains(line, needle) {
			line = bytes.ReplaceAll(line, needle, stars)
		}
	}
	return line
}
