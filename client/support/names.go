package support

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stationcompanion/station/secret"
)

// minName is the shortest name that is looked for everywhere, in bytes. "a" and "it" are
// words, too.
const minName = 3

// names are texts that are looked for as whole words, in any letter case and in all the
// forms they can have in a file, all in one pass.
type names struct {
	starts [1 << 16]bool // two bytes that a form begins with
	forms  map[[3]byte][]nameForm
}

type nameForm struct {
	text string // folded
	by   string // what stands for it; empty = it stays
}

// add looks for text from now on; one that is too short, or there already, changes nothing.
func (n *names) add(text, by string) {
	if len(text) < minName {
		return
	}
	if n.forms == nil {
		n.forms = map[[3]byte][]nameForm{}
	}
	for _, f := range secret.Escaped(text) {
		f = fold(f)
		key := [3]byte([]byte(f[:3]))
		has := func(o nameForm) bool { return o.text == f }
		if slices.ContainsFunc(n.forms[key], has) {
			continue
		}
		n.starts[uint16(f[0])<<8|uint16(f[1])] = true
		n.forms[key] = append(n.forms[key], nameForm{f, by})
		slices.SortStableFunc(n.forms[key], func(a, b nameForm) int { return longestFirst(a.text, b.text) })
	}
}

// replace puts what stands for them in the place of the names in text. Of names that begin
// at one place the longest counts.
func (n *names) replace(text string) string {
	if len(n.forms) == 0 {
		return text
	}
	low := fold(text)
	var b strings.Builder
	done := 0
	for i := 0; i+3 <= len(low); i++ {
		if !n.starts[uint16(low[i])<<8|uint16(low[i+1])] {
			continue
		}
		if f, ok := n.at(text, low, i); ok {
			if f.by != "" {
				b.WriteString(text[done:i])
				b.WriteString(f.by)
				done = i + len(f.text)
			}
			i += len(f.text) - 1
		}
	}
	if done == 0 {
		return text
	}
	b.WriteString(text[done:])
	return b.String()
}

func (n *names) at(text, low string, i int) (nameForm, bool) {
	for _, f := range n.forms[[3]byte([]byte(low[i:i+3]))] {
		if strings.HasPrefix(low[i:], f.text) && isWord(text, i, i+len(f.text)) {
			return f, true
		}
	}
	return nameForm{}, false
}

// fold gives s in lower case, every character at the place it had.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if low := unicode.ToLower(r); utf8.RuneLen(low) == utf8.RuneLen(r) {
			return low
		}
		return r
	}, s)
}

// isWord reports whether text[from:to] stands for itself: no letter or digit is beside it.
// What an escape (\n, \u000a, %20) leaves behind is none.
func isWord(text string, from, to int) bool {
	first, _ := utf8.DecodeRuneInString(text[from:])
	last, _ := utf8.DecodeLastRuneInString(text[:to])
	next, size := utf8.DecodeRuneInString(text[to:])
	if isLetter(last) && size > 0 && isLetter(next) {
		return false
	}
	before, size := utf8.DecodeLastRuneInString(text[:from])
	return !isLetter(first) || size == 0 || !isLetter(before) || endsEscape(text[:from])
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// endsEscape reports whether text ends with an escape of JSON or a URL.
func endsEscape(text string) bool {
	n := len(text)
	switch {
	case n >= 2 && text[n-2] == '\\' && strings.IndexByte("nrtbf", text[n-1]) >= 0:
		return true
	case n >= 3 && text[n-3] == '%' && allHex(text[n-2:]):
		return true
	}
	return n >= 6 && text[n-6:n-4] == `\u` && allHex(text[n-4:])
}

func allHex(s string) bool {
	return strings.Trim(s, "0123456789abcdefABCDEF") == ""
}
