package tail

// namedTime reads a time that begins with a name: "Nov 26 01:02:03" of syslog, which
// has no year, and "Thu Nov 26 01:02:03 2026" of the C library, with or without a
// fraction and a zone before the year.
func namedTime(s string, c *clock) int {
	i := 0
	if weekday(s) {
		i = len("Thu ")
	}
	if len(s) < i+len("Nov 26 01:02:03") || s[i+3] != ' ' || s[i+6] != ' ' {
		return 0
	}
	month, day := monthOf(s[i:]), two(s, i+4)
	if s[i+4] == ' ' && isDigit(s[i+5]) {
		day = int(s[i+5] - '0')
	}
	if !c.setDate(2000, month, day) { // a leap year: any day may be
		return 0
	}
	n := scanHMS(s, i+7, c)
	if n == 0 {
		return 0
	}
	c.kind, c.year = yearless, 0
	if i == 0 {
		return n
	}
	return scanYear(s, n, c)
}

// scanYear reads the year behind the time that ends at i, with a zone's name before
// it. Of the names UTC and GMT are known; others are taken for this PC's.
func scanYear(s string, i int, c *clock) int {
	at := i + 1
	utc := false
	for n := 0; at+n < len(s) && n <= 5; n++ {
		if isLetter(s[at+n]) {
			continue
		}
		if n >= 3 && s[at+n] == ' ' {
			utc = s[at:at+n] == "UTC" || s[at:at+n] == "GMT"
			at += n + 1
		}
		break
	}
	if len(s) < at+4 || s[i] != ' ' || !c.setDate(four(s, at), int(c.month), int(c.day)) {
		return i
	}
	if c.kind = localTime; utc {
		c.kind, c.offset = zonedTime, 0
	}
	return at + 4
}

// monthOf knows the English names; 0 for anything else.
func monthOf(s string) int {
	const names = "janfebmaraprmayjunjulaugsepoctnovdec"
	a, b, d := s[0]|0x20, s[1]|0x20, s[2]|0x20
	for i := 0; i < len(names); i += 3 {
		if names[i] == a && names[i+1] == b && names[i+2] == d {
			return i/3 + 1
		}
	}
	return 0
}

// weekday reports whether s begins with a day's English name and a space.
func weekday(s string) bool {
	if s[3] != ' ' {
		return false
	}
	switch s[:3] {
	case "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun":
		return true
	}
	return false
}
