package logview

import "time"

// day is a calendar day.
type day struct {
	year  int
	month time.Month
	day   int
}

func dayOf(t time.Time) day {
	y, m, d := t.Local().Date()
	return day{y, m, d}
}

// clock is a line's time as its row shows it: with milliseconds on the newest line's
// day, with the date else. Both are twelve characters at most and need no translation.
func clock(t time.Time, newest day) string {
	switch {
	case t.IsZero():
		return ""
	case dayOf(t) == newest:
		return t.Local().Format("15:04:05.000")
	default:
		return t.Local().Format("01-02 15:04")
	}
}
