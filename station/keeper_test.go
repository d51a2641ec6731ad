package station

import (
	"context"
	"os"
	"reflect"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// running runs a keeper in a bubble of fake time and gives what Watch has told.
func running(t *testing.T, in Inputs, body func(k *Keeper, told func() []string)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		k := NewKeeper(in)
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		var names []string
		wg.Go(func() { k.Run(ctx, 0) })
		wg.Go(func() { k.Watch(ctx, func(s State) { names = append(names, s.Identity.Name) }) })
		synctest.Wait()
		body(k, func() []string {
			synctest.Wait()
			return names
		})
		cancel()
		wg.Wait()
	})
}

func expect(t *testing.T, when string, got []string, want ...string) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: told %q, want %q", when, got, want)
	}
}

// An edit from outside shows within two intervals, whichever file it is made in.
func TestRunSeesEdits(t *testing.T) {
	d := newDesk(t).host("pc")
	running(t, d.in, func(k *Keeper, told func() []string) {
		expect(t, "at the start", told(), "PC")
		time.Sleep(DefaultInterval / 2) // edits fall between two looks
		for _, edit := range []func(){
			func() { d.everyone("station = E1\n") },
			func() { d.user("station = U1\n") },
			func() { d.user("station = U2\n") }, // of the same size
		} {
			edit()
			time.Sleep(2 * DefaultInterval)
		}
		expect(t, "after the edits", told(), "PC", "E1", "U1", "U2")
		time.Sleep(time.Minute)
		expect(t, "after a quiet minute", told(), "PC", "E1", "U1", "U2")
		d.home("station = OLD\n")
		time.Sleep(2 * DefaultInterval)
		if got := k.State().Identity.Disagrees; got == nil || got.Clean != "OLD" {
			t.Errorf("an older file that appears: %+v", got)
		}
	})
}

// A change that changes nothing for anybody is not told: the same text again, or a
// touch. A comment is: the stamp that saves are made against is another one.
func TestRunIgnoresNoChange(t *testing.T) {
	d := newDesk(t).user("station = A\n")
	running(t, d.in, func(k *Keeper, told func() []string) {
		time.Sleep(DefaultInterval / 2) // edits fall between two looks
		d.user("station = A\n")
		time.Sleep(time.Second)
		if err := os.Chtimes(d.in.UserPath, time.Time{}, time.Now().Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		k.Reload()
		expect(t, "untouched", told(), "A")
		d.user("station = A # new\n")
		time.Sleep(time.Second)
		expect(t, "commented", told(), "A", "A")
	})
}

// A file that is cut before it is written again is not shown empty.
func TestRunWaitsForEditors(t *testing.T) {
	d := newDesk(t).host("pc").user("station = A\n")
	running(t, d.in, func(k *Keeper, told func() []string) {
		time.Sleep(DefaultInterval / 2) // edits fall between two looks
		for _, half := range []string{"", "\x00\x00\x00"} {
			d.user(half)
			time.Sleep(DefaultInterval)
			d.user("station = B\n")
			time.Sleep(2 * DefaultInterval)
		}
		expect(t, "between", told(), "A", "B")
		d.user("\x00\x00\x00")
		time.Sleep(2 * DefaultInterval)
		expect(t, "really damaged", told(), "A", "B", "PC")
		if s := k.State(); !s.User.Corrupt || kinds(s.Problems) != "corrupt" {
			t.Errorf("%+v", s)
		}
		if err := os.Remove(d.in.UserPath); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * DefaultInterval)
		if s := k.State(); s.User.Stamp.Exists || len(s.Problems) > 0 {
			t.Errorf("%+v", s)
		}
	})
}

