package logview

import (
	"testing"
	"time"
)

// timesOf makes times so long after base.
func timesOf(after ...time.Duration) (all []time.Time) {
	for _, d := range after {
		all = append(all, base.Add(d))
	}
	return all
}

func TestUsualPause(t *testing.T) {
	const s, m, h = time.Second, time.Minute, time.Hour
	var bursts, nights []time.Duration
	for i := range 60 { // twenty lines at once, every half minute
		bursts = append(bursts, every(time.Duration(i)*30*s, 10*time.Millisecond, 20)...)
	}
	for i := range 4 { // a line a minute for eight hours, then none until the next day
		nights = append(nights, every(time.Duration(i)*24*h, m, 480)...)
	}
	for name, c := range map[string]struct {
		of          []time.Duration
		want, limit time.Duration
	}{
		"steady":               {every(0, 10*s, 100), 10 * s, m},
		"steady and slow":      {every(0, 5*m, 30), 5 * m, 15 * m},
		"bursts":               {bursts, 29*s + 810*time.Millisecond, 89*s + 430*time.Millisecond},
		"nights":               {nights, m, 3 * m},
		"too few":              {every(0, m, 19), 0, 0},
		"just enough":          {every(0, m, 20), m, 3 * m},
		"of too short a time":  {every(0, s, 500), 0, 0},
		"never quiet":          {every(0, 500*time.Millisecond, 2000), s, m},
		"of no time":           {nil, 0, 0},
		"one":                  {[]time.Duration{0}, 0, 0},
		"one pause of few":     {join(every(0, s, 10), every(20*m, s, 10)), 19*m + 51*s, 59*m + 33*s},
		"a rare pause of many": {join(every(0, s, 60), every(20*m, s, 60)), s, m},
		"set back":             {join(every(h, 10*s, 50), every(0, 10*s, 50)), 0, 0},
		"set back for a while": {join(every(0, 10*s, 50), every(-m, 10*s, 100)), 10 * s, m},
	} {
		got := usualPause(timesOf(c.of...))
		if got != c.want || (rhythm{usual: got}).limit() != c.limit {
			t.Errorf("%s: %v, silent after %v, want %v and %v", name, got, rhythm{usual: got}.limit(), c.want, c.limit)
		}
	}
}

// TestRhythmOfManyLines: where the newest lines are of a short time, some of the earlier
// ones tell.
func TestRhythmOfManyLines(t *testing.T) {
	for name, c := range map[string]struct {
		of   []time.Duration
		want time.Duration
		full bool
	}{
		"ten a second":             {every(0, 100*time.Millisecond, 40_000), 3*time.Second + 200*time.Millisecond, true},
		"a burst at the end":       {join(every(0, 10*time.Second, 1000), every(3*time.Hour, 0, 3000)), 2 * time.Minute, true},
		"a burst and nothing else": {every(0, time.Millisecond, 5000), 0, false},
		"slow":                     {every(0, 10*time.Second, 100), 10 * time.Second, false},
		"slow and long":            {every(0, 10*time.Second, 5000), 10 * time.Second, true},
	} {
		r := rhythmOf(logOf(c.of...).now(), going)
		if r.usual > c.want || c.want > 0 && r.usual == 0 || r.full != c.full || !r.newest.Equal(base.Add(c.of[len(c.of)-1])) {
			t.Errorf("%s: %+v, want %v", name, *r, c.want)
		}
	}
	if rhythmOf(logOf(every(0, time.Second, 5000)...).now(), func() bool { return true }) != nil {
		t.Error("it does not stop")
	}
	if r := rhythmOf(newStore(1).now(), going); r.usual != 0 || !r.newest.IsZero() {
		t.Errorf("of an empty log: %+v", r)
	}
}

func TestSilenceInWords(t *testing.T) {
	const m, h = time.Minute, time.Hour
	for _, c := range []struct {
		lasts, usual time.Duration
		want         string
	}{
		{12*m + 59*time.Second, 17 * time.Second, "Silent for 12 min, usually at most 20 s between lines"},
		{61 * time.Second, 1300 * time.Millisecond, "Silent for 1 min, usually at most 2 s between lines"},
		{90 * m, 25 * m, "Silent for 1 h, usually at most 25 min between lines"},
		{47*h + 59*m, 61 * time.Second, "Silent for 47 h, usually at most 65 s between lines"},
		{72*h + 59*m, 60 * time.Second, "Silent for 3 d, usually at most 1 min between lines"},
		{400 * h, 119 * time.Minute, "Silent for 16 d, usually at most 119 min between lines"},
		{400 * h, 9*h + 1, "Silent for 16 d, usually at most 10 h between lines"},
	} {
		s := silence{next: 5, came: base, known: true, pace: rhythm{next: 5, full: true, newest: base, usual: c.usual}}
		now := base.Add(c.lasts)
		if got := s.text(now)[0]; got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
		due := s.due(0, now)
		if s.text(due)[0] == s.text(now)[0] || s.text(due.Add(-2 * time.Millisecond))[0] != s.text(now)[0] {
			t.Errorf("%v: the text changes at another time than %v", c.lasts, due.Sub(base))
		}
	}
}

// TestSinceWhenItIsSilent: what a line says of its time, and when it came.
func TestSinceWhenItIsSilent(t *testing.T) {
	opened := base.Add(time.Hour)
	for name, c := range map[string]struct {
		newest time.Time
		fresh  bool
		want   time.Time
	}{
		"written before it was opened":     {base, false, base},
		"seen to come, written earlier":    {base, true, opened},
		"written in the future":            {opened.Add(time.Hour), false, opened},
		"seen to come, from the future":    {opened.Add(time.Hour), true, opened},
		"seen to come, written just after": {opened.Add(time.Second), true, opened.Add(time.Second)},
		"without a time":                   {time.Time{}, false, opened},
	} {
		s := silence{next: 5, came: opened, fresh: c.fresh}
		s.take(rhythm{next: 5, newest: c.newest, usual: time.Second, full: true}, opened.Add(time.Minute))
		if got := s.since(); !got.Equal(c.want) {
			t.Errorf("%s: since %v, want %v", name, got, c.want)
		}
	}
}
