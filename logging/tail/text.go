package tail

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	maxLine = 64 << 10 // bytes of a line that are shown
	cutMark = " …[cut]"
)

var bom = []byte("\xef\xbb\xbf")

// decode makes text of the bytes of a line with its end.
func (c *chunk) decode(p []byte) string {
	if enc := c.file.enc; enc != bytewise {
		return text(fromUTF16(p, enc))
	}
	return text(p)
}

// text is a line as it is shown: without its end, byte order marks in front and NUL
// bytes, of which a file may have a run after a power cut.
func text(p []byte) string {
	p = bytes.TrimPrefix(trimEnd(p), bom)
	if bytes.IndexByte(p, 0) >= 0 {
		p = bytes.ReplaceAll(p, []byte{0}, nil)
	}
	mark := ""
	if len(p) > maxLine {
		p, mark = p[:wholeRunes(p[:maxLine])], cutMark
	}
	return validText(p) + mark
}

// trimEnd takes off a line end.
func trimEnd(p []byte) []byte {
	if n := len(p); n > 0 && p[n-1] == '\n' {
		p = p[:n-1]
	}
	if n := len(p); n > 0 && p[n-1] == '\r' {
		p = p[:n-1]
	}
	return p
}

// fromUTF16 makes UTF-8 of UTF-16; half a unit at the end is left out.
func fromUTF16(p []byte, enc encoding) []byte {
	low, high := 0, 1
	if enc == utf16BE {
		low, high = 1, 0
	}
	units := make([]uint16, len(p)/2)
	for i := range units {
		units[i] = uint16(p[2*i+low]) | uint16(p[2*i+high])<<8
	}
	return []byte(string(utf16.Decode(units)))
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
