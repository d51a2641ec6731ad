package report

import (
	"io"

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
}

var lenient = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

func newScanner(r io.Reader, text int) *scanner {
	s := &scanner{src: &source{r: r, max: valueBound(text)}, text: text}
	s.dec = jsontext.NewDecoder(s.src, lenient...)
	s.src.done = s.dec.InputOffset
	return s
}

// valueBound is how many bytes a text of n bytes may take in JSON: each may be
// written as \u00XX, and there is white space.
func valueBound(n int) int64 { return 6*int64(n) + 64<<10 }

// peek tells what comes next; an error is told by reading it.
func (s *scanner) peek() jsontext.Kind { return s.dec.PeekKind() }

// value reads a text, number, boolean or null as written, valid until the next read.
func (s *scanner) value() ([]byte, error) {
	v, err := s.dec.ReadValue()
	return v, s.fail(err)
}

// open reads the opening token; ok is false when something else was there.
func (s *scanner) open(want jsontext.Kind, called string) (ok bool, err error) {
	switch k := s.peek(); k {
	case want:
		return true, s.bracket()
	case 'n':
		return false, s.skip()
	case 0: // nothing could be read
		_, err := s.dec.ReadToken()
		return false, s.fail(err)
	default:
		if err := s.skip(); err != nil {
			return false, err
		}
		s.problem("%s, not %s: passed over", kindName(k), called)
		return false, nil
	}
}

// bracket reads the bracket that was peeked.
func (s *scanner) bracket() error {
	_, err := s.dec.ReadToken()
	return s.fail(err)
}

// name reads the name of a field, valid until the next read.
func (s *scanner) name() ([]byte, error) {
	v, err := s.value()
	if err != nil {
		return nil, err
	}
	return s.unquote(v), nil
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
	if ok, err := s.open('{', "an object"); !ok || err != nil {
		return err
	}
	for s.peek() != '}' {
		name, err := s.name()
		if err != nil {
			return err
		}
		if err := field(name); err != nil {
			return err
		}
	}
	return s.bracket()
}

// array reads an array, calling each for every element, which reads it.
func (s *scanner) array(each func() error) error {
	if ok, err := s.open('[', "a list"); !ok || err != nil {
		return err
	}
	for s.peek() != ']' {
		if err := each(); err != nil {
			return err
		}
	}
	return s.bracket()
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
