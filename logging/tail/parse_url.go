package tail

import "strings"

// isURL reports whether s begins with an address.
func isURL(s string) bool {
	if s[0] != 'h' && s[0] != 'H' {
		return false
	}
	for _, scheme := range [...]string{"http://", "https://"} {
		if n := len(scheme); len(s) > n && strings.EqualFold(s[:n], scheme) && (isWordByte(s[n]) || s[n] == '[') {
			return true
		}
	}
	return false
}

// urlEnd gives the length of the address s begins with: up to a blank, a quote or a
// control character, without the punctuation of a sentence and without a bracket
// that was opened before it.
func urlEnd(s string) int {
	n := 0
	for n < len(s) && s[n] > ' ' && s[n] != 0x7f && strings.IndexByte("\"'<>`\\|{}", s[n]) < 0 {
		n++
	}
	round := strings.Count(s[:n], "(") - strings.Count(s[:n], ")")
	square := strings.Count(s[:n], "[") - strings.Count(s[:n], "]")
	for ; n > 0; n-- {
		switch s[n-1] {
		case '.', ',', ';', ':', '!', '?':
		case ')':
			if round >= 0 {
				return n
			}
			round++
		case ']':
			if square >= 0 {
				return n
			}
			square++
		default:
			return n
		}
	}
	return n
}
