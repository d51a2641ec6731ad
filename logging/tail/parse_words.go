package tail

import "strings"

// The words at the beginning of a line: what separates them, where they end.

const (
	maxWord  = 120 // bytes of a word or bracket that are looked at
	maxWords = 6   // of a line that are looked at for the level
)

// skipBlank passes spaces, tabs and colours from i on.
func skipBlank(s string, i int) int {
	for i < len(s) {
		switch s[i] {
		case ' ', '\t':
			i++
		case 0x1b:
			n := skipColour(s, i)
			if n == i {
				return i
			}
			i = n
		default:
			return i
		}
	}
	return i
}

// skipColour passes the sequences that set a terminal's colours, ESC [ 1;31 m.
func skipColour(s string, i int) int {
	for i+1 < len(s) && s[i] == 0x1b && s[i+1] == '[' {
		n := i + 2
		for n < len(s) && n < i+16 && (isDigit(s[n]) || s[n] == ';') {
			n++
		}
		if n >= len(s) || s[n] != 'm' {
			return i
		}
		i = n + 1
	}
	return i
}

// skipFill passes all that may stand between the words of a head and tells whether
// one of them ends a column, which a blank alone does not.
func skipFill(s string, i int) (next int, column bool) {
	for i < len(s) {
		switch c := s[i]; {
		case c == ' ':
			i++
		case kinds[c]&fillUp != 0:
			i, column = i+1, true
		case c == 0x1b:
			n := skipColour(s, i)
			if n == i {
				return i, column
			}
			i = n
		default:
			return i, column
		}
	}
	return i, column
}

// wordEnd gives where the word at i ends, and what all its bytes have in common.
func wordEnd(s string, i int) (end int, all uint8) {
	all = ^uint8(0)
	for last := min(len(s), i+maxWord); i < last; i++ {
		kind := kinds[s[i]]
		if kind&endWord != 0 {
			break
		}
		all &= kind
	}
	return i, all
}

// columnEnd gives the sign that ends the column whose word ends at i; 0 when the
// text only goes on there. Two blanks end one, and so does the line.
func columnEnd(s string, i int) byte {
	if i == len(s) {
		return '\n'
	}
	switch s[i] {
	case '\t', '|', ';', ',', ':', ']', ')', '>', 0x1b:
		return s[i]
	case ' ':
		if i+1 == len(s) {
			return '\n'
		}
		switch s[i+1] {
		case ' ', '\t', '|', ';', '-', 0x1b:
			return s[i+1]
		}
	}
	return 0
}

// closerOf gives what closes an opening bracket; 0 for anything else.
func closerOf(c byte) byte {
	switch c {
	case '[':
		return ']'
	case '(':
		return ')'
	case '<':
		return '>'
	}
	return 0
}

// group reads a bracket at i: what is in it, and where the text goes on; 0 when
// there is none or when it is not closed soon.
func group(s string, i int) (inner string, next int) {
	closer := closerOf(s[i])
	if closer == 0 {
		return "", 0
	}
	near := s[i+1 : min(len(s), i+1+maxWord)]
	n := strings.IndexByte(near, closer)
	if n < 0 {
		return "", 0
	}
	return strings.Trim(near[:n], " \t"), i + n + 2
}

// textStart gives where a text begins behind the head that ends at i: after blanks
// and the signs between columns. sep is the last of these signs; 0 for none.
func textStart(s string, i int) (start int, sep byte) {
	if i < len(s) && (s[i] == ']' || s[i] == ')') { // of a bracket around time and level
		i++
	}
	for range 3 {
		blank := i
		if i = skipBlank(s, i); sep == 0 && strings.IndexByte(s[blank:i], '\t') >= 0 {
			sep = '\t'
		}
		if i >= len(s) {
			return len(s), sep
		}
		switch s[i] {
		case ':', '|', ';', ',':
			sep = s[i]
			i++
			continue
		case '-':
			if n := dashes(s, i); n > i {
				i = n
				continue
			}
		}
		return i, sep
	}
	return skipBlank(s, i), sep
}

// dashes passes a run of dashes that a blank follows; i when it is something else,
// as in "-5 V".
func dashes(s string, i int) int {
	n := i
	for n < len(s) && s[n] == '-' {
		n++
	}
	if n < len(s) && s[n] != ' ' && s[n] != '\t' {
		return i
	}
	return n
}
