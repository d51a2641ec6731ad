package report

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// unquote gives the text of a JSON string, valid until the next read.
func (s *scanner) unquote(v []byte) []byte {
	if len(v) < 2 || v[0] != '"' {
		return v
	}
	if bytes.IndexByte(v, '\\') >= 0 {
		var err error
		if s.unquoted, err = jsontext.AppendUnquote(s.unquoted[:0], v); err != nil {
			s.problem("broken characters in this text were replaced")
		}
		return s.unquoted
	}
	v = v[1 : len(v)-1]
	if !utf8.Valid(v) {
		s.problem("this text is not UTF-8; broken characters were replaced")
		s.unquoted = append(s.unquoted[:0], strings.ToValidUTF8(string(v), "\uFFFD")...)
		return s.unquoted
	}
	return v
}

// scalar reads a text, number, boolean or null: its characters and kind, valid
// until the next read. Objects and arrays are passed over with a problem and
// count as null.
func (s *scanner) scalar() ([]byte, jsontext.Kind, error) {
	k := s.peek()
	if k == '{' || k == '[' {
		err := s.skip()
		if err == nil {
			s.problem("%s where a value belongs: passed over", kindName(k))
		}
		return nil, 'n', err
	}
	v, err := s.value()
	switch {
	case err != nil:
		return nil, k, err
	case k == 'n':
		return nil, k, nil
	case k != '"':
		if len(v) > s.text {
			return nil, k, s.over("bytes in one number", s.text)
		}
		return v, k, nil
	}
	b := s.unquote(v)
	if len(b) > s.text {
		return nil, k, s.over("bytes in one text", s.text)
	}
	return b, k, nil
}

// str reads a text; a number or boolean is taken as it is written.
func (s *scanner) str() (string, error) {
	b, _, err := s.scalar()
	return string(b), err
}

// rawNumber reads a number, also one written as text. The result is "" for null
// and for the empty text.
func (s *scanner) rawNumber() ([]byte, error) {
	b, k, err := s.scalar()
	if err != nil || k == 'n' || k == '0' {
		return b, err
	}
	b = trimSpace(b)
	if len(b) > 0 && (k != '"' || !isNumber(string(b))) {
		s.problem("%q is not a number", printable(string(b)))
	}
	return b, nil
}

func (s *scanner) number() (Number, error) {
	b, err := s.rawNumber()
	return MakeNumber(string(b)), err
}

func (s *scanner) time() (Time, error) {
	b, _, err := s.scalar()
	return s.checkedTime(string(trimSpace(b))), err
}

func (s *scanner) checkedTime(raw string) Time {
	t := parseTime(raw, nil)
	if raw != "" && t.T.IsZero() {
		s.problem("%q is not a date", printable(raw))
	}
	return t
}

// boolean reads true, false, and what stands for them.
func (s *scanner) boolean() (bool, error) {
	b, k, err := s.scalar()
	if err != nil || k == 'n' {
		return false, err
	}
	switch strings.ToLower(string(trimSpace(b))) {
	case "true", "1":
		return true, nil
	case "false", "0", "":
		return false, nil
	}
	s.problem("%q is neither true nor false", printable(string(b)))
	return false, nil
}

func trimSpace(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t' || b[0] == '\r' || b[0] == '\n') {
		b = b[1:]
	}
	for len(b) > 0 && (b[len(b)-1] == ' ' || b[len(b)-1] == '\t' || b[len(b)-1] == '\r' || b[len(b)-1] == '\n') {
		b = b[:len(b)-1]
	}
	return b
}
