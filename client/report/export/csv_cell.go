package export

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"stationcompanion/client/report"
	"stationcompanion/client/report/plain"
)

// cellMax bounds a text cell in characters: Excel holds 32,767 and puts the rest of
// a longer one into the next rows.
const cellMax = 32_000

// jsonNumber is what a spreadsheet reads as a number and nothing else.
var jsonNumber = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// numberCell is a number exactly as in the report. What is no plain number (NaN,
// -Infinity, a text) is guarded as a text.
func numberCell(n report.Number) string {
	if isJSONNumber(n.Raw) {
		return n.Raw
	}
	return textCell(n.Raw)
}

// isJSONNumber is jsonNumber with a short way for whole and decimal numbers.
func isJSONNumber(s string) bool {
	digits, dots := 0, 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] >= '0' && s[i] <= '9':
			digits++
		case s[i] == '.' && digits > 0 && i+1 < len(s):
			dots++
		case s[i] == '-' && i == 0:
		default:
			return jsonNumber.MatchString(s)
		}
	}
	return digits > 0 && dots <= 1
}

// floatCell writes a computed number, with as many digits as it needs; empty for NaN
// and infinities.
func floatCell(f float64) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return ""
	}
	return strconv.FormatFloat(f, 'g', 12, 64)
}

// textCell makes a text safe for a cell: hidden characters visible, line ends LF,
// not too long, and never the beginning of a formula.
func textCell(s string) string {
	s = lineEnds(s)
	if !plain.IsPlain(s) {
		s = strings.Map(cellRune, s)
	}
	if len(s) > cellMax {
		s = cut(s, cellMax)
	}
	if isFormula(s) {
		return "'" + s
	}
	return s
}

// cellRune is visibleRune for a place where line ends and tabs may stay.
func cellRune(r rune) rune {
	if r == '\n' || r == '\t' {
		return r
	}
	return plain.Rune(r)
}

// isFormula reports whether a spreadsheet could take a text for a formula: by its
// first character, or by the first that is no blank.
func isFormula(s string) bool {
	if s == "" {
		return false
	}
	if s[0] == '\t' || s[0] == '\r' || s[0] == '\n' {
		return true
	}
	if !unicode.IsSpace(rune(s[0])) && s[0] < utf8.RuneSelf {
		return strings.IndexByte("=+-@", s[0]) >= 0
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s, unicode.IsSpace))
	return strings.ContainsRune("=+-@＝＋－＠", first) && first != utf8.RuneError
}
