package export

import (
	"math"
	"strconv"
	"time"

	"stationcompanion/client/report"
)

const fullTime = "2006-01-02 15:04:05 -07:00"

// when gives a moment in loc with its offset; as written when it was not understood
// or names no zone, for then the offset would be a guess. A nil loc is time.Local.
func when(t report.Time, loc *time.Location) string {
	if t.T.IsZero() || !t.HasZone {
		return oneLine(t.Raw)
	}
	if loc == nil {
		loc = time.Local
	}
	return t.T.In(loc).Format(fullTime)
}

// seconds gives a number of seconds as people read it; empty when there is none.
func seconds(n report.Number) string {
	if !n.Set() || math.IsNaN(n.F) || n.F < 0 || n.F > 1e9 {
		return ""
	}
	return duration(time.Duration(n.F * float64(time.Second)))
}

// took is seconds without the 0 that most exports write for a time not measured.
func took(n report.Number) string {
	if n.F == 0 {
		return ""
	}
	return seconds(n)
}

// duration gives a length of time for reading: "120 ms", "42.7 s", "3 min 12 s",
// "2 h 5 min", "3 d 4 h". d is not negative.
func duration(d time.Duration) string {
	whole := func(of, unit time.Duration) string { return strconv.Itoa(int(of / unit)) }
	switch {
	case d == 0:
		return "0 s"
	case d < time.Millisecond:
		return "under 1 ms"
	case d < 950*time.Millisecond:
		return whole(d.Round(time.Millisecond), time.Millisecond) + " ms"
	case d < 59950*time.Millisecond:
		return strconv.FormatFloat(d.Round(100*time.Millisecond).Seconds(), 'f', -1, 64) + " s"
	}
	switch d = d.Round(time.Second); {
	case d < time.Hour:
		return whole(d, time.Minute) + " min " + whole(d%time.Minute, time.Second) + " s"
	case d < 24*time.Hour:
		return whole(d, time.Hour) + " h " + whole(d%time.Hour, time.Minute) + " min"
	}
	return whole(d, 24*time.Hour) + " d " + whole(d%(24*time.Hour), time.Hour) + " h"
}
