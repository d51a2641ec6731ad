package crash

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// show gives a directory as "name=content …".
func show(l Left) string {
	var all []string
	for name, data := range l.Files {
		all = append(all, fmt.Sprintf("%s=%s", name, strings.ReplaceAll(string(data), "\x00", "0")))
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// outcomes are all that can be left after each operation.
func outcomes(t *Tape) (all [][]string) {
	p := t.Play()
	for ok := true; ok; ok = p.Next() {
		var some []string
		for l := range p.Every() {
			some = append(some, show(l))
		}
		slices.Sort(some)
		all = append(all, slices.Compact(some))
	}
	return all
}

// replacing records f being replaced as it should be, over "old".
func replacing(t *testing.T) (*Recorder, string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "f"), []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := Record(dir)
	if err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	f, err := r.Create(root, "t")
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []func() error{
		func() error { _, err := f.Write([]byte("ab")); return err },
		f.Sync, f.Close,
		func() error { return r.Rename(root, "t", "f") },
		func() error { return r.SyncDir(root) },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	r.Mark("saved")
	return r, dir
}

func TestEveryOutcome(t *testing.T) {
	r, _ := replacing(t)
	got := outcomes(r.Tape())
	want := [][]string{
		{"f=old"},
		{"f=old", "f=old t="}, // created
		{"f=old", "f=old t=", "f=old t=0b", "f=old t=00", "f=old t=a", "f=old t=a0", "f=old t=ab"}, // written
		{"f=old", "f=old t=ab"},         // flushed
		{"f=ab", "f=old", "f=old t=ab"}, // renamed
		{"f=ab"},                        // names flushed
		{"f=ab"},                        // marked
	}
	for i := range want {
		slices.Sort(want[i])
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	last := outcomes(r.Tape().WithoutSync())
	if end := strings.Join(last[len(last)-1], "|"); !strings.Contains(end, "f=00") || !strings.Contains(end, "f=a|") || !strings.Contains(end, "f=old") {
		t.Errorf("a program that flushes nothing leaves only %s", end)
	}
}

func TestMarksAndNames(t *testing.T) {
	r, dir := replacing(t)
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := r.Link(root, "f", "g"); err != nil {
		t.Fatal(err)
	}
	if err := r.Remove(root, "f"); err != nil {
		t.Fatal(err)
	}
	p := r.Tape().Play()
	for p.Next() {
	}
	if fmt.Sprint(p.Marks()) != "[saved]" || p.Done() != r.Tape().Len() {
		t.Errorf("%v, %d", p.Marks(), p.Done())
	}
	var got []string
	for l := range p.Every() {
		got = append(got, show(l))
	}
	if fmt.Sprint(got) != "[f=ab f=ab g=ab  g=ab]" {
		t.Errorf("%q", got)
	}
}

// What is drawn is among what there is, and most of what there is gets drawn.
func TestSomeAreOfEvery(t *testing.T) {
	r, _ := replacing(t)
	tape := r.Tape().WithoutSync()
	all, rng := outcomes(tape), rand.New(rand.NewPCG(1, 2))
	for i, n := 0, tape.Play(); ; i++ {
		drawn := map[string]bool{}
		for range 300 {
			l := n.Some(rng)
			if s := show(l); !slices.Contains(all[i], s) {
				t.Fatalf("%s: %s is none of %q", l, s, all[i])
			}
			drawn[show(l)] = true
		}
		if len(drawn) < len(all[i])*3/4 {
			t.Errorf("%d: only %d of %q", i, len(drawn), all[i])
		}
		if !n.Next() {
			break
		}
	}
	total := 0
	for _, c := range tape.Crashes(rng, 1000) {
		total += c
	}
	if total != 1000 {
		t.Error(total)
	}
}

// A place holds what it was given, also after a reader changed it.
func TestPlace(t *testing.T) {
	r, _ := replacing(t)
	place := NewPlace(t.TempDir())
	p, rng := r.Tape().WithoutSync().Play(), rand.New(rand.NewPCG(3, 4))
	for ok := true; ok; ok = p.Next() {
		for range 20 {
			l := p.Some(rng)
			if err := place.Put(l); err != nil {
				t.Fatal(err)
			}
			entries, err := os.ReadDir(place.Dir())
			if err != nil || len(entries) != len(l.Files) {
				t.Fatalf("%v, %v: %s", entries, err, l)
			}
			for name, want := range l.Files {
				path := filepath.Join(place.Dir(), name)
				if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
					t.Fatalf("%s: %s is %q, %v", l, name, got, err)
				}
				if rng.IntN(3) == 0 {
					_ = os.WriteFile(path, []byte("touched"), 0o600)
				}
			}
			_ = os.WriteFile(filepath.Join(place.Dir(), "more"), nil, 0o600)
		}
	}
}

func TestRefuses(t *testing.T) {
	r, dir := replacing(t)
	for _, flag := range []int{os.O_WRONLY, os.O_WRONLY | os.O_TRUNC} {
		if _, err := r.OpenPath(filepath.Join(dir, "f"), flag, 0o600); err == nil {
			t.Errorf("flag %x: writing in place was recorded", flag)
		}
	}
	if _, err := r.OpenPath(filepath.Join(t.TempDir(), "x"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600); err == nil {
		t.Error("a file elsewhere was recorded")
	}
	if n := r.Tape().Len(); r.RenamePath(filepath.Join(dir, "none"), filepath.Join(dir, "x")) == nil || r.Tape().Len() != n {
		t.Error("what failed was recorded")
	}
}

// A full disk takes what fits, and no more until it is mended.
func TestFaulty(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f")
	d := NewFaulty(5, 1, false, nil)
	f, err := d.OpenPath(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n, err := f.Write([]byte("abc"))
	m, full := f.ReadFrom(strings.NewReader("defg"))
	if n != 3 || err != nil || m != 2 || !errors.Is(full, syscall.ENOSPC) || !errors.Is(f.Sync(), syscall.ENOSPC) {
		t.Errorf("%d, %v, %d, %v", n, err, m, full)
	}
	d.Mend()
	if _, err := f.WriteString("!"); err != nil || f.Sync() != nil {
		t.Error(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "abcde!" {
		t.Errorf("%q", got)
	}
	if bytes, ops := d.Used(); bytes != 6 || ops != 3 {
		t.Errorf("%d bytes, %d operations", bytes, ops)
	}
	once := NewFaulty(Unlimited, 0, true, syscall.EIO)
	if err := once.RenamePath(path, path+"2"); !errors.Is(err, syscall.EIO) {
		t.Error(err)
	}
	if err := once.RenamePath(path, path+"2"); err != nil {
		t.Error(err)
	}
}
