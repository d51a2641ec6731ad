// Package coding reads and writes the text files people edit with whatever editor a
// test station has: UTF-8 and UTF-16 with or without their marks, and Windows-1252.
package coding

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Coding is how a file's text is written in bytes.
type Coding uint8

// The codings.
const (
	UTF8        Coding = iota // without a mark
	UTF8Marked                // with the byte order mark EF BB BF
	UTF16Little               // with the mark FF FE; Notepad's "Unicode"
	UTF16Big                  // with the mark FE FF
	Windows1252               // "ANSI" of Western Windows: what is neither marked nor UTF-8
)

var (
	markUTF8   = []byte{0xEF, 0xBB, 0xBF}
	markLittle = []byte{0xFF, 0xFE}
	markBig    = []byte{0xFE, 0xFF}
)

// What makes a file no text.
var (
	// ErrNUL is what a power cut leaves: bytes of zero.
	ErrNUL = errors.New("NUL bytes")
	// ErrNotText is UTF-16 that is none: half a character, or half a pair.
	ErrNotText = errors.New("not text")
)

// Decode reads a file's bytes as text. guessed tells that bytes were read as
// Windows-1252 for want of anything better.
func Decode(data []byte) (text string, c Coding, guessed bool, err error) {
	switch {
	case bytes.HasPrefix(data, markLittle):
		text, err = decode16(data[2:], binary.LittleEndian)
		return text, UTF16Little, false, err
	case bytes.HasPrefix(data, markBig):
		text, err = decode16(data[2:], binary.BigEndian)
		return text, UTF16Big, false, err
	case bytes.IndexByte(data, 0) >= 0:
		return "", UTF8, false, ErrNUL
	case bytes.HasPrefix(data, markUTF8):
		text, guessed = decodeMixed(data[3:])
		return text, UTF8Marked, guessed, nil
	case utf8.Valid(data):
		return string(data), UTF8, false, nil
	}
	return decode1252(data), Windows1252, true, nil
}

// decode16 refuses what would not come back as the same bytes: half a character at
// the end, lone surrogates. NULs mean UTF-32 or no text at all.
func decode16(data []byte, order binary.ByteOrder) (string, error) {
	if len(data)%2 != 0 {
		return "", ErrNotText
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	if slices.Contains(units, 0) {
		return "", ErrNUL
	}
	runes := utf16.Decode(units)
	if !slices.Equal(utf16.Encode(runes), units) {
		return "", ErrNotText
	}
	return string(runes), nil
}

func decode1252(data []byte) string {
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for _, c := range data {
		b.WriteRune(rune1252(c))
	}
	return b.String()
}

// rune1252 and byte1252 are charmap's tables, with the five bytes the code page leaves
// open standing for the control characters of the same number (encoding.spec.whatwg.org
// does so too): they have to come back as they were.
func rune1252(b byte) rune {
	if r := charmap.Windows1252.DecodeByte(b); r != utf8.RuneError {
		return r
	}
	return rune(b)
}

func byte1252(r rune) (b byte, ok bool) {
	switch r {
	case 0x81, 0x8D, 0x8F, 0x90, 0x9D:
		return byte(r), true
	}
	return charmap.Windows1252.EncodeRune(r)
}

// decodeMixed reads marked UTF-8 into which a program has put single bytes of
// Windows-1252 ("echo … >> station.conf" does).
func decodeMixed(data []byte) (text string, guessed bool) {
	if utf8.Valid(data) {
		return string(data), false
	}
	var b strings.Builder
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			r = rune1252(data[0])
		}
		b.WriteRune(r)
		data = data[n:]
	}
	return b.String(), true
}

// Encode writes text in the coding, or in marked UTF-8 where the coding cannot
// express it, or would be taken for another one when read again: a changed coding
// loses nothing, a question mark would.
func (c Coding) Encode(text string) []byte {
	data := c.bytes(text)
	if back, _, _, err := Decode(data); err != nil || back != text {
		return UTF8Marked.bytes(text)
	}
	return data
}

func (c Coding) bytes(text string) []byte {
	switch c {
	case UTF8Marked:
		return append(slices.Clone(markUTF8), text...)
	case UTF16Little:
		return encode16(slices.Clone(markLittle), text, binary.LittleEndian)
	case UTF16Big:
		return encode16(slices.Clone(markBig), text, binary.BigEndian)
	case Windows1252:
		out := make([]byte, 0, len(text))
		for _, r := range text {
			b, ok := byte1252(r)
			if !ok {
				return UTF8Marked.bytes(text)
			}
			out = append(out, b)
		}
		return out
	}
	return []byte(text)
}

func encode16(out []byte, text string, order binary.AppendByteOrder) []byte {
	for _, u := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, u)
	}
	return out
}
