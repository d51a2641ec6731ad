package secret

import (
	"encoding/base64"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The bounds of what is taken for a token. Of random serial numbers of 8 to 24 letters
// and digits fewer than one in a million pass them by chance, and of those in capitals and
// digits alone none.
const (
	pastedMost   = 16 << 10 // bytes that are looked at; a longer text is no token
	pastedPadded = 8        // characters of base64 that ends in "="
	pastedWhole  = 16       // that needs no "=": a multiple of four
	pastedCut    = 20       // whose "=" was not copied
	pastedScheme = 16       // after "Basic" or "Bearer", where it is no base64 of a text
	pastedKnown  = 12       // of a known token, to be found inside a longer text
)

// Recogniser tells a token from the texts that are looked up. The zero Recogniser knows a
// token by its looks alone.
type Recogniser struct {
	known []Token
	mask  Masker // of those long enough to be found inside a longer text
}

// NewRecogniser makes one that also knows these tokens.
func NewRecogniser(known ...Token) Recogniser {
	long := slices.DeleteFunc(slices.Clone(known), func(t Token) bool { return len(t.Reveal()) < pastedKnown })
	return Recogniser{known: known, mask: NewMasker(long...)}
}

// Pasted reports whether a text given where a serial number belongs is an access token: one
// of those known, whatever form it has (see Masker), or one by its looks. A WATS token is
// the base64 of "identifier:secret"; it may have the words of the header it goes into before
// it, quotes around it, and line breaks of a letter inside.
func (r Recogniser) Pasted(text string) bool {
	if len(text) > pastedMost {
		return false
	}
	text = bare(text)
	word, scheme := withoutScheme(text)
	word, whole := unbroken(word), unbroken(text)
	return r.mask.In(whole) || slices.ContainsFunc(r.known, func(t Token) bool { return isKnown(whole, word, t) }) ||
		isPair(word) || scheme && len(word) >= pastedScheme && isToken68(word)
}

// unbroken is a text without the blanks and line breaks inside.
func unbroken(text string) string {
	if !strings.ContainsFunc(text, unicode.IsSpace) {
		return text
	}
	return strings.Join(strings.Fields(text), "")
}

// bare is a text without blanks, quotes and invisible characters around it.
func bare(text string) string {
	return strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc) || strings.ContainsRune("\"'`<>", r)
	})
}

// withoutScheme takes "Authorization: Basic " and the like away; found says that a scheme
// was there.
func withoutScheme(text string) (rest string, found bool) {
	const header = "authorization:"
	if len(text) > len(header) && strings.EqualFold(text[:len(header)], header) {
		text = bare(text[len(header):])
	}
	for _, scheme := range []string{"basic", "bearer"} {
		if len(text) <= len(scheme) || !strings.EqualFold(text[:len(scheme)], scheme) {
			continue
		}
		if after, _ := utf8.DecodeRuneInString(text[len(scheme):]); unicode.IsSpace(after) {
			return bare(text[len(scheme):]), true
		}
	}
	return text, false
}

// isKnown reports whether a text, or what follows its scheme, is a token.
func isKnown(whole, word string, t Token) bool {
	text := unbroken(t.Reveal())
	if text == "" {
		return false
	}
	return whole == text || word == text
}

// isPair reports whether a text is the base64 of "identifier:secret".
func isPair(text string) bool {
	digits := strings.TrimRight(text, "=")
	least := pastedCut
	switch {
	case len(digits) < len(text):
		least = pastedPadded
	case len(text)%4 == 0:
		least = pastedWhole
	}
	if len(text) < least || len(text)-len(digits) > 2 || !mixedCase(digits) && len(digits) == len(text) {
		return false
	}
	for _, enc := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if b, err := enc.DecodeString(digits); err == nil && isPlainPair(b) {
			return true
		}
	}
	return false
}

// mixedCase reports whether a text has small and capital letters, as base64 of a text has.
func mixedCase(s string) bool {
	return strings.ContainsFunc(s, unicode.IsLower) && strings.ContainsFunc(s, unicode.IsUpper)
}

// isPlainPair reports whether b is "identifier:secret": text that can be seen, an identifier
// of the characters that names and mail addresses have, something on both sides.
func isPlainPair(b []byte) bool {
	if !utf8.Valid(b) {
		return false
	}
	name, password, ok := strings.Cut(string(b), ":")
	return ok && len(name) >= 2 && len(password) >= 2 &&
		!strings.ContainsFunc(name, notOfName) && !strings.ContainsFunc(password, notVisible)
}

func notOfName(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(` ._-+@\/#{}()`, r)
}

func notVisible(r rune) bool { return !unicode.IsPrint(r) }

// isToken68 reports whether a text is of the characters of RFC 7235's token68, with a digit
// or "=" among them: two words of a part's name are no token.
func isToken68(s string) bool {
	return strings.ContainsAny(s, "0123456789=") && !strings.ContainsFunc(strings.TrimRight(s, "="), func(r rune) bool {
		return r >= utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-._~+/", r)
	})
}
