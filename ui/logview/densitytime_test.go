package logview

import (
	"slices"
	"testing"
	"time"

	"stationcompanion/logging/tail"
)

// moments makes some of numbers and times after base.
func moments(pairs ...any) (all []tail.Moment) {
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, tail.Moment{No: int64(pairs[i].(int)), At: base.Add(pairs[i+1].(time.Duration))})
	}
	return all
}

func TestTimesAndNumbers(t *testing.T) {
	const s, h = time.Second, time.Hour
	for _, c := range []struct {
		name string
		of   timeline
		at   time.Duration
		want int64 // the first line not before at
		is   time.Duration
	}{
		{"in the middle", timeline{moments(0, 0*s, 100, 100*s), 0, 101}, 50 * s, 50, 50 * s},
		{"between two lines", timeline{moments(0, 0*s, 100, 100*s), 0, 101}, 50*s + 1, 51, 51 * s},
		{"at a moment", timeline{moments(0, 0*s, 10, 100*s, 20, 200*s), 0, 21}, 100 * s, 10, 100 * s},
		{"before all", timeline{moments(5, 0*s, 10, 100*s), 2, 11}, -h, 2, 0},
		{"after all", timeline{moments(5, 0*s, 10, 100*s), 2, 15}, h, 15, 100 * s},
		{"in a gap", timeline{moments(0, 0*s, 9, 9*s, 10, 8*h, 20, 8*h+10*s), 0, 21}, 4 * h, 10, 8 * h},
		{"right after a gap", timeline{moments(0, 0*s, 9, 9*s, 10, 8*h, 20, 8*h+10*s), 0, 21}, 8*h + 5*s, 15, 8*h + 5*s},
		{"many lines of one moment", timeline{moments(0, 0*s, 50, 10*s, 90, 10*s, 99, 20*s), 0, 100}, 10 * s, 50, 10 * s},
		{"one line", timeline{moments(7, 3*s), 7, 8}, 3 * s, 7, 3 * s},
	} {
		if got := c.of.before(base.Add(c.at)); got != c.want {
			t.Errorf("%s: line %d, want %d", c.name, got, c.want)
		}
		if got := c.of.at(c.want).Sub(base); (got - c.is).Abs() > time.Microsecond {
			t.Errorf("%s: line %d was written at %v, want %v", c.name, c.want, got, c.is)
		}
	}
}

func TestNearestLineOfThoseShown(t *testing.T) {
	of := timeline{moments(0, 0*time.Second, 100, 100*time.Second), 0, 101}
	for at, want := range map[time.Duration]int64{-time.Hour: 10, 29 * time.Second: 10, 31 * time.Second: 50, 74 * time.Second: 50, 76 * time.Second: 100, time.Hour: 100} {
		if no, row, ok := of.near(hits{10, 50, 100}, base.Add(at)); !ok || no != want || (hits{10, 50, 100})[row] != no {
			t.Errorf("at %v: line %d in row %d, want %d", at, no, row, want)
		}
	}
	if _, _, ok := of.near(noLines{}, base); ok {
		t.Error("a line of none")
	}
}

func TestTimesThatDoNotGoBackwards(t *testing.T) {
	for _, c := range []struct {
		name  string
		times []int // seconds; 0 = none
		want  []int
	}{
		{"in order", []int{1, 2, 2, 3}, []int{0, 1, 2, 3}},
		{"one far ahead at first", []int{999, 1, 2, 3}, []int{1, 2, 3}},
		{"one far back", []int{5, 6, 1, 7}, []int{0, 1, 3}},
		{"set back for good", []int{10, 11, 3, 4, 5, 6}, []int{2, 3, 4, 5}},
		{"some without", []int{0, 1, 0, 2, 0}, []int{1, 3}},
		{"none", []int{0, 0}, nil},
	} {
		var all []probe
		for i, s := range c.times {
			p := probe{No: int64(i)}
			if s > 0 {
				p.At = base.Add(time.Duration(s) * time.Second)
			}
			all = append(all, p)
		}
		if got := ascending(all); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestPixelsAndTimes(t *testing.T) {
	a := axis{base, base.Add(1000 * time.Second), 100, 1100}
	for x, want := range map[int]time.Duration{0: 0, 100: 0, 600: 500 * time.Second, 1100: 1000 * time.Second, 5000: 1000 * time.Second} {
		if got := a.at(x).Sub(base); got != want {
			t.Errorf("pixel %d is %v, want %v", x, got, want)
		}
	}
	for x := a.left; x <= a.right; x++ {
		if got := a.x(a.at(x)); got < x-1 || got > x {
			t.Fatalf("pixel %d comes back as %d", x, got)
		}
	}
	if x := (axis{base, base, 5, 5}).x(base.Add(time.Hour)); x != 5 {
		t.Errorf("without room: %d", x)
	}
}

// TestDaysBeginWhereClocksSay: the day on which clocks are set has another length.
func TestDaysBeginWhereClocksSay(t *testing.T) {
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Skip(err)
	}
	was := time.Local
	time.Local = oslo
	defer func() { time.Local = was }()
	from := time.Date(2026, 10, 24, 12, 0, 0, 0, oslo) // of 25 hours is the 25th
	a := axis{from, from.Add(72 * time.Hour), 0, 72}
	if got := a.midnights(); !slices.Equal(got, []int{12, 37, 61}) {
		t.Errorf("days begin at %v", got)
	}
	a.to = from.Add(20 * time.Hour)
	if got := a.midnights(); got != nil {
		t.Errorf("of less than a day: %v", got)
	}
}

func TestColumnsHoldEveryLineOnce(t *testing.T) {
	of := timeline{moments(0, time.Second, 9, 10*time.Second, 10, 9*time.Hour, 99, 10*time.Hour), -3, 105}
	errors := hits{-2, 9, 60, 104}
	for _, n := range []int{1, 2, 7, 600} {
		all := of.columns(axis{from: of.moments[0].At, to: of.end()}, errors, n)
		no, bad := of.first, int64(0)
		for i, c := range all {
			if c.first != no || c.next < no {
				t.Fatalf("column %d of %d: %+v after %d", i, n, c, no)
			}
			no, bad = c.next, bad+c.errors
		}
		if no != of.next || bad != 4 {
			t.Errorf("%d columns end at line %d with %d errors", n, no, bad)
		}
		if n == 600 && (all[300].next != all[300].first || all[0].next != 10) {
			t.Error("the gap is not empty", all[300], all[0])
		}
	}
	last := of.columns(axis{from: of.end().Add(-30 * time.Minute), to: of.end()}, errors, 10)
	if last[0].first < 50 || last[9].next != 105 {
		t.Error("a part:", last)
	}
}
