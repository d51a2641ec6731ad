package words

import (
	"testing"
	"time"

	"stationcompanion/client"
)

func TestDayShort(t *testing.T) {
	tally := func(reports, first, passed int) client.Tally {
		return client.Tally{Reports: reports, First: first, FirstPassed: passed}
	}
	for _, tc := range []struct {
		day  client.Day
		part bool
		want string
	}{
		{client.Day{Tally: tally(41, 41, 40)}, false, "Today: 41 tests · 97.5 % first pass"},
		{client.Day{Tally: tally(1, 0, 0)}, false, "Today: 1 test"},
		{client.Day{Tally: tally(25, 10, 10)}, true, "Today: at least 25 tests · 100 % first pass"},
		{client.Day{Tally: tally(5000, 3000, 2999), Cut: true}, false, "Today: at least 5000 tests · 99.9 % first pass"},
	} {
		if got := DayShort(tc.day, tc.part); got != tc.want {
			t.Errorf("got %q, want %q", got, tc.want)
		}
	}
}

func TestDayAsOf(t *testing.T) {
	now := time.Date(2026, 4, 21, 14, 2, 0, 0, time.Local)
	for want, got := range map[string]string{
		"":                      DayAsOf(time.Time{}, true, now),
		"as of 14:02":           DayAsOf(now, false, now),
		"saved yesterday 14:02": DayAsOf(now.AddDate(0, 0, -1), true, now),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
