package logview

import (
	"strings"
	"time"
	"unicode"

	"stationcompanion/logging/tail"
)

// namePart is how many characters each part of a file's name has at most.
const namePart = 40

// saveName suggests a name for the lines of a log that a filter shows:
// "wats-client_error_timeout_20261126-041845.log". It has letters, digits, dot, hyphen and
// underscore only.
func saveName(log string, f filter, at time.Time) string {
	var parts []string
	add := func(s string) {
		if s = nameSafe(s); s != "" {
			parts = append(parts, s)
		}
	}
	add(strings.TrimSuffix(strings.ToLower(log), ".log"))
	if len(parts) == 0 {
		add("log")
	}
	if f.level > tail.Debug {
		add(strings.ToLower(f.level.String()))
	}
	add(f.text)
	add(at.Format("20060102-150405"))
	return strings.Join(parts, "_") + ".log"
}

// nameSafe is a text with a hyphen for every run of what does not belong into a name.
func nameSafe(s string) string {
	var b strings.Builder
	n := 0
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' }) {
		for i, r := range word {
			if n == namePart {
				break
			}
			if i == 0 && n > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			n++
		}
	}
	return strings.Trim(b.String(), ".-")
}
