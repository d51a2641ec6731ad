package tail

import "strings"

// pairs walks logfmt: key=value key="quoted value" …
type pairs struct {
	s        string
	i        int // where the rest begins
	key, val string
	at       int // where val stands in s
}

// next goes to the next pair; false at the end and where the text is no pair.
func (p *pairs) next() bool {
	i := skipSpace(p.s, p.i)
	n := i
	for n < len(p.s) && n < i+maxWord && (isWordByte(p.s[n]) || p.s[n] == '.' || p.s[n] == '-' || p.s[n] == '@') {
		n++
	}
	if n == i || n+1 >= len(p.s) || p.s[n] != '=' {
		return false
	}
	p.key, p.at = p.s[i:n], n+1
	val := p.s[n+1:]
	end := 0
	if val[0] == '"' {
		if end = quoteEnd(val); end < 0 {
			return false
		}
	} else if end = strings.IndexAny(val, " \t"); end < 0 {
		end = len(val)
	}
	if end < len(val) && val[end] != ' ' && val[end] != '\t' {
		return false
	}
	p.val, p.i = val[:end], n+1+end
	return true
}

// beginsPairs reports whether s begins with a pair that can be a line's time or
// level.
func beginsPairs(s string) bool {
	i := strings.IndexByte(s[:min(len(s), len("@timestamp="))], '=')
	if i < 0 {
		return false
	}
	r := roleOf(s[:i])
	return r == aTime || r == aLevel
}

// readPairHead is readJSONHead for logfmt. A time alone makes an event of it too:
// what begins with time=… and goes on in pairs is nothing else.
func readPairHead(s string, wantTime bool) keyedHead {
	h := keyedHead{level: Unknown}
	for p := (pairs{s: s}); !h.enough(wantTime) && p.next(); {
		h.take(p.key, p.val, p.at, wantTime)
	}
	h.message = true
	return h
}

// fillPairs reads all of a logfmt line. Without a message of its own what follows
// the pairs is the message.
func fillPairs(s string, l *Line) {
	p := parts{head: readPairHead(s, true)}
	walk := pairs{s: s}
	for walk.next() {
		if r := roleOf(walk.key); r >= aMessage && r <= aCorrelation && !isString(walk.val) {
			p.take(walk.key, `"`+walk.val+`"`, walk.at)
		} else {
			p.take(walk.key, walk.val, walk.at)
		}
	}
	l.Logger, l.CorrelationID, l.Message, l.Fields = p.logger, p.correlation, p.message, p.allFields()
	rest := strings.TrimLeft(s[walk.i:], " \t")
	if !p.hasMessage {
		l.Message = rest
	} else if rest != "" { // hide nothing
		l.Fields = strings.TrimLeft(l.Fields+" "+rest, " ")
	}
}
