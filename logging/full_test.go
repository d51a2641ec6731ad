package logging

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"stationcompanion/internal/crash"
)

var confessed = regexp.MustCompile(`"dropped":(\d+)|\(dropped=(\d+)\)`)

// A disk that is full after any number of bytes: earlier lines stay, what is dropped is
// counted, and told exactly once there is room again.
func TestFullAfterAnyByte(t *testing.T) {
	for _, form := range []Format{JSON, Text} {
		for room := 0; room < 2200; room += 7 {
			at := noon
			d := crash.NewFaulty(room, crash.Unlimited, false, nil)
			l := openOn(t, Options{Dir: t.TempDir(), Format: form, MaxBytes: 700, MaxFiles: 100}, onFaulty(d), &at)
			log := l.For("c")
			const before, after = 16, 3
			for i := range before {
				log.Info().Int("i", i).Msg("early")
			}
			lost := l.Dropped()
			if (lost > 0) != (l.Problem() != nil) {
				t.Fatalf("%s, room %d: %d dropped, problem %v", form, room, lost, l.Problem())
			}
			d.Mend()
			for range after {
				at = at.Add(retryAfter)
				log.Info().Msg("late")
			}
			whole, late, told := countLog(t, l.Dir())
			if whole+lost != before || late != after || told != lost || l.Problem() != nil {
				t.Fatalf("%s, room %d: %d lines and %d dropped of %d, told %d; then %d of %d, %v",
					form, room, whole, lost, before, told, late, after, l.Problem())
			}
			l.Close()
		}
	}
}

func onFaulty(d *crash.Faulty) disk {
	return disk{openFile: func(path string, flag int) (file, error) {
		f, err := d.OpenPath(path, flag, 0o600)
		if err != nil {
			return nil, err
		}
		return f, nil
	}}
}

// countLog counts the whole lines of a directory, and the dropped ones it tells of.
func countLog(t *testing.T, dir string) (early, late, told uint64) {
	t.Helper()
	for _, name := range files(t, dir) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			text := strings.TrimSuffix(line, "\n") // where only that is missing the line is whole
			end := strings.HasSuffix(text, "}") || strings.HasSuffix(text, ")")
			switch m := confessed.FindStringSubmatch(line); {
			case m != nil:
				n, _ := strconv.ParseUint(m[1]+m[2], 10, 64)
				told += n
			case strings.Contains(line, "early") && end:
				early++
			case strings.Contains(line, "late"):
				late++
			}
		}
	}
	return early, late, told
}

// Where not even the confession finds room, the count is kept until it does.
func TestConfessionWithoutRoom(t *testing.T) {
	at := noon
	d := crash.NewFaulty(0, crash.Unlimited, false, nil)
	l := openOn(t, Options{}, onFaulty(d), &at)
	log := l.For("c")
	for range 5 {
		log.Info().Msg("early")
	}
	*d = *crash.NewFaulty(110, crash.Unlimited, false, nil) // for one line
	log.Info().Msg("late")
	if l.Dropped() != 5 {
		t.Errorf("%d dropped", l.Dropped())
	}
	d.Mend()
	log.Info().Msg("late")
	if _, late, told := countLog(t, l.Dir()); late != 2 || told != 5 || l.Dropped() != 5 {
		t.Errorf("%d lines, told %d, %d dropped: %s", late, told, l.Dropped(), content(t, l))
	}
}

// Programs that start and are killed while the disk is full push no older log out.
func TestFullDiskKeepsOlderFiles(t *testing.T) {
	dir := t.TempDir()
	at := noon
	for i := range 4 {
		l := openOn(t, Options{Dir: dir, MaxFiles: 4}, disk{}, &at)
		log := l.For("c")
		log.Info().Int("i", i).Msg("precious")
		l.Close()
		at = at.Add(time.Second)
	}
	full := crash.NewFaulty(0, crash.Unlimited, false, nil)
	for range 6 {
		l := openOn(t, Options{Dir: dir, MaxFiles: 4}, onFaulty(full), &at)
		log := l.For("c")
		log.Info().Msg("no room")
		_ = l.file.f.Close() // killed
		at = at.Add(time.Second)
	}
	count := func() (n int) {
		for _, name := range files(t, dir) {
			data, _ := os.ReadFile(name)
			n += strings.Count(string(data), "precious")
		}
		return n
	}
	if n := count(); n != 4 {
		t.Errorf("%d of 4 older files are left", n)
	}
	l := openOn(t, Options{Dir: dir, MaxFiles: 4}, disk{}, &at)
	log := l.For("c")
	log.Info().Msg("room again")
	if n := count(); n != 3 {
		t.Errorf("%d of 3 older files are left once there is room: %q", n, files(t, dir))
	}
	if _, err := os.Stat(filepath.Join(dir, filepath.Base(l.Path()))); err != nil {
		t.Error(fmt.Errorf("our own: %w", err))
	}
}
