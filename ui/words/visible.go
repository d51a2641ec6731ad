package words

import (
	"unicode/utf8"

	"stationcompanion/client/report/plain"
)

// visibleMax is where Visible cuts, in bytes of the text it was given.
const visibleMax = 4 << 10

// Visible makes a text that came from outside (a report, a server, a file) safe to
// show on one line of a window or a terminal: control characters become their
// pictures (U+2400 …), and characters that turn the reading direction, have no width or
// are no valid UTF-8 become U+FFFD. It cuts at 4 KiB and then ends in "…".
//
// A text without such characters comes back unchanged and unallocated.
func Visible(s string) string {
	cut := len(s) > visibleMax
	if cut {
		end := visibleMax
		for end > visibleMax-utf8.UTFMax && !utf8.RuneStart(s[end]) {
			end--
		}
		s = s[:end]
	}
	if s = plain.Visible(s); cut {
		s += "…"
	}
	return s
}

// Shows reports whether a character is shown as it is by Visible.
func Shows(r rune) bool { return plain.Rune(r) == r }
