package tail

import (
	"time"
	"unsafe"
)

// IsHead reports whether a line begins an event of its own; false for continuation
// lines. line is what ParseLine takes, as bytes. It is ParseLine(line).Level !=
// Unknown, only cheaper, and allocates nothing.
func IsHead(line []byte) bool {
	s := asText(line)
	s = s[lead(s):]
	if isObject(s) {
		return jsonLevel(s) != Unknown
	}
	h := headingOf(s)
	if h.form == pairForm {
		return h.levelIn(s) != Unknown
	}
	return h.form != noForm
}

// LevelOf gives the level ParseLine would give, without the rest. It allocates
// nothing.
func LevelOf(line []byte) Level {
	s := asText(line)
	s = s[lead(s):]
	if isObject(s) {
		return jsonLevel(s)
	}
	h := headingOf(s)
	return h.levelIn(s)
}

// TimeOf gives the time ParseLine would give; zero when there is none.
func TimeOf(line []byte) time.Time {
	s := asText(line)
	s = s[lead(s):]
	h := headingOf(s)
	return h.timeIn(s)
}

// asText looks at bytes as a text without copying them. The text must not be kept:
// it changes when the bytes do.
func asText(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) } // #nosec G103 -- read only, and never kept: see above

// isObject reports whether a line can be JSON.
func isObject(s string) bool { return s != "" && s[0] == '{' }

// jsonLevel gives the level of a JSON line.
func jsonLevel(s string) Level {
	head := readJSONHead(s, false)
	if head.level == Unknown && head.message { // a time would make an event of it
		head = readJSONHead(s, true)
	}
	return head.levelOrInfo()
}

// levelIn gives the level of the line s, whose heading h is.
func (h *heading) levelIn(s string) Level {
	switch h.form {
	case jsonForm:
		return jsonLevel(s)
	case pairForm:
		head := readPairHead(s, false)
		if head.level == Unknown {
			head = readPairHead(s, true)
		}
		return head.levelOrInfo()
	case levelForm, glogForm:
		return h.level.level
	case watsForm:
		return readWATS(s[h.end:]).level
	case syslogForm:
		_, _, level := readSyslog(s[h.end:])
		return level
	case timeForm:
		return findLevel(s[h.end:]).level
	case accessForm, headerForm:
		return Info
	}
	return Unknown
}

// timeIn gives the time of the line s, whose heading h is.
func (h *heading) timeIn(s string) time.Time {
	switch h.form {
	case noForm:
		return time.Time{}
	case jsonForm:
		if head := readJSONHead(s, true); head.levelOrInfo() != Unknown {
			return head.clock.time()
		}
		return time.Time{}
	case pairForm:
		head := readPairHead(s, true)
		return head.clock.time()
	}
	return h.clock.time()
}

// keyedHead is what a line of named values tells about itself.
type keyedHead struct {
	level            Level // Unknown when no value gives it
	clock            clock
	levelAt, clockAt int  // where these values stand in the line; 0 when they are missing
	message          bool // there is one
}

// levelOrInfo gives the level of an event; Unknown when the line is none. A time
// with a message makes one too; a time alone may be any data.
func (h *keyedHead) levelOrInfo() Level {
	if h.level == Unknown && h.message && h.clock.kind != noClock {
		return Info
	}
	return h.level
}

// enough reports whether nothing more needs to be read.
func (h *keyedHead) enough(wantTime bool) bool {
	return h.level != Unknown && (!wantTime || h.clock.kind != noClock)
}
