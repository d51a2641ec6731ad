package tail

import (
	"bytes"
	"cmp"
	"strings"
	"unicode/utf8"
)

const (
	maxLine = 64 << 10 // bytes of a line that are kept
	cutMark = " …[cut]"
)

var bom = []byte("\xef\xbb\xbf")

// decoder makes lines of bytes as they come, however they are chopped. A line
// ends with LF, CR LF or CR. NUL bytes are dropped: a file may end in a run of
// them after a power cut. A byte order mark at the start of a line is none of it.
type decoder struct {
	max      int      // bytes of a line that are kept; 0 means maxLine
	lines    []string // finished, not yet taken
	buf      []byte   // the line so far
	afterCR  bool     // an LF that comes now belongs to the CR before
	dropping bool     // up to the next line end: the rest of a line that was cut
	flushed  bool     // the beginning of this line was given out already
}

// write takes the next bytes.
func (d *decoder) write(p []byte) {
	for len(p) > 0 {
		if d.afterCR {
			d.afterCR = false
			if p[0] == '\n' {
				p = p[1:]
				continue
			}
		}
		end := lineEnd(p)
		if end < 0 {
			d.add(p)
			return
		}
		d.add(p[:end])
		d.end()
		d.afterCR = p[end] == '\r'
		p = p[end+1:]
	}
}

// lineEnd gives the index of the first line end; -1 when there is none.
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

// add appends to the line so far and cuts it where it is too long.
func (d *decoder) add(p []byte) {
	for len(p) > 0 && !d.dropping {
		part := p
		if nul := bytes.IndexByte(p, 0); nul >= 0 {
			part, p = p[:nul], p[nul+1:]
		} else {
			p = nil
		}
		d.buf = append(d.buf, part...)
		if limit := cmp.Or(d.max, maxLine); len(d.buf) > limit {
			d.give(d.buf[:wholeRunes(d.buf[:limit])], cutMark)
			d.dropping = true
		}
	}
}

// end finishes a line.
func (d *decoder) end() {
	if !d.dropping && (len(d.buf) > 0 || !d.flushed) {
		d.give(d.buf, "")
	}
	d.buf, d.dropping, d.flushed = d.buf[:0], false, false
}

// flush gives out what there is of a line whose end does not come; what follows
// is a line of its own.
func (d *decoder) flush() {
	n := wholeRunes(d.buf)
	if n == 0 || d.dropping || bytes.HasPrefix(bom, d.buf) {
		return
	}
	d.give(d.buf[:n], "")
	d.buf = append(d.buf[:0], d.buf[n:]...)
	d.flushed = true
}

// finish ends the text: the file is gone or begins anew.
func (d *decoder) finish() {
	if len(d.buf) > 0 && !d.dropping {
		d.give(d.buf, "")
	}
	*d = decoder{max: d.max, lines: d.lines, buf: d.buf[:0]}
}

func (d *decoder) give(p []byte, mark string) {
	if !d.flushed {
		p = bytes.TrimPrefix(p, bom)
	}
	d.lines = append(d.lines, validText(p)+mark)
}

// pending reports whether a line has begun and not ended.
func (d *decoder) pending() bool { return len(d.buf) > 0 && !d.dropping }

// take hands over the finished lines.
func (d *decoder) take() []string {
	lines := d.lines
	d.lines = nil
	return lines
}

// wholeRunes gives the length of p without a character that is not complete.
func wholeRunes(p []byte) int {
	for i := len(p) - 1; i >= 0 && i >= len(p)-utf8.UTFMax; i-- {
		if utf8.RuneStart(p[i]) {
			if utf8.FullRune(p[i:]) {
				return len(p)
			}
			return i
		}
	}
	return len(p)
}

// validText makes text of bytes; each one that is no UTF-8 becomes U+FFFD.
func validText(p []byte) string {
	if utf8.Valid(p) {
		return string(p)
	}
	var b strings.Builder
	b.Grow(len(p) + 16)
	for len(p) > 0 {
		r, n := utf8.DecodeRune(p)
		b.WriteRune(r)
		p = p[n:]
	}
	return b.String()
}
