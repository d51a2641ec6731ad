package tail

import "bytes"

// encoding is how a file's characters are written; told by its first bytes.
type encoding uint8

const (
	bytewise encoding = iota // UTF-8, or anything in which a line ends with the byte 10 or 13
	utf16LE
	utf16BE
)

// encodingOf looks at the first bytes of a file.
func encodingOf(head []byte) encoding {
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		return utf16LE
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return utf16BE
	}
	return bytewise
}

// scanner finds where lines end, in bytes that come piece by piece. A line ends with LF,
// CR LF or a CR alone; its end belongs to it.
type scanner struct {
	enc  encoding
	pos  int64    // bytes taken
	ends []uint32 // one position after each line's end
	cr   bool     // a CR came last: an LF may belong to it
	half []byte   // the first byte of a UTF-16 unit that is not complete
}

// write takes the next bytes. Nearly all logs end their lines with LF or CR LF: these
// are found by the processor's fastest instructions, and a CR alone only where the
// counts do not agree.
func (s *scanner) write(p []byte) {
	if s.enc != bytewise {
		s.writeWide(p)
		return
	}
	if s.cr && len(p) > 0 {
		s.cr = false
		if p[0] == '\n' {
			s.pos++
			p = p[1:]
		}
		s.end(s.pos)
	}
	before, paired := len(s.ends), 0
	for i := 0; ; {
		j := bytes.IndexByte(p[i:], '\n')
		if j < 0 {
			break
		}
		i += j + 1
		if j > 0 && p[i-2] == '\r' {
			paired++
		}
		s.end(s.pos + int64(i))
	}
	alone := bytes.Count(p, crOnly) - paired
	if len(p) > 0 && p[len(p)-1] == '\r' {
		s.cr = true
		alone--
	}
	if alone > 0 {
		s.ends = s.ends[:before]
		s.careful(p)
	}
	s.pos += int64(len(p))
}

var crOnly = []byte{'\r'}

// careful is write for pieces with a CR alone in them.
func (s *scanner) careful(p []byte) {
	for i := 0; i < len(p); {
		j := lineEnd(p[i:])
		if j < 0 {
			return
		}
		i += j + 1
		if p[i-1] == '\r' {
			if i == len(p) {
				return // write noted it
			}
			if p[i] == '\n' {
				i++
			}
		}
		s.end(s.pos + int64(i))
	}
}

// lineEnd gives the index of the first LF or CR; -1 when there is none.
func lineEnd(p []byte) int {
	lf := bytes.IndexByte(p, '\n')
	if lf >= 0 {
		p = p[:lf]
	}
	if cr := bytes.IndexByte(p, '\r'); cr >= 0 {
		return cr
	}
	return lf
}

func (s *scanner) end(at int64) { s.ends = append(s.ends, uint32(at)) } // #nosec G115 -- a chunk is a few megabytes

// writeWide is write for UTF-16.
func (s *scanner) writeWide(p []byte) {
	if len(s.half) > 0 && len(p) > 0 {
		s.unit(s.half[0], p[0])
		s.half, p = nil, p[1:]
	}
	for ; len(p) >= 2; p = p[2:] {
		s.unit(p[0], p[1])
	}
	if len(p) == 1 {
		s.half = []byte{p[0]}
	}
}

func (s *scanner) unit(a, b byte) {
	if s.enc == utf16BE {
		a, b = b, a
	}
	lf, cr := b == 0 && a == '\n', b == 0 && a == '\r'
	if s.cr && !lf {
		s.end(s.pos)
	}
	s.pos += 2
	if s.cr = cr; lf {
		s.end(s.pos)
	}
}

// settle ends a line with the CR that came last: no LF comes after it.
func (s *scanner) settle() {
	if s.cr {
		s.cr = false
		s.end(s.pos)
	}
}

// open is the number of bytes after the last line end.
func (s *scanner) open() int64 {
	if len(s.ends) == 0 {
		return s.pos + int64(len(s.half))
	}
	return s.pos + int64(len(s.half)) - int64(s.ends[len(s.ends)-1])
}
