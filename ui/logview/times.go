package logview

import (
	"fmt"
	"strings"
	"time"

	"stationcompanion/ui/words"
)

// timeForm is how the time column says when a line was written.
type timeForm uint8

const (
	clockTimes  timeForm = iota // time of day in this PC's zone
	sinceBefore                 // since the row above
	fromChosen                  // before or after the chosen line, else the newest
)

// timeForms are the choices in the order of the menu.
var timeForms = []timeForm{clockTimes, sinceBefore, fromChosen}

// minus is the sign of what was before, as wide as a plus.
const minus = "−"

// offset is a length of time as the time column shows it, at most timeChars characters:
// "+12.345" s, "+3:04.1" min, "+5:03:04" h or "−2 d 03:04". None is "0.000".
func offset(d time.Duration) string {
	sign := "+"
	if d < 0 {
		if sign, d = minus, -d; d < 0 {
			d-- // the one value without a positive twin
		}
	}
	ms, tenths, s := d.Round(time.Millisecond), d.Round(time.Second/10), d.Round(time.Second)
	switch {
	case ms == 0:
		return "0.000"
	case ms < time.Minute:
		return fmt.Sprintf("%s%d.%03d", sign, ms/time.Second, ms%time.Second/time.Millisecond)
	case tenths < time.Hour:
		return fmt.Sprintf("%s%d:%02d.%d", sign, tenths/time.Minute, tenths%time.Minute/time.Second, tenths%time.Second/(time.Second/10))
	case s < 24*time.Hour:
		return fmt.Sprintf("%s%d:%02d:%02d", sign, s/time.Hour, s%time.Hour/time.Minute, s%time.Minute/time.Second)
	}
	return sign + days(d)
}

// days is a length of a day and more; the time of day is left out where it says nothing.
func days(d time.Duration) string {
	m := d.Round(time.Minute)
	n := m / (24 * time.Hour)
	if n >= 1000 {
		return words.T("logview.times.days", int(n))
	}
	return words.T("logview.times.day_clock", int(n), fmt.Sprintf("%02d:%02d", m%(24*time.Hour)/time.Hour, m%time.Hour/time.Minute))
}

// zone is this PC's offset at a moment, as the menu says it; empty for the zero time.
func zone(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return "UTC" + strings.Replace(t.Local().Format("-07:00"), "-", minus, 1)
}

// fullTime is a line's date and time with milliseconds and the offset in this PC's zone.
func fullTime(t time.Time) string { return t.Local().Format("2006-01-02 15:04:05.000 -07:00") }
