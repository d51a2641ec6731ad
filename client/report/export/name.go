package export

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"stationcompanion/client/report"
	"stationcompanion/client/report/plain"
)

// Bounds of names, in bytes: far below the 255 of file systems, with room for " (2)".
const (
	partMax = 48
	extMax  = 16
	nameMax = 160
)

// FileName is a name for a file that holds rep in the form ext ("pdf"): serial, part,
// start and verdict, such as SN-1001_PCBA-100_20260421-093105_FAILED.pdf. It is safe
// on every system: letters, digits, dot, hyphen and underscore, no reserved name, at
// most 160 bytes. The start is the report's own clock.
func FileName(rep *report.Report, ext string) string {
	start := ""
	if !rep.Start.T.IsZero() {
		start = rep.Start.T.Format("20060102-150405")
	}
	parts := []string{safe(rep.SerialNumber, partMax), safe(rep.PartNumber, partMax), start, verdictWord(rep.Verdict())}
	name := unreserved(joinFull("_", parts))
	if ext = safe(strings.TrimLeft(ext, "."), extMax); ext != "" {
		name += "." + ext
	}
	return name
}

// SafeName makes a name from a report, such as an attachment's, safe to create on
// every system and not to start anything when it is opened: the last part of a path,
// letters, digits, dot, hyphen and underscore, no reserved name, at most 160 bytes,
// and ".download" behind programs and scripts. What has nothing left is "attachment".
func SafeName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.TrimRightFunc(name, func(r rune) bool { return !nameRune(r) || r == '.' || r == '-' })
	ext := path.Ext(name)
	stem := safe(strings.TrimSuffix(name, ext), nameMax-2*extMax)
	if ext = safe(strings.TrimLeft(ext, "."), extMax); ext != "" {
		ext = "." + ext
	}
	switch {
	case stem == "" && ext == "":
		return "attachment"
	case stem == "":
		stem = "attachment"
	}
	name = unreserved(stem + ext)
	if startsSomething(name) {
		name += ".download"
	}
	return name
}

// safe replaces what does not belong into a name with hyphens, one for several, and
// cuts it to n bytes. It begins and ends with neither dot, hyphen nor blank.
func safe(s string, n int) string {
	var b strings.Builder
	for _, r := range s {
		if !nameRune(r) {
			r = '-'
		}
		if r == '-' && strings.HasSuffix(b.String(), "-") {
			continue
		}
		if b.Len()+utf8.RuneLen(r) > n {
			break
		}
		b.WriteRune(r)
	}
	return strings.Trim(b.String(), ".-")
}

// nameScripts are written from left to right, so that a name reads as it is.
var nameScripts = []*unicode.RangeTable{unicode.Latin, unicode.Greek, unicode.Cyrillic,
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul}

// nameRune allows letters and digits, and of the signs dot, hyphen and underscore.
// Full-width and other compatibility forms are out: some systems turn them into the
// plain characters.
func nameRune(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-', r == '_':
		return true
	case r < utf8.RuneSelf, r >= 0x2000 && r < 0x2c00, r >= 0xf900 && r <= 0xffff, plain.IsBlank(r):
		return false
	}
	return unicode.IsLetter(r) && unicode.In(r, nameScripts...)
}

// unreserved puts an underscore before a name that is a device on Windows, with or
// without something behind a dot.
func unreserved(name string) string {
	base, _, _ := strings.Cut(name, ".")
	base = strings.ToUpper(base)
	device := base == "CON" || base == "PRN" || base == "AUX" || base == "NUL"
	if len(base) == 4 && (strings.HasPrefix(base, "COM") || strings.HasPrefix(base, "LPT")) {
		device = base[3] >= '0' && base[3] <= '9'
	}
	if device {
		return "_" + name
	}
	return name
}
