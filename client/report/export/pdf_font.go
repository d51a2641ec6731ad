package export

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode"
	"unicode/utf8"

	"codeberg.org/go-pdf/fpdf"
)

// Fonts are TrueType fonts with outlines (no collections, no PostScript outlines),
// as whole files. Only the characters used go into the PDF.
type Fonts struct {
	Regular, Bold, Mono []byte
	// More are asked in turn for characters the three lack, such as Chinese ones.
	More [][]byte
}

// face is one of the three faces a text may be set in.
type face int

const (
	regular face = iota
	bold
	mono
	faces
)

// fontSet finds for each character the font that draws it.
type fontSet struct {
	has     []*covered
	widths  []*[1 << 16]uint16 // in thousandths of the size
	pick    [faces][1 << 16]int8
	missing int // characters drawn as the replacement
}

const noFont = -1

func fontName(i int) string { return "f" + strconv.Itoa(i) }

// loadFonts hands the fonts to pdf, which has no page yet, and measures them.
func loadFonts(pdf *fpdf.Fpdf, fonts Fonts) (*fontSet, error) {
	s := &fontSet{}
	for i, b := range append([][]byte{fonts.Regular, fonts.Bold, fonts.Mono}, fonts.More...) {
		c, err := coverage(b)
		if err != nil {
			return nil, fmt.Errorf("font %d of the PDF: %w", i+1, err)
		}
		pdf.AddUTF8FontFromBytes(fontName(i), "", bytes.Clone(b))
		pdf.SetFont(fontName(i), "", 10)
		if err := pdf.Error(); err != nil {
			return nil, fmt.Errorf("font %d of the PDF: %w", i+1, err)
		}
		s.has = append(s.has, c)
		s.widths = append(s.widths, measure(pdf, c))
	}
	for f := range faces {
		s.choose(f)
	}
	return s, nil
}

func measure(pdf *fpdf.Fpdf, c *covered) *[1 << 16]uint16 {
	w := &[1 << 16]uint16{}
	for r, there := range c[:0xfffe] {
		if there {
			w[r] = uint16(min(pdf.GetStringSymbolWidth(string(rune(r))), 10_000)) // #nosec G115 -- at most 10,000
		}
	}
	return w
}

// choose fills in the font of each character for a face: its own, then the others.
func (s *fontSet) choose(f face) {
	order := []int{int(f)}
	for i := range s.has {
		if i != int(f) {
			order = append(order, i)
		}
	}
	for r := range s.pick[f] {
		s.pick[f][r] = noFont
		for _, i := range order {
			if s.has[i][r] && r < 0xfffe {
				s.pick[f][r] = int8(i) // #nosec G115 -- there are few fonts
				break
			}
		}
	}
}

// of gives the font of a character, and the character that is drawn: another one
// where no font has it. It counts nothing.
func (s *fontSet) of(f face, r rune) (font int, drawn rune, found bool) {
	if r >= 0 && r < 0xfffe {
		if i := s.pick[f][r]; i != noFont {
			return int(i), r, true
		}
	}
	if unicode.IsSpace(r) {
		return int(f), ' ', true
	}
	for _, sign := range []rune{unicode.ReplacementChar, '?'} {
		if i := s.pick[f][sign]; i != noFont {
			return int(i), sign, false
		}
	}
	return int(f), ' ', false
}

// width of a character in points at a size.
func (s *fontSet) width(f face, size float64, r rune) float64 {
	i, drawn, _ := s.of(f, r)
	if unicode.Is(unicode.Mn, drawn) {
		return 0
	}
	return float64(s.widths[i][drawn]) * size / 1000
}

// textWidth of a line in points.
func (s *fontSet) textWidth(f face, size float64, text string) float64 {
	w := 0.0
	for _, r := range text {
		w += s.width(f, size, r)
	}
	return w
}

// run is a piece of a line in one font.
type run struct {
	font int
	text string
}

// runs cuts a line, in the order it is drawn, into pieces of one font each.
func (s *fontSet) runs(f face, line string) []run {
	var out []run
	var b []byte
	last := noFont
	for _, r := range visual(line) {
		i, drawn, found := s.of(f, r)
		if !found {
			s.missing++
		}
		if i != last && len(b) > 0 {
			out = append(out, run{last, string(b)})
			b = b[:0]
		}
		b, last = utf8.AppendRune(b, drawn), i
	}
	if len(b) > 0 {
		out = append(out, run{last, string(b)})
	}
	return out
}
