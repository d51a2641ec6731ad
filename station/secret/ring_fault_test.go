package secret

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"
)

// flaky is a keyring that fails at one call: before it does anything, or after, when
// only the answer is lost.
type flaky struct {
	*memory
	at    int // the call that fails; -1: none
	after bool
	seen  int
}

var errBus = errors.New("the bus is gone")

func (f *flaky) do(op func() error) error {
	n := f.seen
	f.seen++
	if n == f.at && !f.after {
		return errBus
	}
	err := op()
	if n == f.at {
		return errBus
	}
	return err
}

func (f *flaky) Get(service, user string) (text string, err error) {
	err = f.do(func() error {
		text, err = f.memory.Get(service, user)
		return err
	})
	return text, err
}

func (f *flaky) Set(service, user, password string) error {
	return f.do(func() error { return f.memory.Set(service, user, password) })
}

func (f *flaky) Delete(service, user string) error {
	return f.do(func() error { return f.memory.Delete(service, user) })
}

// A keyring that fails in the middle, at whichever call and whether or not it did what
// it was asked: what was reported saved is found, what was reported forgotten is not.
func TestRingFailsInTheMiddle(t *testing.T) {
	steps := []string{"one", "two", "", "three", "four", ""} // "" forgets
	for _, after := range []bool{false, true} {
		for at := -1; at < 12; at++ {
			f := &flaky{memory: newMemory(), at: at, after: after}
			s := Store{Dir: t.TempDir(), ring: f, asking: make(chan struct{}, 1)}
			may := []string{""} // what may be found now
			for i, text := range steps {
				_, err := s.Save(t.Context(), ours, New(text))
				if may = append(may, text); err == nil {
					may = []string{text}
				} else if !errors.Is(err, ErrKeyring) || text != "" {
					t.Errorf("call %d, after %v: saving %q: %v", at, after, text, err)
				}
				failing := f.at
				f.at = -1
				got, _, err := s.Load(t.Context(), ours)
				f.at, f.seen = failing, f.seen-1
				if err != nil || !slices.Contains(may, got.Reveal()) {
					t.Errorf("call %d, after %v, step %d: found %q, %v; may be %q", at, after, i, got.Reveal(), err, may)
				}
			}
		}
	}
}

// Every way a keyring can be missing or failing, and what each question to the store
// then says.
func TestRingFaults(t *testing.T) {
	broken := errors.New("org.freedesktop.Secret.Error.IsLocked")
	for name, tc := range map[string]struct {
		fail         error
		load, forget error // nil: no error
		saved        Place
		unwritable   error // saving where the file cannot be written either
	}{
		"well":      {nil, nil, nil, PlaceKeyring, nil},
		"locked":    {broken, ErrKeyring, ErrKeyring, PlaceFile, ErrKeyring},
		"absent":    {keyring.ErrUnsupportedPlatform, nil, nil, PlaceFile, errAny},
		"too small": {keyring.ErrSetDataTooBig, keyring.ErrSetDataTooBig, keyring.ErrSetDataTooBig, PlaceFile, errAny},
		"empty":     {keyring.ErrNotFound, nil, nil, PlaceFile, errAny},
	} {
		m := newMemory()
		m.fail = tc.fail
		s := storeWith(m, t.TempDir())
		if _, at, err := s.Load(t.Context(), ours); at != PlaceNone || !errors.Is(err, tc.load) {
			t.Errorf("%s: loaded from %s, %v", name, at, err)
		}
		if at, err := s.Save(t.Context(), ours, New("x")); at != tc.saved || err != nil {
			t.Errorf("%s: saved to %s, %v", name, at, err)
		}
		if got, at, err := s.Load(t.Context(), ours); got.Reveal() != "x" || at != tc.saved || err != nil {
			t.Errorf("%s: then loaded %q from %s, %v", name, got.Reveal(), at, err)
		}
		if err := s.Delete(t.Context(), ours); !errors.Is(err, tc.forget) {
			t.Errorf("%s: forgot: %v", name, err)
		}
		if data, err := os.ReadFile(s.path()); strings.Contains(string(data), `"x"`) || err != nil && tc.saved == PlaceFile {
			t.Errorf("%s: the file still holds the token, %v", name, err)
		}
		wantLoad(t, s, ours, "", PlaceNone)
		inTheWay := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(inTheWay, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		s.Dir = filepath.Join(inTheWay, "below")
		at, err := s.Save(context.Background(), ours, New("x"))
		switch {
		case tc.unwritable == nil:
			if at != PlaceKeyring { // what the file cannot say does not hinder the keyring
				t.Errorf("%s: nowhere to write: %s, %v", name, at, err)
			}
		case at != PlaceNone || err == nil || tc.unwritable != errAny && !errors.Is(err, tc.unwritable):
			t.Errorf("%s: nowhere to write: %s, %v", name, at, err)
		}
	}
}

var errAny = errors.New("any")
