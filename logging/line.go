package logging

import (
	"bytes"
	"time"
)

// lineBuilder reads an event as zerolog made it and writes it in our order and
// form. zerolog puts the message last and the context wherever it was given; a
// reader of raw lines wants both in front. It costs less than the write(2) that
// follows.
type lineBuilder struct {
	message, correlation, operation []byte // JSON values; nil = absent
	logger, user, pid, station      []byte
	fields                          []member
}

var emptyString = []byte(`""`)

// read takes an event apart. What it cannot read, which RawJSON makes possible,
// is kept as the text of a field "malformed".
func (b *lineBuilder) read(event []byte) {
	*b = lineBuilder{fields: b.fields[:0]}
	rest := bytes.TrimRight(event, "\n")
	rest = bytes.TrimPrefix(bytes.TrimSuffix(rest, []byte("}")), []byte("{"))
	for len(rest) > 0 {
		m, next, ok := nextMember(rest)
		if !ok {
			b.add(member{key: []byte("malformed"), val: quoted(string(rest))})
			return
		}
		if !validValue(m.val) {
			m.val = quoted(string(m.val))
			if m.val == nil {
				m.val = emptyString
			}
		}
		b.place(m)
		rest = next
	}
}

// place puts a member into its slot or among the fields. The first one given
// keeps a slot: the event's own field, before what the context hook adds.
func (b *lineBuilder) place(m member) {
	var slot *[]byte
	switch string(m.key) {
	case "timestamp", "level":
		return // zerolog's level, and what cannot be replaced
	case "message":
		b.message = m.val // the last one: Msg's
		return
	case "logger":
		slot = &b.logger
	case "correlation_id":
		slot = &b.correlation
	case "operation":
		slot = &b.operation
	case "user":
		slot = &b.user
	case "pid":
		slot = &b.pid
	case "station":
		slot = &b.station
	default:
		b.add(m)
		return
	}
	if *slot == nil {
		*slot = m.val
	}
}

// add appends a field; a key given twice keeps its last value, since strict
// readers refuse a line that holds both.
func (b *lineBuilder) add(m member) {
	for i := range b.fields {
		if bytes.Equal(b.fields[i].key, m.key) {
			b.fields[i].val = m.val
			return
		}
	}
	b.fields = append(b.fields, m)
}

// defaults fills the slots the event left empty.
func (b *lineBuilder) defaults(logger, user, pid, station []byte) {
	for _, d := range []struct {
		slot *[]byte
		val  []byte
	}{{&b.logger, logger}, {&b.user, user}, {&b.pid, pid}, {&b.station, station}} {
		if *d.slot == nil {
			*d.slot = d.val
		}
	}
	if b.message == nil {
		b.message = emptyString
	}
	if b.logger == nil {
		b.logger = emptyString
	}
}

// json appends the JSON form, with its line end.
func (b *lineBuilder) json(dst []byte, now time.Time, level string) []byte {
	dst = appendTime(append(dst, `{"timestamp":"`...), now)
	dst = append(append(append(dst, `","level":"`...), level...), '"')
	for _, m := range [...]struct {
		key string
		val []byte
	}{
		{`,"logger":`, b.logger}, {`,"message":`, b.message}, {`,"correlation_id":`, b.correlation},
		{`,"operation":`, b.operation}, {`,"user":`, b.user}, {`,"pid":`, b.pid}, {`,"station":`, b.station},
	} {
		if m.val != nil {
			dst = appendSafe(append(dst, m.key...), m.val)
		}
	}
	for _, m := range b.fields {
		dst = appendSafe(append(dst, ',', '"'), m.key)
		dst = appendSafe(append(dst, '"', ':'), m.val)
	}
	return append(dst, '}', '\n')
}

// text appends the text form, with its line end.
func (b *lineBuilder) text(dst []byte, now time.Time, level string) []byte {
	dst = append(appendTime(dst, now), ' ')
	dst = append(append(dst, level...), "        "[len(level):]...)
	dst = appendPlain(append(dst, ' '), b.logger)
	dst = appendPlain(append(dst, ": "...), b.message)
	if b.correlation != nil {
		dst = append(appendValue(append(dst, " [correlation_id="...), b.correlation), ']')
	}
	for i, m := range b.fields {
		if i == 0 {
			dst = append(dst, " ("...)
		} else {
			dst = append(dst, ' ')
		}
		dst = appendSafe(dst, m.key)
		dst = appendValue(append(dst, '='), m.val)
	}
	if len(b.fields) > 0 {
		dst = append(dst, ')')
	}
	return append(dst, '\n')
}
