package logview

import (
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
)

// step makes a line of an operation.
func step(id string, after time.Duration) tail.Line {
	l := line(tail.Info, "step of "+id)
	l.Time, l.CorrelationID = base.Add(after), id
	if after == noTime {
		l.Time = time.Time{}
	}
	return l
}

func TestOperationSaysHowLongItTook(t *testing.T) {
	s := newStore(100)
	p, w := panelIn(t, s, look.Light, 1600, 300)
	s.add(step("a1b2c3d4e5f6", 0), step("77aa", time.Second), step("a1b2c3d4e5f6", 1234*time.Millisecond))
	p.update()
	says := func(what, want string) {
		t.Helper()
		p.update()
		if got := p.bar.note.Full(); got != want {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	says("before", "")
	p.pick(0)
	for _, o := range p.detail.same.(*fyne.Container).Objects {
		o.(fyne.Tappable).Tapped(nil)
	}
	says("two lines", "Operation a1b2c3d4 · 2 lines · 1.234 s")
	s.add(step("a1b2c3d4e5f6", noTime), step("77aa", time.Hour))
	says("and one without a time", "Operation a1b2c3d4 · 3 lines · 1.234 s")
	s.add(step("a1b2c3d4e5f6", 192*time.Second))
	says("and a late one", "Operation a1b2c3d4 · 4 lines · 3 min 12 s")
	p.bar.set(tail.Info, p.bar.text.Text, false)
	says("another level", "")
	p.sameOperation("77aa")
	says("another operation", "Operation 77aa · 2 lines · 59 min 59 s")
	w.Resize(fyne.NewSize(900, 300))
	if got := p.bar.note.Full(); got != "2 lines · 59 min 59 s" && got != "59 min 59 s" {
		t.Errorf("in a narrow window it says %q", got)
	}
	p.bar.tell("told")
	says("something else was told", "told")
	p.bar.selected(0)
	p.showAll()
	says("all lines", "")
	p.ShowLinesWith([]string{"77aa"}) // a report's lines are no operation
	says("lines with a text", "")
}

func TestOperationsThatCannotBeTimed(t *testing.T) {
	for want, lines := range map[string][]tail.Line{
		"Operation x · 1 line":  {step("x", 0)},
		"Operation x · 2 lines": {step("x", time.Second), step("x", 0)}, // the clock was set back
		"Operation x · 3 lines": {step("x", noTime), step("x", 0), step("x", noTime)},
		"":                      {step("y", 0)},
	} {
		s := newStore(100)
		p, _ := panelIn(t, s, look.Light, 1600, 300)
		s.add(lines...)
		p.sameOperation("x")
		p.update()
		if got := p.bar.note.Full(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestExactLengths(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "under 1 ms", 499 * time.Microsecond: "under 1 ms", 12 * time.Millisecond: "12 ms",
		999600 * time.Microsecond: "1.000 s", 59 * time.Second: "59.000 s", 90 * time.Minute: "1 h 30 min",
	} {
		if got := exactly(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

// TestOperationIsSaidOfASilentLog: how long it took counts more than that nothing comes.
func TestOperationIsSaidOfASilentLog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, s, u := quietLog(t, "other.log")
		begin, end := step("77aa", 0), step("77aa", 0)
		begin.Time, end.Time = time.Now(), time.Now().Add(1500*time.Millisecond)
		s.add(begin, end)
		u.run(20 * time.Minute)
		if p.quiet(time.Now()) == nil {
			t.Fatal("the log is not silent")
		}
		p.sameOperation("77aa")
		u.run(time.Second)
		if want := "Operation 77aa · 2 lines · 1.500 s"; p.bar.says[0] != want {
			t.Errorf("%q, want %q", p.bar.says, want)
		}
		p.showAll()
		u.run(time.Second)
		if want := "Silent for 20 min, usually at most 10 s between lines"; p.bar.says[0] != want {
			t.Errorf("%q, want %q", p.bar.says, want)
		}
	})
}

// TestWhatWasToldEndsWithTheFilter: it was about the lines shown then.
func TestWhatWasToldEndsWithTheFilter(t *testing.T) {
	s := newStore(100)
	p, _ := panelIn(t, s, look.Light, 1600, 300)
	s.add(line(tail.Info, "one"))
	p.update()
	p.ToError(1)
	if p.bar.note.Full() == "" {
		t.Fatal("nothing was told")
	}
	p.bar.set(tail.Debug, "one", false)
	if got := p.bar.note.Full(); got != "" {
		t.Errorf("still %q", got)
	}
}
