package tail

import "strings"

// stampAt reads the time a line begins with, in brackets or without, and gives
// where the text goes on; 0 when it begins with none. s is not empty.
func stampAt(s string, c *clock) int {
	opened := 0
	if s[0] == '[' || s[0] == '(' {
		opened = 1
	}
	n := timeAt(s[opened:], c)
	if n == 0 {
		return 0
	}
	n += opened
	if opened > 0 && n < len(s) && s[n] == closerOf(s[0]) {
		n++
	}
	return n
}

// timeAt reads a time s begins with, in any form known, and gives its length; 0
// when there is none or when a word goes on behind it.
func timeAt(s string, c *clock) int {
	if len(s) < len("00:00:00") {
		return 0
	}
	n := 0
	switch {
	case isDigit(s[0]):
		n = numberedTime(s, c)
	case isLetter(s[0]):
		n = namedTime(s, c)
	}
	if n == 0 || n < len(s) && isWordByte(s[n]) {
		*c = clock{}
		return 0
	}
	return n
}

// numberedTime reads a time that begins with a digit.
func numberedTime(s string, c *clock) int {
	switch {
	case s[2] == ':' || s[1] == ':':
		return scanTimeOfDay(s, c)
	case isDigit(s[1]) && isDigit(s[2]):
		return scanISO(s, c)
	}
	return scanDayFirst(s, c)
}

// scanTimeOfDay reads 00:28:15, as consoles write it; one digit for the hour only
// before AM or PM. What goes on with a colon is something else, a MAC address say.
func scanTimeOfDay(s string, c *clock) int {
	n := scanLooseHMS(s, 0, c)
	if n == 0 || n < len(s) && s[n] == ':' || s[1] == ':' && s[n-1]|0x20 != 'm' {
		return 0
	}
	c.kind = timeOfDay
	return n
}

// scanLooseHMS is scanHMS with one digit for the hour or two, and AM or PM behind.
func scanLooseHMS(s string, i int, c *clock) int {
	if i+1 >= len(s) || s[i+1] != ':' {
		return scanNoon(s, scanHMS(s, i, c), c)
	}
	if len(s) < i+7 || !isDigit(s[i]) || s[i+4] != ':' {
		return 0
	}
	minute, second := two(s, i+2), two(s, i+5)
	if uint(minute) > 59 || uint(second) > 60 {
		return 0
	}
	c.hour, c.minute, c.second = s[i]-'0', uint8(minute), uint8(second) // #nosec G115 -- looked at above
	return scanNoon(s, scanFraction(s, i+7, c), c)
}

// scanNoon reads AM or PM behind the time that ends at i, 0 being no time.
func scanNoon(s string, i int, c *clock) int {
	if i == 0 || len(s) < i+3 || s[i] != ' ' || s[i+2]|0x20 != 'm' || c.hour > 12 || c.hour == 0 {
		return i
	}
	switch half := s[i+1] | 0x20; {
	case half != 'a' && half != 'p', len(s) > i+3 && isWordByte(s[i+3]):
		return i
	case half == 'a' && c.hour == 12:
		c.hour = 0
	case half == 'p' && c.hour < 12:
		c.hour += 12
	}
	return i + 3
}

// scanAccess finds the time of a web server's line, host - user [10/Oct/2026:13:55:36
// -0700] "GET …". The bracket is the line's first and stands near its beginning.
func scanAccess(s string, c *clock) bool {
	near := s[:min(len(s), 256)]
	i := strings.IndexByte(near, '[')
	if i < 1 || s[i-1] != ' ' || len(s) < i+28 || s[i+3] != '/' || s[i+12] != ':' {
		return false
	}
	n := timeAt(s[i+1:], c)
	return n > 0 && i+1+n < len(s) && s[i+1+n] == ']'
}
