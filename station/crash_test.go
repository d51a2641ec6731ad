package station

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"stationcompanion/internal/crash"
	"stationcompanion/station/internal/durable"
)

// recorded gives durable's operations to a recorder.
func recorded(r *crash.Recorder) durable.Options {
	return durable.Options{Files: durable.Files{
		Create: func(root *os.Root, name string) (durable.File, error) { return r.Create(root, name) },
		Rename: r.Rename, Link: r.Link, Remove: r.Remove, SyncDir: r.SyncDir,
	}}
}

// unflushed is the disk without waiting for it.
func unflushed() durable.Options {
	return onFaulty(crash.NewFaulty(crash.Unlimited, crash.Unlimited, false, nil))
}

// onFaulty gives durable's operations to a disk that fails.
func onFaulty(d *crash.Faulty) durable.Options {
	return durable.Options{Files: durable.Files{
		Create: func(root *os.Root, name string) (durable.File, error) { return d.Create(root, name) },
		Rename: d.Rename, Link: d.Link, SyncDir: d.SyncDir,
	}}
}

// A scene is a directory and what is saved in it, one after the other.
type scene struct {
	before map[string]string // file name → content
	role   role
	saves  []Change
	noLink bool // as on FAT: a damaged file is set aside by copying
}

var scenes = map[string]scene{
	"first save":      {saves: []Change{set(KeyStation, "A")}},
	"over an older":   {before: map[string]string{"station.conf": "# mine\nstation = OLD # note\n"}, saves: []Change{set(KeyStation, "A")}},
	"older and .bak":  {before: map[string]string{"station.conf": "station = OLD\n", "station.conf.bak": "station = OLDEST\n"}, saves: []Change{set(KeyTheme, "dark")}},
	"one by one":      {saves: []Change{set(KeyStation, "A"), set(KeyLocation, "L2"), {Unset: []Key{KeyStation}}}},
	"for everyone":    {role: roleEveryone, before: map[string]string{"station.conf": "station = OLD\n"}, saves: []Change{set(KeyLocked, "station")}},
	"full of NULs":    {before: map[string]string{"station.conf": strings.Repeat("\x00", 30)}, saves: []Change{set(KeyStation, "A"), set(KeyStation, "B")}},
	"NULs, no links":  {noLink: true, before: map[string]string{"station.conf": strings.Repeat("\x00", 30)}, saves: []Change{set(KeyStation, "A")}},
	"damaged, .bak":   {before: map[string]string{"station.conf": "\x00", "station.conf.bak": "station = GOOD\n"}, saves: []Change{set(KeyStation, "A")}},
	"older format":    {before: map[string]string{"station.conf": "TEST-07\n"}, saves: []Change{set(KeyStation, "A")}},
	"UTF-16":          {before: map[string]string{"station.conf": "\xff\xfes\x00=\x00a\x00\r\x00\n\x00"}, saves: []Change{set(KeyStation, "A")}},
	"left over":       {before: map[string]string{"station.conf": "station = OLD\n", ".station.conf.tmp-1": "sta", ".station.conf.bak.tmp-1": ""}, saves: []Change{set(KeyStation, "A")}},
	"other lock file": {before: map[string]string{"station.conf": "station = OLD\n", "station.conf.lock": ""}, saves: []Change{set(KeyStation, "A")}},
}

// inputs lead to the scene's file in dir.
func (s scene) inputs(dir string) (Inputs, Scope) {
	path := filepath.Join(dir, "station.conf")
	if s.role == roleEveryone {
		return Inputs{EveryonePath: path}, ScopeEveryone
	}
	return Inputs{UserPath: path}, ScopeUser
}

// sceneTime names what is set aside.
func sceneTime() time.Time { return time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC) }

// play makes the scene in dir and gives what station.conf held from save to save.
func (s scene) play(t *testing.T, dir string, k *Keeper, scope Scope, saved func()) (contents []string) {
	t.Helper()
	k.now = sceneTime
	contents = append(contents, s.before["station.conf"])
	for _, ch := range s.saves {
		if _, err := k.Update(scope, ch); err != nil {
			t.Fatal(err)
		}
		contents = append(contents, readFile(t, filepath.Join(dir, "station.conf")))
		saved()
	}
	return contents
}

// on is the scene's disk.
func (s scene) on(d *crash.Faulty) durable.Options {
	o := onFaulty(d)
	if s.noLink {
		o.Files.Link = func(*os.Root, string, string) error { return syscall.ENOTSUP }
	}
	return o
}

