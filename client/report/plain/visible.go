// Package plain writes what stands in a report so that people can read it anywhere: texts
// without characters that hide or mislead, numbers no longer than needed and never
// misleading. It knows no language; the window and the exports add their words.
package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible makes a text that came from outside (a report, a server, a file) safe to show on
// one line of a window, a terminal or a page: control characters become their pictures
// (U+2400 …), and characters that turn the reading direction, have no width or are no valid
// UTF-8 become U+FFFD. A text without such characters comes back unallocated.
func Visible(s string) string {
	if IsPlain(s) {
		return s
	}
	return strings.Map(Rune, s)
}

// IsPlain reports whether Visible has nothing to replace in s.
func IsPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return isPlainFrom(s[i:])
		}
		if s[i] < ' ' || s[i] == 0x7f {
			return false
		}
	}
	return true
}

func isPlainFrom(s string) bool {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return false // bad UTF-8; a U+FFFD that was sent is three bytes long
			}
		}
		if Rune(r) != r {
			return false
		}
	}
	return true
}

// Rune gives the mark for a character that would not show or would change how others
// show, and any other character as it is.
func Rune(r rune) rune {
	switch {
	case r >= ' ' && r < 0x7f:
		return r
	case r < ' ':
		return 0x2400 + r
	case r == 0x7f:
		return 0x2421
	case r < 0xa0: // C1: some terminals obey these
		return unicode.ReplacementChar
	case unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp), IsBlank(r):
		return unicode.ReplacementChar
	}
	return r
}

// IsBlank knows the characters that Unicode calls letters or symbols and fonts draw as
// nothing.
func IsBlank(r rune) bool {
	switch r {
	case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0:
		return true
	}
	return false
}
