package words

import (
	"math"
	"testing"
	"time"
)

func TestWhen(t *testing.T) {
	zone := time.FixedZone("", 2*3600)
	now := time.Date(2026, 4, 22, 0, 10, 0, 0, zone)
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{now.Add(-5 * time.Minute), "00:05"},
		{now.Add(-11 * time.Minute), "yesterday 23:59"},
		{now.Add(-24 * time.Hour), "yesterday 00:10"},
		{now.Add(-25 * time.Hour), "20 Apr 23:10"},
		{time.Date(2026, 4, 21, 22, 5, 0, 0, time.UTC), "00:05"}, // the same day in now's zone
		{time.Date(2026, 1, 3, 9, 31, 0, 0, zone), "3 Jan 09:31"},
		{time.Date(2025, 12, 31, 9, 31, 0, 0, zone), "31 Dec 2025 09:31"},
		{now.Add(26 * time.Hour), "23 Apr 02:10"}, // from the future
		{time.Time{}, ""},
	} {
		if got := When(c.at, now); got != c.want {
			t.Errorf("When(%v) = %q, want %q", c.at, got, c.want)
		}
	}
}

// Yesterday is the day before, also across a change of the clocks and of the year.
func TestWhenAcrossClockChange(t *testing.T) {
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Skip("no time zone data on this PC")
	}
	now := time.Date(2026, 3, 30, 0, 30, 0, 0, oslo) // the day before had 23 hours
	if got := When(time.Date(2026, 3, 29, 0, 10, 0, 0, oslo), now); got != "yesterday 00:10" {
		t.Errorf("got %q", got)
	}
	year := time.Date(2026, 1, 1, 8, 0, 0, 0, oslo)
	if got := When(year.Add(-9*time.Hour), year); got != "yesterday 23:00" {
		t.Errorf("got %q", got)
	}
}

func TestFullTimeAndAsOf(t *testing.T) {
	at := time.Date(2026, 4, 21, 7, 31, 5, 0, time.UTC)
	if got, want := FullTime(at), at.Local().Format("2006-01-02 15:04:05 -07:00"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := AsOf(at), "as of "+at.Local().Format("15:04:05"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if FullTime(time.Time{}) != "" || AsOf(time.Time{}) != "" {
		t.Error("no time must give no text")
	}
}

func TestDurations(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0 s", time.Microsecond: "under 1 ms", 120 * time.Millisecond: "120 ms", 949 * time.Millisecond: "949 ms",
		950 * time.Millisecond: "1 s", 42700 * time.Millisecond: "42.7 s", 42 * time.Second: "42 s",
		59949 * time.Millisecond: "59.9 s", 59950 * time.Millisecond: "1 min 0 s", 192 * time.Second: "3 min 12 s",
		2*time.Hour + 5*time.Minute + 59*time.Second: "2 h 5 min", 76 * time.Hour: "3 d 4 h",
		-3 * time.Second: "-3 s", math.MinInt64: "-106751 d 23 h",
	} {
		if got := Duration(d); got != want {
			t.Errorf("Duration(%v) = %q, want %q", d, got, want)
		}
	}
	for d, want := range map[time.Duration]string{
		-time.Second: "0 s", 0: "0 s", time.Nanosecond: "1 s", 22001 * time.Millisecond: "23 s",
		60 * time.Second: "1 min 0 s", 272 * time.Second: "4 min 32 s",
	} {
		if got := Seconds(d); got != want {
			t.Errorf("Seconds(%v) = %q, want %q", d, got, want)
		}
	}
	for d, want := range map[time.Duration]string{
		0: "under 1 ms", 12400 * time.Microsecond: "12 ms", 1400 * time.Millisecond: "1.4 s",
	} {
		if got := Latency(d); got != want {
			t.Errorf("Latency(%v) = %q, want %q", d, got, want)
		}
	}
}
