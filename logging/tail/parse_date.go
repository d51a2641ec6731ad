package tail

import "strings"

// scanDayFirst reads a date with the year last and a time behind it: 26.11.2026,
// 10/Oct/2026, 21-Apr-2026, 21 Apr 2026, and 4/21/2026, of which nobody can know in
// general whether the month or the day is first.
func scanDayFirst(s string, c *clock) int {
	i, kind := scanYearLast(s, c)
	if i == 0 {
		return 0
	}
	if i = scanDateEnd(s, i); i == 0 {
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

// scanYearLast reads the date alone and tells whether its order is known; something
// follows it.
func scanYearLast(s string, c *clock) (end int, kind clockKind) {
	day, i := oneOrTwo(s, 0)
	if i == 0 || i+4 > len(s) {
		return 0, noClock
	}
	sep, month := s[i], 0
	kind = localTime
	switch i++; {
	case sep != '.' && sep != '/' && sep != '-' && sep != ' ':
		return 0, noClock
	case isLetter(s[i]):
		month, i = monthOf(s[i:]), i+3
	case sep == ' ':
		return 0, noClock
	default:
		month, i = oneOrTwo(s, i)
		if sep != '.' {
			kind = ambiguous
		}
	}
	if len(s) < i+6 || s[i] != sep {
		return 0, noClock
	}
	if year := four(s, i+1); !c.setDate(year, month, day) && (kind != ambiguous || !c.setDate(year, day, month)) {
		return 0, noClock
	}
	return i + 5, kind
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
