package settings

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"go.uber.org/goleak"

	"stationcompanion/client"
	"stationcompanion/client/cache"
	"stationcompanion/client/check"
	"stationcompanion/station"
	"stationcompanion/station/secret"
	"stationcompanion/ui/look"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The real things fit.
var (
	_ Config = (*station.Keeper)(nil)
	_ Tokens = secret.Store{}
)

// conf is a real keeper on files of a temporary directory, with scopes that can be
// closed and a save that can be watched.
type conf struct {
	*station.Keeper
	closed  map[station.Scope]error
	mu      sync.Mutex
	changes []station.Change
}

func (c *conf) Writable(s station.Scope) error {
	if err := c.closed[s]; err != nil {
		return err
	}
	return c.Keeper.Writable(s)
}

func (c *conf) Save(s station.Scope, base station.Stamp, ch station.Change) (station.Saved, error) {
	c.mu.Lock()
	c.changes = append(c.changes, ch)
	c.mu.Unlock()
	return c.Keeper.Save(s, base, ch)
}

// vault is a token store in memory.
type vault struct {
	mu    sync.Mutex
	held  map[string]secret.Token
	asked []string
	err   error
	block chan struct{} // Load waits for it when not nil
}

func (v *vault) Load(ctx context.Context, origin string) (secret.Token, secret.Place, error) {
	v.mu.Lock()
	v.asked = append(v.asked, origin)
	block := v.block
	v.mu.Unlock()
	if block != nil {
		select {
		case <-block:
		case <-ctx.Done():
			return secret.Token{}, secret.PlaceNone, ctx.Err()
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if t, ok := v.held[origin]; ok {
		return t, secret.PlaceKeyring, nil
	}
	return secret.Token{}, secret.PlaceNone, v.err
}

func (v *vault) Save(_ context.Context, origin string, t secret.Token) (secret.Place, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.err != nil {
		return secret.PlaceNone, v.err
	}
	v.held[origin] = t
	return secret.PlaceFile, nil
}

func (v *vault) Delete(_ context.Context, origin string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.held, origin)
	return v.err
}

func (v *vault) has(origin, token string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.held[origin].Reveal() == token
}

// bench is everything a dialog stands on in a test.
type bench struct {
	t       *testing.T
	w       fyne.Window
	conf    *conf
	vault   *vault
	posts   chan func()
	saved   []station.Saved
	copied  string
	check   func(ctx context.Context, cfg client.Config, each func(check.Result)) []check.Result
	user    string
	all     string
	dialogs []*Dialog
	copies  func() cache.Stats
	clear   func() error
}

// start makes a bench with the two files' contents; an empty text means no file.
func start(t *testing.T, user, everyone string, flags map[station.Key]string) *bench {
	t.Helper()
	dir := t.TempDir()
	b := &bench{t: t, posts: make(chan func(), 1000), vault: &vault{held: map[string]secret.Token{}},
		user: filepath.Join(dir, "user", "station.conf"), all: filepath.Join(dir, "everyone", "station.conf")}
	b.write(b.user, user)
	b.write(b.all, everyone)
	b.conf = &conf{closed: map[station.Scope]error{}, Keeper: station.NewKeeper(station.Inputs{
		Flags:     flags,
		LookupEnv: func(string) (string, bool) { return "", false },
		Hostname:  func() (string, error) { return "test-pc.local", nil },
		UserPath:  b.user, EveryonePath: b.all,
		LegacyDir: filepath.Join(dir, "cwd"), LegacyHome: filepath.Join(dir, "home"),
	})}
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.Light, 1))
	b.w = test.NewTempWindow(t, container.NewStack())
	b.w.SetPadded(false)
	b.w.Resize(fyne.NewSize(1000, 700))
	t.Cleanup(b.end)
	return b
}

func (b *bench) write(path, text string) {
	if text == "" {
		return
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) read(path string) string {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	if err != nil {
		b.t.Fatal(err)
	}
	return string(text)
}

func (b *bench) deps() Deps {
	return Deps{
		Copies: b.copies, ClearCopies: b.clear,
		Config: b.conf, Tokens: b.vault,
		Check: func(ctx context.Context, cfg client.Config, each func(check.Result)) []check.Result {
			return b.check(ctx, cfg, each)
		},
		Do:    func(fn func()) { b.posts <- fn },
		Now:   time.Now,
		Copy:  func(text string) { b.copied = text },
		Saved: func(s station.Saved) { b.saved = append(b.saved, s) },
	}
}

// show opens a dialog and waits until it knows about the token.
func (b *bench) show() *Dialog {
	b.t.Helper()
	d := Show(b.t.Context(), b.w, b.deps())
	b.dialogs = append(b.dialogs, d)
	b.until(func() bool { return !d.token.asking })
	return d
}

// until runs what is posted to the UI goroutine, this one, until a condition holds.
func (b *bench) until(done func() bool) {
	b.t.Helper()
	deadline := time.After(20 * time.Second)
	for !done() {
		select {
		case fn := <-b.posts:
			fn()
		case <-deadline:
			b.t.Fatal("waited 20 s in vain")
		}
	}
}

// end closes every dialog and waits for its goroutines.
func (b *bench) end() {
	for _, d := range b.dialogs {
		b.until(func() bool { return !d.saving })
		d.Close()
		d.Wait()
	}
}

// typeIn writes into a field as a person would.
func typeIn(e *entry, text string) {
	e.SetText("")
	test.Type(e, text)
}

// save presses Save and waits for the page that says what became of it.
func (b *bench) save(d *Dialog) {
	b.t.Helper()
	if d.saveBtn.Disabled() {
		b.t.Fatalf("Save is disabled: %s", d.status.text())
	}
	test.Tap(d.saveBtn)
	b.until(func() bool { return !d.saving })
}

// entryOf finds the text field of a key.
func entryOf(t *testing.T, d *Dialog, k station.Key) *entry {
	t.Helper()
	all := find[*entry](t, fieldOf(t, d, k).root)
	if len(all) != 1 {
		t.Fatalf("%d entries for %s", len(all), k)
	}
	return all[0]
}

// fieldOf finds the field of a key.
func fieldOf(t *testing.T, d *Dialog, k station.Key) *field {
	t.Helper()
	for _, f := range d.fields {
		if f.key == k {
			return f
		}
	}
	t.Fatalf("no field for %s", k)
	return nil
}

// find gives every object of a type under o.
func find[T any](t *testing.T, o fyne.CanvasObject) []T {
	var all []T
	if x, ok := o.(T); ok {
		all = append(all, x)
	}
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			all = append(all, find[T](t, child)...)
		}
	case fyne.Widget:
		for _, child := range test.TempWidgetRenderer(t, o).Objects() {
			all = append(all, find[T](t, child)...)
		}
	}
	return all
}
