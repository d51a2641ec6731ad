package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// visibleMax is where Visible cuts, in bytes of the text it was given.
const visibleMax = 4 << 10

// Visible makes a text that came from outside (a report, a server, a file) safe to
// show on one line of a window or a terminal: control characters become their
// pictures (U+2400 …), and characters that turn the reading direction, have no width or
// are no valid UTF-8 become U+FFFD. It cuts at 4 KiB and then ends in "…".
//
// A text without such characters comes back unchanged and unallocated.
func Visible(s string) string {
	cut := len(s) > visibleMax
	if cut {
		end := visibleMax
		for end > visibleMax-utf8.UTFMax && !utf8.RuneStart(s[end]) {
			end--
		}
		s = s[:end]
	}
	if !cut && isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + len("…"))
	for _, r := range s {
		b.WriteRune(visibleRune(r))
	}
	if cut {
		b.WriteString("…")
	}
	return b.String()
}

// isPlain reports whether Visible has nothing to replace in s.
func isPlain(s string) bool {
	for i, r := range s {
		if r == utf8.RuneError {
			// A U+FFFD that was sent as such is three bytes long; bad UTF-8 is one.
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return false
			}
		}
		if visibleRune(r) != r {
			return false
		}
	}
	return true
}

// visibleRune gives the mark for a character that would not show or would change
// how others show, and any other character as it is.
func visibleRune(r rune) rune {
	switch {
	case r >= ' ' && r < 0x7f:
		return r
	case r < ' ':
		return 0x2400 + r
	case r == 0x7f:
		return 0x2421
	case r < 0xa0: // C1: some terminals obey these
		return unicode.ReplacementChar
	case unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp), isBlankLetter(r):
		return unicode.ReplacementChar
	}
	return r
}

// isBlankLetter knows the letters that Unicode calls letters and fonts draw as nothing.
func isBlankLetter(r rune) bool {
	switch r {
	case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0:
		return true
	}
	return false
}

// Shows reports whether a character is shown as it is by Visible.
func Shows(r rune) bool { return visibleRune(r) == r }
