package logview

import (
	"testing"
	"time"

	"stationcompanion/logging/tail"
)

func TestLevelsAreToldApartWithoutColour(t *testing.T) {
	shapes, seen := map[any]bool{}, map[string]bool{}
	for _, l := range []tail.Level{tail.Debug, tail.Info, tail.Warning, tail.Error} {
		s := levelLook(l)
		if shapes[s.shape] || seen[s.word] || s.word == "" {
			t.Errorf("level %v looks like another: %v %q", l, s.shape, s.word)
		}
		shapes[s.shape], seen[s.word] = true, true
	}
}

func TestClockShowsTheDateOfOtherDays(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 31, 5, 123e6, time.Local)
	for want, newest := range map[string]time.Time{"09:31:05.123": at.Add(time.Hour), "11-23 09:31": at.AddDate(0, 0, 1)} {
		if got := clock(at, dayOf(newest)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := clock(time.Time{}, day{}); got != "" {
		t.Errorf("no time shows %q", got)
	}
}

func TestHeadCutsAtCharacters(t *testing.T) {
	for s, want := range map[string]string{"a1b2c3d4e5": "a1b2c3d4", "äöüäöüäöü": "äöüäöüäö", "abc": "abc", "": ""} {
		if got := head(s, 8); got != want {
			t.Errorf("%q: %q", s, got)
		}
	}
}
