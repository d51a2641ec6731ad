package tail

import (
	"encoding/json"
	"strings"
)

// members walks the members of a JSON object. Values within values are only
// measured.
type members struct {
	s        string
	i        int    // where the next member begins
	key, val string // of this member: the key without its quotes, both as they stand
	at       int    // where val stands in s
	whole    bool   // after the last member: s is an object from the first byte to the last
}

// membersOf begins to walk s, which begins with a brace.
func membersOf(s string) members {
	m := members{s: s, i: skipSpace(s, 1)}
	if m.i < len(s) && s[m.i] == '}' {
		m.end(m.i)
	}
	return m
}

// next goes to the next member; false at the end and where the object breaks off.
func (m *members) next() bool {
	i := m.i
	if i >= len(m.s) || m.s[i] != '"' {
		return false
	}
	n := quoteEnd(m.s[i:])
	if n < 0 {
		return false
	}
	m.key = m.s[i+1 : i+n-1]
	i = skipSpace(m.s, i+n)
	if i >= len(m.s) || m.s[i] != ':' {
		return false
	}
	i = skipSpace(m.s, i+1)
	n = valueEnd(m.s[i:])
	if n <= 0 {
		return false
	}
	m.val, m.at = m.s[i:i+n], i
	i = skipSpace(m.s, i+n)
	if i >= len(m.s) {
		return false
	}
	switch m.s[i] {
	case '}':
		m.end(i)
	case ',':
		m.i = skipSpace(m.s, i+1)
	default:
		return false
	}
	return true
}

// end takes the closing brace at i.
func (m *members) end(i int) {
	m.i = len(m.s)
	m.whole = skipSpace(m.s, i+1) == len(m.s)
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
	for i := range len(s) {
		switch s[i] {
		case ',', '}', ']', ' ', '\t':
			return i
		}
	}
	return len(s)
}

// quoteEnd gives the length of the JSON string s begins with; -1 when it has no end.
func quoteEnd(s string) int {
	for i := 1; ; {
		n := strings.IndexByte(s[i:], '"')
		if n < 0 {
			return -1
		}
		end, slashes := i+n, 0
		for s[end-1-slashes] == '\\' { // the opening quote stops it
			slashes++
		}
		if i = end + 1; slashes%2 == 0 {
			return i
		}
	}
}

// nestEnd gives the length of the array or object s begins with; -1 when it has no
// end.
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

// inner gives what stands between the quotes of a JSON string, and other values as
// they are.
func inner(val string) string {
	if isString(val) {
		return val[1 : len(val)-1]
	}
	return val
}

// unquote gives the text of a JSON string, and other values as they are.
func unquote(val string) string {
	if !isString(val) || strings.IndexByte(val, '\\') < 0 {
		return inner(val)
	}
	var s string
	if err := json.Unmarshal([]byte(val), &s); err != nil {
		return inner(val)
	}
	return s
}

// unescape is unquote for a text without its quotes.
func unescape(text string) string {
	if strings.IndexByte(text, '\\') < 0 {
		return text
	}
	return unquote(`"` + text + `"`)
}
