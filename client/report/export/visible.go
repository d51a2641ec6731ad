package export

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// visible makes a text from a report safe to print on one line: control characters
// become their pictures (U+2400 …); characters that turn the reading direction, have
// no width or are no valid UTF-8 become U+FFFD. It is the window's rule, but cuts
// nothing. A text without such characters comes back unallocated.
func visible(s string) string {
	if isPlain(s) {
		return s
	}
	return strings.Map(visibleRune, s)
}

func isPlain(s string) bool {
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

// lineEnds makes CR LF and lone CR into LF.
func lineEnds(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// visibleLines is visible for a text that may have lines; blank lines at the ends go.
// A tab becomes four blanks.
func visibleLines(s string) []string {
	s = strings.Trim(lineEnds(s), "\n")
	if strings.TrimSpace(s) == "" {
		return nil
	}
	all := strings.Split(s, "\n")
	for i, line := range all {
		all[i] = visible(strings.ReplaceAll(strings.TrimRight(line, " \t"), "\t", "    "))
	}
	return all
}

// oneLine is visible for a text whose line ends become blanks.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\r\n") {
		return visible(strings.TrimSpace(s))
	}
	return visible(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), " "))
}
