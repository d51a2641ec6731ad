package tail

// scanZone reads what tells the zone of the date and time that end at i: Z, +01:00
// or +0100, also behind a space, UTC and GMT. Without it the time is local.
func scanZone(s string, i int, c *clock) int {
	c.kind = localTime
	if i >= len(s) {
		return i
	}
	if s[i] == 'Z' {
		c.kind, c.offset = zonedTime, 0
		return i + 1
	}
	at, apart := i, false
	if s[i] == ' ' && i+1 < len(s) {
		at, apart = i+1, true
	}
	switch s[at] {
	case '+', '-':
		if n := scanOffset(s, at, apart, c); n > 0 {
			return n
		}
	case 'U', 'G':
		if end := at + 3; len(s) >= end && (s[at:end] == "UTC" || s[at:end] == "GMT") && (end == len(s) || !isWordByte(s[end])) {
			c.kind, c.offset = zonedTime, 0
			return end
		}
	}
	return i
}

// scanOffset reads ±HH:MM or ±HHMM. Apart from the time it must look like nothing
// else: "-5000 counts" is no zone.
func scanOffset(s string, i int, apart bool, c *clock) int {
	mm := i + 3
	if len(s) > mm && s[mm] == ':' {
		mm++
	}
	end := mm + 2
	if len(s) < end {
		return 0
	}
	hours, minutes := two(s, i+1), two(s, mm)
	if uint(hours) > 23 || uint(minutes) > 59 {
		return 0
	}
	if apart && (hours > 14 || minutes%15 != 0 || end < len(s) && s[end] != ' ' && s[end] != ']') {
		return 0
	}
	c.kind, c.offset = zonedTime, int32(hours*3600+minutes*60) // #nosec G115 -- at most a day
	if s[i] == '-' {
		c.offset = -c.offset
	}
	return end
}

// two reads two digits at i; less than 0 when they are none.
func two(s string, i int) int {
	a, b := s[i]-'0', s[i+1]-'0'
	if a > 9 || b > 9 {
		return -1
	}
	return int(a)*10 + int(b)
}

// four reads four digits at i; less than 0 when they are none.
func four(s string, i int) int {
	a, b := two(s, i), two(s, i+2)
	if a < 0 || b < 0 {
		return -1
	}
	return a*100 + b
}
