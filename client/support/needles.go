package support

import "strings"

func longestFirst(a, b string) int {
	if len(a) != len(b) {
		return len(b) - len(a)
	}
	return strings.Compare(a, b)
}

func isControl(r rune) bool { return r < 0x20 || r >= 0x7f && r < 0xa0 }
