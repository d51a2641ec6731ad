package logview

import (
	"strings"

	"stationcompanion/logging/tail"
)

// head judges a line that stands for itself.
func (f filter) head(l *tail.Line) bool {
	return l.Level >= f.level && f.holds(l)
}

// orphan judges a line that no head stands before: it counts as Info, as in the engine.
func (f filter) orphan(l *tail.Line) bool { return f.level <= tail.Info && f.holds(l) }

// holds looks for the text in what the row shows. The raw line is searched only
// where nothing was understood of it: the names of JSON's own fields stand in every
// line and would match everything.
func (f filter) holds(l *tail.Line) bool {
	if f.text == "" {
		return true
	}
	if l.Message == "" && l.Fields == "" {
		return containsFold(l.Raw, f.text)
	}
	return containsFold(l.Message, f.text) || containsFold(l.Fields, f.text) ||
		containsFold(l.CorrelationID, f.text) || containsFold(l.Logger, f.text)
}

// containsFold reports whether s holds lower, a text in lower case, whatever the
// case of s. It allocates for texts beyond ASCII only.
func containsFold(s, lower string) bool {
	if len(lower) == 0 {
		return true
	}
	if !isASCII(s) || !isASCII(lower) {
		return strings.Contains(strings.ToLower(s), lower)
	}
	for i := 0; i+len(lower) <= len(s); i++ {
		if lowerByte(s[i]) == lower[0] && equalFold(s[i:i+len(lower)], lower) {
			return true
		}
	}
	return false
}

func equalFold(s, lower string) bool {
	for i := range len(lower) {
		if lowerByte(s[i]) != lower[i] {
			return false
		}
	}
	return true
}

func lowerByte(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + ('a' - 'A')
	}
	return b
}
