package words

import (
	"strconv"
	"time"
)

// When gives a moment as people say it ("09:31", "yesterday 14:02", "21 Apr 09:31",
// "21 Apr 2025 09:31"), in now's time zone; empty for the zero time.
func When(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(now.Location())
	clock := t.Format("15:04")
	switch days := daysBetween(t, now); {
	case days == 0:
		return clock
	case days == 1:
		return T("time.yesterday", clock)
	case t.Year() == now.Year():
		return T("time.day", t.Day(), month(t), clock)
	}
	return T("time.day_year", t.Day(), month(t), t.Year(), clock)
}

// daysBetween counts midnights from t to now, both in one zone.
func daysBetween(t, now time.Time) int {
	a := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	b := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	return int(b.Sub(a) / (24 * time.Hour))
}

func month(t time.Time) string { return T("time.month." + strconv.Itoa(int(t.Month()))) }

// FullTime gives date, time with seconds and offset in this PC's zone
// ("2026-04-21 09:31:05 +02:00"); empty for the zero time.
func FullTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Local().Format("2006-01-02 15:04:05 -07:00")
}

// AsOf says from when a figure is ("as of 14:02:11"); empty for the zero time.
func AsOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return T("time.as_of", clockTime(t))
}

// clockTime gives a moment's time of day in this PC's zone.
func clockTime(t time.Time) string { return t.Local().Format("15:04:05") }

// Duration gives a length of time for reading: "120 ms", "42.7 s", "3 min 12 s",
// "2 h 5 min", "3 d 4 h".
func Duration(d time.Duration) string {
	switch {
	case d < 0:
		if d == -d { // the one value without a positive twin
			d++
		}
		return "-" + Duration(-d)
	case d == 0:
		return T("time.s", "0")
	case d < 950*time.Millisecond:
		return Latency(d)
	case d < 59950*time.Millisecond:
		return T("time.s", trimZero(d.Round(100*time.Millisecond).Seconds()))
	}
	return longDuration(d.Round(time.Second))
}

func longDuration(d time.Duration) string {
	switch {
	case d < time.Hour:
		return T("time.min_s", int(d/time.Minute), int(d%time.Minute/time.Second))
	case d < 24*time.Hour:
		return T("time.h_min", int(d/time.Hour), int(d%time.Hour/time.Minute))
	}
	return T("time.d_h", int(d/(24*time.Hour)), int(d%(24*time.Hour)/time.Hour))
}

// trimZero writes seconds with one decimal, and whole ones without.
func trimZero(s float64) string {
	text := strconv.FormatFloat(s, 'f', 1, 64)
	if n := len(text); text[n-2:] == ".0" {
		return text[:n-2]
	}
	return text
}

// Seconds gives what a countdown shows, rounded up, so that it ends with "1 s":
// "23 s", "4 min 32 s".
func Seconds(d time.Duration) string {
	whole := (d + time.Second - 1).Truncate(time.Second)
	if whole < 0 {
		whole = 0
	}
	if whole < time.Minute {
		return T("time.s", strconv.Itoa(int(whole/time.Second)))
	}
	return longDuration(whole)
}

// Latency gives how long an answer took: "12 ms", "under 1 ms", "1.4 s".
func Latency(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return T("time.under_ms")
	case d < 950*time.Millisecond:
		return T("time.ms", int(d.Round(time.Millisecond)/time.Millisecond))
	}
	return Duration(d)
}
