package station

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"stationcompanion/station/internal/coding"
	"stationcompanion/station/internal/durable"
)

func set(k Key, value string) Change { return Change{Set: map[Key]string{k: value}} }

func TestSaveNewFile(t *testing.T) {
	d := newDesk(t).host("ola")
	k := NewKeeper(d.in)
	for scope, mode := range map[Scope]fs.FileMode{ScopeUser: 0o600, ScopeEveryone: 0o644} {
		saved, err := k.Save(scope, Stamp{}, set(KeyStation, " Line 3 "))
		if err != nil {
			t.Fatal(err)
		}
		path := k.Path(scope)
		if got := readFile(t, path); got != "station = Line 3"+systemNewline {
			t.Errorf("%s: %q", scope, got)
		}
		if fi, _ := os.Stat(path); runtime.GOOS != "windows" && fi.Mode() != mode {
			t.Errorf("%s: mode %v", scope, fi.Mode())
		}
		if saved.Backup != "" || saved.Corrupt != "" || len(saved.Differences) != 1 || saved.File.Path != path {
			t.Errorf("%s: %+v", scope, saved)
		}
	}
	s := k.State()
	if s.Identity.Name != "Line 3" || s.Identity.Source != SourceUser || s.User.Stamp == (Stamp{}) {
		t.Errorf("the keeper shows %+v", s.Identity)
	}
}

// Comments, order, unknown keys, newlines and coding of what was there stay, and a
// copy of it is kept.
func TestSaveKeepsTheRest(t *testing.T) {
	const before = "# Pr\u00fcfplatz\r\nodd = 1\r\nstation = A # mine\r\n\r\nwhat?\r\n"
	const after = "# Pr\u00fcfplatz\r\nodd = 1\r\nstation = B # mine\r\n\r\nwhat?\r\n"
	for _, c := range []coding.Coding{coding.UTF8, coding.UTF8Marked, coding.UTF16Little, coding.UTF16Big, coding.Windows1252} {
		d := newDesk(t).user(string(c.Encode(before)))
		k := NewKeeper(d.in)
		saved, err := k.Save(ScopeUser, k.State().User.Stamp, set(KeyStation, "B"))
		if err != nil {
			t.Fatal(err)
		}
		if got := readFile(t, d.in.UserPath); got != string(c.Encode(after)) {
			t.Errorf("%v: %q", c, got)
		}
		if got := readFile(t, saved.Backup); got != string(c.Encode(before)) || saved.Backup != d.in.UserPath+".bak" {
			t.Errorf("%v: %s holds %q", c, saved.Backup, got)
		}
		if !reflect.DeepEqual(saved.File, k.State().User) {
			t.Errorf("%v: saved %+v, state %+v", c, saved.File, k.State().User)
		}
		if want := []Difference{{Key: KeyStation, Old: "A", New: "B", Had: true, Has: true}}; !reflect.DeepEqual(saved.Differences, want) {
			t.Errorf("%v: %+v", c, saved.Differences)
		}
	}
}

func TestSaveWhatWindows1252CannotHold(t *testing.T) {
	d := newDesk(t).user("# Gr\xfc\xdfe\nstation = A\n")
	if _, err := NewKeeper(d.in).Update(ScopeUser, set(KeyStation, "测试")); err != nil {
		t.Fatal(err)
	}
	if got := readFile(t, d.in.UserPath); got != "\xef\xbb\xbf# Grüße\nstation = 测试\n" {
		t.Errorf("%q", got)
	}
}

// A save that changes nothing writes nothing, not even a lock file.
func TestSaveNothing(t *testing.T) {
	d := newDesk(t).user("log_level = warn\n")
	before := tree(t, d.dir)
	k := NewKeeper(d.in)
	for _, ch := range []Change{{}, set(KeyLogLevel, "WARNING"), {Unset: []Key{KeyTheme}}} {
		saved, err := k.Update(ScopeUser, ch)
		if err != nil || len(saved.Differences) > 0 || saved.Backup != "" || saved.File.Values[KeyLogLevel] != "warn" {
			t.Errorf("%+v: %+v, %v", ch, saved, err)
		}
	}
	if _, err := k.Update(ScopeEveryone, Change{Unset: []Key{KeyTheme}}); err != nil {
		t.Error(err)
	}
	if after := tree(t, d.dir); after != before {
		t.Errorf("%s became %s", before, after)
	}
}

