package report

import (
	"bytes"
	"errors"
	"io"
)

var errTooLong = errors.New("one value is longer than is accepted")

// source is the bytes under the JSON reader: it drops a UTF-8 byte order mark,
// remembers how the input began, and bounds what one value may take. The JSON
// reader buffers a whole text before it hands it out and has no limit of its own,
// so the bound is held where it asks for more.
type source struct {
	r       io.Reader
	head    []byte // first bytes, without the mark; also what is still to be handed out
	handed  int    // of head
	total   int64  // handed out
	max     int64  // bytes one value may take
	done    func() int64
	started bool
	skipped int64   // bytes of the mark
	keep    *keeper // takes a copy of what is read; may be nil
	err     error   // the first one met; it stays

	buf      []byte
	from, to int // of buf: what is still to be handed out
}

const (
	headSize   = 512
	sourceSize = 32 << 10
)

// start reads the first bytes.
func (s *source) start() {
	s.started = true
	buf := make([]byte, 0, headSize)
	for s.err == nil && len(buf) < headSize && (len(buf) < 3 || len(begin(s.head)) == 0) {
		var n int
		n, s.err = s.pull(buf[len(buf):headSize])
		buf = buf[:len(buf)+n]
		s.head = bytes.TrimPrefix(buf, []byte("\xef\xbb\xbf"))
	}
	s.skipped = int64(len(buf) - len(s.head))
}

// begin drops the white space in front.
func begin(b []byte) []byte { return bytes.TrimLeft(b, " \t\r\n") }

// Read implements io.Reader.
func (s *source) Read(p []byte) (int, error) {
	if !s.started {
		s.start()
	}
	if s.handed < len(s.head) {
		n := copy(p, s.head[s.handed:])
		s.handed += n
		s.total += int64(n)
		return n, nil
	}
	if s.from == s.to {
		if s.err != nil {
			return 0, s.err
		}
		// The JSON reader asks only when all it holds belongs to one unfinished value.
		if s.total-s.done() > s.max {
			return 0, errTooLong
		}
		if s.buf == nil {
			s.buf = make([]byte, sourceSize)
		}
		s.from = 0
		if s.to, s.err = s.pull(s.buf); s.to == 0 {
			return 0, s.err
		}
	}
	n := copy(p, s.buf[s.from:s.to])
	if s.from+n < s.to {
		n = atAnEnd(p[:n])
	}
	s.from += n
	s.total += int64(n)
	return n, nil
}

// atAnEnd gives how much of p to hand out, so that it breaks off after an object
// rather than in one, as far as the last bytes show: objects that stand in the JSON
// reader's buffer as a whole are read faster.
func atAnEnd(p []byte) int {
	const look = 1 << 10
	object := 0
	for i := len(p) - 2; i > 0 && i > len(p)-look; i-- {
		if p[i] != '}' || p[i+1] != ',' {
			continue
		}
		if p[i-1] == ']' {
			return i + 2
		}
		object = max(object, i+2)
	}
	if object > 0 {
		return object
	}
	return len(p)
}

// pull reads at least one byte or gives an error: a reader that gives neither
// would keep the JSON reader asking for ever.
func (s *source) pull(p []byte) (int, error) {
	for range 100 {
		n, err := s.r.Read(p)
		if n > 0 && s.keep != nil {
			s.keep.write(p[:n])
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
	return 0, io.ErrNoProgress
}

// looksLike names what stands where JSON should be; nil for an opening brace or
// bracket of the kind asked for.
func (s *source) looksLike(want byte) (string, error) {
	h := begin(s.head)
	switch {
	case len(h) == 0 && s.err == nil:
		return "", nil // more white space than is looked at: the JSON reader will say

	case len(h) == 0 && !errors.Is(s.err, io.EOF):
		return "the answer could not be read: " + s.err.Error(), s.err
	case len(h) == 0:
		return "the answer is empty", ErrEmpty
	case h[0] == want:
		return "", nil
	case h[0] == '<':
		return "the answer is an HTML or XML page, not JSON", ErrNotJSON
	case bytes.HasPrefix(h, []byte{0xff, 0xfe}), bytes.HasPrefix(h, []byte{0xfe, 0xff}):
		return "the answer is in UTF-16, which JSON is not", ErrNotJSON
	case h[0] == '{':
		return "the answer is a JSON object, not a list", ErrShape
	case h[0] == '[':
		return "the answer is a JSON list, not an object", ErrShape
	case bytes.IndexByte([]byte(`"-0123456789tfn`), h[0]) >= 0:
		return "the answer is a single JSON value, or no JSON", ErrShape
	}
	return "the answer is not JSON", ErrNotJSON
}
