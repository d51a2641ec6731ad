package plot

import (
	"strconv"
	"time"

	"stationcompanion/ui/look"
)

// times writes the times of some points under the area, the newest for certain, and
// gives their ticks. Days are named where they change.
func (s *sheet) times(l *historyPlace) []tick {
	k := s.kit
	n := len(l.points)
	long := l.longTime()
	most := max(1, int(s.area.width()/(k.width(long)+3*gap*k.u)))
	stride := max(1, (n+most-1)/most)
	var out []tick
	var before time.Time
	free := float32(0)
	for i := (n - 1) % stride; i < n; i += stride {
		label := l.timeLabel(i, before)
		t := tick{at: (float64(i) + 0.5) / float64(n), label: label}
		box := s.under(t)
		if label == "" || box.x0 < free {
			continue
		}
		s.write(label, box.x0, box.y0, look.ColorQuiet)
		free, before = box.x1+gap*k.u, l.points[i].At
		out = append(out, t)
	}
	return out
}

// oneYear says whether all points are of one year, which then need not be named.
func (l *historyPlace) oneYear() bool {
	year := 0
	for i := range l.points {
		at := l.points[i].At
		if at.IsZero() {
			continue
		}
		if year != 0 && at.Year() != year {
			return false
		}
		year = at.Year()
	}
	return true
}

// longTime is a label as long as they become.
func (l *historyPlace) longTime() string {
	if l.oneYear() {
		return "30 Mar 00:00"
	}
	return "30 Mar 2000"
}

// timeLabel writes when point i was measured, after a label for before: the time of day
// where the day is the same. A point without a time shows its number.
func (l *historyPlace) timeLabel(i int, before time.Time) string {
	at := l.points[i].At
	switch {
	case at.IsZero():
		return "no. " + strconv.Itoa(i+1)
	case !l.oneYear():
		return at.Format("2 Jan 2006")
	case !before.IsZero() && at.Year() == before.Year() && at.YearDay() == before.YearDay():
		return at.Format("15:04")
	}
	return at.Format("2 Jan 15:04")
}
