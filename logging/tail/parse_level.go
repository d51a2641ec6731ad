package tail

import "strings"

// plainLevel knows the names that mean a level even where nothing but blanks sets
// them apart, in the cases in use.
func plainLevel(word string) Level {
	switch word {
	case "INFO", "info", "INF":
		return Info
	case "DEBUG", "debug", "DBG", "TRACE", "trace", "TRC", "VRB":
		return Debug
	case "WARNING", "warning", "WARN", "warn", "WRN":
		return Warning
	case "ERROR", "error", "ERR", "FATAL", "fatal", "FTL", "CRITICAL", "critical", "SEVERE", "severe":
		return Error
	}
	return Unknown
}

// levelOf knows all names in use, in any case. Some of them are words too ("a FINE
// day", "ALERT the crew"): only where something sets them apart do they count.
func levelOf(word string) Level {
	if level := plainLevel(word); level != Unknown || len(word) < 3 || len(word) > maxLevel {
		return level
	}
	var upper [maxLevel]byte
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
