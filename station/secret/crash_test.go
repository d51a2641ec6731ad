package secret

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"stationcompanion/internal/crash"
	"stationcompanion/station/internal/durable"
)

func onFaulty(d *crash.Faulty) durable.Options {
	return durable.Options{Files: durable.Files{
		Create: func(r *os.Root, name string) (durable.File, error) { return d.Create(r, name) },
		Rename: d.Rename, Link: d.Link, SyncDir: d.SyncDir,
	}}
}

// Whatever moment the power goes at while tokens are saved and forgotten, each of them
// is the old one or the new one, and nothing is damaged.
func TestPowerCutWhileSavingTokens(t *testing.T) {
	dir := t.TempDir()
	first := Store{Dir: dir, NoKeyring: true}
	wantSave(t, first, theirs, "kept", PlaceFile)
	r, err := crash.Record(dir)
	if err != nil {
		t.Fatal(err)
	}
	s := Store{Dir: dir, NoKeyring: true, disk: durable.Options{Files: durable.Files{
		Create: func(root *os.Root, name string) (durable.File, error) { return r.Create(root, name) },
		Rename: r.Rename, Link: r.Link, Remove: r.Remove, SyncDir: r.SyncDir,
	}}}
	tokens := []string{"", "one", "two", ""}
	for _, text := range tokens[1:] {
		if _, err := s.Save(t.Context(), ours, New(text)); err != nil {
			t.Fatal(err)
		}
		r.Mark(text)
	}
	r.Tape().Prove(t, 100, func(dir string, marks []any) error {
		left := Store{Dir: dir, NoKeyring: true}
		got, _, err := left.Load(t.Context(), ours)
		other, _, otherErr := left.Load(t.Context(), theirs)
		old, now := tokens[len(marks)], tokens[min(len(marks)+1, len(tokens)-1)]
		if text := got.Reveal(); text != old && text != now || other.Reveal() != "kept" || errors.Join(err, otherErr) != nil {
			return fmt.Errorf("%q, the other %q, %w", text, other.Reveal(), errors.Join(err, otherErr, errNeither))
		}
		return nil
	})
}

var errNeither = errors.New("neither the old nor the new tokens")

// A disk that is full after any byte or at any operation keeps the tokens there were.
func TestFullDiskWhileSavingTokens(t *testing.T) {
	dir := t.TempDir()
	seed := Store{Dir: dir, NoKeyring: true, disk: onFaulty(crash.NewFaulty(crash.Unlimited, crash.Unlimited, false, nil))}
	wantSave(t, seed, ours, "old", PlaceFile)
	whole := crash.NewFaulty(crash.Unlimited, crash.Unlimited, false, nil)
	s := Store{Dir: dir, NoKeyring: true, disk: onFaulty(whole)}
	wantSave(t, s, theirs, "new", PlaceFile)
	room, ops := whole.Used()
	for n := range room + ops {
		wantSave(t, seed, theirs, "", PlaceNone)
		d := crash.NewFaulty(n, crash.Unlimited, false, nil)
		if n >= room {
			d = crash.NewFaulty(crash.Unlimited, n-room, false, nil)
		}
		s.disk = onFaulty(d)
		at, err := s.Save(t.Context(), theirs, New("new"))
		e, ok := errors.AsType[*fs.PathError](err)
		if at != PlaceNone || !errors.Is(err, syscall.ENOSPC) || !ok || !strings.HasPrefix(s.path(), e.Path) {
			t.Errorf("%d: saved to %s, %v", n, at, err)
		}
		wantLoad(t, seed, ours, "old", PlaceFile)
		if got, _, err := seed.Load(t.Context(), theirs); got.Reveal() != "" && n < room+ops-1 || err != nil {
			t.Errorf("%d: %q, %v", n, got.Reveal(), err) // only the last step is after the rename
		}
		if left, _ := filepath.Glob(filepath.Join(dir, ".*.tmp-*")); len(left) > 0 {
			t.Errorf("%d: left over: %s", n, left)
		}
		d.Mend()
		wantSave(t, s, theirs, "new", PlaceFile)
	}
}
