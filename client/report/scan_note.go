package report

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/go-json-experiment/json/jsontext"
)

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

// offset is how many bytes of the input were read.
func (s *scanner) offset() int64 { return s.src.skipped + s.dec.InputOffset() }

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
	e := &DecodeError{Where: s.place(), Offset: s.offset(), Err: err}
	var syn *jsontext.SyntacticError
	switch {
	case errors.Is(err, errTooLong):
		e.What, e.Err = "one value is longer than is accepted", errors.Join(ErrLimit, err)
	case errors.Is(err, ErrNotXML):
		e.What = "the file is broken XML: " + err.Error()
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		e.What, e.Err = "the answer ends in the middle", io.ErrUnexpectedEOF
	case errors.As(err, &syn):
		e.Offset = s.src.skipped + syn.ByteOffset
		e.What, e.Err = "the answer is broken JSON: "+printable(syn.Err.Error()), errors.Join(ErrNotJSON, err)
	default:
		e.What = "the answer could not be read: " + err.Error()
	}
	return e
}

func (s *scanner) over(what string, limit int) error {
	return &DecodeError{
		Where: s.place(), Offset: s.offset(), Err: ErrLimit,
		What: fmt.Sprintf("more than %d %s", limit, what),
	}
}
