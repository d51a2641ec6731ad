package client

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// questionBound is the longest text that can be a question, in characters.
const questionBound = 200

// CleanText strips a scanner's envelope (Ctrl+Q…Ctrl+Y, STX/ETX, AIM prefix, CR LF,
// Tab, a group separator at the ends) and white space around, invisible characters
// included. What is inside stays. Applying it twice changes nothing.
func CleanText(raw string) string {
	for {
		text := strings.TrimFunc(raw, isEnvelope)
		// An AIM symbology identifier (ISO/IEC 15424): "]", a letter, a modifier.
		if len(text) >= 3 && text[0] == ']' && isLetter(text[1]) && isModifier(text[2]) {
			text = text[3:]
		}
		if text == raw {
			return text
		}
		raw = text
	}
}

func isEnvelope(r rune) bool {
	switch r {
	case 0x02, 0x03, 0x11, 0x19, 0x1D: // STX ETX Ctrl+Q Ctrl+Y GS
		return true
	case '\uFEFF', '\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u2060': // come along when pasted
		return true
	}
	return unicode.IsSpace(r)
}

func isLetter(b byte) bool   { return 'a' <= b|0x20 && b|0x20 <= 'z' }
func isModifier(b byte) bool { return '0' <= b && b <= '9' }

var (
	dashedID  = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	bareID    = regexp.MustCompile(`^[0-9a-f]{32}$`)
	urlOfHost = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)+(:[0-9]+)?/`)
)

// ParseID finds a report id in a text: dashes or none, braces, upper case,
// urn:uuid:, inside a pasted URL (whose host is never contacted; of several the
// last). Canonical form: lower case with dashes.
func ParseID(text string) (id string, ok bool) {
	if len(text) < 32 {
		return "", false
	}
	text = strings.ToLower(CleanText(text))
	if strings.Contains(text, "://") || urlOfHost.MatchString(text) {
		return lastIDOf(text)
	}
	text = strings.TrimPrefix(text, "urn:uuid:")
	if len(text) > 2 && (text[0] == '{' && text[len(text)-1] == '}' || text[0] == '(' && text[len(text)-1] == ')') {
		text = strings.TrimSpace(text[1 : len(text)-1])
	}
	return canonicalID(text)
}

func canonicalID(text string) (string, bool) {
	switch {
	case dashedID.MatchString(text):
		return text, true
	case bareID.MatchString(text):
		return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:], true
	}
	return "", false
}

// lastIDOf finds the last id that stands alone, with no letter, digit or dash beside it.
func lastIDOf(address string) (id string, ok bool) {
	if unescaped, err := url.PathUnescape(address); err == nil {
		address = strings.ToLower(unescaped)
	}
	for word := range strings.FieldsFuncSeq(address, func(r rune) bool {
		return r >= utf8.RuneSelf || !isLetter(byte(r)) && !isModifier(byte(r)) && r != '-' // #nosec G115 -- a single byte, looked at before
	}) {
		if found, is := canonicalID(word); is {
			id, ok = found, true
		}
	}
	return id, ok
}

// questionProblem says why a cleaned text cannot be a question; "" when it can.
func questionProblem(text string) string {
	switch {
	case text == "":
		return QuestionEmpty
	case utf8.RuneCountInString(text) > questionBound:
		return QuestionTooLong
	case !utf8.ValidString(text), strings.ContainsFunc(text, unicode.IsControl):
		return QuestionControl
	}
	return ""
}
