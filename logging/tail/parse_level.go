package tail

import "strings"

// levelOf knows the names in use, in any case.
func levelOf(word string) Level {
	if len(word) < 3 || len(word) > 11 {
		return Unknown
	}
	var upper [11]byte
	for i := range len(word) {
		c := word[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			return Unknown
		}
		upper[i] = c
	}
	switch string(upper[:len(word)]) {
	case "DEBUG", "DBG", "TRACE", "TRC", "VERBOSE", "VRB", "FINE", "FINER", "FINEST":
		return Debug
	case "INFO", "INF", "INFORMATION", "NOTICE":
		return Info
	case "WARNING", "WARN", "WRN":
		return Warning
	case "ERROR", "ERR", "FATAL", "FTL", "CRITICAL", "CRIT", "PANIC", "SEVERE", "ALERT", "EMERG", "EMERGENCY":
		return Error
	}
	return Unknown
}

// plainLevel is levelOf for the names that mean a level even where nothing but
// blanks sets them apart; the others are words too: "a FINE day", "ALERT the crew".
func plainLevel(word string) Level {
	switch word {
	case "DEBUG", "debug", "TRACE", "trace", "INFO", "info", "WARN", "warn", "WARNING", "warning",
		"ERROR", "error", "FATAL", "fatal", "CRITICAL", "critical", "SEVERE", "severe",
		"DBG", "INF", "WRN", "ERR", "FTL", "TRC", "VRB":
		return levelOf(word)
	}
	return Unknown
}

// letterLevel knows the single letters; only where they stand in a column or a
// bracket of their own do they mean a level.
func letterLevel(c byte) Level {
	switch c {
	case 'T', 'V', 'D':
		return Debug
	case 'I':
		return Info
	case 'W':
		return Warning
	case 'E', 'F', 'C':
		return Error
	}
	return Unknown
}

// isUpper reports whether s has no small letter.
func isUpper(s string) bool {
	for i := range len(s) {
		if s[i] >= 'a' && s[i] <= 'z' {
			return false
		}
	}
	return true
}

// sentenceLevel is the level of a text that has no level of its own: Error or
// Warning where it begins with that word or with an exception, else Info. Small
// letters count for the other names too: "debug connected".
func sentenceLevel(s string) Level {
	i, _ := textStart(s, 0)
	s = s[i:]
	n := 0
	for n < len(s) && n < maxWord && (isWordByte(s[n]) || s[n] == '.' || s[n] == '`') {
		n++
	}
	word, rest := s[:n], s[n:]
	if level := plainLevel(word); level != Unknown {
		return level
	}
	switch word {
	case "Error", "Fatal", "Critical", "Panic", "panic":
		return Error
	case "Warning":
		return Warning
	case "Unhandled", "unhandled", "Uncaught":
		if strings.HasPrefix(rest, " exception") || strings.HasPrefix(rest, " Exception") {
			return Error
		}
	case "Traceback":
		if strings.HasPrefix(rest, " (most recent call last)") {
			return Error
		}
	}
	if strings.HasSuffix(word, "Exception") || strings.HasSuffix(word, "Error") && strings.HasPrefix(rest, ":") {
		return Error
	}
	return Info
}
