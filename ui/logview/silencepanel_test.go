package logview

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
)

// quietLog is a pane over a log of another program with a line every ten seconds, the
// newest of which was written just now.
func quietLog(t *testing.T, path string) (p *Panel, s *store, u *ui) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light, 1))
	s, u = newStore(1000), &ui{posts: make(chan func(), 100)}
	for i := range 100 {
		l := line(tail.Info, "x")
		l.Time = time.Now().Add(time.Duration(i-99) * 10 * time.Second)
		s.add(l)
	}
	p = newPanel(Deps{Do: u.do, Copy: func(string) {}}, s)
	p.log.get().path = path
	p.Object().Resize(fyne.NewSize(1000, 400))
	ctx, cancel := context.WithCancel(t.Context())
	p.Start(ctx)
	t.Cleanup(func() { cancel(); p.Wait() })
	return p, s, u
}

// count runs posts for a time and counts them.
func (u *ui) count(d time.Duration) (n int) {
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(max(100*time.Millisecond, d/5000)) {
		synctest.Wait()
		for len(u.posts) > 0 {
			(<-u.posts)()
			n++
		}
	}
	return n
}

func TestSilenceIsSaidWithoutALine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, s, u := quietLog(t, "other.log")
		said := func(want string) {
			t.Helper()
			got := ""
			if len(p.bar.says) > 0 {
				got = p.bar.says[0]
			}
			if got != want {
				t.Errorf("%v after the newest line: %q, want %q", time.Since(p.silence.since()), got, want)
			}
		}
		u.count(59 * time.Second)
		said("")
		u.count(2 * time.Second)
		said("Silent for 1 min, usually at most 10 s between lines")
		if n := u.count(10 * time.Minute); n != 10 {
			t.Errorf("%d wakes in ten minutes", n)
		}
		said("Silent for 11 min, usually at most 10 s between lines")
		u.count(time.Hour)
		if n := u.count(5 * time.Hour); n != 5 {
			t.Errorf("%d wakes in five hours", n)
		}
		said("Silent for 6 h, usually at most 10 s between lines")
		fresh := line(tail.Info, "there again")
		fresh.Time = time.Now()
		s.add(fresh)
		u.count(time.Second)
		said("")
		u.count(58 * time.Second)
		said("")
		u.count(3 * 6 * time.Hour) // the pause just over is a usual one no more than a night is
		if got := p.bar.note.Full(); got == "" {
			t.Error("a second silence is not said")
		}
	})
}

func TestTheOwnLogIsNotWatched(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _, u := quietLog(t, "")
		u.count(10 * time.Second)
		if n := u.count(12 * time.Hour); n != 0 || p.bar.note.Full() != "" {
			t.Errorf("%d wakes, %q", n, p.bar.note.Full())
		}
	})
}

// TestNothingIsDoneForALogThatTellsNothing: no wake while it rests.
func TestNothingIsDoneForALogThatTellsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, s, u := quietLog(t, "other.log")
		s.mu.Lock()
		s.lines = nil // views share them
		s.mu.Unlock()
		for range 30 {
			s.add(tail.Line{Message: "no time"})
		}
		u.count(2 * time.Minute)
		if n := u.count(12 * time.Hour); n != 0 || p.bar.note.Full() != "" {
			t.Errorf("%d wakes, %q", n, p.bar.note.Full())
		}
	})
}
