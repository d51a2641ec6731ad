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

// sinceClock is when a run began that lasts until a moment: with seconds where it is short,
// with the date where it began on another day.
func sinceClock(since, until time.Time) string {
	switch {
	case dayOf(since) != dayOf(until):
		return since.Local().Format("01-02 15:04")
	case until.Sub(since) < 10*time.Minute:
		return since.Local().Format("15:04:05")
	default:
		return since.Local().Format("15:04")
	}
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
