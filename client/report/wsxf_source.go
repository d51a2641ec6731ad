package report

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// xmlSource bounds what one token may take.
type xmlSource struct {
	r     io.Reader
	total int64
	max   int64
	done  func() int64
}

func (s *xmlSource) Read(p []byte) (int, error) {
	if s.total-s.done() > s.max {
		return 0, errTooLong
	}
	n, err := s.r.Read(p)
	s.total += int64(n)
	return n, err
}

// charset takes what a file says its characters are. UTF-16 is said by programs that
// write a text of theirs as UTF-8; a file that is UTF-16 does not come this far.
func charset(name string, r io.Reader) (io.Reader, error) {
	switch strings.ToLower(strings.ReplaceAll(name, "_", "-")) {
	case "utf-8", "utf8", "utf-16", "utf16", "us-ascii", "ascii":
		return r, nil
	case "iso-8859-1", "latin1", "windows-1252":
		return &latin1{r: bufio.NewReader(r)}, nil
	}
	return nil, fmt.Errorf("characters in %q are not understood", printable(name))
}

// latin1 turns each byte into the character of its number.
type latin1 struct {
	r    io.ByteReader
	rest byte
}

func (l *latin1) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if l.rest != 0 {
		p[0], l.rest = l.rest, 0
		return 1, nil
	}
	c, err := l.r.ReadByte()
	if err != nil {
		return 0, err
	}
	if p[0] = c; c >= 0x80 {
		p[0], l.rest = 0xc0|c>>6, 0x80|c&0x3f
	}
	return 1, nil
}

// token reads the next token and turns errors into ours.
func (x *xmlReader) token() (xml.Token, error) {
	tok, err := x.dec.Token()
	var syntax *xml.SyntaxError
	switch {
	case err == nil:
		return tok, nil
	case errors.Is(err, errTooLong):
		return nil, err
	case errors.Is(err, io.EOF), errors.As(err, &syntax) && syntax.Msg == "unexpected EOF":
		return nil, io.ErrUnexpectedEOF
	case errors.As(err, &syntax):
		return nil, fmt.Errorf("%w: line %d: %s", ErrNotXML, syntax.Line, printable(syntax.Msg))
	}
	return nil, err
}
