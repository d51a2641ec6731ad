package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stationcompanion/station/secret"
)

// saidBound is the most characters kept of a text in a certificate or a finding. The longest
// that is of use, a host name, has 253 (RFC 1035).
const saidBound = 253

// said makes a text that came over the network fit to be shown, logged and handed on: no
// token in it, whole or cut off by the bound, and nothing that does not show.
func said(text string, mask secret.Masker) string {
	text = strings.Map(visible, strings.ToValidUTF8(mask.Mask(text), string(utf8.RuneError)))
	if utf8.RuneCountInString(text) <= saidBound {
		return text
	}
	return string([]rune(text)[:saidBound-1]) + "…"
}

// visible gives a picture for a control character, and U+FFFD for what hides or turns the
// reading direction.
func visible(r rune) rune {
	switch {
	case r < ' ':
		return 0x2400 + r
	case r == 0x7f:
		return 0x2421
	case unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
		return unicode.ReplacementChar
	}
	return r
}

// clean says every text of a certificate that the server chose.
func (c *Certificate) clean(mask secret.Masker) {
	for _, text := range []*string{&c.Subject, &c.Issuer, &c.Serial} {
		*text = said(*text, mask)
	}
	for _, texts := range [][]string{c.Names, c.Chain} {
		for i := range texts {
			texts[i] = said(texts[i], mask)
		}
	}
}
