package logview

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// cellsOf is how many cells a character takes: CJK and emoji take two.
func cellsOf(r rune) int {
	if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
		return 2
	}
	return 1
}

// shown is the character a row paints for one of the log: a line break is a blank, a
// tabulator an arrow, as it is no trouble and its picture is in few fonts, and what else is
// hidden or a control character is made visible.
func shown(r rune) rune {
	switch {
	case r == '\n':
		return ' '
	case r == '\t':
		return '→'
	case words.Shows(r):
		return r
	}
	r, _ = utf8.DecodeRuneInString(look.Visible(string(r)))
	return r
}

// maxAccents bounds how many accents one character is painted with.
const maxAccents = 6

// clusterLen is the number of bytes of the first character of s with its accents.
func clusterLen(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if !words.Shows(r) {
		return n
	}
	for range maxAccents {
		r, m := utf8.DecodeRuneInString(s[n:])
		if !unicode.In(r, unicode.Mn, unicode.Me) || !words.Shows(r) {
			break
		}
		n += m
	}
	return n
}
