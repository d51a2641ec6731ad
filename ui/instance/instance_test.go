package instance

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if os.Getenv(childDir) != "" {
		child() // never returns
	}
	goleak.VerifyTestMain(m)
}

// echo answers with verb and body.
func echo(_ context.Context, verb string, body []byte) ([]byte, error) {
	return append([]byte(verb+":"), body...), nil
}

// claimed starts a host that is closed with the test.
func claimed(t *testing.T, dir, session string, fn Handler) *Host {
	t.Helper()
	h, ok, err := Claim(dir, session)
	if err != nil || !ok {
		t.Fatalf("claim: %v %v", ok, err)
	}
	served := make(chan struct{})
	go func() { defer close(served); h.Serve(fn) }()
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
		<-served
	})
	return h
}

func TestTwoClaims(t *testing.T) {
	dir := t.TempDir()
	first := claimed(t, dir, "x-:0-1", echo)
	if _, ok, err := Claim(dir, "x-:0-1"); ok || err != nil {
		t.Fatalf("a second claim of one session: ok %v, %v", ok, err)
	}
	claimed(t, dir, "x-:1-1", echo) // another session has its own
	got, err := Ask(t.Context(), dir, "x-:0-1", "show", []byte("now"))
	if err != nil || string(got) != "show:now" {
		t.Fatalf("%q, %v", got, err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Ask(t.Context(), dir, "x-:0-1", "show", nil); !errors.Is(err, ErrNone) {
		t.Fatalf("asked a closed host: %v", err)
	}
	claimed(t, dir, "x-:0-1", echo) // and the session is free again
}

func TestAskWithoutAnyone(t *testing.T) {
	if _, err := Ask(t.Context(), t.TempDir(), "s", "status", nil); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
	if _, err := AskAny(t.Context(), filepath.Join(t.TempDir(), "none"), "status", nil); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
}

func TestHandlerErrorReachesTheAsker(t *testing.T) {
	dir := t.TempDir()
	claimed(t, dir, "s", func(context.Context, string, []byte) ([]byte, error) { return nil, errors.New("no such verb") })
	_, err := Ask(t.Context(), dir, "s", "dance", nil)
	var failed *Failed
	if !errors.As(err, &failed) || failed.Text != "no such verb" || errors.Is(err, ErrNone) {
		t.Fatalf("%v", err)
	}
}

func TestMessagesAreBounded(t *testing.T) {
	dir := t.TempDir()
	claimed(t, dir, "s", func(_ context.Context, verb string, _ []byte) ([]byte, error) {
		if verb == "big" {
			return bytes.Repeat([]byte("x"), maxMessage), nil
		}
		return bytes.Repeat([]byte("x"), maxMessage/2), nil
	})
	if got, err := Ask(t.Context(), dir, "s", "fits", nil); err != nil || len(got) != maxMessage/2 {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	var failed *Failed
	if _, err := Ask(t.Context(), dir, "s", "big", nil); !errors.As(err, &failed) {
		t.Errorf("an answer over the bound: %v", err)
	}
	if _, err := Ask(t.Context(), dir, "s", "fits", make([]byte, maxMessage)); !errors.Is(err, ErrNone) {
		t.Errorf("a question over the bound: %v", err)
	}
}

// The newest window answers first; one that does not answer is passed over.
func TestAskAnyTriesEveryClaim(t *testing.T) {
	dir := t.TempDir()
	name := func(n string) Handler {
		return func(context.Context, string, []byte) ([]byte, error) { return []byte(n), nil }
	}
	older, newer := claimed(t, dir, "older", name("older")), claimed(t, dir, "newer", name("newer"))
	now := time.Now()
	for h, at := range map[*Host]time.Time{older: now.Add(-time.Hour), newer: now} {
		if err := os.Chtimes(h.path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := AskAny(t.Context(), dir, "status", nil); string(got) != "newer" || err != nil {
		t.Fatalf("%q, %v", got, err)
	}
	stale := claimPath(dir, "stale")
	if err := writeClaim(stale, claim{Address: closedAddress(t), Key: make([]byte, keySize)}); err != nil {
		t.Fatal(err)
	}
	writeFile(t, claimPath(dir, "garbage"), "{")
	for i, path := range []string{newer.path, stale, claimPath(dir, "garbage")} {
		at := now.Add(time.Duration(i) * time.Minute)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := AskAny(t.Context(), dir, "status", nil); string(got) != "newer" || err != nil {
		t.Fatalf("behind two dead claims: %q, %v", got, err)
	}
}

// closedAddress is a loopback address where nobody listens any more.
func closedAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return l.Addr().String()
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestForgedFilesLeadNowhere(t *testing.T) {
	dir := t.TempDir()
	key := make([]byte, keySize)
	forged := func(address string, key []byte) string {
		text, err := json.Marshal(claim{Address: address, Key: key})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for name, text := range map[string]string{
		"empty": "", "not JSON": "hello", "no key": forged("127.0.0.1:1", nil), "short key": forged("127.0.0.1:1", key[:8]),
		"a name": forged("localhost.invalid:1", key), "no port": forged("127.0.0.1", key),
		"all interfaces": forged("0.0.0.0:1", key), "huge": strings.Repeat(" ", maxMessage) + "{}",
	} {
		writeFile(t, claimPath(dir, "s"), text)
		if c, err := readClaim(claimPath(dir, "s")); !errors.Is(err, ErrNone) {
			t.Errorf("%s: taken as %+v, %v", name, c, err)
		}
		if _, err := Ask(t.Context(), dir, "s", "status", nil); !errors.Is(err, ErrNone) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFilesAreThisUsersAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	h := claimed(t, dir, "s", echo)
	for path, want := range map[string]os.FileMode{dir: 0o700, h.path: 0o600, h.path + ".lock": 0o600} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want && os.PathSeparator == '/' {
			t.Errorf("%s: %o, want %o", path, got, want)
		}
	}
}

func TestCloseCutsOffAndWaits(t *testing.T) {
	dir := t.TempDir()
	h, ok, err := Claim(dir, "s")
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	started, ended := make(chan struct{}), make(chan struct{})
	served := make(chan struct{})
	go func() {
		defer close(served)
		h.Serve(func(ctx context.Context, _ string, _ []byte) ([]byte, error) {
			close(started)
			<-ctx.Done()
			close(ended)
			return nil, ctx.Err()
		})
	}()
	asked := make(chan error, 1)
	go func() {
		_, err := Ask(context.Background(), dir, "s", "status", nil)
		asked <- err
	}()
	<-started
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-ended:
	default:
		t.Error("Close did not wait for the handler")
	}
	<-served
	if err := <-asked; !errors.Is(err, ErrNone) {
		t.Errorf("the asker got %v", err)
	}
	if err := h.Close(); err != nil {
		t.Errorf("closing again: %v", err)
	}
	if _, err := os.Stat(h.path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the claim's file is still there: %v", err)
	}
}

func TestAskEndsWithItsContext(t *testing.T) {
	dir := t.TempDir()
	release := make(chan struct{})
	claimed(t, dir, "s", func(ctx context.Context, _ string, _ []byte) ([]byte, error) {
		select {
		case <-release:
		case <-ctx.Done():
		}
		return nil, nil
	})
	ctx, cancel := context.WithCancel(t.Context())
	asked := make(chan error, 1)
	go func() {
		_, err := Ask(ctx, dir, "s", "status", nil)
		asked <- err
	}()
	cancel()
	if err := <-asked; !errors.Is(err, ErrNone) {
		t.Errorf("%v", err)
	}
	close(release)
}

func TestDir(t *testing.T) {
	runtime, state := t.TempDir(), t.TempDir()
	if got, want := dirIn(state, state), filepath.Join(state, "station-companion", "run"); got != want {
		t.Errorf("no runtime directory of its own: %q, want %q", got, want)
	}
	if got, want := dirIn(filepath.Join(runtime, "none"), state), filepath.Join(state, "station-companion", "run"); got != want {
		t.Errorf("a runtime directory that is not there: %q, want %q", got, want)
	}
	if os.PathSeparator == '/' {
		if got, want := dirIn(runtime, state), filepath.Join(runtime, "station-companion"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestSessionKeys(t *testing.T) {
	key := func(env map[string]string) string {
		return displayKey(func(name string) string { return env[name] })
	}
	one := key(map[string]string{"DISPLAY": ":0", "XDG_SESSION_ID": "2"})
	if same := key(map[string]string{"DISPLAY": ":0.0", "XDG_SESSION_ID": "2"}); same != one {
		t.Errorf("%q and %q are one session", one, same)
	}
	for _, other := range []map[string]string{
		{"DISPLAY": ":1", "XDG_SESSION_ID": "2"}, {"DISPLAY": ":0", "XDG_SESSION_ID": "3"},
		{"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "XDG_SESSION_ID": "2"}, {},
	} {
		if key(other) == one {
			t.Errorf("%v is another session than %q", other, one)
		}
	}
	if SessionKey() == "" && os.Getenv("DISPLAY") != "" {
		t.Error("no key")
	}
	// Whatever the environment holds, the file stays in its directory and has its own name.
	paths := map[string]string{}
	for _, session := range []string{"", ":0", "_0", "../../etc/passwd", strings.Repeat("x", 300), "a\x00b", "ä"} {
		path := claimPath("dir", session)
		if filepath.Dir(path) != "dir" || len(filepath.Base(path)) > 80 {
			t.Errorf("%q leads to %q", session, path)
		}
		if ok, err := filepath.Match(claimPattern, filepath.Base(path)); !ok || err != nil {
			t.Errorf("%q is not found again", path)
		}
		if other, there := paths[path]; there {
			t.Errorf("%q and %q share %q", session, other, path)
		}
		paths[path] = session
	}
}
