package look

import (
	"strings"
	"unicode/utf8"
)

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

// slack is what a text may be too wide: widths come from sums of rounded floats.
const slack = 0.5

// FitMiddle cuts s in the middle until measure says that it fits the width. A width
// too small for anything gives the ellipsis alone, a width of nothing no text.
func FitMiddle(s string, width float32, measure func(string) float32) string {
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

// stub is how many bytes of a cut word are dropped rather than shown.
const stub = 6

// FitWords is FitMiddle for text of several words: what was cut in the middle of a word
// loses the rest of that word too, where that is little.
func FitWords(s string, width float32, measure func(string) float32) string {
	fit := FitMiddle(s, width, measure)
	if fit == s || strings.Count(s, " ") < 2 {
		return fit
	}
	head, tail, ok := strings.Cut(fit, ellipsis)
	if !ok || !strings.HasPrefix(s, head) || !strings.HasSuffix(s, tail) {
		return fit // there was an ellipsis in s itself
	}
	if i := strings.LastIndexByte(head, ' '); i > 0 && len(head)-i <= stub {
		head = strings.TrimRight(head[:i], " ·,") + " "
	}
	if i := strings.IndexByte(tail, ' '); i >= 0 && i < stub {
		tail = " " + strings.TrimLeft(tail[i:], " ·,")
	}
	return head + ellipsis + tail
}
