package tail

import "strings"

// fillText takes the text behind time and level apart: correlation id, logger and
// message, where they can be told from each other.
func (l *Line) fillText(s string, f found) {
	start, sep := textStart(s, 0)
	text := s[start:]
	l.Logger, l.Message = f.name, text
	if f.end == 0 { // the level is the sentence's: all is message
		return
	}
	if id, rest := cutID(text); id != "" {
		if name, message := cutName(rest, ": "); name != "" {
			l.Logger, l.Message = name, message
			if id[0] != '-' {
				l.CorrelationID = id
			}
			return
		}
	}
	if name, message := loggerOf(s, start, sep, f.thread); name != "" {
		l.Logger, l.Message = name, message
	}
}

// loggerOf reads the logger's name at the beginning of the text s[start:]; empty
// when nothing says that the first word is one.
func loggerOf(s string, start int, sep byte, thread bool) (name, message string) {
	text := s[start:]
	switch sep {
	case '|', '\t', ';': // columns: NLog, zap, spreadsheets
		if name, message = cutName(text, string(rune(sep))); name != "" {
			return name, message
		}
	case ':': // Python's LEVEL:name:message
		if s[start-1] == ':' {
			if name, message = cutName(text, ":"); name != "" {
				return name, message
			}
		}
	}
	if name, message = cutName(text, ": "); isModule(name) {
		return name, message
	}
	if name, message = cutName(text, " - "); thread && name != "" || isModule(name) {
		return name, message
	}
	if name, message = cutName(text, " ["); thread && name != "" { // log4net: name [context] - message
		if _, message, ok := strings.Cut(message, "] - "); ok {
			return name, message
		}
	}
	return "", ""
}

// cutName cuts a name off the front of s, up to the sign after it; empty when what
// stands there is none.
func cutName(s, sign string) (name, rest string) {
	i := strings.Index(s[:min(len(s), maxWord)], sign)
	if i < 0 || !isName(strings.TrimRight(s[:i], " ")) {
		return "", ""
	}
	return strings.TrimRight(s[:i], " "), strings.TrimLeft(s[i+len(sign):], " ")
}

// isModule reports whether a name can hardly be a word of the message: it has dots
// in it, or is one of Python's and pyWATS's own.
func isModule(name string) bool {
	i := strings.IndexByte(name, '.')
	return i > 0 && i < len(name)-1 || name == "root" || name == "__main__" || strings.HasPrefix(name, "pywats")
}

// cutID cuts pyWATS's correlation id off the front, [a1b2c3d4] or [--------] for
// none; empty when there is neither.
func cutID(s string) (id, rest string) {
	const end = len("[a1b2c3d4")
	if len(s) <= end || s[0] != '[' || s[end] != ']' {
		return "", s
	}
	id = s[1:end]
	if !isHex(id) && id != "--------" {
		return "", s
	}
	return id, strings.TrimLeft(s[end+1:], " ")
}
