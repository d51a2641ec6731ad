package secret

import (
	"bytes"
	"strings"
)

// gaps are what can stand between the characters of a text that was broken over lines, or
// written in two bytes a character and read in one: as they are, as pictures, and escaped.
var gaps = []string{
	" ", "\n", "\r", "\t", "\x00", "\u2400", "\u240a", "\u240d", "\u2409", "\ufffd",
	`\n`, `\r`, `\t`, `\u0000`, `\u000a`, `\u000d`, "%00", "%0A", "%0a", "%0D", "%0d", "%20",
}

// MaskBroken gives text with "***" in the place of every token, those too that have blanks,
// line breaks or zero bytes between their characters. It reads the text once more than Mask
// does, so it is for what leaves this PC, not for every line of a log.
func (m Masker) MaskBroken(text string) string {
	if m.forms == nil {
		return text
	}
	whole, at := closed(text)
	var b strings.Builder
	done := 0
	for _, s := range m.spans(whole) {
		begin, end := int(at[s[0]]), int(at[s[1]-1])+1
		b.WriteString(text[done:begin] + mask)
		done = end
	}
	return m.Mask(b.String() + text[done:])
}

// spans are the tokens in text, in order: at each place the longest form that begins there.
func (m Masker) spans(text []byte) (spans [][2]int) {
	forms := m.forms() // longest first
	next := make([]int, len(forms))
	for from := 0; ; {
		begin, end := len(text), 0
		for i, f := range forms {
			if next[i] < from || from == 0 { // what it found lies behind: look for the next one
				next[i] = indexFrom(text, f, from)
			}
			if next[i] < begin {
				begin, end = next[i], next[i]+len(f)
			}
		}
		if begin == len(text) {
			return spans
		}
		spans = append(spans, [2]int{begin, end})
		from = end
	}
}

// indexFrom is where form is found in text from a place on; the text's length where it is not.
func indexFrom(text, form []byte, from int) int {
	if i := bytes.Index(text[from:], form); i >= 0 {
		return from + i
	}
	return len(text)
}

// closed gives a text without its gaps, and where each byte of that stands in text.
func closed(text string) (whole []byte, at []int32) {
	whole, at = make([]byte, 0, len(text)), make([]int32, 0, len(text))
	for i := 0; i < len(text); {
		if n := gapAt(text[i:]); n > 0 {
			i += n
			continue
		}
		whole, at = append(whole, text[i]), append(at, int32(i)) // #nosec G115 -- a text of a bundle has a few megabytes
		i++
	}
	return whole, at
}

// gapAt is the length of the gap a text begins with; 0 where it begins with none.
func gapAt(text string) int {
	switch c := text[0]; {
	case c > '%' && c < 0x80 && c != '\\': // nearly every character of a log
		return 0
	case c == ' ', c == '\n', c == '\r', c == '\t', c == 0:
		return 1
	}
	for _, g := range gaps {
		if strings.HasPrefix(text, g) {
			return len(g)
		}
	}
	return 0
}
