package tail

import (
	"strings"
	"time"
)

// ParseLine understands one line, without its line end: the JSON and text lines
// of this program, JSON lines of others, and anything that begins with a time or
// a level. What it does not understand is a Line of Level Unknown whose Message
// is all of raw. No is left 0.
func ParseLine(raw string) Line {
	l := Line{Raw: raw, Level: Unknown}
	if strings.HasPrefix(raw, "{") && parseJSON(raw, &l) || parseOwnText(raw, &l) || parseGeneric(raw, &l) {
		return l
	}
	l.Message = raw
	return l
}

// parseOwnText reads the text form of package logging:
//
//	2026-02-02T10:15:23.456Z INFO     client: Message [correlation_id=…] (key=value …)
func parseOwnText(s string, l *Line) bool {
	const at = len("2026-02-02T10:15:23.456Z ")
	const head = at + len("WARNING  ")
	if len(s) < head || s[at-2] != 'Z' || s[at-1] != ' ' || s[head-1] != ' ' {
		return false
	}
	when, n := parseTime(s)
	level := ownLevel(s[at : head-1])
	if n != at-1 || level == Unknown {
		return false
	}
	logger, message, ok := strings.Cut(s[head:]+" ", ": ")
	if !ok || strings.ContainsRune(logger, ' ') {
		return false
	}
	l.Time, l.Level, l.Logger = when, level, logger
	message = strings.TrimSuffix(message, " ")
	message, l.Fields = cutFields(message)
	l.Message, l.CorrelationID = cutCorrelation(message)
	return true
}

// ownLevel reads the level of a text line, padded to eight.
func ownLevel(s string) Level {
	switch s {
	case "DEBUG   ":
		return Debug
	case "INFO    ":
		return Info
	case "WARNING ":
		return Warning
	case "ERROR   ":
		return Error
	}
	return Unknown
}

// cutFields takes " (key=value …)" off the end. A message may end in brackets of
// its own, as in "OPEN (5 consecutive failures)": only a whole list counts.
func cutFields(s string) (message, fields string) {
	if !strings.HasSuffix(s, ")") {
		return s, ""
	}
	for from := 0; ; {
		i := strings.Index(s[from:], " (")
		if i < 0 {
			return s, ""
		}
		i += from
		if inner := s[i+2 : len(s)-1]; isFieldList(inner) {
			return s[:i], inner
		}
		from = i + 2
	}
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

// parseGeneric reads "time … LEVEL … message", in either order and with whatever
// brackets, dashes and commas around, and Python's "time - name - LEVEL - message".
func parseGeneric(s string, l *Line) bool {
	rest := strings.TrimLeft(s, "[( ")
	when, n := parseTime(rest)
	if n > 0 {
		rest = rest[n:]
	} else {
		rest = s
	}
	level, name, message := cutLevel(rest, n > 0)
	if n == 0 && level == Unknown {
		return false
	}
	l.Time, l.Level, l.Logger, l.Message = when, level, name, message
	return true
}

const fill = " \t[](){}|,;:-"

// cutLevel finds the level among the first words. Words before it are the
// logger's name if there is one only. Without a time in front the level must be
// the first word: "ERROR" may stand anywhere in a sentence.
func cutLevel(s string, timed bool) (level Level, name, message string) {
	words := 1
	if timed {
		words = 4
	}
	rest := strings.TrimLeft(s, fill)
	message = rest
	var before []string
	for range words {
		end := strings.IndexAny(rest, fill)
		if end < 0 {
			end = len(rest)
		}
		word := rest[:end]
		rest = strings.TrimLeft(rest[end:], fill)
		bracketed := len(rest) < len(s) && strings.Contains(s, "["+word+"]")
		if lv := levelOf(word); lv != Unknown && (bracketed || word == strings.ToUpper(word) || timed && len(before) == 0) {
			if len(before) == 1 {
				name = before[0]
			}
			return lv, name, rest
		}
		before = append(before, word)
	}
	return Unknown, "", message
}

// levelOf knows the names in use, in any case.
func levelOf(word string) Level {
	if len(word) < 3 || len(word) > 11 {
		return Unknown
	}
	switch strings.ToUpper(word) {
	case "DEBUG", "DBG", "TRACE", "TRC", "VERBOSE", "FINE":
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

// parseTime reads a time at the start of s and gives its length; 0 when there is
// none. The date is YYYY-MM-DD (or with slashes), then T or a space, HH:MM:SS, a
// fraction after a dot or a comma, and Z or ±HH:MM. Without a zone it is local.
func parseTime(s string) (time.Time, int) {
	if len(s) < 19 || s[4] != s[7] || s[4] != '-' && s[4] != '/' || s[10] != 'T' && s[10] != ' ' || s[13] != ':' || s[16] != ':' {
		return time.Time{}, 0
	}
	var part [6]int
	for i, p := range [6]string{s[0:4], s[5:7], s[8:10], s[11:13], s[14:16], s[17:19]} {
		n, ok := digits(p)
		if !ok {
			return time.Time{}, 0
		}
		part[i] = n
	}
	if part[1] < 1 || part[1] > 12 || part[2] < 1 || part[3] > 23 || part[4] > 59 || part[5] > 60 {
		return time.Time{}, 0
	}
	nanos, n := parseFraction(s, 19)
	zone, n := parseZone(s, n)
	t := time.Date(part[0], time.Month(part[1]), part[2], part[3], part[4], part[5], nanos, zone)
	if part[2] > 28 && time.Date(part[0], time.Month(part[1]), part[2], 0, 0, 0, 0, time.UTC).Day() != part[2] {
		return time.Time{}, 0
	}
	return t, n
}

// parseFraction reads .123 or ,123 at n.
func parseFraction(s string, n int) (nanos, end int) {
	if n+1 >= len(s) || s[n] != '.' && s[n] != ',' || s[n+1] < '0' || s[n+1] > '9' {
		return 0, n
	}
	scale := int(time.Second)
	for n++; n < len(s) && s[n] >= '0' && s[n] <= '9'; n++ {
		scale /= 10
		nanos += int(s[n]-'0') * scale
	}
	return nanos, n
}

// parseZone reads Z, +01:00 or +0100 at n.
func parseZone(s string, n int) (*time.Location, int) {
	if n < len(s) && s[n] == 'Z' {
		return time.UTC, n + 1
	}
	if n+5 > len(s) || s[n] != '+' && s[n] != '-' {
		return time.Local, n
	}
	mm := n + 3
	if s[mm] == ':' {
		mm++
	}
	if mm+2 > len(s) {
		return time.Local, n
	}
	h, ok1 := digits(s[n+1 : n+3])
	m, ok2 := digits(s[mm : mm+2])
	if !ok1 || !ok2 || h > 23 || m > 59 {
		return time.Local, n
	}
	offset := h*3600 + m*60
	if s[n] == '-' {
		offset = -offset
	}
	return time.FixedZone("", offset), mm + 2
}

func digits(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}
