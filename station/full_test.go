package station

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"stationcompanion/internal/crash"
)

// A disk that is full after any number of bytes, or at any operation, once or for good:
// the save says so and names the file, what was there is there, nothing is left over,
// and the save works once there is room.
func TestFullDiskWhileSaving(t *testing.T) {
	tries := 0
	for name, s := range scenes {
		s.saves = s.saves[:1]
		room, ops := s.spent(t)
		try := func(d *crash.Faulty, what string, n int) {
			tries++
			s.full(t, d, func(err error) { t.Helper(); t.Errorf("%s, %s %d: %v", name, what, n, err) })
		}
		for n := range room {
			try(crash.NewFaulty(n, crash.Unlimited, false, nil), "bytes", n)
		}
		for n := range ops {
			try(crash.NewFaulty(crash.Unlimited, n, false, nil), "operations", n)
			try(crash.NewFaulty(crash.Unlimited, n, true, nil), "but operation", n)
		}
	}
	t.Logf("%d full disks", tries)
}

// spent tells what the scene's first save takes.
func (s scene) spent(t *testing.T) (bytes, ops int) {
	t.Helper()
	d := crash.NewFaulty(crash.Unlimited, crash.Unlimited, false, nil)
	dir := t.TempDir()
	s.set(t, dir)
	in, scope := s.inputs(dir)
	k := NewKeeper(in)
	k.disk = s.on(d)
	s.play(t, dir, k, scope, func() {})
	return d.Used()
}

// full saves on a disk that fails, and again when it is mended.
func (s scene) full(t *testing.T, d *crash.Faulty, bad func(error)) {
	t.Helper()
	dir := t.TempDir()
	s.set(t, dir)
	in, scope := s.inputs(dir)
	k := NewKeeper(in)
	k.disk, k.now = s.on(d), sceneTime
	path := filepath.Join(dir, "station.conf")
	before := k.State()
	_, err := k.Update(scope, s.saves[0])
	e, ok := errors.AsType[*fs.PathError](err)
	switch {
	case err == nil: // a link that failed was made up for by copying
	case !errors.Is(err, syscall.ENOSPC) || !ok || e.Path != path:
		bad(err)
	}
	is, readErr := os.ReadFile(path)
	bak, _ := os.ReadFile(path + ".bak")
	aside, _ := os.ReadFile(path + ".corrupt-20260203-040506")
	was, there := s.before["station.conf"]
	if there && (readErr != nil || !slices.Contains([]string{string(is), string(bak), string(aside)}, was)) {
		bad(errors.New("what was there is gone: " + string(is)))
	}
	if err != nil && string(is) != was && k.State().Identity.Name == before.Identity.Name && s.saves[0].Set[KeyStation] != "" {
		bad(errors.New("the file changed and the keeper does not say so"))
	}
	d.Mend()
	if _, err := k.Update(scope, set(KeyPurpose, "again")); err != nil || k.State().Text(KeyPurpose) != "again" {
		bad(err)
	}
	if left := tree(t, dir); strings.Contains(left, ".tmp-") {
		bad(errors.New("left over: " + left))
	}
}
