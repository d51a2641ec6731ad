package logview

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
)

func TestOffsetsAreShortAndExact(t *testing.T) {
	const day = 24 * time.Hour
	for d, want := range map[time.Duration]string{
		0:                                           "0.000",
		400 * time.Microsecond:                      "0.000",
		time.Millisecond:                            "+0.001",
		-time.Millisecond:                           "−0.001",
		123 * time.Millisecond:                      "+0.123",
		12345 * time.Millisecond:                    "+12.345",
		59999 * time.Millisecond:                    "+59.999",
		59999600 * time.Microsecond:                 "+1:00.0",
		184*time.Second + 60*time.Millisecond:       "+3:04.1",
		-(184 * time.Second):                        "−3:04.0",
		time.Hour - 40*time.Millisecond:             "+1:00:00",
		time.Hour - 60*time.Millisecond:             "+59:59.9",
		5*time.Hour + 3*time.Minute + 4*time.Second: "+5:03:04",
		day - 400*time.Millisecond:                  "+1 d 00:00",
		-(2*day + 3*time.Hour + 4*time.Minute):      "−2 d 03:04",
		999*day + 23*time.Hour:                      "+999 d 23:00",
		1000 * day:                                  "+1000 d",
		math.MinInt64:                               "−106751 d",
		math.MaxInt64:                               "+106751 d",
	} {
		if got := offset(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
	for range 10_000 {
		d := time.Duration(rand.Int64()>>rand.IntN(60)) * time.Duration(1-2*rand.IntN(2))
		if got := offset(d); utf8.RuneCountInString(got) > timeChars {
			t.Errorf("%v: %q is longer than the column", d, got)
		}
	}
}

// inZone runs with another zone of this PC.
func inZone(t *testing.T, name string) {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Skip(err)
	}
	was := time.Local
	time.Local = loc
	t.Cleanup(func() { time.Local = was })
}

func TestZoneIsThatOfTheMoment(t *testing.T) {
	inZone(t, "Europe/Oslo")
	winter, summer := time.Date(2026, 1, 2, 3, 4, 5, 6e6, time.UTC), time.Date(2026, 7, 2, 3, 4, 5, 6e6, time.UTC)
	if a, b, none := zone(winter), zone(summer), zone(time.Time{}); a != "UTC+01:00" || b != "UTC+02:00" || none != "" {
		t.Errorf("%q, %q, %q", a, b, none)
	}
	if got := fullTime(summer); got != "2026-07-02 05:04:05.006 +02:00" {
		t.Errorf("in full %q", got)
	}
	inZone(t, "America/Chicago")
	if got := zone(winter); got != "UTC−06:00" {
		t.Errorf("west of Greenwich %q", got)
	}
}

// whens are the texts of the time column, top to bottom, as painted.
func whens(p *Panel) (all []string) {
	p.rows.paint(1000, int(p.rows.Size().Height))
	v := &p.rows.view
	for i := range v.nums {
		all = append(all, strings.TrimSpace(v.cache.rows[int((p.rows.top+int64(i))%int64(len(v.cache.rows)))].when))
	}
	return all
}

func expectWhens(t *testing.T, p *Panel, what string, want ...string) {
	t.Helper()
	if got := whens(p); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// timed makes lines that were written so long after base each; none for a line without.
func timed(at ...time.Duration) (all []tail.Line) {
	for _, d := range at {
		l := line(tail.Info, "m")
		if l.Time = base.Add(d); d == noTime {
			l.Time, l.Level = time.Time{}, tail.Unknown
		}
		all = append(all, l)
	}
	return all
}

const noTime = time.Duration(math.MaxInt64)

func choose(p *Panel, form timeForm) { p.moreMenu().Items[form].Action() }

func TestTimesSinceTheLineBefore(t *testing.T) {
	s := newStore(1000)
	p, _ := panelIn(t, s, look.Light, 1000, 300)
	p.bar.set(tail.Debug, "", false)
	s.add(timed(0, 123*time.Millisecond, noTime, noTime, 2*time.Second, time.Second)...)
	p.update()
	choose(p, sinceBefore)
	if m := p.moreMenu(); !m.Items[sinceBefore].Checked || m.Items[clockTimes].Checked {
		t.Error("the choice is not ticked")
	}
	expectWhens(t, p, "with a line that has none, and a clock set back", "", "+0.123", "", "", "+1.877", "−1.000")
	s.add(timed(time.Second)...)
	p.update()
	expectWhens(t, p, "with a line more", "", "+0.123", "", "", "+1.877", "−1.000", "0.000")
	s.grow("the rest came")
	p.update()
	expectWhens(t, p, "with a newest line that grew", "", "+0.123", "", "", "+1.877", "−1.000", "0.000")
	p.bar.set(tail.Debug, "the rest", false)
	expectWhens(t, p, "the last one alone", "")
	p.showAll()
	choose(p, clockTimes)
	if got := whens(p)[0]; got != base.Format("15:04:05.000") {
		t.Errorf("back to the clock: %q", got)
	}
}

// TestTimesOfTheTopRow: what stands above the pane counts, and what is dropped there too.
func TestTimesOfTheTopRow(t *testing.T) {
	s := newStore(40)
	p, w := panelIn(t, s, look.Light, 1000, 200)
	p.bar.set(tail.Debug, "", false)
	for i := range 40 {
		s.add(timed(time.Duration(i*i) * time.Millisecond)...)
	}
	p.update()
	choose(p, sinceBefore)
	p.rows.moveTo(10)
	if got := whens(p)[:2]; got[0] != "+0.019" || got[1] != "+0.021" {
		t.Errorf("10 and 11 after 9: %v", got)
	}
	w.Canvas().Capture()
	s.add(timed(make([]time.Duration, 10)...)...) // drops 0 … 9: what is in view stays
	p.update()
	if p.rows.top != 0 || !p.rows.view.stale {
		t.Fatalf("top %d, painted anew %v", p.rows.top, p.rows.view.stale)
	}
	if got := whens(p)[:2]; got[0] != "" || got[1] != "+0.021" {
		t.Errorf("10 and 11 after 9 was dropped: %v", got)
	}
}

func TestTimesFromTheChosenLine(t *testing.T) {
	s := newStore(1000)
	p, w := panelIn(t, s, look.Light, 1000, 300)
	p.bar.set(tail.Debug, "", false)
	s.add(timed(0, time.Second, noTime, 25*time.Hour, 26*time.Hour)...)
	p.update()
	choose(p, fromChosen)
	expectWhens(t, p, "nothing chosen", "−1 d 02:00", "−1 d 02:00", "", "−1:00:00", "0.000")
	p.pick(1)
	expectWhens(t, p, "second chosen", "−1.000", "0.000", "", "+1 d 01:00", "+1 d 02:00")
	p.pick(2) // which continues it
	expectWhens(t, p, "third chosen", "−1.000", "0.000", "", "+1 d 01:00", "+1 d 02:00")
	p.unpick()
	p.rows.moveTo(0)
	w.Canvas().Capture()
	s.add(timed(27 * time.Hour)...)
	p.update()
	if got := whens(p)[0]; got != "−1 d 03:00" {
		t.Errorf("the first, from a new newest one: %q", got)
	}
	s.add(timed(noTime)...)
	p.update()
	if got := whens(p); got[0] != "−1 d 03:00" || got[len(got)-1] != "" {
		t.Errorf("with a newest one that has no time: %v", got)
	}
}

// TestTimesOverAChangeOfTheClock: the night the clock goes back has an hour twice, and
// none of it in what lies between two lines.
func TestTimesOverAChangeOfTheClock(t *testing.T) {
	inZone(t, "Europe/Oslo")
	before := time.Date(2026, 10, 25, 0, 59, 59, 0, time.UTC) // 02:59:59 summer
	s := newStore(1000)
	p, _ := panelIn(t, s, look.Light, 1000, 300)
	a, b := line(tail.Info, "a"), line(tail.Info, "b")
	a.Time, b.Time = before, before.Add(2*time.Second) // 02:00:01 winter
	s.add(a, b)
	p.update()
	expectWhens(t, p, "clock", "02:59:59.000", "02:00:01.000")
	choose(p, sinceBefore)
	expectWhens(t, p, "since", "", "+2.000")
	if got := p.moreMenu().Items[clockTimes].Label; got != "Clock, UTC+01:00" {
		t.Errorf("the menu says %q", got)
	}
}

// TestFontHasTheMinus: it is drawn at once, as a cell wide.
func TestFontHasTheMinus(t *testing.T) {
	p, _ := panelIn(t, newStore(10), look.Light, 1000, 300)
	g := p.rows.grid().glyphs
	if c, _ := g.next(minus); c.cells != 1 || len(g.wanted) != 0 || c.w == 0 {
		t.Errorf("%d cells, %d wide, wanted %q", c.cells, c.w, g.wanted)
	}
}

func TestALogWithoutTimesHasNoZone(t *testing.T) {
	s := newStore(10)
	p, _ := panelIn(t, s, look.Light, 1000, 300)
	p.bar.set(tail.Debug, "", false)
	s.add(timed(noTime, noTime)...)
	p.update()
	if got := p.moreMenu().Items[clockTimes].Label; got != "Clock" {
		t.Errorf("the menu says %q", got)
	}
	choose(p, fromChosen)
	expectWhens(t, p, "no times", "", "")
}
