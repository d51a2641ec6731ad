package tail

import "strings"

// fillOwn reads the text form of package logging:
//
//	2026-02-02T10:15:23.456Z INFO     client: Message [correlation_id=…] (key=value …)
//
// end is where the time ends. Time and level are those any line in this order has.
func fillOwn(s string, end int, l *Line) bool {
	const at = len("2026-02-02T10:15:23.456Z ")
	const head = at + len("WARNING  ")
	if end != at-1 || len(s) < head || s[at-2] != 'Z' || s[at-1] != ' ' || s[head-1] != ' ' || !ownLevel(s[at:head-1]) {
		return false
	}
	logger, message, ok := strings.Cut(s[head:]+" ", ": ")
	if !ok || strings.ContainsRune(logger, ' ') {
		return false
	}
	l.Logger = logger
	message = strings.TrimSuffix(message, " ")
	message, l.Fields = cutFields(message)
	l.Message, l.CorrelationID = cutCorrelation(message)
	return true
}

// ownLevel reports whether s is the level of a text line, padded to eight.
func ownLevel(s string) bool {
	switch s {
	case "DEBUG   ", "INFO    ", "WARNING ", "ERROR   ":
		return true
	}
	return false
}

// cutFields takes " (key=value …)" off the end. A message may end in brackets of
// its own, as in "OPEN (5 consecutive failures)": only a whole list counts. Beyond
// a few brackets in one message it gives up, or a hostile line would take for ever.
func cutFields(s string) (message, fields string) {
	if !strings.HasSuffix(s, ")") {
		return s, ""
	}
	for from, tries := 0, 0; tries < 32; tries++ {
		i := strings.Index(s[from:], " (")
		if i < 0 {
			break
		}
		i += from
		if inner := s[i+2 : len(s)-1]; isFieldList(inner) {
			return s[:i], inner
		}
		from = i + 2
	}
	return s, ""
}

// isFieldList reports whether s is key=value key=value to its end, a value being
// a JSON string, array or object, or one word.
func isFieldList(s string) bool {
	for {
		key, rest, ok := strings.Cut(s, "=")
		if !ok || key == "" || rest == "" || strings.ContainsAny(key, " \"()[]") {
			return false
		}
		end := strings.IndexByte(rest, ' ')
		if strings.IndexByte(`"{[`, rest[0]) >= 0 {
			if end = valueEnd(rest); end < 0 {
				return false
			}
		} else {
			if end < 0 {
				end = len(rest)
			}
			if strings.ContainsAny(rest[:end], `()="`) {
				return false
			}
		}
		if end == len(rest) {
			return true
		}
		if rest[end] != ' ' {
			return false
		}
		s = rest[end+1:]
	}
}

// cutCorrelation takes " [correlation_id=…]" off the end.
func cutCorrelation(s string) (message, id string) {
	const open = " [correlation_id="
	i := strings.LastIndex(s, open)
	if i < 0 || !strings.HasSuffix(s, "]") {
		return s, ""
	}
	id = s[i+len(open) : len(s)-1]
	if strings.HasPrefix(id, `"`) {
		if valueEnd(id) != len(id) {
			return s, ""
		}
		id = unquote(id)
	} else if strings.ContainsAny(id, " ]") {
		return s, ""
	}
	return s[:i], id
}
