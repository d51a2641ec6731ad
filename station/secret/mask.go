package secret

import (
	"bytes"
	"slices"
)

// Masker takes tokens out of texts, whatever form they have in them: see formsOf. The zero
// Masker knows none and changes nothing. Tokens of less than four bytes are left alone.
//
// It does not know pieces of a token, nor one that was changed in another way than its
// forms: reversed, in capital letters. One with blanks or line breaks between its characters
// MaskBroken finds.
type Masker struct {
	// A function, as in Token: a Masker must not be printed either.
	forms func() [][]byte // longest first: a form that holds another goes whole
}

// NewMasker makes one.
func NewMasker(tokens ...Token) Masker {
	var forms [][]byte
	for _, t := range tokens {
		for _, f := range formsOf(t.Reveal()) {
			forms = append(forms, []byte(f))
		}
	}
	if len(forms) == 0 {
		return Masker{}
	}
	slices.SortFunc(forms, func(a, b []byte) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return bytes.Compare(a, b)
	})
	forms = slices.CompactFunc(forms, bytes.Equal)
	return Masker{forms: func() [][]byte { return forms }}
}

// Mask gives text with "***" in the place of every token.
func (m Masker) Mask(text string) string {
	if !m.In(text) {
		return text
	}
	return string(m.MaskBytes([]byte(text)))
}

// MaskBytes is Mask for bytes; where there is no token it gives text itself.
func (m Masker) MaskBytes(text []byte) []byte {
	if m.forms == nil {
		return text
	}
	for _, f := range m.forms() {
		if bytes.Contains(text, f) {
			text = bytes.ReplaceAll(text, f, []byte(mask))
		}
	}
	return text
}

// In reports whether a token is in text.
func (m Masker) In(text string) bool {
	if m.forms == nil {
		return false
	}
	b := []byte(text)
	return slices.ContainsFunc(m.forms(), func(f []byte) bool { return bytes.Contains(b, f) })
}
