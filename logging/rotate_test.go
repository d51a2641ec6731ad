package logging

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

func files(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil {
		t.Fatal(err)
	}
	return names // sorted
}

func TestRotation(t *testing.T) {
	dir := t.TempDir()
	for _, other := range []string{"notes.log", "station-companion-x.log", "station-companion-20260202-101523-000-1.log.gz"} {
		if err := os.WriteFile(filepath.Join(dir, other), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l := openTest(t, Options{Dir: dir, MaxBytes: 1000, MaxFiles: 4, Format: Text})
	log := l.For("c")
	var order []string
	for i := range 100 {
		log.Info().Int("i", i).Str("pad", strings.Repeat("x", 200)).Msg("m")
		if p := l.Path(); !slices.Contains(order, p) {
			order = append(order, p)
		}
	}
	if !slices.IsSorted(order) || len(order) < 20 {
		t.Fatalf("%d files in order %q", len(order), order)
	}
	var ours, others []string
	for _, f := range files(t, dir) {
		if _, ok := parseName(filepath.Base(f)); ok {
			ours = append(ours, f)
		} else {
			others = append(others, f)
		}
	}
	if !slices.Equal(ours, order[len(order)-4:]) || len(others) != 2 {
		t.Fatalf("kept %q and %q, want the last four of %q", ours, others, order)
	}
	var all string
	for _, f := range ours {
		b, _ := os.ReadFile(f)
		if len(b) > 1000 {
			t.Errorf("%s: %d bytes", f, len(b))
		}
		all += string(b)
	}
	n := strings.Count(all, "\n")
	for i := 100 - n; i < 100; i++ { // the kept files hold the newest lines without a gap
		if !strings.Contains(all, fmt.Sprintf("(i=%d ", i)) {
			t.Errorf("line %d is missing", i)
		}
	}
	log.Info().Str("pad", strings.Repeat("x", 5000)).Msg("longer than a file may be")
	if b, _ := os.ReadFile(l.Path()); len(b) < 5000 || strings.Count(string(b), "\n") != 1 {
		t.Errorf("a huge line: %d bytes", len(b))
	}
}

func TestNamesSortAndNeverClash(t *testing.T) {
	dir := t.TempDir()
	at := noon
	var made []string
	for i := range 30 {
		if i == 20 {
			at = at.Add(-24 * time.Hour) // the clock is set back
		}
		l := openTest(t, Options{Dir: dir, MaxFiles: 1000})
		l.file.close()
		l.file = rotator{dir: dir, maxBytes: 1, maxFiles: 1000}
		l.file.write(at, []byte("x\n"))
		made = append(made, filepath.Base(l.Path()))
	}
	if !slices.IsSorted(made) || len(slices.Compact(slices.Clone(made))) != 30 {
		t.Errorf("%q", made)
	}
	n := fileName{stamp: "20260202-235959", seq: 999, pid: 7}
	if got := n.next().String(); got != "station-companion-20260203-000000-000-7.log" {
		t.Error(got)
	}
}

func TestNothingLoggedLeavesNothing(t *testing.T) {
	l := openTest(t, Options{})
	if _, err := os.Stat(l.Path()); err != nil {
		t.Fatal(err)
	}
	l.Close()
	if f := files(t, l.Dir()); len(f) != 0 {
		t.Errorf("%q", f)
	}
}

// A short command that went on with the window's empty file keeps its lines when the
// window ends without having written any.
func TestAnEmptyFileAnotherWentOnWithStays(t *testing.T) {
	dir := t.TempDir()
	window, command := openTest(t, Options{Dir: dir}), openTest(t, Options{Dir: dir, Join: true})
	other := command.For("c")
	other.Info().Msg("m")
	if window.Path() != command.Path() {
		t.Fatalf("%s, %s: want one file", window.Path(), command.Path())
	}
	for _, l := range []*Log{command, window} {
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(files(t, dir)); n != 1 {
		t.Errorf("%d files are left", n)
	}
}

func TestParseName(t *testing.T) {
	for s, want := range map[string]bool{
		"station-companion-20260202-101523-000-4711.log":   true,
		"station-companion-20260202-101523-000-4711.log.1": false,
		"station-companion-20260202-101523-0-4711.log":     false,
		"station-companion-20260202-101523-000-+4.log":     false,
		"station-companion-20261302-101523-000-4711.log":   false,
		"station-companion-20260202-101523.log":            false,
		"station-companion-.log":                           false,
		"other-20260202-101523-000-4711.log":               false,
	} {
		if n, ok := parseName(s); ok != want || ok && n.String() != s {
			t.Errorf("%s: %v %+v", s, ok, n)
		}
	}
}

func TestJoin(t *testing.T) {
	dir := t.TempDir()
	window := openTest(t, Options{Dir: dir, MaxBytes: 2000})
	lw := window.For("window")
	lw.Info().Msg("one")
	for range 20 {
		short := openTest(t, Options{Dir: dir, MaxBytes: 2000, Join: true})
		ls := short.For("cli")
		ls.Info().Msg("two")
		short.Close()
	}
	lw.Info().Msg("three")
	names := files(t, dir)
	if len(names) != 2 { // the first was full at some time, and the second joined too
		t.Fatalf("%q", names)
	}
	var all string
	for _, n := range names {
		b, _ := os.ReadFile(n)
		all += string(b)
	}
	for line := range strings.Lines(all) {
		checkJSON(t, line)
	}
	if strings.Count(all, "\n") != 22 {
		t.Errorf("%d lines", strings.Count(all, "\n"))
	}
}

func TestUnwritableDirectory(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "log")
	if err := os.WriteFile(dir, []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	at := noon
	l := openTest(t, Options{Dir: dir})
	l.now = func() time.Time { return at }
	log := l.For("c")
	for range 3 {
		log.Info().Msg("lost")
	}
	if l.Problem() == nil || l.Dropped() != 3 || l.Path() != "" {
		t.Fatalf("%v, %d dropped, path %q", l.Problem(), l.Dropped(), l.Path())
	}
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	log.Info().Msg("lost too: not tried again yet")
	at = at.Add(retryAfter)
	log.Info().Msg("kept")
	got := content(t, l)
	if l.Problem() != nil || l.Dropped() != 4 || !strings.Contains(got, "kept") || !strings.Contains(got, `"dropped":4}`) || strings.Count(got, "\n") != 2 {
		t.Fatalf("%v, %d dropped, %q", l.Problem(), l.Dropped(), got)
	}
}

func TestDiskFull(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /dev/full")
	}
	l := openTest(t, Options{})
	log := l.For("c")
	log.Info().Msg("before")
	good := l.file.f
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer full.Close()
	l.file.f = full
	for range 5 {
		log.Info().Msg("no room")
	}
	if l.Problem() == nil || l.Dropped() != 5 {
		t.Fatalf("%v, %d dropped", l.Problem(), l.Dropped())
	}
	l.file.f, l.file.torn = good, true // there is room again, after half a line
	if _, err := good.Write([]byte(`{"timest`)); err != nil {
		t.Fatal(err)
	}
	log.Info().Msg("after")
	lines := strings.Split(strings.TrimSpace(content(t, l)), "\n")
	if l.Problem() != nil || len(lines) != 4 || lines[1] != `{"timest` || !strings.Contains(lines[2], "after") || !strings.Contains(lines[3], `"dropped":5`) {
		t.Fatalf("%v %q", l.Problem(), lines)
	}
}

func TestFileRemovedUnderUs(t *testing.T) {
	at := noon
	l := openTest(t, Options{})
	l.now = func() time.Time { return at }
	log := l.For("c")
	log.Info().Msg("one")
	old := l.Path()
	if err := os.Remove(old); err != nil {
		t.Skip(err) // Windows: it is open
	}
	at = at.Add(lookEvery)
	log.Info().Msg("two")
	if l.Path() == old || !strings.Contains(content(t, l), "two") {
		t.Errorf("still writing to %s", l.Path())
	}
}

func TestCloseTwiceAndAfter(t *testing.T) {
	l := openTest(t, Options{})
	log := l.For("c")
	log.Info().Msg("one")
	path := l.Path()
	for range 2 {
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	log.Info().Msg("two")
	if b, _ := os.ReadFile(path); strings.Count(string(b), "\n") != 1 || l.Problem() != errClosed {
		t.Errorf("%q, %v", b, l.Problem())
	}
	if len(files(t, l.Dir())) != 1 {
		t.Error("a line after Close began a file")
	}
}