// An unchanged file that is old enough is not read again, only looked at.
func TestPollReadsOnlyWhatMayHaveChanged(t *testing.T) {
	d := newDesk(t).user("station = A\n")
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(d.in.UserPath, old, old); err != nil {
		t.Fatal(err)
	}
	k := NewKeeper(d.in)
	p := poller{keeper: k}
	p.poll()
	now, young := p.look()
	if young || now != p.seen {
		t.Errorf("young %v, %v", young, now)
	}
	d.user("station = B\n") // of the same size and, below, time: nothing to see
	if err := os.Chtimes(d.in.UserPath, old, old); err != nil {
		t.Fatal(err)
	}
	p.poll()
	if got := k.State().Identity.Name; got != "A" {
		t.Errorf("read without a trace of change: %s", got)
	}
	d.user("station = C\n")
	if p.poll(); k.State().Identity.Name != "C" {
		t.Errorf("a new time was not seen: %s", k.State().Identity.Name)
	}
	if _, young := p.look(); !young {
		t.Error("a file that young can change without a trace")
	}
}

func TestWatchTellsTheNewest(t *testing.T) {
	d := newDesk(t).user("station = A\n")
	k := NewKeeper(d.in)
	ctx, cancel := context.WithCancel(t.Context())
	var told []string
	entered, leave := make(chan bool), make(chan bool)
	done := make(chan struct{})
	go func() {
		defer close(done)
		k.Watch(ctx, func(s State) {
			told = append(told, s.Identity.Name)
			entered <- true
			<-leave
		})
	}()
	<-entered
	for _, name := range []string{"B", "C", "D"} { // while the watcher is busy
		if _, err := k.Update(ScopeUser, set(KeyStation, name)); err != nil {
			t.Fatal(err)
		}
	}
	leave <- true
	<-entered
	cancel()
	leave <- true
	<-done
	expect(t, "a slow watcher", told, "A", "D")
	k.Watch(ctx, func(State) { t.Error("called after the end") })
}

func TestReload(t *testing.T) {
	d := newDesk(t).user("station = A\n")
	k := NewKeeper(d.in)
	d.user("station = B\n")
	if k.State().Identity.Name != "A" {
		t.Error("the state changed by itself")
	}
	if k.Reload().Identity.Name != "B" || k.State().Identity.Name != "B" {
		t.Error("not reloaded")
	}
	if k.Inputs().UserPath != d.in.UserPath || k.Path(ScopeEveryone) != d.in.EveryonePath || k.Path("nobody") != "" {
		t.Error("wrong paths")
	}
}

func TestPreview(t *testing.T) {
	d := newDesk(t).host("pc").user("# mine\nstation = A\nodd line\n").everyone("station = E\nserver = https://e.invalid\n")
	k := NewKeeper(d.in)
	before, files := k.State(), tree(t, d.dir)

	s := k.Preview(ScopeUser, Change{Set: map[Key]string{KeyTheme: "DARK"}, Unset: []Key{KeyStation}})
	if s.Identity.Name != "E" || s.Text(KeyTheme) != "dark" || s.User.Stamp != before.User.Stamp {
		t.Errorf("without the user's station: %+v", s)
	}
	if got := kinds(s.Problems); got != "line:II" {
		t.Errorf("the bad line moves up: %q", got)
	}
	s = k.Preview(ScopeUser, set(KeyTheme, "pink"))
	if s.Text(KeyTheme) != "system" || kinds(s.Problems) != "line:III value:IIII:theme" {
		t.Errorf("a bad value: %q, %+v", kinds(s.Problems), s.Settings[KeyTheme])
	}
	s = k.Preview(ScopeEveryone, set(KeyLocked, "station"))
	if s.Identity.Name != "E" || !s.Locked(KeyStation) || s.Identity.Candidates[1].Why != ReasonLocked {
		t.Errorf("locked: %+v", s.Identity)
	}
	if s = k.Preview(ScopeUser, Change{}); !reflect.DeepEqual(s, before) {
		t.Errorf("no change: %+v", s)
	}
	if !reflect.DeepEqual(k.State(), before) || tree(t, d.dir) != files {
		t.Error("a preview changed something")
	}
	d.user("\x00\x00")
	if s = k.Preview(ScopeUser, set(KeyStation, "NEW")); s.Identity.Name != "NEW" || s.User.Corrupt || len(s.Problems) > 0 {
		t.Errorf("over a damaged file: %+v", s)
	}
}
