package tail

import "strings"

// scanDayFirst reads a date with the year last and a time behind it: 26.11.2026,
// 10/Oct/2026, 21-Apr-2026, 21 Apr 2026, and 4/21/2026, of which nobody can know in
// general whether the month or the day is first.
func scanDayFirst(s string, c *clock) int {
	first, i := oneOrTwo(s, 0)
	if i == 0 || i >= len(s) {
		return 0
	}
	sep := s[i]
	if sep != '.' && sep != '/' && sep != '-' && sep != ' ' {
		return 0
	}
	i++
	month, kind := 0, localTime
	if i+3 <= len(s) && isLetter(s[i]) {
		month, i = monthOf(s[i:]), i+3
	} else if sep != ' ' {
		n := i
		if month, i = oneOrTwo(s, i); i == n {
			return 0
		}
		if sep != '.' {
			kind = ambiguous
		}
	}
	if month == 0 || len(s) < i+6 || s[i] != sep {
		return 0
	}
	if year := four(s, i+1); !c.setDate(year, month, first) && (kind != ambiguous || !c.setDate(year, first, month)) {
		return 0
	}
	if i = scanDateEnd(s, i+5); i == 0 {
		return 0
	}
	if i = scanLooseHMS(s, i, c); i == 0 {
		return 0
	}
	i = scanZone(s, i, c)
	if kind == ambiguous {
		c.kind = ambiguous
	}
	return i
}

// scanDateEnd passes what stands between date and time: a blank, a comma, the colon
// of web servers.
func scanDateEnd(s string, i int) int {
	switch s[i] {
	case ',', ';':
		if i++; i < len(s) && s[i] == ' ' {
			i++
		}
		return i
	case ' ', '\t', ':', 'T', '_':
		return i + 1
	}
	return 0
}

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

// scanGlog reads the head of a glog line, level letter and date in one word, E0421
// or E20260421, and a time; 0 when s does not begin so.
func scanGlog(s string, c *clock) int {
	if len(s) < len("E0421 09:31:05") || !isDigit(s[1]) || strings.IndexByte("IWEF", s[0]) < 0 {
		return 0
	}
	date, year, kind := 1, 2000, yearless
	if isDigit(s[5]) {
		date, year, kind = 5, four(s, 1), localTime
	}
	if len(s) < date+13 || s[date+4] != ' ' || !c.setDate(year, two(s, date), two(s, date+2)) {
		return 0
	}
	n := scanHMS(s, date+5, c)
	if n == 0 || n < len(s) && s[n] != ' ' {
		*c = clock{}
		return 0
	}
	c.kind = kind
	return n
}

// oneOrTwo reads a number of one digit or two at i and gives its end; i when there
// is none.
func oneOrTwo(s string, i int) (number, end int) {
	for end = i; end < len(s) && end < i+2 && isDigit(s[end]); end++ {
		number = number*10 + int(s[end]-'0')
	}
	return number, end
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
