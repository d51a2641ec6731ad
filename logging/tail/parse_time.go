package tail

import "time"

// clockKind says how much of a time a line gives.
type clockKind uint8

const (
	noClock   clockKind = iota
	timeOfDay           // no date
	yearless            // a month and a day
	ambiguous           // 04/05/2026
	localTime           // date and time; where no zone stands, this PC's
	zonedTime           // date, time and offset
	unixTime            // counted since 1970
)

// clock is a time as it was read. Making a time.Time of it costs more than reading
// it, and who wants the level alone does not need one.
type clock struct {
	kind                             clockKind
	month, day, hour, minute, second uint8
	fraction                         uint8 // digits of it
	year                             uint16
	nanos, offset                    int32 // offset: seconds east of UTC
	unix                             int64 // seconds, of unixTime
}

// time gives the time; zero when the line did not give all of it.
func (c *clock) time() time.Time {
	zone := time.Local
	switch c.kind {
	case unixTime:
		return time.Unix(c.unix, int64(c.nanos))
	case zonedTime:
		if zone = time.UTC; c.offset != 0 {
			zone = time.FixedZone("", int(c.offset))
		}
	case localTime:
	default:
		return time.Time{}
	}
	return time.Date(int(c.year), time.Month(c.month), int(c.day),
		int(c.hour), int(c.minute), int(c.second), int(c.nanos), zone)
}

// setDate takes a date, if there is such a day.
func (c *clock) setDate(year, month, day int) bool {
	if year < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return false
	}
	c.year, c.month, c.day = uint16(year), uint8(month), uint8(day) // #nosec G115 -- looked at above
	return true
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// scanISO reads YYYY-MM-DD, with dashes, slashes or dots, then T, a blank or the
// sign that separates columns, HH:MM:SS, a fraction and a zone. It gives the length;
// 0 when s does not begin so.
func scanISO(s string, c *clock) int {
	if len(s) < 19 || s[4] != s[7] || s[4] != '-' && s[4] != '/' && s[4] != '.' {
		return 0
	}
	switch s[10] {
	case 'T', ' ', '\t', ';', ',', '_':
	default:
		return 0
	}
	if !c.setDate(four(s, 0), two(s, 5), two(s, 8)) {
		return 0
	}
	n := scanHMS(s, 11, c)
	if n == 0 {
		return 0
	}
	return scanZone(s, n, c)
}

// scanHMS reads HH:MM:SS at i, with .123 or ,123 behind it; 0 when it is not there.
func scanHMS(s string, i int, c *clock) int {
	if len(s) < i+8 || s[i+2] != ':' || s[i+5] != ':' {
		return 0
	}
	hour, minute, second := two(s, i), two(s, i+3), two(s, i+6)
	if uint(hour) > 23 || uint(minute) > 59 || uint(second) > 60 {
		return 0
	}
	c.hour, c.minute, c.second = uint8(hour), uint8(minute), uint8(second) // #nosec G115 -- looked at above
	return scanFraction(s, i+8, c)
}

// scanFraction reads .123 or ,123 at i, which may be missing.
func scanFraction(s string, i int, c *clock) int {
	c.nanos, c.fraction = 0, 0
	if i+1 >= len(s) || s[i] != '.' && s[i] != ',' || !isDigit(s[i+1]) {
		return i
	}
	scale := int32(time.Second)
	for i++; i < len(s) && isDigit(s[i]); i++ {
		scale /= 10
		c.nanos += int32(s[i]-'0') * scale
		if c.fraction < 10 {
			c.fraction++
		}
	}
	return i
}