func TestSaveRefusesValues(t *testing.T) {
	d := newDesk(t).user("theme = dark\n").everyone("locked = station\n")
	k := NewKeeper(d.in)
	before := tree(t, d.dir)
	for _, tc := range []struct {
		scope Scope
		key   Key
		value string
		why   Reason
	}{
		{ScopeUser, KeyTheme, "pink", ReasonBadValue},
		{ScopeUser, KeyLocation, "a\nstation = b", ReasonControl},
		{ScopeUser, "unknown", "x", ReasonBadValue},
		{ScopeUser, KeyStation, "B", ReasonLocked},
		{ScopeUser, KeyLocked, "theme", ReasonLocked},
		{ScopeEveryone, KeyLocked, "sation", ReasonBadValue},
	} {
		_, err := k.Update(tc.scope, set(tc.key, tc.value))
		var bad *ValueError
		if !errors.As(err, &bad) || bad.Why != tc.why || bad.Key != tc.key {
			t.Errorf("%+v: %v", tc, err)
		}
	}
	if after := tree(t, d.dir); after != before {
		t.Errorf("%s became %s", before, after)
	}
	if _, err := k.Update("nobody", set(KeyTheme, "dark")); !errors.Is(err, ErrNoFile) {
		t.Errorf("an unknown scope: %v", err)
	}
	if _, err := k.Update(ScopeEveryone, set(KeyStation, "B")); err != nil {
		t.Errorf("who locks may set: %v", err)
	}
	if got := k.State().Identity; got.Name != "B" || got.Source != SourceEveryone {
		t.Errorf("%+v", got)
	}
}

