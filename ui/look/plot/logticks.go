package plot

import "math"

// strides are how many decades may lie between two labels.
var strides = []int{1, 3, 6, 12, 24, 48, 96, 192, 384}

// Widths of a decade in points from which its minor ticks, and labels at 2 and 5, fit.
const (
	minorRoom  = 24
	decadeRoom = 4
)

// logTicks labels decades, as many as there is room for; where fewer than two are in
// sight also 2 and 5, and where these are too few it gives up: linear ticks then say more.
func logTicks(a axis, length, room float64) ([]tick, bool) {
	decade := length / (a.to - a.from)
	stride := strides[len(strides)-1]
	for _, s := range strides {
		if decade*float64(s) >= room {
			stride = s
			break
		}
	}
	first, last := int(math.Floor(a.from)), int(math.Ceil(a.to))
	small := a.from < -2-1e-9
	between := labelledDecades(a, stride) < 2
	var out []tick
	labels := 0
	add := func(digit, e int, label bool) {
		at := (float64(e) + math.Log10(float64(digit)) - a.from) / (a.to - a.from)
		if at < -1e-9 || at > 1+1e-9 {
			return
		}
		t := tick{at: min(max(at, 0), 1)}
		if label {
			t.label = powerLabel(digit, e, small)
			labels++
		}
		out = append(out, t)
	}
	for e := first; e <= last; e++ {
		if major := e%stride == 0; major || decade >= decadeRoom {
			add(1, e, major)
		}
		if decade < minorRoom {
			continue
		}
		for d := 2; d <= 9; d++ {
			add(d, e, between && (d == 2 || d == 5) && decade*0.3 >= room)
		}
	}
	return out, labels >= 2
}

// labelledDecades counts the labels at whole decades.
func labelledDecades(a axis, stride int) int {
	n := 0
	for e := int(math.Ceil(a.from - 1e-9)); e <= int(math.Floor(a.to+1e-9)); e++ {
		if e%stride == 0 {
			n++
		}
	}
	return n
}
