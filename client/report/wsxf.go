package report

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// ErrNotXML says that a file that begins as XML is broken.
var ErrNotXML = errors.New("the file is not well-formed XML")

// Read reads a report in either form: WSJF, or WSXF where the first character is "<".
// A WSXF file is turned into WSJF on the way, so that both have the same limits, rules
// and errors; what is kept is that WSJF, and places in problems are those of WSJF. Of a
// file with several reports the first one is read, which is noted.
func Read(r io.Reader, o Options) (*Report, error) {
	b := bufio.NewReaderSize(r, 4<<10)
	for n := 3; ; n++ { // no longer than needed: the rest may come late
		head, err := b.Peek(n)
		head = begin(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))
		if len(head) > 0 && head[0] == '<' {
			break
		}
		if len(head) > 0 || err != nil || n >= b.Size() {
			return DecodeWith(b, o)
		}
	}
	x := newXMLReader(b, o.Limits.withDefaults())
	if err := x.findReport(); err != nil {
		return nil, &DecodeError{What: err.Error(), Offset: x.dec.InputOffset(), Err: err}
	}
	rep, err := DecodeWith(x, o)
	if rep != nil && x.more {
		rep.Problems = append(rep.Problems, Problem{What: "the file holds more than one report; this is the first"})
	}
	return rep, err
}
