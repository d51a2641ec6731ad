package export

import (
	"strings"

	"stationcompanion/client/report/plain"
)

// visible is for a text from a report that stands on one line.
func visible(s string) string { return plain.Visible(s) }

// lineEnds makes CR LF and lone CR into LF.
func lineEnds(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// visibleLines is visible for a text that may have lines; blank lines at the ends go.
// A tab becomes four blanks.
func visibleLines(s string) []string {
	s = strings.Trim(lineEnds(s), "\n")
	if strings.TrimSpace(s) == "" {
		return nil
	}
	all := strings.Split(s, "\n")
	for i, line := range all {
		all[i] = visible(strings.ReplaceAll(strings.TrimRight(line, " \t"), "\t", "    "))
	}
	return all
}

// oneLine is visible for a text whose line ends become blanks.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\r\n") {
		return visible(strings.TrimSpace(s))
	}
	return visible(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), " "))
}
