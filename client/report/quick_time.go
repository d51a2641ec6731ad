package report

// usualTime reports whether s is a date in the form servers write, in the first 28
// days of a month: 2026-01-28T22:01:41, a fraction, and Z or +01:00.
func usualTime(s string) bool {
	const form = "0000-00-00T00:00:00"
	if len(s) <= len(form) {
		return false
	}
	for i := range len(form) {
		if c := s[i]; form[i] == '0' && (c < '0' || c > '9') || form[i] != '0' && c != form[i] {
			return false
		}
	}
	two := func(i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }
	if m, d := two(5), two(8); m < 1 || m > 12 || d < 1 || d > 28 || two(11) > 23 || two(14) > 59 || two(17) > 59 || s[:4] == "0000" {
		return false
	}
	s = s[len(form):]
	if s[0] == '.' {
		i := 1
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		if i == 1 || i > 10 {
			return false
		}
		s = s[i:]
	}
	return s == "Z" || len(s) == 6 && (s[0] == '+' || s[0] == '-') && s[3] == ':' && digits2(s[1:]) < 15 && digits2(s[4:]) < 60
}

// digits2 reads two digits; 99 where they are none.
func digits2(s string) int {
	if s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9' {
		return 99
	}
	return int(s[0]-'0')*10 + int(s[1]-'0')
}
