package secret

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"
)

const (
	ours   = "https://wats.invalid"
	theirs = "https://other.invalid"
)

// memory is a keyring of the test's own: what it keeps, and how it fails.
type memory struct {
	mu     sync.Mutex
	kept   map[string]string
	fail   error
	limit  int           // bytes a password may have; 0 = any
	silent chan struct{} // calls wait until it is closed
	calls  int
}

func storeWith(m *memory, dir string) Store {
	return Store{Dir: dir, ring: m, asking: make(chan struct{}, 1)}
}

func newMemory() *memory { return &memory{kept: map[string]string{}} }

func (m *memory) do(op func() error) error {
	if m.silent != nil {
		<-m.silent
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls++
	if m.fail != nil {
		return m.fail
	}
	return op()
}

func (m *memory) Get(service, user string) (text string, err error) {
	err = m.do(func() error {
		var ok bool
		if text, ok = m.kept[service+"|"+user]; !ok {
			return keyring.ErrNotFound
		}
		return nil
	})
	return text, err
}

func (m *memory) Set(service, user, password string) error {
	return m.do(func() error {
		if m.limit > 0 && len(password) > m.limit {
			return keyring.ErrSetDataTooBig
		}
		m.kept[service+"|"+user] = password
		return nil
	})
}

func (m *memory) Delete(service, user string) error {
	return m.do(func() error {
		if _, ok := m.kept[service+"|"+user]; !ok {
			return keyring.ErrNotFound
		}
		delete(m.kept, service+"|"+user)
		return nil
	})
}

func wantLoad(t *testing.T, s Store, origin, text string, place Place) {
	t.Helper()
	got, at, err := s.Load(t.Context(), origin)
	if got.Reveal() != text || at != place || err != nil {
		t.Errorf("loaded %q from %s, %v; want %q from %s", got.Reveal(), at, err, text, place)
	}
}

func wantSave(t *testing.T, s Store, origin, text string, place Place) {
	t.Helper()
	if at, err := s.Save(t.Context(), origin, New(text)); at != place || err != nil {
		t.Errorf("saved to %s, %v; want %s", at, err, place)
	}
}

func TestStoreInKeyring(t *testing.T) {
	m := newMemory()
	s := storeWith(m, t.TempDir())
	wantLoad(t, s, ours, "", PlaceNone)
	wantSave(t, s, "HTTPS://WATS.invalid:443/", "one", PlaceKeyring)
	wantLoad(t, s, ours, "one", PlaceKeyring)
	wantLoad(t, s, theirs, "", PlaceNone)
	wantLoad(t, s, "http://wats.invalid", "", PlaceNone)
	if m.kept["station-companion|https://wats.invalid"] != "one" || len(m.kept) != 1 {
		t.Errorf("the keyring holds %v", m.kept)
	}
	if entries, _ := os.ReadDir(s.Dir); len(entries) > 0 {
		t.Errorf("files: %v", entries)
	}
	for range 2 {
		if err := s.Delete(t.Context(), ours); err != nil {
			t.Error(err)
		}
	}
	wantLoad(t, s, ours, "", PlaceNone)
	if _, err := s.Save(t.Context(), "no address", New("x")); !errors.Is(err, ErrAddress) {
		t.Errorf("saved for no address: %v", err)
	}
}

func TestStoreInFile(t *testing.T) {
	s := Store{Dir: filepath.Join(t.TempDir(), "a", "b"), NoKeyring: true}
	wantLoad(t, s, ours, "", PlaceNone)
	if err := s.Delete(t.Context(), ours); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(s.Dir); !errors.Is(err, fs.ErrNotExist) {
		t.Error("looking made a directory")
	}
	wantSave(t, s, ours, "one", PlaceFile)
	wantSave(t, s, theirs, "two", PlaceFile)
	wantSave(t, s, ours, "three", PlaceFile)
	wantLoad(t, s, ours, "three", PlaceFile)
	wantLoad(t, s, theirs, "two", PlaceFile)
	checkModes(t, s)
	if err := os.Chmod(s.path(), 0o644); err != nil {
		t.Fatal(err)
	}
	wantLoad(t, s, ours, "three", PlaceFile)
	checkModes(t, s)
	if at, err := s.Save(t.Context(), ours, Token{}); at != PlaceNone || err != nil {
		t.Errorf("forgot to %s, %v", at, err)
	}
	wantLoad(t, s, ours, "", PlaceNone)
	wantLoad(t, s, theirs, "two", PlaceFile)
}

func checkModes(t *testing.T, s Store) {
	t.Helper()
	if runtime.GOOS == "windows" {
		return
	}
	for path, mode := range map[string]fs.FileMode{s.path(): 0o600, s.Dir: fs.ModeDir | 0o700} {
		if fi, err := os.Stat(path); err != nil || fi.Mode() != mode {
			t.Errorf("%s: %v, %v", path, fi.Mode(), err)
		}
	}
}

// The file takes what the keyring cannot, and counts until the keyring can again.
func TestStoreFallsBack(t *testing.T) {
	long := strings.Repeat("x", 2561)
	for name, breakIt := range map[string]func(m *memory){
		"too large for Windows": func(m *memory) { m.limit = 2560 },
		"broken":                func(m *memory) { m.fail = errors.New("locked") },
		"missing":               func(m *memory) { m.fail = &exec.Error{Name: "dbus-launch", Err: exec.ErrNotFound} },
	} {
		t.Run(name, func(t *testing.T) {
			m := newMemory()
			s := storeWith(m, t.TempDir())
			wantSave(t, s, ours, "old", PlaceKeyring)
			breakIt(m)
			wantSave(t, s, ours, long, PlaceFile)
			wantLoad(t, s, ours, long, PlaceFile)
			m.fail, m.limit = nil, 0 // whatever the keyring still holds is older
			wantLoad(t, s, ours, long, PlaceFile)
			wantSave(t, s, ours, "new", PlaceKeyring)
			wantLoad(t, s, ours, "new", PlaceKeyring)
			if tokens, err := s.readFile(); err != nil || len(tokens) > 0 {
				t.Errorf("the file still holds a token, %v", err)
			}
		})
	}
}

func TestStoreTellsOfTheKeyring(t *testing.T) {
	m := newMemory()
	s := storeWith(m, t.TempDir())
	m.fail = errors.New("locked")
	if _, at, err := s.Load(t.Context(), ours); at != PlaceNone || !errors.Is(err, ErrKeyring) || !errors.Is(err, m.fail) {
		t.Errorf("%s, %v", at, err)
	}
	if err := s.Delete(t.Context(), ours); !errors.Is(err, ErrKeyring) {
		t.Errorf("deleted: %v", err)
	}
	for _, none := range []error{
		&exec.Error{Name: "dbus-launch", Err: exec.ErrNotFound}, keyring.ErrUnsupportedPlatform,
		errors.New("The name org.freedesktop.secrets was not provided by any .service files"),
		&fs.PathError{Op: "dial", Path: "/run/user/1/bus", Err: fs.ErrNotExist},
	} {
		m.fail = none
		wantLoad(t, s, ours, "", PlaceNone)
		if err := s.Delete(t.Context(), ours); err != nil {
			t.Errorf("%v: deleted: %v", none, err)
		}
	}
}

// A locked keyring waits for its user; nobody here waits longer than told.
func TestStoreEndsWithContext(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		m := newMemory()
		m.silent = make(chan struct{})
		s := storeWith(m, dir)
		began := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		_, _, err := s.Load(ctx, ours)
		if took := time.Since(began); !errors.Is(err, ErrKeyring) || !errors.Is(err, context.DeadlineExceeded) || took != 200*time.Millisecond {
			t.Errorf("%v after %v", err, took)
		}
		began = time.Now() // the first call still hangs
		if _, _, err := s.Load(t.Context(), ours); !errors.Is(err, ErrKeyring) || time.Since(began) != defaultWait {
			t.Errorf("%v after %v", err, time.Since(began))
		}
		began = time.Now()
		if at, err := s.Save(t.Context(), ours, New("x")); at != PlaceFile || err != nil || time.Since(began) != defaultWait {
			t.Errorf("saved to %s, %v after %v", at, err, time.Since(began))
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if at, err := s.Save(gone, theirs, New("x")); at != PlaceNone || !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: saved to %s, %v", at, err)
		}
		close(m.silent) // the user answers at last
		synctest.Wait()
		if m.calls != 1 {
			t.Errorf("%d calls hung at once", m.calls)
		}
		wantLoad(t, s, ours, "x", PlaceFile)
		wantSave(t, s, theirs, "y", PlaceKeyring)
	})
}

