package tail

import "strings"

// found is the level of a text that has a time before it, or of a whole line.
type found struct {
	level  Level
	end    int    // where the head ends; 0 when the level's word belongs to the text
	name   string // the one word before the level that can be a logger's name
	thread bool   // a bracket stands before the level, as log4j writes threads
}

// findLevel looks for the level among the first words of a text behind a time. It
// is set apart by brackets or signs, or written in capitals. Without one the level
// is that of the sentence.
func findLevel(s string) (f found) {
	names, column := 0, true // the time ends a column
	for i, n := 0, 0; n < maxWords && names < 4; n++ {
		var fill bool
		if i, fill = skipFill(s, i); i >= len(s) {
			break
		}
		if kinds[s[i]]&opens != 0 {
			if inner, next := group(s, i); next > 0 {
				if f.level, f.name = groupLevel(inner, f.name); f.level != Unknown {
					f.end = next
					return f.named(names)
				}
				if f.thread = true; isName(inner) {
					f.name = inner
					names++
				}
				i, column = next, true
				continue
			}
		}
		to, all := wordEnd(s, i)
		word := s[i:to]
		if all&aLetter != 0 && len(word) <= maxLevel && word != "" {
			if f.level = wordLevel(s, word, to, all, column || fill, n == 0); f.level != Unknown {
				f.end = to
				return f.named(names)
			}
		}
		if word != "" && nameOf(s[i], all) {
			f.name = word
			names++
		}
		i, column = max(to, i+1), false
	}
	return found{level: sentenceLevel(s)}
}

// maxLevel is the length of the longest name of a level.
const maxLevel = len("INFORMATION")

// named gives f with its name only if that was the only one.
func (f found) named(names int) found {
	if names > 1 {
		f.name = ""
	}
	return f
}

// groupLevel reads the level in a bracket: [ERROR], [E], [core:error] with a module.
func groupLevel(inner, name string) (Level, string) {
	if len(inner) == 1 {
		return letterLevel(inner[0]), name
	}
	if level := levelOf(inner); level != Unknown {
		return level, name
	}
	if i := strings.LastIndexByte(inner, ':'); i >= 0 && isName(inner[:i]) {
		if level := levelOf(inner[i+1:]); level != Unknown {
			return level, inner[:i]
		}
	}
	return Unknown, name
}

// wordLevel judges a word of letters that ends at to: in a column of its own any
// name counts, in any case; in the text only the plain ones in capitals, and as the
// first word the others in capitals too.
func wordLevel(s, word string, to int, all uint8, column, first bool) Level {
	if column {
		switch sep := columnEnd(s, to); {
		case sep == 0:
		case len(word) == 1:
			if sep == '|' || sep == '\t' {
				return letterLevel(word[0])
			}
		default:
			if level := levelOf(word); level != Unknown {
				return level
			}
		}
	}
	switch {
	case all&notLow == 0:
		return Unknown
	case first:
		return levelOf(word)
	}
	return plainLevel(word)
}
