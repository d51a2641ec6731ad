package words

import (
	"time"

	"stationcompanion/client"
)

// DayShort sums up a station's day in a few words ("Today 41 tests · 97.6 % first pass");
// part says that older tests of the day are not among those counted.
func DayShort(d client.Day, part bool) string {
	tests := T("day.short", d.Reports)
	switch {
	case part || d.Cut:
		tests = T("day.short.part", d.Reports)
	case d.Reports == 1:
		tests = T("day.short.one")
	}
	yield := ""
	if percent, ok := yieldPercent(d.Tally); ok {
		yield = T("day.short.yield", percent)
	}
	return facts(tests, yield)
}

// DayAsOf says from when a day's figures are ("as of 14:02", "saved 10:41").
func DayAsOf(at time.Time, saved bool, now time.Time) string {
	if at.IsZero() {
		return ""
	}
	if saved {
		return T("day.saved", When(at, now))
	}
	return T("time.as_of", When(at, now))
}
