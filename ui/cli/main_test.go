package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/adrg/xdg"
	"go.uber.org/goleak"

	"stationcompanion/client"
	"stationcompanion/client/demo"
	"stationcompanion/ui/instance"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// home gives the test a user of its own: empty directories, no variables of ours, no
// keyring. It returns the directory everything lies in.
func home(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, sub := range map[string]string{
		"HOME": "home", "XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run",
		"XDG_CONFIG_DIRS": "etc", "XDG_CACHE_HOME": "cache", "LOCALAPPDATA": "local", "ProgramData": "etc",
	} {
		t.Setenv(name, filepath.Join(dir, sub))
	}
	for _, name := range []string{"PYWATS_STATION", "PYWATS_SERVER_URL", "PYWATS_API_TOKEN", "DBUS_SESSION_BUS_ADDRESS"} {
		t.Setenv(name, "")
		if err := os.Unsetenv(name); err != nil {
			t.Fatal(err)
		}
	}
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	for _, sub := range []string{"home", "run"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(filepath.Join(dir, "home"))
	return dir
}

// server starts a demo server that ends with the test.
func server(t *testing.T, o demo.Options) *demo.Server {
	t.Helper()
	if o.Reports == 0 {
		o.Reports = 200
	}
	s, err := demo.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("demo server: %v", err)
		}
	})
	return s
}

// result is what one command said.
type result struct {
	code     int
	out, err string
}

// noWindow is the running window that is not there.
func noWindow(context.Context, string) ([]byte, error) { return nil, instance.ErrNone }

// soon is a connection that tries again at once.
var soon = client.Timing{RetryMin: time.Millisecond, RetryMax: 2 * time.Millisecond}

// command runs a command line as the program would.
func command(t *testing.T, args ...string) result {
	t.Helper()
	return commandWith(t, t.Context(), noWindow, args...)
}

func commandWith(t *testing.T, ctx context.Context, window func(context.Context, string) ([]byte, error), args ...string) result {
	t.Helper()
	c, err := Parse(args)
	if err != nil {
		var usage *UsageError
		if !errors.As(err, &usage) || err.Error() == "" {
			t.Fatalf("%q: %v is no usage error in words", args, err)
		}
		return result{code: ExitUsage, err: err.Error()}
	}
	var out, errs bytes.Buffer
	code := Run(ctx, c, Env{Out: &out, Err: &errs, Version: "1.2.3", AskWindow: window, timing: soon})
	return result{code, out.String(), errs.String()}
}

// decode reads a JSON answer into v and fails on fields v does not know.
func decode(t *testing.T, text string, v any) {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader([]byte(text)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		t.Fatalf("%v in:\n%s", err, text)
	}
}
