package station

import (
	"runtime"
	"strings"
	"unicode"
	"unicode/utf8"

	"stationcompanion/station/internal/coding"
)

// A station.conf is kept as its lines, each cut into the parts around its value, so
// that an edit changes that value and nothing else.
//
//	key = value             white space around both is not part of them
//	key = value   # note    a # begins a comment at the start of a line or after white space
//	key = "a # b"           a value that needs it stands in double quotes, "" is one quote
//	TEST-07                 a file holding this one bare line names the station (older format)
//
// Keys are read in any case. A key that stands twice has its last value, and it is
// that one which an edit changes; removing a key removes all its lines.
type document struct {
	lines   []line
	older   bool   // the older format: one bare line, the name
	newline string // for lines to come
	coding  coding.Coding
}

type lineKind uint8

const (
	lineNote    lineKind = iota // empty, or a comment
	lineSetting                 // key = value
	lineBare                    // a text alone
	lineBad                     // something with a = that is no setting
)

// line is one line; before + raw + after + end is its text.
type line struct {
	kind   lineKind
	key    Key    // as compared: in lower case
	value  string // what raw means
	before string // up to the value
	raw    string // the value as written, with its quotes
	after  string // from the value to the end: white space, comment
	end    string // "\n", "\r\n", "\r", or "" at the end of the file
}

func (l line) text() string { return l.before + l.raw + l.after }

// parseDocument cuts a text into lines. It takes every text.
func parseDocument(text string, c coding.Coding) *document {
	d := &document{coding: c}
	for text != "" {
		var l line
		i := strings.IndexAny(text, "\r\n")
		switch {
		case i < 0:
			l, text = parseLine(text), ""
		default:
			n := 1
			if strings.HasPrefix(text[i:], "\r\n") {
				n = 2
			}
			l = parseLine(text[:i])
			l.end, text = text[i:i+n], text[i+n:]
			if d.newline == "" {
				d.newline = l.end
			}
		}
		d.lines = append(d.lines, l)
	}
	if d.newline == "" {
		d.newline = systemNewline
	}
	d.older = d.bare() >= 0
	return d
}

// systemNewline ends the lines of files that have none yet.
var systemNewline = map[bool]string{false: "\n", true: "\r\n"}[runtime.GOOS == "windows"]

func parseLine(text string) line {
	trimmed := strings.TrimSpace(text)
	if trimmed == "" || trimmed[0] == '#' {
		return line{kind: lineNote, before: text}
	}
	name, rest, assigned := strings.Cut(text, "=")
	if key := strings.TrimSpace(name); assigned && isKey(key) {
		l := cutValue(name+"=", rest)
		l.kind, l.key = lineSetting, Key(strings.ToLower(key))
		return l
	}
	l := cutValue("", text)
	if l.kind = lineBare; strings.Contains(l.raw, "=") {
		return line{kind: lineBad, before: text}
	}
	return l
}

// isKey tells whether a text can stand before the =.
func isKey(s string) bool {
	for _, r := range s {
		if r != '_' && r != '-' && r != '.' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return s != ""
}

// cutValue parts rest into the value and what stands around it.
func cutValue(before, rest string) line {
	trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
	before += rest[:len(rest)-len(trimmed)]
	if value, n, ok := quoted(trimmed); ok {
		return line{before: before, raw: trimmed[:n], value: value, after: trimmed[n:]}
	}
	cut := len(trimmed)
	for i := 0; i < len(trimmed); i++ {
		if trimmed[i] == '#' && (i == 0 && endsInSpace(before) || endsInSpace(trimmed[:i])) {
			cut = i
			break
		}
	}
	raw := strings.TrimRightFunc(trimmed[:cut], unicode.IsSpace)
	return line{before: before, raw: raw, value: raw, after: trimmed[len(raw):]}
}

func endsInSpace(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && unicode.IsSpace(r)
}

// quoted reads a value in double quotes at the start of s and gives the length it
// takes. Something else than a comment after it makes the quotes part of the value.
func quoted(s string) (value string, n int, ok bool) {
	if !strings.HasPrefix(s, `"`) {
		return "", 0, false
	}
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			continue
		}
		if strings.HasPrefix(s[i:], `""`) {
			i++
			continue
		}
		rest := s[i+1:]
		trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
		if trimmed == "" || trimmed[0] == '#' && len(trimmed) < len(rest) {
			return strings.ReplaceAll(s[1:i], `""`, `"`), i + 1, true
		}
		return "", 0, false
	}
	return "", 0, false
}

// writeValue gives the text that is read as value, which holds no line end.
func writeValue(value string) string {
	if value == "" {
		return ""
	}
	if value == strings.TrimSpace(value) && value[0] != '"' && value[0] != '#' {
		if l := cutValue("= ", value); l.value == value {
			return value
		}
	}
	return `"` + strings.ReplaceAll(value, `"`, `""`) + `"`
}

// text is the file's text.
func (d *document) text() string {
	var b strings.Builder
	for _, l := range d.lines {
		b.WriteString(l.text())
		b.WriteString(l.end)
	}
	return b.String()
}

// bare finds the one line that, read again, would make this the older format, or -1.
func (d *document) bare() int {
	at := -1
	for i, l := range d.lines {
		switch {
		case l.kind == lineNote:
		case l.kind == lineBare && at < 0:
			at = i
		default:
			return -1
		}
	}
	return at
}

// find gives the line that decides a key, or -1.
func (d *document) find(k Key) int {
	for i := len(d.lines) - 1; i >= 0; i-- {
		if d.lines[i].kind == lineSetting && d.lines[i].key == k {
			return i
		}
	}
	if k == KeyStation && d.older {
		return d.bare()
	}
	return -1
}

// get gives the value of a key as written, without quotes.
func (d *document) get(k Key) (string, bool) {
	i := d.find(k)
	if i < 0 {
		return "", false
	}
	return d.lines[i].value, true
}