// A change somebody else made since is not overwritten, and shown.
func TestSaveAgainstAnotherFile(t *testing.T) {
	for name, meddle := range map[string]func(d *desk){
		"letter":  func(d *desk) { d.user("station = B\n") }, // of the same size
		"edited":  func(d *desk) { d.user("station = THEIRS\n") },
		"comment": func(d *desk) { d.user("station = A # theirs\n") },
		"damaged": func(d *desk) { d.user("\x00\x00") },
		"removed": func(d *desk) { _ = os.Remove(d.in.UserPath) },
	} {
		d := newDesk(t).user("station = A\n")
		k := NewKeeper(d.in)
		base := k.State().User.Stamp
		meddle(d)
		before := tree(t, d.dir)
		_, err := k.Save(ScopeUser, base, set(KeyStation, "MINE"))
		var changed *ChangedError
		if !errors.As(err, &changed) || changed.Path != d.in.UserPath {
			t.Fatalf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(changed.Theirs, k.State().User) {
			t.Errorf("%s: error shows %+v, state %+v", name, changed.Theirs, k.State().User)
		}
		if after := tree(t, d.dir); after != before {
			t.Errorf("%s: %s became %s", name, before, after)
		}
		if _, err := k.Save(ScopeUser, changed.Theirs.Stamp, set(KeyStation, "MINE")); err != nil {
			t.Errorf("%s: against theirs: %v", name, err)
		}
		if got := k.State().Identity.Name; got != "MINE" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestSaveCreatedMeanwhile(t *testing.T) {
	d := newDesk(t)
	k := NewKeeper(d.in)
	d.user("theme = dark\n")
	var changed *ChangedError
	if _, err := k.Save(ScopeUser, Stamp{}, set(KeyStation, "A")); !errors.As(err, &changed) {
		t.Errorf("error %v", err)
	}
	if _, err := k.Update(ScopeUser, set(KeyStation, "A")); err != nil || readFile(t, d.in.UserPath) != "theme = dark\nstation = A\n" {
		t.Errorf("%v, %q", err, readFile(t, d.in.UserPath))
	}
}

// A damaged file is set aside whole, not copied to .bak over the last good one.
func TestSaveOverCorruptFile(t *testing.T) {
	const damage = "\x00\x00\x00"
	d := newDesk(t).user(damage)
	writeFile(t, d.in.UserPath+".bak", "station = GOOD\n")
	k := NewKeeper(d.in)
	k.now = func() time.Time { return time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC) }
	for i, want := range []string{".corrupt-20260203-040506", ".corrupt-20260203-040506-2"} {
		d.user(damage)
		saved, err := k.Update(ScopeUser, set(KeyStation, fmt.Sprint("B", i)))
		if err != nil || saved.Corrupt != d.in.UserPath+want || saved.Backup != "" {
			t.Fatalf("%+v, %v", saved, err)
		}
		if got := readFile(t, saved.Corrupt); got != damage {
			t.Errorf("set aside %q", got)
		}
	}
	if got := readFile(t, d.in.UserPath+".bak"); got != "station = GOOD\n" {
		t.Errorf(".bak holds %q", got)
	}
	if s := k.State(); s.Identity.Name != "B1" || len(s.Problems) > 0 {
		t.Errorf("%+v", s)
	}
}

func TestSaveOverHugeFileAndDirectory(t *testing.T) {
	huge := "station = A\n" + strings.Repeat("#\n", 1<<20)
	d := newDesk(t).user(huge)
	saved, err := NewKeeper(d.in).Update(ScopeUser, set(KeyStation, "B"))
	if err != nil || readFile(t, saved.Corrupt) != huge {
		t.Errorf("%+v, %v", saved, err)
	}
	d = newDesk(t)
	if err := os.MkdirAll(filepath.Join(d.in.UserPath, "in"), 0o700); err != nil {
		t.Fatal(err)
	}
	saved, err = NewKeeper(d.in).Update(ScopeUser, set(KeyStation, "B"))
	if err != nil || tree(t, d.dir) != "user/station.conf user/station.conf.lock" {
		t.Errorf("%+v, %v, %s", saved, err, tree(t, d.dir))
	}
	if fi, err := os.Stat(filepath.Join(saved.Corrupt, "in")); err != nil || !fi.IsDir() {
		t.Errorf("the directory's content: %v", err)
	}
}

// Many savers at once, half of them in keepers of their own, lose nothing.
func TestSaversLoseNothing(t *testing.T) {
	d := newDesk(t).user("# mine\n")
	keys := []Key{KeyStation, KeyLocation, KeyPurpose, KeyServer}
	shared := NewKeeper(d.in)
	var wg sync.WaitGroup
	for i, key := range keys {
		k := shared
		if i%2 == 1 {
			k = NewKeeper(d.in)
		}
		wg.Go(func() {
			for n := 1; n <= 5; n++ {
				if _, err := k.Update(ScopeUser, set(key, fmt.Sprint(n))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for _, key := range keys {
		if got := shared.Reload().User.Values[key]; got != "5" {
			t.Errorf("%s is %q", key, got)
		}
	}
}

// Of many that save against the same base, one wins and the others are told.
func TestOneSaverWins(t *testing.T) {
	d := newDesk(t).user("station = A\n")
	base := Load(d.in).User.Stamp
	results := make(chan error)
	const savers = 6
	for i := range savers {
		go func() {
			_, err := NewKeeper(d.in).Save(ScopeUser, base, set(KeyStation, fmt.Sprint("S", i)))
			results <- err
		}()
	}
	won := 0
	for range savers {
		var changed *ChangedError
		switch err := <-results; {
		case err == nil:
			won++
		case !errors.As(err, &changed):
			t.Error(err)
		}
	}
	if won != 1 {
		t.Errorf("%d won", won)
	}
}

// A write that fails leaves the file as it was; the next save works and removes what
// an earlier one left over.
func TestSaveFails(t *testing.T) {
	d := newDesk(t).user("station = A\n")
	k := NewKeeper(d.in)
	fault := errors.New("injected")
	for _, at := range []string{"station.conf.bak", "station.conf"} {
		k.disk.Files.Rename = func(r *os.Root, from, to string) error {
			if to == at {
				return fault
			}
			return r.Rename(from, to)
		}
		if _, err := k.Update(ScopeUser, set(KeyStation, "B")); !errors.Is(err, fault) {
			t.Errorf("%s: %v", at, err)
		}
		if got := readFile(t, d.in.UserPath); got != "station = A\n" || k.State().Identity.Name != "A" {
			t.Errorf("%s: file %q, state %+v", at, got, k.State().Identity)
		}
	}
	k.disk = durable.Options{}
	for _, left := range []string{".station.conf.tmp-1", ".station.conf.bak.tmp-1"} {
		writeFile(t, filepath.Join(filepath.Dir(d.in.UserPath), left), "left over")
	}
	if _, err := k.Update(ScopeUser, set(KeyStation, "B")); err != nil {
		t.Error(err)
	}
	if got := tree(t, d.dir); got != "user/station.conf user/station.conf.bak user/station.conf.lock" {
		t.Errorf("left: %s", got)
	}
}

func TestSaveWhileLocked(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the lock's five seconds")
	}
	d := newDesk(t).user("station = A\n")
	unlock, err := durable.Lock(t.Context(), d.in.UserPath, time.Second, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if _, err := NewKeeper(d.in).Update(ScopeUser, set(KeyStation, "B")); !errors.Is(err, ErrBusy) {
		t.Errorf("error %v", err)
	}
	if got := readFile(t, d.in.UserPath); got != "station = A\n" {
		t.Errorf("%q", got)
	}
}

// A file already there keeps its mode, and its .bak has it too.
func TestSaveKeepsMode(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no modes here")
	}
	d := newDesk(t).user("station = A\n")
	if err := os.Chmod(d.in.UserPath, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := NewKeeper(d.in).Update(ScopeUser, set(KeyStation, "B")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{d.in.UserPath, d.in.UserPath + ".bak"} {
		if fi, err := os.Stat(path); err != nil || fi.Mode() != 0o640 {
			t.Errorf("%s: %v, %v", path, fi.Mode(), err)
		}
	}
}

// A link stays a link; its target is written, also one that does not exist yet.
func TestSaveThroughLink(t *testing.T) {
	for _, target := range []string{"elsewhere/real.conf", "elsewhere/none.conf"} {
		d := newDesk(t)
		real := filepath.Join(d.dir, target)
		writeFile(t, filepath.Join(d.dir, "elsewhere", "real.conf"), "theme = dark\n")
		if err := os.MkdirAll(filepath.Dir(d.in.UserPath), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(real, d.in.UserPath); err != nil {
			t.Skip("no links here:", err)
		}
		if fi, err := os.Lstat(d.in.UserPath); err != nil || fi.Mode()&fs.ModeSymlink == 0 {
			t.Skip("links are no links here")
		}
		k := NewKeeper(d.in)
		saved, err := k.Save(ScopeUser, k.State().User.Stamp, set(KeyStation, "B"))
		if err != nil {
			t.Fatal(err)
		}
		if fi, err := os.Lstat(d.in.UserPath); err != nil || fi.Mode()&fs.ModeSymlink == 0 {
			t.Errorf("%s: the link became %v, %v", target, fi.Mode(), err)
		}
		if got := readFile(t, real); !strings.HasSuffix(got, "station = B"+systemNewline) && !strings.HasSuffix(got, "station = B\n") {
			t.Errorf("%s: %q", target, got)
		}
		if saved.File.Path != d.in.UserPath || saved.Backup != "" && saved.Backup != real+".bak" {
			t.Errorf("%s: %+v", target, saved)
		}
	}
}

func TestWritableChangesNothing(t *testing.T) {
	d := newDesk(t).user("station = A\n")
	k := NewKeeper(d.in)
	before := tree(t, d.dir)
	for _, scope := range []Scope{ScopeUser, ScopeEveryone} {
		if err := k.Writable(scope); err != nil {
			t.Errorf("%s: %v", scope, err)
		}
	}
	if err := k.Writable("nobody"); !errors.Is(err, ErrNoFile) {
		t.Errorf("an unknown scope: %v", err)
	}
	if _, err := os.Stat(filepath.Dir(d.in.EveryonePath)); !errors.Is(err, fs.ErrNotExist) || tree(t, d.dir) != before {
		t.Error("something was made")
	}
}