func TestStoreDamagedFile(t *testing.T) {
	s := Store{Dir: t.TempDir(), NoKeyring: true}
	for _, damage := range []string{"", "\x00\x00", "null", "[]", `{"https://wats.invalid":"half`} {
		if err := os.WriteFile(s.path(), []byte(damage), 0o600); err != nil {
			t.Fatal(err)
		}
		_, at, err := s.Load(t.Context(), ours)
		if at != PlaceNone || !errors.Is(err, ErrDamaged) || strings.Contains(err.Error(), "half") {
			t.Errorf("%q: %s, %v", damage, at, err)
		}
		wantSave(t, s, ours, "new", PlaceFile)
		wantLoad(t, s, ours, "new", PlaceFile)
	}
	s = storeWith(newMemory(), s.Dir) // the keyring is asked all the same
	_ = os.WriteFile(s.path(), []byte("\x00"), 0o600)
	_ = s.ring.Set(service, ours, "ring")
	if got, at, err := s.Load(t.Context(), ours); got.Reveal() != "ring" || at != PlaceKeyring || !errors.Is(err, ErrDamaged) {
		t.Errorf("%s, %v", at, err)
	}
}

func TestStoreParallelSaves(t *testing.T) {
	s := Store{Dir: t.TempDir(), NoKeyring: true}
	var wg sync.WaitGroup
	origins := []string{"https://a.invalid", "https://b.invalid", "https://c.invalid", "https://d.invalid"}
	for _, o := range origins {
		wg.Go(func() { wantSave(t, s, o, "token of "+o, PlaceFile) })
	}
	wg.Wait()
	for _, o := range origins {
		wantLoad(t, s, o, "token of "+o, PlaceFile)
	}
}

