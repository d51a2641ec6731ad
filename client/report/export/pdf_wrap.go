package export

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrap breaks a text into lines no wider than width points: at line ends, at blanks,
// behind signs that join names, and else wherever the line is full. Nothing is lost
// but the blanks at a break. It gives at least one line.
func (s *fontSet) wrap(f face, size float64, text string, width float64) []string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		out = s.wrapLine(out, f, size, line, width)
	}
	return out
}

func (s *fontSet) wrapLine(out []string, f face, size float64, line string, width float64) []string {
	from, breakAt := 0, 0 // breakAt: behind the last place to break; from where there is none
	w, sinceBreak := 0.0, 0.0
	indent := true // only blanks so far: they stay with the first word
	for i, r := range line {
		rw := s.width(f, size, r)
		for w+rw > width && i > from && !unicode.IsSpace(r) {
			cut := i
			if breakAt > from {
				cut, w = breakAt, sinceBreak
			} else {
				w = 0
			}
			out = append(out, strings.TrimRight(line[from:cut], " "))
			from, breakAt, sinceBreak = cut, cut, w
		}
		w += rw
		sinceBreak += rw
		indent = indent && r == ' '
		if !indent && breaksBehind(line, i, r) {
			breakAt, sinceBreak = i+utf8.RuneLen(r), 0
		}
	}
	return append(out, strings.TrimRight(line[from:], " "))
}

// breaksBehind reports whether a line may end behind the character at i.
func breaksBehind(line string, i int, r rune) bool {
	switch r {
	case ' ', '/', '\\', '_', '-', ';', ',', ':', '|', '›':
		return r != '-' || i > 0 && isWord(line[i-1]) // the sign of a number stays with it
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func isWord(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= utf8.RuneSelf
}

// visual puts a line into the order it is drawn in: stretches written from right to
// left are turned round, marks staying behind their letters. Letters are not joined.
func visual(line string) string {
	if !strings.ContainsFunc(line, isRTL) {
		return line
	}
	all := []rune(line)
	for from := 0; from < len(all); from++ {
		if !isRTL(all[from]) {
			continue
		}
		end := from + 1 // behind the last of the stretch
		for i := end; i < len(all) && !unicode.IsDigit(all[i]) && (isRTL(all[i]) || !unicode.IsLetter(all[i])); i++ {
			if isRTL(all[i]) || unicode.Is(unicode.Mn, all[i]) {
				end = i + 1
			}
		}
		turn(all[from:end])
		from = end - 1
	}
	return string(all)
}

// turn reverses characters and then puts each mark behind its letter again.
func turn(all []rune) {
	slices.Reverse(all)
	for i := 0; i < len(all); i++ {
		from := i
		for i < len(all)-1 && unicode.Is(unicode.Mn, all[i]) {
			i++
		}
		slices.Reverse(all[from : i+1])
	}
}

func isRTL(r rune) bool {
	return r >= 0x590 && (r < 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc) && unicode.IsLetter(r)
}
