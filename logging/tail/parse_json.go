package tail

import "strings"

// role says what a named value is for a line.
type role uint8

const (
	aField role = iota
	aTime
	aLevel
	aMessage
	aLogger
	aCorrelation
	aContext // the same on many lines: shown behind the event's own fields
)

// roleOf knows the names this program and the usual others give to the parts of a
// line: ours and pyWATS's, ECS's, python-json-logger's, bunyan's and pino's, Serilog's.
func roleOf(key string) role {
	switch key {
	case "timestamp", "time", "@timestamp", "ts", "asctime", "@t":
		return aTime
	case "level", "log.level", "severity", "levelname", "lvl", "@l":
		return aLevel
	case "message", "msg", "@m", "@mt":
		return aMessage
	case "logger", "log.logger", "name", "logger_name", "SourceContext":
		return aLogger
	case "correlation_id", "correlationId", "trace.id":
		return aCorrelation
	case "operation", "user", "pid", "station":
		return aContext
	}
	return aField
}

// readJSONHead reads level and time of a JSON line and stops when it has them: the
// rest is not looked at, and may be cut off. The first value of each sort that is
// understood counts. Without wantTime no time is read.
func readJSONHead(s string, wantTime bool) keyedHead {
	h := keyedHead{level: Unknown}
	for m := membersOf(s); !h.enough(wantTime) && m.next(); {
		h.take(m.key, m.val, m.at, wantTime)
	}
	return h
}

// take looks at one value, JSON text, which stands at the given place of the line.
func (h *keyedHead) take(key, val string, at int, wantTime bool) {
	switch roleOf(key) {
	case aLevel:
		if h.level == Unknown {
			h.level, h.levelAt = levelOfValue(val), at
		}
	case aTime:
		if wantTime && h.clock.kind == noClock && clockOfValue(val, &h.clock) {
			h.clockAt = at
		}
	case aMessage:
		h.message = h.message || isString(val)
	}
}

// levelOfValue reads a level as text, with what slog may add ("INFO+2"), or as the
// number of bunyan and pino.
func levelOfValue(val string) Level {
	if len(val) == 2 && val[1] == '0' {
		switch val[0] {
		case '1', '2':
			return Debug
		case '3':
			return Info
		case '4':
			return Warning
		case '5', '6':
			return Error
		}
	}
	word := inner(val)
	if i := strings.IndexAny(word, "+-"); i > 0 && isNumber(word[i+1:]) {
		word = word[:i]
	}
	return levelOf(word)
}

// clockOfValue reads a time as text or as seconds, milli-, micro- or nanoseconds
// since 1970.
func clockOfValue(val string, c *clock) bool {
	text := inner(val)
	n := timeAt(text, c)
	if n == len(text) && n > 0 {
		return true
	}
	*c = clock{}
	return !isString(val) && scanUnix(val, c)
}

// scanUnix reads a count since 1970 and tells its unit by its size.
func scanUnix(s string, c *clock) bool {
	whole, fraction, _ := strings.Cut(s, ".")
	if len(whole) < 9 || len(whole) > 19 || !isNumber(whole) || fraction != "" && !isNumber(fraction) {
		return false
	}
	var count uint64
	for i := range len(whole) {
		count = count*10 + uint64(whole[i]-'0')
	}
	unit := uint64(1) // of them in a second
	for count/unit >= 1e11 {
		unit *= 1000
	}
	nanos := count % unit * (1e9 / unit)
	scale := 1e9 / unit
	for i := 0; i < len(fraction) && scale > 1; i++ {
		scale /= 10
		nanos += uint64(fraction[i]-'0') * scale
	}
	c.kind, c.unix, c.nanos = unixTime, int64(count/unit), int32(nanos) // #nosec G115 -- at most 1e11, and nanoseconds of a second
	return count/unit >= 1e8
}
