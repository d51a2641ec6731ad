package logging

import (
	"bytes"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

// appendSafe appends JSON text so that it cannot pretend to be anything else
// where it is read: JSON escapes line feeds and ESC, but not the Unicode line
// separators, C1 controls and bidirectional marks that a terminal or a viewer
// obeys. They become \uXXXX, which is the same text to a JSON reader. Bare
// control bytes (only RawJSON can bring them) become spaces, bytes that are no
// UTF-8 become \ufffd.
func appendSafe(dst, raw []byte) []byte {
	for i, c := range raw {
		if c < 0x20 || c >= 0x7f {
			return appendEscaped(append(dst, raw[:i]...), raw[i:])
		}
	}
	return append(dst, raw...)
}

func appendEscaped(dst, raw []byte) []byte {
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && n == 1:
			dst = append(dst, `\ufffd`...)
		case r < 0x20:
			dst = append(dst, ' ')
		case r == 0x7f || r > 0x7f && hidden(r):
			dst = appendUnicode(dst, r)
		default:
			dst = append(dst, raw[:n]...)
		}
		raw = raw[n:]
	}
	return dst
}

// hidden reports whether r has no shape of its own but an effect on what stands
// around it: controls, format characters (bidi, zero width, BOM), line and
// paragraph separators.
func hidden(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) }

func appendUnicode(dst []byte, r rune) []byte {
	if r > 0xffff {
		high, low := utf16.EncodeRune(r)
		return appendUnicode(appendUnicode(dst, high), low)
	}
	return append(dst, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
}

// appendPlain appends a JSON value for people: a string without its quotes, with
// only \" and \\ undone. What a line must not hold stays escaped.
func appendPlain(dst, val []byte) []byte {
	if len(val) < 2 || val[0] != '"' {
		return appendSafe(dst, val)
	}
	val = val[1 : len(val)-1]
	for {
		i := bytes.IndexByte(val, '\\')
		if i < 0 || i+1 >= len(val) {
			return appendSafe(dst, val)
		}
		dst = appendSafe(dst, val[:i])
		if c := val[i+1]; c == '"' || c == '\\' {
			dst = append(dst, c)
		} else {
			dst = append(dst, '\\', c)
		}
		val = val[i+2:]
	}
}

// appendValue appends a field's value to a text line: a string that reads as one
// word without its quotes, anything else as it stands in JSON.
func appendValue(dst, val []byte) []byte {
	if len(val) > 2 && val[0] == '"' && !bytes.ContainsAny(val[1:len(val)-1], " \"\\=()[]{},") {
		return appendSafe(dst, val[1:len(val)-1])
	}
	return appendSafe(dst, val)
}
