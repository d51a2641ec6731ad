package export

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

var textShown = regexp.MustCompile(`(?s)Td \((.*?[^\\]|)\) Tj`)

// readPDF gives the texts of each page, one piece a line: enough of a reader to check
// what PDF writes, which is one stream a page and two bytes a character.
func readPDF(t testing.TB, b []byte) (pages []string) {
	t.Helper()
	if !bytes.HasPrefix(b, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(b), []byte("%%EOF")) {
		t.Fatal("is no whole PDF")
	}
	for len(b) > 0 {
		_, rest, ok := bytes.Cut(b, []byte("\nstream\n"))
		if !ok {
			break
		}
		b = rest
		z, err := zlib.NewReader(bytes.NewReader(b))
		if err != nil {
			continue
		}
		content, err := io.ReadAll(z)
		if err != nil || !bytes.Contains(content, []byte(" Tj ET")) {
			continue
		}
		var page strings.Builder
		for _, m := range textShown.FindAllSubmatch(content, -1) {
			page.WriteString(bare(m[1]) + "\n")
		}
		pages = append(pages, page.String())
	}
	return pages
}

// plain turns a string of a PDF into text.
func bare(b []byte) string {
	var raw []byte
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) {
			i++
			if b[i] == 'r' {
				raw = append(raw, '\r')
				continue
			}
		}
		raw = append(raw, b[i])
	}
	var units []uint16
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}
