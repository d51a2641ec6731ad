package tail

import (
	"strconv"
	"strings"
	"unicode"
)

// fillJSON reads all of a JSON line. Where it is not an object to its end (the
// writer died, the line is longer than what is kept) the message is all of the
// line, and time and level are what they are.
func fillJSON(s string, l *Line) {
	head := readJSONHead(s, true)
	p := parts{head: head}
	m := membersOf(s)
	for m.next() {
		p.take(m.key, m.val, m.at)
	}
	l.Logger, l.CorrelationID = p.logger, p.correlation
	if m.whole {
		l.Message, l.Fields = p.message, p.allFields()
	}
}

// parts collects the values of a line; the first of each sort counts.
type parts struct {
	head                         keyedHead
	hasMessage                   bool
	logger, message, correlation string
	fields, context              strings.Builder
}

// take takes one value, JSON text, which stands at the given place of the line.
func (p *parts) take(key, val string, at int) {
	switch roleOf(key) {
	case aTime:
		if at == p.head.clockAt {
			return
		}
	case aLevel:
		if at == p.head.levelAt && p.head.level != Unknown {
			return
		}
	case aMessage:
		if !p.hasMessage && isString(val) {
			p.message, p.hasMessage = unquote(val), true
			return
		}
	case aLogger:
		if p.logger == "" && isString(val) {
			p.logger = unquote(val)
			return
		}
	case aCorrelation:
		if p.correlation == "" && isString(val) {
			if p.correlation = unquote(val); strings.Trim(p.correlation, "-") == "" { // pyWATS's none
				p.correlation = ""
			}
			return
		}
	case aContext:
		writeField(&p.context, key, val)
		return
	}
	writeField(&p.fields, key, val)
}

// allFields gives the fields, those of the event first.
func (p *parts) allFields() string {
	if p.context.Len() > 0 && p.fields.Len() > 0 {
		p.fields.WriteByte(' ')
	}
	return p.fields.String() + p.context.String()
}

// writeField appends key=value. A text that is not one plain word is quoted, so
// that nothing in it can look like another field or leave the line.
func writeField(b *strings.Builder, key, val string) {
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	writeWord(b, unescape(key))
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
