package logview

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
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

func TestWholeRowsFillThePane(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light, 1))
	g := newGrid(1)
	for height := 1; height < 2000; height++ {
		g.suit(height)
		rows := height / g.pitch
		if g.pitch > g.usual || g.pitch < g.usual-g.slack || g.base > g.pitch-(g.glyphs.height-g.glyphs.ascent) {
			t.Fatalf("%d pixels: rows of %d, text at %d", height, g.pitch, g.base)
		}
		if rows < height/g.usual || height-rows*g.pitch > height%g.usual {
			t.Fatalf("%d pixels: %d rows of %d", height, rows, g.pitch)
		}
	}
}
