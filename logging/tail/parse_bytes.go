package tail

// What a byte can be in the head of a line. A table is asked for each of them: the
// fast functions have a few nanoseconds for a word.
const (
	aDigit  = 1 << iota
	aLetter // of English
	inWord  // goes on with the word or number before it: letters, digits, _, and all beyond ASCII
	inName  // may stand in the name of a logger
	endWord // ends a word of a head
	fillUp  // may stand between two words of a head, and ends a column
	notLow  // is no small letter
	opens   // opens a bracket
)

// kinds says what each byte is.
var kinds = func() (kind [256]uint8) {
	for c := range 256 {
		switch letter := c | 0x20; {
		case c >= '0' && c <= '9':
			kind[c] = aDigit | inWord | inName
		case letter >= 'a' && letter <= 'z':
			kind[c] = aLetter | inWord | inName
		case c == '_' || c >= 0x80:
			kind[c] = inWord | inName
		}
	}
	for c := range kind {
		if c < 'a' || c > 'z' {
			kind[c] |= notLow
		}
	}
	mark := func(chars string, flag uint8) {
		for i := range len(chars) {
			kind[chars[i]] |= flag
		}
	}
	mark(".-$`+/\\#", inName)
	mark(" \t|;,:[](){}<>\x1b", endWord)
	mark("\t|;,:-])}>", fillUp)
	mark("[(<", opens)
	return kind
}()

func isDigit(c byte) bool { return c-'0' <= 9 }

func isLetter(c byte) bool { return kinds[c]&aLetter != 0 }

// isWordByte reports whether c goes on with the word or number before it.
func isWordByte(c byte) bool { return kinds[c]&inWord != 0 }

// isNumber reports whether s is nothing but digits.
func isNumber(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// isHex reports whether s is hexadecimal digits only.
func isHex(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; !isDigit(s[i]) && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// isName reports whether s can be the name of a logger: one word that begins with a
// letter and holds nothing a name does not.
func isName(s string) bool {
	if s == "" || len(s) > maxWord {
		return false
	}
	all := ^uint8(0)
	for i := range len(s) {
		all &= kinds[s[i]]
	}
	return nameOf(s[0], all)
}

// nameOf is isName for a word whose first byte and common kinds are known.
func nameOf(first byte, all uint8) bool {
	return all&inName != 0 && (isLetter(first) || first == '_')
}
