package tail

import "strings"

// leadingLevel reads the level a line without a time begins with: "[ERROR] …",
// "ERROR: …", "WARNING:root:…", and "fail: Category[0]" of .NET's console. A word in
// small letters is none: "error in the middle of a stack trace".
func leadingLevel(s string) (f found) {
	f.level = Unknown
	if s[0] == '[' {
		if inner, next := group(s, 0); next > 0 && len(inner) > 1 {
			f.level, f.name = groupLevel(inner, "")
			f.end = next
		}
		return f
	}
	to, all := wordEnd(s, 0)
	if all&aLetter == 0 || to == 0 || to > maxLevel {
		return f
	}
	switch word, sep := s[:to], columnEnd(s, to); {
	case all&notLow != 0 && (sep == ':' || sep == '|' || sep == '\t' || sep == ']'):
		f.level = levelOf(word)
	case all&notLow != 0:
		f.level = plainLevel(word)
	case sep == ':' && to == 4:
		f.level = consoleLevel(s)
	}
	f.end = to
	return f
}

// consoleLevel reads the line .NET's console logger writes before the message's
// own: a short name, the category and an event number, and nothing more.
func consoleLevel(s string) Level {
	name, rest, ok := strings.Cut(s, ": ")
	if n := strings.IndexByte(rest, '['); !ok || n < 0 || !isName(rest[:n]) || rest[len(rest)-1] != ']' {
		return Unknown
	}
	switch name {
	case "trce", "dbug":
		return Debug
	case "info":
		return Info
	case "warn":
		return Warning
	case "fail", "crit":
		return Error
	}
	return Unknown
}

// timeBehind reads the time behind a level that ends at i and gives where the text
// goes on: i when there is none.
func timeBehind(s string, i int, c *clock) int {
	n, _ := skipFill(s, i)
	if n < len(s) {
		if length := stampAt(s[n:], c); length > 0 {
			return n + length
		}
	}
	return i
}
