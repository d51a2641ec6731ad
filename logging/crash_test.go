package logging

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stationcompanion/internal/crash"
	"stationcompanion/logging/tail"
)

var cuts = flag.Int("cuts", someCuts, "power cuts that are drawn, half of them for each form of the log")

// recordedLog writes some lines over several files and gives what was recorded and the
// lines by what they hold.
func recordedLog(t *testing.T, form Format) (*crash.Tape, []string) {
	t.Helper()
	dir := t.TempDir()
	before := openTest(t, Options{Dir: dir, Format: form})
	old := before.For("old")
	old.Info().Msg("from before")
	if err := before.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := crash.Record(dir)
	if err != nil {
		t.Fatal(err)
	}
	at := noon
	d := disk{
		openFile:   func(path string, flag int) (file, error) { return r.OpenPath(path, flag, 0o600) },
		removeFile: r.RemovePath,
	}
	l := openOn(t, Options{Dir: dir, Format: form, MaxBytes: 900, MaxFiles: 4}, d, &at)
	var whole bytes.Buffer
	l.also = &whole
	log := l.For("client")
	for i := range 24 {
		log.Info().Int("i", i).Str("text", strings.Repeat("å\x00x", i%9)).Msg("Line")
		at = at.Add(300 * time.Millisecond)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	r.Mark("closed")
	return r.Tape(), slices.Collect(strings.Lines(whole.String()))
}

// openOn is a log on a disk of the test's, with its clock.
func openOn(t testing.TB, o Options, d disk, at *time.Time) *Log {
	t.Helper()
	l := openTest(t, o)
	if err := l.file.close(); err != nil {
		t.Fatal(err)
	}
	l.now = func() time.Time { return *at }
	l.file = rotator{dir: l.file.dir, maxBytes: l.file.maxBytes, maxFiles: l.file.maxFiles, join: o.Join, disk: d}
	l.file.ready(*at, 0)
	return l
}

// Whatever moment the power goes at while lines are written and files begun and removed:
// what is whole is a line as it was written, in its order; what is not stands at a file's
// end or holds NUL bytes. The next program starts, tells of it, and its lines are whole.
func TestPowerCutWhileLogging(t *testing.T) {
	for _, form := range []Format{JSON, Text} {
		t.Run(string(form), func(t *testing.T) {
			tape, lines := recordedLog(t, form)
			began := time.Now()
			bad := tape.Somewhere([]string{t.TempDir(), t.TempDir()}, *cuts/2, 5, 5, func(l crash.Left, dir string, _ []any, rng *rand.Rand) error {
				return judgeLog(dir, l, form, lines, rng.IntN(2) == 0)
			})
			for _, err := range bad {
				t.Error(err)
			}
			t.Logf("%d power cuts in %v", *cuts/2, time.Since(began).Round(time.Millisecond))
		})
	}
}

// judgeLog says what is wrong with what was left, as it is and when it is gone on with.
func judgeLog(dir string, l crash.Left, form Format, lines []string, join bool) error {
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range l.Files {
			if !yield(name) {
				return
			}
		}
	})
	last, brokeOff := -1, false
	for _, name := range names {
		data := string(l.Files[name])
		brokeOff = data != "" && !strings.HasSuffix(data, "\n")
		for line := range strings.Lines(data) {
			i := slices.Index(lines, line)
			switch {
			case strings.Contains(line, "from before"):
			case i > last:
				last = i
			case i >= 0:
				return fmt.Errorf("line %d after %d", i, last)
			case strings.HasSuffix(line, "\n") && !strings.Contains(line, "\x00"):
				return fmt.Errorf("%s: neither whole nor recognised as broken: %q", name, line)
			}
			_ = tail.ParseLine(strings.TrimRight(line, "\n")) // whatever it is
		}
	}
	return goOn(dir, l, form, join, brokeOff)
}

// goOn opens the log again and writes two lines.
func goOn(dir string, l crash.Left, form Format, join, brokeOff bool) error {
	again, err := Open(Options{Dir: dir, Format: form, Join: join, MaxFiles: 4})
	if err != nil {
		return err
	}
	log := again.For("next")
	log.Info().Msg("begun again")
	log.Info().Msg("and again")
	path, problem := again.Path(), again.Problem()
	if problem != nil || again.Dropped() > 0 {
		return fmt.Errorf("the next program: %v, %d dropped", problem, again.Dropped())
	}
	again.file.f.Close() // not synced: tests are many
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	was := l.Files[filepath.Base(path)]
	if !bytes.HasPrefix(data, was) {
		return fmt.Errorf("what was there before was changed: %q", data)
	}
	told := 0
	for line := range bytes.Lines(data) {
		switch p := tail.ParseLine(strings.TrimSuffix(string(line), "\n")); p.Message {
		case "begun again", "and again":
			told++
		case "The log before broke off inside a line":
			told += 10
		}
	}
	if want := map[bool]int{true: 12, false: 2}[brokeOff]; told != want {
		return fmt.Errorf("joined %v, broke off %v: told %d instead of %d: %q", join, brokeOff, told, want, data)
	}
	return nil
}
