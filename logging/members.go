package logging

import (
	"bytes"
	"encoding/json"
)

// member is one "key":value of an event: the key without its quotes, the value
// as JSON text. Both point into the event.
type member struct{ key, val []byte }

// nextMember splits the first member off the inside of a JSON object. It trusts
// zerolog for the keys and for what is a string; RawJSON may hold anything, so
// the value still has to pass validValue.
func nextMember(p []byte) (m member, rest []byte, ok bool) {
	if len(p) == 0 || p[0] != '"' {
		return member{}, p, false
	}
	end := stringEnd(p)
	if end < 0 || end >= len(p) || p[end] != ':' {
		return member{}, p, false
	}
	m.key, rest = p[1:end-1], p[end+1:]
	n := valueEnd(rest)
	if n < 0 {
		return member{}, p, false
	}
	m.val, rest = rest[:n], rest[n:]
	if len(rest) > 0 {
		if rest[0] != ',' {
			return member{}, p, false
		}
		rest = rest[1:]
	}
	return m, rest, true
}

// stringEnd gives the index after the closing quote of the string p begins
// with; -1 when it is not closed.
func stringEnd(p []byte) int {
	for i := 1; i < len(p); i++ {
		n := bytes.IndexByte(p[i:], '"')
		if n < 0 {
			return -1
		}
		slashes := 0
		for n-slashes > 0 && p[i+n-slashes-1] == '\\' {
			slashes++
		}
		i += n
		if slashes%2 == 0 {
			return i + 1
		}
	}
	return -1
}

// valueEnd gives the length of the value p begins with; -1 when it has no end.
func valueEnd(p []byte) int {
	depth := 0
	for i := 0; i < len(p); i++ {
		switch p[i] {
		case '"':
			n := stringEnd(p[i:])
			if n < 0 {
				return -1
			}
			i += n - 1
		case '{', '[':
			depth++
		case '}', ']':
			depth--
			if depth < 0 {
				return -1
			}
		case ',':
			if depth == 0 {
				return i
			}
		}
	}
	if depth != 0 {
		return -1
	}
	return len(p)
}

// validValue reports whether val may stand in a line as it is. What zerolog
// makes passes on the quick side: strings without escapes and plain numbers.
func validValue(val []byte) bool {
	if len(val) == 0 {
		return false
	}
	if val[0] == '"' && bytes.IndexByte(val, '\\') < 0 {
		return stringEnd(val) == len(val)
	}
	for _, c := range val {
		if c < '0' || c > '9' {
			return json.Valid(val)
		}
	}
	return val[0] != '0' || len(val) == 1
}

// quoted gives s as a JSON string; nil for "".
func quoted(s string) []byte {
	if s == "" {
		return nil
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string into memory cannot fail
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