// The real library, with the store in memory that it brings for tests.
func TestSystemKeyring(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=unused")
	keyring.MockInit()
	s := Store{Dir: t.TempDir()}
	wantSave(t, s, ours, "one", PlaceKeyring)
	wantLoad(t, s, ours, "one", PlaceKeyring)
	if got, err := keyring.Get("station-companion", ours); got != "one" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if err := s.Delete(t.Context(), ours); err != nil {
		t.Error(err)
	}
	wantLoad(t, s, ours, "", PlaceNone)
	keyring.MockInitWithError(keyring.ErrSetDataTooBig)
	wantSave(t, s, ours, "two", PlaceFile)
}

func TestResolve(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	full := Store{Dir: t.TempDir(), NoKeyring: true}
	wantSave(t, full, ours, "stored", PlaceFile)
	empty := Store{Dir: t.TempDir(), NoKeyring: true}
	locked := storeWith(&memory{fail: errors.New("locked")}, t.TempDir())
	for name, tc := range map[string]struct {
		r     Request
		text  string
		place Place
		err   error
	}{
		"nothing":              {Request{Origin: ours, Store: empty}, "", PlaceNone, nil},
		"no server":            {Request{EnvToken: "env", Store: full}, "", PlaceNone, nil},
		"no address":           {Request{Origin: "ftp://x", EnvToken: "env"}, "", PlaceNone, ErrAddress},
		"file first":           {Request{Origin: ours, TokenFile: file("f", " file\r\n"), EnvToken: "env", Store: full}, "file", PlaceFlag, nil},
		"file of Notepad":      {Request{Origin: ours, TokenFile: file("n", "\xff\xfea\x00b\x00\r\x00\n\x00")}, "ab", PlaceFlag, nil},
		"file of two lines":    {Request{Origin: ours, TokenFile: file("2", "a\nb\n"), Store: full}, "", PlaceNone, ErrTokenFile},
		"empty file":           {Request{Origin: ours, TokenFile: file("e", "\n"), Store: full}, "", PlaceNone, ErrTokenFile},
		"huge file":            {Request{Origin: ours, TokenFile: file("h", strings.Repeat("x", 1<<17)), Store: full}, "", PlaceNone, ErrTokenFile},
		"NULs":                 {Request{Origin: ours, TokenFile: file("z", "\x00\x00"), Store: full}, "", PlaceNone, ErrTokenFile},
		"missing file":         {Request{Origin: ours, TokenFile: filepath.Join(dir, "none"), EnvToken: "env", Store: full}, "", PlaceNone, fs.ErrNotExist},
		"store before env":     {Request{Origin: ours, EnvToken: "env", Store: full}, "stored", PlaceFile, nil},
		"stored for another":   {Request{Origin: theirs, Store: full}, "", PlaceNone, nil},
		"environment":          {Request{Origin: ours, EnvToken: " env ", Store: empty}, "env", PlaceEnv, nil},
		"environment, ours":    {Request{Origin: ours, EnvToken: "env", EnvServer: "WATS.invalid/", Store: empty}, "env", PlaceEnv, nil},
		"environment, theirs":  {Request{Origin: ours, EnvToken: "env", EnvServer: theirs, Store: empty}, "", PlaceNone, nil},
		"environment, plain":   {Request{Origin: ours, EnvToken: "env", EnvServer: "http://wats.invalid", Store: empty}, "", PlaceNone, nil},
		"environment, garbage": {Request{Origin: ours, EnvToken: "env", EnvServer: "::", Store: empty}, "", PlaceNone, nil},
		"file, same server":    {Request{Origin: ours, GivenFor: "WATS.invalid:443/", TokenFile: file("s", "file"), Store: full}, "file", PlaceFlag, nil},
		"file, server changed": {Request{Origin: ours, GivenFor: theirs, TokenFile: file("c", "file"), Store: full}, "stored", PlaceFile, nil},
		"file, none for it":    {Request{Origin: ours, GivenFor: theirs, TokenFile: file("c", "file"), EnvToken: "env", Store: empty}, "", PlaceNone, nil},
		"env, server changed":  {Request{Origin: ours, GivenFor: theirs, EnvToken: "env", Store: empty}, "", PlaceNone, nil},
		"env says which":       {Request{Origin: ours, GivenFor: theirs, EnvToken: "env", EnvServer: ours, Store: empty}, "env", PlaceEnv, nil},
		"keyring locked, env":  {Request{Origin: ours, EnvToken: "env", Store: locked}, "env", PlaceEnv, ErrKeyring},
		"keyring locked":       {Request{Origin: ours, Store: locked}, "", PlaceNone, ErrKeyring},
	} {
		got, place, err := Resolve(t.Context(), tc.r)
		if got.Reveal() != tc.text || place != tc.place || !errors.Is(err, tc.err) {
			t.Errorf("%s: %q from %s, %v; want %q from %s, %v", name, got.Reveal(), place, err, tc.text, tc.place, tc.err)
		}
	}
}
