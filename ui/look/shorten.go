package look

import "unicode/utf8"

// ellipsis stands for what was cut.
const ellipsis = "…"

// Shorten cuts s in the middle so that it has at most n runes; the end, where serial
// numbers differ, gets the odd one.
func Shorten(s string, n int) string {
	if n <= 0 {
		return ""
	}
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	r := []rune(s)
	head := (n - 1) / 2
	tail := n - 1 - head
	return string(r[:head]) + ellipsis + string(r[len(r)-tail:])
}

// FitMiddle cuts s in the middle until measure says that it fits the width. A width
// too small for anything gives the ellipsis alone, a width of nothing no text.
func FitMiddle(s string, width float32, measure func(string) float32) string {
	const slack = 0.5 // widths come from sums of rounded floats
	if s == "" || width <= 0 {
		return ""
	}
	if measure(s) <= width+slack {
		return s
	}
	lo, hi := 1, utf8.RuneCountInString(s)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if measure(Shorten(s, mid)) <= width+slack {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return Shorten(s, lo)
}
