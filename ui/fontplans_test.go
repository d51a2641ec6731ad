package ui

import (
	"runtime"
	"testing"

	"fyne.io/fyne/v2"

	"stationcompanion/ui/look"
)

// TestThemesKeepNoFonts changes size and theme as people and desktops do: what the
// toolkit read for the theme before is given back. Without forgetFonts each change keeps
// more than a megabyte.
func TestThemesKeepNoFonts(t *testing.T) {
	b := newBench(t, connected(), stateOf("FCT-1"), nil)
	change := func(times int) uint64 {
		for i := range times {
			v := look.Light
			if i%2 == 0 {
				v = look.Dark
			}
			b.app.Settings().SetTheme(look.NewTheme(v, 1+float32(i%4)/10))
			readFonts()
			b.loop.drain(t)
		}
		runtime.GC()
		runtime.GC() // what finalizers freed
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	const more = 12
	before := change(4)
	after := change(more)
	if grown := int64(after) - int64(before); grown > 4<<20 {
		t.Errorf("%d changes of the theme keep %.1f MB", more, float64(grown)/(1<<20))
	}
	if fyne.MeasureText("0", 14, fyne.TextStyle{}).Width == 0 {
		t.Error("text has no size after the fonts were forgotten")
	}
}
