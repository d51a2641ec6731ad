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
		if inner, next := group(s, i); next > 0 {
			if f.level, f.name = groupLevel(inner, f.name); f.level != Unknown {
				f.end = next
				return f.named(names)
			}
			f.thread, i = true, next
			if isName(inner) {
				f.name = inner
				names++
			}
			column = true
			continue
		}
		from := i
		if i = max(wordEnd(s, i), i+1); i-from > maxLevel {
			names += f.take(s[from:i])
			column = false
			continue
		}
		if f.level = wordLevel(s, from, i, column || fill, n == 0); f.level != Unknown {
			f.end = i
			return f.named(names)
		}
		names += f.take(s[from:i])
		column = false
	}
	return found{level: sentenceLevel(s)}
}

// maxLevel is the length of the longest name of a level.
const maxLevel = len("INFORMATION")

// take keeps a word before the level if it can be a logger's name.
func (f *found) take(word string) int {
	if !isName(word) {
		return 0
	}
	f.name = word
	return 1
}

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

// wordLevel judges the word s[from:to]: in a column of its own any name counts, in
// any case; in the text only the plain ones in capitals, and as the first word the
// others in capitals too.
func wordLevel(s string, from, to int, column, first bool) Level {
	word := s[from:to]
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
	if !isUpper(word) {
		return Unknown
	}
	if first {
		return levelOf(word)
	}
	return plainLevel(word)
}
