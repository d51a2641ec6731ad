package report

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// scanner reads JSON values leniently: a value of the wrong kind is passed over
// and noted, not an error. Errors are for JSON that ends, breaks or goes over a limit.
type scanner struct {
	dec      *jsontext.Decoder
	src      *source
	text     int // limit of one text
	problems []Problem
	untold   int    // problems beyond maxProblems
	unquoted []byte // scratch
	names    []byte // names of the objects being read, each after its length
}

func newScanner(r io.Reader, text int) *scanner {
	s := &scanner{src: &source{r: r, max: valueBound(text)}, text: text}
	s.dec = jsontext.NewDecoder(s.src, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	s.src.done = s.dec.InputOffset
	return s
}

// valueBound is how many bytes a text of n bytes may take in JSON: each may be
// written as \u00XX, and there is white space.
func valueBound(n int) int64 { return 6*int64(n) + 64<<10 }

// place is where the reader stands, as root/steps[3]/name.
func (s *scanner) place() string {
	var b strings.Builder
	for tok := range s.dec.StackPointer().Tokens() {
		if b.Len() > 400 {
			b.WriteString("/…")
			break
		}
		if _, err := strconv.ParseUint(tok, 10, 32); err == nil {
			b.WriteString("[" + tok + "]")
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('/')
		}
		b.WriteString(printable(tok))
	}
	return b.String()
}

func printable(s string) string {
	if len(s) > 80 {
		s = s[:80] + "…"
	}
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, s)
}

// problem notes something odd at the place just read.
func (s *scanner) problem(format string, args ...any) {
	if len(s.problems) >= maxProblems {
		s.untold++
		return
	}
	s.problems = append(s.problems, Problem{Where: s.place(), What: fmt.Sprintf(format, args...)})
}

func (s *scanner) allProblems() []Problem {
	if s.untold > 0 {
		s.problems = append(s.problems, Problem{What: strconv.Itoa(s.untold) + " more, not listed"})
		s.untold = 0
	}
	return s.problems
}

// fail makes the error of this place out of what the JSON reader says; nil stays nil.
func (s *scanner) fail(err error) error {
	if err == nil {
		return nil
	}
	return s.failed(err) // apart, so that the good way allocates nothing
}

func (s *scanner) failed(err error) error {
	var de *DecodeError
	if errors.As(err, &de) {
		return err
	}
	e := &DecodeError{Where: s.place(), Offset: s.dec.InputOffset(), Err: err}
	var syn *jsontext.SyntacticError
	switch {
	case errors.Is(err, errTooLong):
		e.What, e.Err = "one value is longer than is accepted", errors.Join(ErrLimit, err)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		e.What, e.Err = "the answer ends in the middle", io.ErrUnexpectedEOF
	case errors.As(err, &syn):
		e.Offset = syn.ByteOffset
		e.What, e.Err = "the answer is broken JSON: "+printable(syn.Err.Error()), errors.Join(ErrNotJSON, err)
	default:
		e.What = "the answer could not be read: " + err.Error()
	}
	return e
}

func (s *scanner) over(what string, limit int) error {
	return &DecodeError{
		Where: s.place(), Offset: s.dec.InputOffset(), Err: ErrLimit,
		What: fmt.Sprintf("more than %d %s", limit, what),
	}
}

// skip passes over the next value, whatever it is.
func (s *scanner) skip() error {
	before := s.src.max
	s.src.max = max(before, maxSkipped)
	err := s.dec.SkipValue()
	s.src.max = before
	return s.fail(err)
}

// object reads an object, calling field for each name; field reads the value. A
// value of another kind is passed over: null silently, others with a problem.
// The name is valid until field reads.
func (s *scanner) object(field func(name []byte) error) error {
	if ok, err := s.open('{', "an object"); !ok {
		return err
	}
	mark := len(s.names)
	defer func() { s.names = s.names[:mark] }()
	var bloom uint64
	for s.dec.PeekKind() != '}' {
		v, err := s.dec.ReadValue()
		if err != nil {
			return s.fail(err)
		}
		name := s.unquote(v)
		if s.seen(mark, &bloom, name) {
			s.problem("this field stands here twice; the last one counts")
		}
		if err := field(name); err != nil {
			return err
		}
	}
	_, err := s.dec.ReadToken()
	return s.fail(err)
}

// array reads an array, calling each for every element, which reads it.
func (s *scanner) array(each func() error) error {
	if ok, err := s.open('[', "a list"); !ok {
		return err
	}
	for s.dec.PeekKind() != ']' {
		if err := each(); err != nil {
			return err
		}
	}
	_, err := s.dec.ReadToken()
	return s.fail(err)
}

// open reads the opening token; ok is false when something else was there.
func (s *scanner) open(want jsontext.Kind, called string) (ok bool, err error) {
	switch k := s.dec.PeekKind(); k {
	case want:
		_, err = s.dec.ReadToken()
		return err == nil, s.fail(err)
	case 'n':
		return false, s.skip()
	default:
		if err := s.skip(); err != nil {
			return false, err
		}
		s.problem("%s, not %s: passed over", kindName(k), called)
		return false, nil
	}
}

func kindName(k jsontext.Kind) string {
	switch k {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a text"
	case '0':
		return "a number"
	case 'n':
		return "null"
	}
	return "a boolean"
}

// seen reports whether this object had the name before, and remembers it. Only
// the first hundred names are compared.
func (s *scanner) seen(mark int, bloom *uint64, name []byte) bool {
	n := len(name)
	if n == 0 || n > 255 || len(s.names)-mark > 2048 {
		return false
	}
	bit := uint64(1) << ((n*7 + int(name[0])*3 + int(name[n/2])*5 + int(name[n-1])) & 63)
	if *bloom&bit != 0 {
		for at := mark; at < len(s.names); at += 1 + int(s.names[at]) {
			if string(s.names[at+1:at+1+int(s.names[at])]) == string(name) {
				return true
			}
		}
	}
	*bloom |= bit
	s.names = append(append(s.names, byte(n)), name...)
	return false
}

// unquote gives the text of a JSON string, valid until the next read.
func (s *scanner) unquote(v jsontext.Value) []byte {
	if len(v) < 2 || v[0] != '"' {
		return v
	}
	for _, c := range v {
		if c == '\\' {
			var err error
			if s.unquoted, err = jsontext.AppendUnquote(s.unquoted[:0], []byte(v)); err != nil {
				s.problem("broken characters in this text were replaced")
			}
			return s.unquoted
		}
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
	k := s.dec.PeekKind()
	if k == '{' || k == '[' {
		err := s.skip()
		if err == nil {
			s.problem("%s where a value belongs: passed over", kindName(k))
		}
		return nil, 'n', err
	}
	v, err := s.dec.ReadValue()
	switch {
	case err != nil:
		return nil, k, s.fail(err)
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