func (s scene) set(t *testing.T, dir string) {
	t.Helper()
	for name, text := range s.before {
		writeFile(t, filepath.Join(dir, name), text)
	}
}

func (s scene) record(t *testing.T) (*crash.Tape, []string) {
	t.Helper()
	dir := t.TempDir()
	s.set(t, dir)
	r, err := crash.Record(dir)
	if err != nil {
		t.Fatal(err)
	}
	in, scope := s.inputs(dir)
	k := NewKeeper(in)
	k.disk = recorded(r)
	if s.noLink {
		k.disk.Files.Link = func(*os.Root, string, string) error { return syscall.ENOTSUP }
	}
	contents := s.play(t, dir, k, scope, func() { r.Mark("saved") })
	return r.Tape(), contents
}

// judge says what is wrong with a directory after so many saves were reported done.
func (s scene) judge(dir string, contents []string, saved int) error {
	read := func(name string) (string, bool) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		return string(data), err == nil
	}
	is, there := read("station.conf")
	_, was := s.before["station.conf"]
	now := slices.Index(contents, is)
	switch {
	case now < 0 || !there && was:
		return fmt.Errorf("station.conf is neither old nor new: %q, %v", is, there)
	case now < saved || now > saved+1:
		return fmt.Errorf("station.conf is of save %d, reported %d", now, saved)
	}
	in, _ := s.inputs(dir)
	st := Load(in)
	damaged := strings.ContainsRune(is, 0) && !strings.HasPrefix(is, "\xff\xfe")
	if told := strings.Contains(kinds(st.Problems), string(ProblemCorrupt)); told != damaged {
		return fmt.Errorf("damaged %v, told %v: %+v", damaged, told, st.Problems)
	}
	first := strings.ContainsRune(contents[0], 0) && !strings.HasPrefix(contents[0], "\xff\xfe")
	if aside, ok := read("station.conf.corrupt-20260203-040506"); first && !damaged && (!ok || aside != contents[0]) {
		return fmt.Errorf("the damaged file is not set aside: %q, %v", aside, ok)
	}
	bak, ok := read("station.conf.bak")
	good := []string{contents[max(0, now-1)], contents[now], s.before["station.conf.bak"]}
	if ok && !slices.Contains(good, bak) || !ok && now > 0 && contents[now-1] != "" && !(first && now == 1) {
		return fmt.Errorf(".bak of save %d is %q, %v", now, bak, ok)
	}
	return nil
}

// Whatever moment of a save the power goes at, station.conf is the old or the new one,
// .bak is whole, a damaged file is told of until it is set aside, and saving works.
func TestPowerCutWhileSaving(t *testing.T) {
	total, began := 0, time.Now()
	for name, s := range scenes {
		t.Run(name, func(t *testing.T) {
			tape, contents := s.record(t)
			cuts, bad := tape.Everywhere(t.TempDir(), 5, s.judging(contents))
			for _, err := range bad {
				t.Error(err)
			}
			total += cuts
		})
	}
	t.Logf("%d power cuts in %v", total, time.Since(began).Round(time.Millisecond))
}

// A saver that does not flush is found out, so the test above can fail.
func TestPowerCutFindsTheUnflushed(t *testing.T) {
	s := scenes["over an older"]
	tape, contents := s.record(t)
	if _, bad := tape.WithoutSync().Everywhere(t.TempDir(), 100, s.judging(contents)); len(bad) < 100 {
		t.Errorf("only %d faults found", len(bad))
	}
}

// judging is judge, which also saves again in every eighth directory.
func (s scene) judging(contents []string) crash.Judge {
	cuts := 0
	return func(dir string, marks []any) error {
		err := s.judge(dir, contents, len(marks))
		if cuts++; err == nil && cuts%8 == 0 {
			err = s.saveAgain(dir)
		}
		return err
	}
}

// saveAgain saves in what was left, and looks for what lies about.
func (s scene) saveAgain(dir string) error {
	in, scope := s.inputs(dir)
	k := NewKeeper(in)
	k.disk = unflushed()
	if _, err := k.Update(scope, set(KeyPurpose, "again")); err != nil {
		return err
	}
	if got := k.State().Text(KeyPurpose); got != "again" {
		return fmt.Errorf("the next save gave %q", got)
	}
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if strings.Contains(e.Name(), ".tmp-") {
			return fmt.Errorf("left over: %s", e.Name())
		}
	}
	return err
}
