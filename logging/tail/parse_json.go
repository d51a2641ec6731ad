package tail

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// parseJSON reads one JSON object. It knows the names this program and the usual
// others give to the parts of a line; all else becomes Fields. An object without
// a message and a level is no log line: false.
func parseJSON(s string, l *Line) bool {
	p := jsonLine{level: Unknown}
	if !eachMember(s, p.member) || !p.hasMessage && p.level == Unknown {
		return false
	}
	l.Time, l.Level, l.Logger, l.Message, l.CorrelationID = p.time, p.level, p.logger, p.message, p.correlation
	if p.context.Len() > 0 && p.fields.Len() > 0 {
		p.fields.WriteByte(' ')
	}
	l.Fields = p.fields.String() + p.context.String()
	return true
}

// jsonLine collects the members of a line; the first name of each sort counts.
type jsonLine struct {
	time                         time.Time
	level                        Level
	levelSet, hasMessage         bool
	logger, message, correlation string
	fields, context              strings.Builder
}

// member takes one member: the key and the value as JSON text.
func (p *jsonLine) member(key, val string) {
	switch key {
	case "timestamp", "time", "@timestamp", "ts":
		if t, ok := timeOf(val); ok && p.time.IsZero() {
			p.time = t
			return
		}
	case "level", "log.level", "severity", "levelname", "lvl":
		if lv := levelOf(unquote(val)); lv != Unknown && !p.levelSet {
			p.level, p.levelSet = lv, true
			return
		}
	case "message", "msg":
		if !p.hasMessage && isString(val) {
			p.message, p.hasMessage = unquote(val), true
			return
		}
	case "logger", "log.logger", "name":
		if p.logger == "" && isString(val) {
			p.logger = unquote(val)
			return
		}
	case "correlation_id", "trace.id":
		if p.correlation == "" && isString(val) {
			p.correlation = unquote(val)
			return
		}
	case "operation", "user", "pid", "station": // the same on many lines: behind the event's own
		writeField(&p.context, key, val)
		return
	}
	writeField(&p.fields, key, val)
}

// timeOf reads a time as text or as seconds, milli-, micro- or nanoseconds since 1970.
func timeOf(val string) (time.Time, bool) {
	if isString(val) {
		text := unquote(val)
		t, n := parseTime(text)
		return t, n > 0 && n == len(text)
	}
	f, err := strconv.ParseFloat(val, 64)
	if err != nil || f < 1e8 || f > 1e19 {
		return time.Time{}, false
	}
	for f >= 1e11 {
		f /= 1000
	}
	sec, frac := math.Modf(f)
	return time.Unix(int64(sec), int64(frac*1e9)).Round(time.Microsecond), true
}

// writeField appends key=value. A text that is not one plain word is quoted, so
// that nothing in it can look like another field or leave the line.
func writeField(b *strings.Builder, key, val string) {
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	writeWord(b, key)
	b.WriteByte('=')
	if isString(val) {
		writeWord(b, unquote(val))
		return
	}
	b.WriteString(val)
}

func writeWord(b *strings.Builder, s string) {
	plain := s != ""
	for _, r := range s {
		if r == ' ' || r == '"' || r == '=' || r == '\\' || !unicode.IsPrint(r) {
			plain = false
			break
		}
	}
	if plain {
		b.WriteString(s)
	} else {
		b.WriteString(strconv.Quote(s))
	}
}

// eachMember walks the members of the JSON object s and reports whether it is
// one from the first byte to the last. Values within values are only measured.
func eachMember(s string, member func(key, val string)) bool {
	i := skipSpace(s, 1) // after the brace
	if i < len(s) && s[i] == '}' {
		return skipSpace(s, i+1) == len(s)
	}
	for i < len(s) && s[i] == '"' {
		n := valueEnd(s[i:])
		if n < 0 {
			return false
		}
		key := unquote(s[i : i+n])
		i = skipSpace(s, i+n)
		if i >= len(s) || s[i] != ':' {
			return false
		}
		i = skipSpace(s, i+1)
		n = valueEnd(s[i:])
		if n <= 0 {
			return false
		}
		member(key, s[i:i+n])
		i = skipSpace(s, i+n)
		if i < len(s) && s[i] == '}' {
			return skipSpace(s, i+1) == len(s)
		}
		if i >= len(s) || s[i] != ',' {
			return false
		}
		i = skipSpace(s, i+1)
	}
	return false
}

func skipSpace(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	return i
}

// valueEnd gives the length of the JSON value s begins with; -1 when it has no end.
func valueEnd(s string) int {
	if s == "" {
		return -1
	}
	switch s[0] {
	case '"':
		return quoteEnd(s)
	case '{', '[':
		return nestEnd(s)
	}
	if i := strings.IndexAny(s, ",}] \t"); i >= 0 {
		return i
	}
	return len(s)
}

// quoteEnd gives the length of the JSON string s begins with.
func quoteEnd(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '"':
			return i + 1
		case '\\':
			i++
		}
	}
	return -1
}

// nestEnd gives the length of the array or object s begins with.
func nestEnd(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			n := quoteEnd(s[i:])
			if n < 0 {
				return -1
			}
			i += n - 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

func isString(val string) bool { return len(val) >= 2 && val[0] == '"' }

// unquote gives the text of a JSON string, and other values as they are.
func unquote(val string) string {
	if !isString(val) {
		return val
	}
	if strings.IndexByte(val, '\\') < 0 {
		return val[1 : len(val)-1]
	}
	var s string
	if err := json.Unmarshal([]byte(val), &s); err != nil {
		return val[1 : len(val)-1]
	}
	return s
}
